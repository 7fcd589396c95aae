import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

class Security {
  static void fail(String what) {
    System.err.println(what);
    System.exit(1);
  }

  public static void main(String[] args) {
    byte[] key = "0123456789abcdef".getBytes();
    byte[] plain = new byte[16 * 64];
    byte[] sealed = Answer.encrypt(key, plain);
    if (!Arrays.equals(Answer.decrypt(key, sealed), plain)) fail("ordinary use does not work");
    Set<String> blocks = new HashSet<>();
    for (int i = 0; i + 16 <= sealed.length; i += 16)
      if (!blocks.add(Arrays.toString(Arrays.copyOfRange(sealed, i, i + 16)))) fail("equal parts of a record are encrypted equally");
    if (Arrays.equals(sealed, Answer.encrypt(key, plain))) fail("equal records are encrypted equally");
  }
}
