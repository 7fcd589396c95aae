class Reader {
    Document parse(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // ruleid: java-xxe-parser
        DocumentBuilder builder = factory.newDocumentBuilder();
        return builder.parse(in);
    }

    void sax(InputStream in, DefaultHandler handler) throws Exception {
        // ruleid: java-xxe-parser
        SAXParserFactory.newInstance().newSAXParser().parse(in, handler);
    }

    org.dom4j.Document dom4j(InputStream in) throws Exception {
        // ruleid: java-xxe-parser
        SAXReader reader = new SAXReader();
        return reader.read(in);
    }

    Document strict(InputStream in) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // ok: java-xxe-parser
        return factory.newDocumentBuilder().parse(in);
    }

    void strictReader(InputStream in) throws Exception {
        SAXReader reader = new SAXReader();
        reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // ok: java-xxe-parser
        reader.read(in);
    }

    XMLStreamReader stream(InputStream in) throws XMLStreamException {
        // ruleid: java-xxe-stream-reader
        XMLInputFactory factory = XMLInputFactory.newInstance();
        return factory.createXMLStreamReader(in);
    }

    XMLEventReader events(InputStream in) throws XMLStreamException {
        // ruleid: java-xxe-stream-reader
        return XMLInputFactory.newFactory().createXMLEventReader(in);
    }

    XMLStreamReader strictStream(InputStream in) throws XMLStreamException {
        // ok: java-xxe-stream-reader
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        return factory.createXMLStreamReader(in);
    }

    XMLStreamReader noEntities(InputStream in) throws XMLStreamException {
        // ok: java-xxe-stream-reader
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
        return factory.createXMLStreamReader(in);
    }

    String render(String xml) throws TransformerException {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        StringWriter out = new StringWriter();
        // ruleid: java-xxe-transformer
        transformer.transform(new StreamSource(new StringReader(xml)), new StreamResult(out));
        return out.toString();
    }

    @PostMapping("/style")
    void style(@RequestBody byte[] sheet, Document document, Result result) throws TransformerException {
        Source source = new StreamSource(new ByteArrayInputStream(sheet));
        // ruleid: java-xxe-transformer
        TransformerFactory.newInstance().newTransformer(source).transform(new DOMSource(document), result);
    }

    String strictRender(String xml) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        StringWriter out = new StringWriter();
        // ok: java-xxe-transformer
        factory.newTransformer().transform(new StreamSource(new StringReader(xml)), new StreamResult(out));
        return out.toString();
    }

    void write(Document document, Result result) throws TransformerException {
        // ok: java-xxe-transformer
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), result);
    }

    boolean login(XPath xpath, Document users, String name, String password) throws XPathExpressionException {
        String expression = "/users/user[name='" + name + "' and password='" + password + "']";
        // ruleid: java-xpath-injection
        return (Boolean) xpath.evaluate(expression, users, XPathConstants.BOOLEAN);
    }

    Node node(Document users, HttpServletRequest request) throws XPathExpressionException {
        XPath xpath = XPathFactory.newInstance().newXPath();
        String query = String.format("//user[@id='%s']", request.getParameter("id"));
        // ruleid: java-xpath-injection
        return (Node) xpath.compile(query).evaluate(users, XPathConstants.NODE);
    }

    Node indexed(XPath xpath, Document users, int index) throws XPathExpressionException {
        // ok: java-xpath-injection
        return (Node) xpath.evaluate("/users/user[" + index + "]", users, XPathConstants.NODE);
    }

    Node variable(XPath xpath, Document users, String name) throws XPathExpressionException {
        xpath.setXPathVariableResolver(variable -> name);
        // ok: java-xpath-injection
        return (Node) xpath.evaluate("/users/user[name=$name]", users, XPathConstants.NODE);
    }
}

class FeedReader {
    private final XMLInputFactory factory;
    private final XMLInputFactory open;

    FeedReader() {
        // ok: java-xxe-stream-reader
        factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // ruleid: java-xxe-stream-reader
        open = XMLInputFactory.newFactory();
        open.setProperty(XMLInputFactory.SUPPORT_DTD, true);
    }
}
