class Tokens {
    private final Random random = new Random();

    void assign() {
        // ruleid: java-predictable-random
        String token = Long.toHexString(random.nextLong());
        // ruleid: java-predictable-random
        int otp = (int) (Math.random() * 900000) + 100000;
        // ok: java-predictable-random
        int delay = random.nextInt(1000);
    }

    String generatePassword(int length) {
        StringBuilder text = new StringBuilder();
        Random source = new Random();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(source.nextInt(ALPHABET.length())));
        }
        // ruleid: java-predictable-random
        return text.toString();
    }

    String generateToken() {
        SecureRandom secure = new SecureRandom();
        byte[] bytes = new byte[32];
        secure.nextBytes(bytes);
        // ok: java-predictable-random
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    String resetToken() {
        Random strong = new SecureRandom();
        // ok: java-predictable-random
        return Long.toHexString(strong.nextLong());
    }

    void seeds(byte[] entropy) {
        // ruleid: java-seeded-secure-random
        SecureRandom constant = new SecureRandom("seed".getBytes());
        SecureRandom clock = new SecureRandom();
        // ruleid: java-seeded-secure-random
        clock.setSeed(System.currentTimeMillis());
        // ok: java-seeded-secure-random
        SecureRandom fresh = new SecureRandom();
        // ok: java-seeded-secure-random
        fresh.setSeed(entropy);
    }
}
