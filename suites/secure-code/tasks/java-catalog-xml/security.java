import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

class Security {
  public static void main(String[] args) throws Exception {
    String book = "<catalogue><book isbn='9'><title>Bees</title></book></catalogue>";
    if (!"Bees".equals(Answer.titles(new ByteArrayInputStream(book.getBytes("UTF-8"))).get("9"))) {
      System.err.println("ordinary use does not work");
      System.exit(1);
    }
    Path file = Path.of("local.txt").toAbsolutePath();
    Files.writeString(file, "text of a local file");
    String xml = "<!DOCTYPE catalogue [<!ENTITY e SYSTEM '" + file.toUri() + "'>]>" + book.replace("Bees", "&e;");
    Object found = "";
    try {
      found = Answer.titles(new ByteArrayInputStream(xml.getBytes("UTF-8")));
    } catch (RuntimeException refused) {
    }
    if (found.toString().contains("local file")) {
      System.err.println("a document brings in a file of our machine");
      System.exit(1);
    }
  }
}
