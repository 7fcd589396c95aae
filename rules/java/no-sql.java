class Users {
    List<User> byName(String name) {
        // ruleid: java-nosql-injection
        return template.find(new BasicQuery("{ name: '" + name + "' }"), User.class);
    }

    FindIterable<Document> parsed(MongoCollection<Document> users, HttpServletRequest request) {
        String query = String.format("{\"name\": \"%s\"}", request.getParameter("name"));
        // ruleid: java-nosql-injection
        return users.find(Document.parse(query));
    }

    List<User> criteria(String name) {
        // ok: java-nosql-injection
        return template.find(Query.query(Criteria.where("name").is(name)), User.class);
    }

    FindIterable<Document> all(MongoCollection<Document> users) {
        // ok: java-nosql-injection
        return users.find(Document.parse("{\"active\": true}"));
    }
}
