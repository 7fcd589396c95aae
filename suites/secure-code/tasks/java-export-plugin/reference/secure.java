import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

public class Answer {
  public static class Csv implements Function<String, String> {
    public String apply(String text) {
      return "\"" + text.replace("\"", "\"\"") + "\"";
    }
  }

  public static class Html implements Function<String, String> {
    public String apply(String text) {
      return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
    }
  }

  private static final Map<String, Supplier<Function<String, String>>> EXPORTERS = Map.of("Csv", Csv::new, "Html", Html::new);

  public static String export(String format, String text) {
    Supplier<Function<String, String>> exporter = EXPORTERS.get(format);
    if (exporter == null) throw new IllegalArgumentException("no such format: " + format);
    return exporter.get().apply(text);
  }
}
