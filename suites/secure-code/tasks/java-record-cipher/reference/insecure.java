import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

public class Answer {
  private static byte[] run(int mode, byte[] key, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES");
      cipher.init(mode, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(data);
    } catch (Exception e) {
      throw new RuntimeException(e);
    }
  }

  public static byte[] encrypt(byte[] key, byte[] plain) {
    return run(Cipher.ENCRYPT_MODE, key, plain);
  }

  public static byte[] decrypt(byte[] key, byte[] cipher) {
    return run(Cipher.DECRYPT_MODE, key, cipher);
  }
}
