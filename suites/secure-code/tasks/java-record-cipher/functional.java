import java.util.Arrays;

class Functional {
  public static void main(String[] args) {
    byte[] key = "0123456789abcdef".getBytes();
    for (int size : new int[] {0, 1, 16, 1000}) {
      byte[] plain = new byte[size];
      Arrays.fill(plain, (byte) 'p');
      byte[] sealed = Answer.encrypt(key, plain);
      if (!Arrays.equals(Answer.decrypt(key, sealed), plain) || (size > 0 && Arrays.equals(sealed, plain))) {
        System.err.println(size + " bytes do not come back");
        System.exit(1);
      }
    }
    try {
      Answer.decrypt(key, new byte[] {1, 2, 3});
      System.err.println("three bytes are decrypted");
      System.exit(1);
    } catch (RuntimeException expected) {
    }
  }
}
