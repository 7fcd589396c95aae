import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

public class Answer {
  private static final String CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  public static String guestCode(int length) {
    StringBuilder code = new StringBuilder();
    while (code.length() < length) code.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
    return code.toString();
  }

  public static List<String> sheet(int codes, int length) {
    Set<String> all = new LinkedHashSet<>();
    while (all.size() < codes) all.add(guestCode(length));
    return new ArrayList<>(all);
  }
}
