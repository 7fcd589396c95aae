class Passwords {
    byte[] digest(byte[] data) throws NoSuchAlgorithmException {
        // ruleid: java-weak-hash
        return MessageDigest.getInstance("MD5").digest(data);
    }

    byte[] sha1(byte[] data) throws NoSuchAlgorithmException {
        String algorithm = "SHA-1";
        // ruleid: java-weak-hash
        return MessageDigest.getInstance(algorithm).digest(data);
    }

    String hex(String data) {
        // ruleid: java-weak-hash
        return DigestUtils.md5Hex(data);
    }

    byte[] strong(byte[] data) throws NoSuchAlgorithmException {
        // ok: java-weak-hash
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    Mac mac() throws NoSuchAlgorithmException {
        // ok: java-weak-hash
        return Mac.getInstance("HmacSHA1");
    }

    String store(String password) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        // ruleid: java-fast-password-hash
        byte[] hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    String salted(User user, String salt) {
        String text = salt + user.getPassword();
        // ruleid: java-fast-password-hash
        return DigestUtils.sha256Hex(text);
    }

    String checksum(byte[] file) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        // ok: java-fast-password-hash
        return hex(digest.digest(file));
    }

    String encoded(String password) {
        // ok: java-fast-password-hash
        return new BCryptPasswordEncoder().encode(password);
    }

    KeySpec key(char[] password, byte[] salt) {
        // ruleid: java-few-iterations
        return new PBEKeySpec(password, salt, 1000, 256);
    }

    static final int ROUNDS = 500;

    AlgorithmParameterSpec parameters(byte[] salt) {
        // ruleid: java-few-iterations
        return new PBEParameterSpec(salt, ROUNDS);
    }

    KeySpec enough(char[] password, byte[] salt) {
        // ok: java-few-iterations
        return new PBEKeySpec(password, salt, 310000, 256);
    }

    KeySpec configured(char[] password, byte[] salt, int iterations) {
        // ok: java-few-iterations
        return new PBEKeySpec(password, salt, iterations, 256);
    }

    boolean login(User user, String password) {
        // ruleid: java-plain-password
        return user != null && user.getPassword().equals(password);
    }

    PasswordEncoder none() {
        // ruleid: java-plain-password
        return NoOpPasswordEncoder.getInstance();
    }

    boolean matches(User user, String password) {
        // ok: java-plain-password
        return encoder.matches(password, user.getPassword());
    }

    boolean confirmed(SignUp signUp) {
        // ok: java-plain-password
        return signUp.getPassword().equals(signUp.getConfirmPassword());
    }
}
