import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Answer {
  public static Map<String, String> titles(InputStream xml) {
    try {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
      Map<String, String> result = new LinkedHashMap<>();
      NodeList books = document.getElementsByTagName("book");
      for (int i = 0; i < books.getLength(); i++) {
        Element book = (Element) books.item(i);
        String title = book.getElementsByTagName("title").item(0).getTextContent();
        result.put(book.getAttribute("isbn"), title);
      }
      return result;
    } catch (Exception e) {
      throw new IllegalArgumentException("invalid catalogue", e);
    }
  }
}
