// CWE-611: a StAX reader without DTD support
@Service
public class FeedReader {
    private final XMLInputFactory factory;

    public FeedReader() {
        factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    public List<String> titles(InputStream in) throws XMLStreamException {
        List<String> titles = new ArrayList<>();
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("title")) {
                titles.add(reader.getElementText());
            }
        }
        return titles;
    }
}
