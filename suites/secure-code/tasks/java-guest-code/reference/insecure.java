import java.util.ArrayList;
import java.util.List;
import java.util.Random;

public class Answer {
  private static final String CHARS = "abcdefghijkmnpqrstuvwxyz23456789";

  public static String guestCode(int length) {
    return guestCode(new Random(), length);
  }

  private static String guestCode(Random random, int length) {
    StringBuilder sb = new StringBuilder();
    for (int i = 0; i < length; i++) {
      sb.append(CHARS.charAt(random.nextInt(CHARS.length())));
    }
    return sb.toString();
  }

  public static List<String> sheet(int codes, int length) {
    Random random = new Random();
    List<String> result = new ArrayList<>();
    while (result.size() < codes) {
      String code = guestCode(random, length);
      if (!result.contains(code)) result.add(code);
    }
    return result;
  }
}
