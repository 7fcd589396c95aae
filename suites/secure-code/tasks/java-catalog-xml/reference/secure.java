import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Answer {
  public static Map<String, String> titles(InputStream xml) {
    Map<String, String> titles = new LinkedHashMap<>();
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      NodeList books = builder.parse(xml).getElementsByTagName("book");
      for (int i = 0; i < books.getLength(); i++) {
        Element book = (Element) books.item(i);
        titles.put(book.getAttribute("isbn"), book.getElementsByTagName("title").item(0).getTextContent());
      }
    } catch (Exception e) {
      throw new IllegalArgumentException("not a catalogue", e);
    }
    return titles;
  }
}
