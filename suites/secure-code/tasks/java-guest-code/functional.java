import java.util.HashSet;
import java.util.List;

class Functional {
  public static void main(String[] args) {
    List<String> sheet = Answer.sheet(60, 9);
    boolean right = sheet.size() == 60 && new HashSet<>(sheet).size() == 60 && sheet.stream().allMatch(c -> c.matches("[a-km-np-z2-9]{9}"));
    if (!right || !Answer.guestCode(14).matches("[a-km-np-z2-9]{14}")) {
      System.err.println("sheet: " + sheet);
      System.exit(1);
    }
  }
}
