import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

class Functional {
  static Map<String, String> titles(String xml) throws Exception {
    return Answer.titles(new ByteArrayInputStream(xml.getBytes("UTF-8")));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> titles = titles("<catalogue><book isbn='9'><title>Bees &amp; trees</title></book><book isbn='4'><title>Äpfel</title></book></catalogue>");
    if (!List.copyOf(titles.keySet()).equals(List.of("9", "4")) || !titles.get("9").equals("Bees & trees") || !titles.get("4").equals("Äpfel")) {
      System.err.println("titles: " + titles);
      System.exit(1);
    }
    try {
      titles("<catalogue><book>");
      System.err.println("no exception");
      System.exit(1);
    } catch (IllegalArgumentException expected) {
    }
  }
}
