// CWE-327, CWE-329: AES-GCM with a fresh nonce
public class Vault {
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    public Vault(SecretKey key) {
        this.key = key;
    }

    public byte[] seal(byte[] plaintext) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        byte[] body = cipher.doFinal(plaintext);
        return ByteBuffer.allocate(nonce.length + body.length).put(nonce).put(body).array();
    }
}
