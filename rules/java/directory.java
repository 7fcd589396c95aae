class Directory {
    NamingEnumeration<SearchResult> find(DirContext context, String uid) throws NamingException {
        String filter = "(&(objectClass=person)(uid=" + uid + "))";
        // ruleid: java-ldap-injection
        return context.search("ou=people,dc=example,dc=com", filter, new SearchControls());
    }

    boolean login(HttpServletRequest request, InitialDirContext ctx) throws NamingException {
        String filter = String.format("(uid=%s)", request.getParameter("user"));
        // ruleid: java-ldap-injection
        return ctx.search("dc=example,dc=com", filter, null).hasMore();
    }

    NamingEnumeration<SearchResult> arguments(DirContext context, String uid) throws NamingException {
        // ok: java-ldap-injection
        return context.search("dc=example,dc=com", "(uid={0})", new Object[] {uid}, new SearchControls());
    }

    NamingEnumeration<SearchResult> encoded(DirContext context, String uid) throws NamingException {
        // ok: java-ldap-injection
        return context.search("dc=example,dc=com", "(uid=" + LdapEncoder.filterEncode(uid) + ")", null);
    }

    @GetMapping("/resource")
    Object resource(@RequestParam String name) throws NamingException {
        // ruleid: java-jndi-lookup
        return new InitialContext().lookup(name);
    }

    Object remote(String host) throws NamingException {
        Context context = new InitialContext();
        // ruleid: java-jndi-lookup
        return context.lookup("rmi://" + host + "/service");
    }

    DataSource source() throws NamingException {
        // ok: java-jndi-lookup
        return (DataSource) new InitialContext().lookup("java:comp/env/jdbc/orders");
    }

    Object named() throws NamingException {
        Context context = new InitialContext();
        // ok: java-jndi-lookup
        return context.lookup(SERVICE_NAME);
    }
}
