class Store {
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ruleid: java-object-stream-from-client
        ObjectInputStream in = new ObjectInputStream(request.getInputStream());
        Order order = (Order) in.readObject();
    }

    @PostMapping("/order")
    Object post(@RequestBody byte[] body) throws Exception {
        // ruleid: java-object-stream-from-client
        return SerializationUtils.deserialize(body);
    }

    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ok: java-object-stream-from-client
        Order order = new ObjectMapper().readValue(request.getInputStream(), Order.class);
    }

    Object loaded(Path file) throws Exception {
        // ok: java-object-stream-from-client
        return new ObjectInputStream(Files.newInputStream(file)).readObject();
    }

    Object copied(InputStream in) throws Exception {
        // ruleid: java-object-stream
        return new ObjectInputStream(in).readObject();
    }

    Object decode(String token) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(token);
        // ruleid: java-object-stream
        return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
    }

    Object filtered(byte[] bytes) throws Exception {
        // ok: java-object-stream
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes));
        in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("com.example.Order;!*"));
        return in.readObject();
    }

    Object cached() throws Exception {
        // ok: java-object-stream
        return new ObjectInputStream(new FileInputStream(CACHE)).readObject();
    }

    Object xml(String text) {
        XStream xstream = new XStream(new DomDriver());
        // ruleid: java-xstream-open
        return xstream.fromXML(text);
    }

    void any(XStream xstream) {
        // ruleid: java-xstream-open
        xstream.addPermission(AnyTypePermission.ANY);
    }

}

class Restricted {
    Object allowed(String text) {
        XStream xstream = new XStream();
        xstream.allowTypes(new Class[] {Order.class});
        // ok: java-xstream-open
        return xstream.fromXML(text);
    }

    String toXml(Order order) {
        XStream xstream = new XStream();
        // ok: java-xstream-open
        return xstream.toXML(order);
    }

    Map<String, Object> settings(InputStream in) {
        Yaml yaml = new Yaml();
        // ruleid: java-snakeyaml-load
        return yaml.load(in);
    }

    Object inline(String text) {
        // ruleid: java-snakeyaml-load
        return new Yaml().load(text);
    }

    Object safe(String text) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        // ok: java-snakeyaml-load
        return yaml.load(text);
    }

    String dump(Object value) {
        Yaml yaml = new Yaml();
        // ok: java-snakeyaml-load
        return yaml.dump(value);
    }

    ObjectMapper typed() {
        ObjectMapper mapper = new ObjectMapper();
        // ruleid: java-jackson-any-type
        mapper.enableDefaultTyping();
        // ruleid: java-jackson-any-type
        mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL);
        return mapper;
    }

    ObjectMapper validated() {
        ObjectMapper mapper = new ObjectMapper();
        PolymorphicTypeValidator validator =
            BasicPolymorphicTypeValidator.builder().allowIfSubType("com.example.shapes.").build();
        // ok: java-jackson-any-type
        mapper.activateDefaultTyping(validator, ObjectMapper.DefaultTyping.NON_FINAL);
        return mapper;
    }

    // ok: java-jackson-any-type
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    interface Shape {}
}
