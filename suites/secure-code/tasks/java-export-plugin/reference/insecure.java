import java.util.function.Function;

public class Answer {
  public static class Csv implements Function<String, String> {
    public String apply(String text) {
      return "\"" + text + "\"";
    }
  }

  public static class Html implements Function<String, String> {
    public String apply(String text) {
      return "<p>" + text + "</p>";
    }
  }

  @SuppressWarnings("unchecked")
  public static String export(String format, String text) {
    try {
      String name = format.contains(".") || format.contains("$") ? format : "Answer$" + format;
      Object exporter = Class.forName(name).getDeclaredConstructor().newInstance();
      return ((Function<String, String>) exporter).apply(text);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException("no such format: " + format, e);
    }
  }
}
