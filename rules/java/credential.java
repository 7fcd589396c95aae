class Database {
    // ruleid: java-hardcoded-credential
    private static final String DB_PASSWORD = "Winter2021!";
    // ruleid: java-hardcoded-credential
    String apiKey = "a81bc81bdead4e5dabff90865d1e13b1";
    // ok: java-hardcoded-credential
    private static final String PASSWORD_FIELD = "password1";
    // ok: java-hardcoded-credential
    private static final String PASSWORD = "app.database.password";

    Connection connect() throws SQLException {
        // ruleid: java-hardcoded-credential
        return DriverManager.getConnection("jdbc:mysql://localhost/shop", "root", "rootpass");
    }

    Connection configured(Properties settings) throws SQLException {
        // ok: java-hardcoded-credential
        return DriverManager.getConnection(URL, settings.getProperty("user"), settings.getProperty("password"));
    }

    void environment() {
        // ok: java-hardcoded-credential
        String password = System.getenv("DB_PASSWORD");
        // ok: java-hardcoded-credential
        String template = "${db.password}";
    }
}
