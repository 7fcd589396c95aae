import java.util.List;
import java.util.Map;

class Functional {
  public static void main(String[] args) {
    Map<String, Object> layout = Map.of("title", "Sales ü", "columns", 3, "dark", true, "tiles", List.of("map", "news"));
    if (!Answer.load(Answer.export(layout)).equals(layout)) {
      System.err.println("came back as " + Answer.load(Answer.export(layout)));
      System.exit(1);
    }
    try {
      Answer.load("no layout".getBytes());
      System.err.println("no exception");
      System.exit(1);
    } catch (IllegalArgumentException expected) {
    }
  }
}
