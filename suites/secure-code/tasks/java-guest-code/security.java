import java.security.Provider;
import java.security.SecureRandomSpi;
import java.util.Random;

class Security {
  static int drawn;

  /// Counts how many bytes are drawn from the platform's secure generator.
  public static class Counting extends SecureRandomSpi {
    private final Random bytes = new Random();

    protected void engineSetSeed(byte[] seed) {}

    protected void engineNextBytes(byte[] out) {
      drawn += out.length;
      bytes.nextBytes(out);
    }

    protected byte[] engineGenerateSeed(int size) {
      return new byte[size];
    }
  }

  static class CountingProvider extends Provider {
    CountingProvider() {
      super("Counting", "1", "counts");
      put("SecureRandom.Counting", Counting.class.getName());
    }
  }

  public static void main(String[] args) {
    java.security.Security.insertProviderAt(new CountingProvider(), 1);
    java.security.Security.setProperty("securerandom.strongAlgorithms", "Counting:Counting");
    if (Answer.guestCode(6).length() != 6) {
      System.err.println("ordinary use does not work");
      System.exit(1);
    }
    drawn = 0;
    int codes = Answer.sheet(20, 12).size();
    // Five bits a character.
    if (codes != 20 || drawn < 20 * 12 * 5 / 8) {
      System.err.println("the codes come from a predictable generator: " + drawn + " bytes were drawn from a secure one");
      System.exit(1);
    }
  }
}
