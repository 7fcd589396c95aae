class Ciphers {
    private static final String SECRET = "0f1e2d3c4b5a6978";
    private static final byte[] FIXED = "1234567890123456".getBytes();

    void weak() throws GeneralSecurityException {
        // ruleid: java-weak-cipher
        Cipher.getInstance("DES/CBC/PKCS5Padding");
        // ruleid: java-weak-cipher
        KeyGenerator.getInstance("RC4");
        // ok: java-weak-cipher
        Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java-weak-cipher
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    }

    void mode() throws GeneralSecurityException {
        // ruleid: java-ecb-mode
        Cipher.getInstance("AES");
        // ruleid: java-ecb-mode
        Cipher.getInstance("AES/ECB/PKCS5Padding", "BC");
        // ok: java-ecb-mode
        Cipher.getInstance("AES/CBC/PKCS5Padding");
        // ok: java-ecb-mode
        KeyGenerator.getInstance("AES");
    }

    void rsa() throws GeneralSecurityException {
        // ruleid: java-unpadded-rsa
        Cipher.getInstance("RSA");
        // ruleid: java-unpadded-rsa
        Cipher.getInstance("RSA/ECB/NoPadding");
        // ok: java-unpadded-rsa
        Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        // ok: java-unpadded-rsa
        KeyFactory.getInstance("RSA");
    }

    void vectors(byte[] message, String iv) {
        byte[] zero = new byte[16];
        // ruleid: java-constant-iv
        new IvParameterSpec(zero);
        // ruleid: java-constant-iv
        new IvParameterSpec("abcdefghijklmnop".getBytes(StandardCharsets.UTF_8));
        byte[] fixed = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        // ruleid: java-constant-iv
        new GCMParameterSpec(128, fixed);
        byte[] fresh = new byte[12];
        new SecureRandom().nextBytes(fresh);
        // ok: java-constant-iv
        new GCMParameterSpec(128, fresh);
        byte[] read = new byte[12];
        ByteBuffer.wrap(message).get(read);
        // ok: java-constant-iv
        new GCMParameterSpec(128, read);
        // ok: java-constant-iv
        new IvParameterSpec(Base64.getDecoder().decode(iv));
    }

    void keys(String configured, byte[] salt) {
        // ruleid: java-constant-key
        new SecretKeySpec("thisisaverysecret".getBytes(), "AES");
        // ruleid: java-constant-key
        new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "AES");
        String key = "K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72";
        byte[] bytes = key.getBytes();
        // ruleid: java-constant-key
        SecretKey signing = Keys.hmacShaKeyFor(bytes);
        // ok: java-constant-key
        new SecretKeySpec(Base64.getDecoder().decode(configured), "AES");
        // ok: java-constant-key
        new SecretKeySpec(System.getenv("APP_KEY").getBytes(), "HmacSHA256");
    }

    void sizes(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ruleid: java-short-key
        generator.initialize(1024);
        // ruleid: java-short-key
        new RSAKeyGenParameterSpec(512, RSAKeyGenParameterSpec.F4);
        // ok: java-short-key
        generator.initialize(3072);
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        // ok: java-short-key
        curve.initialize(256);
    }
}
