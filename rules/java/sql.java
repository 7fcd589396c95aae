import java.sql.*;

class UserDao {
    private static final String TABLE = "users";
    private Connection connection;
    private JdbcTemplate jdbcTemplate;
    private EntityManager em;

    ResultSet byName(String name) throws SQLException {
        Statement stmt = connection.createStatement();
        String query = "SELECT * FROM users WHERE name = '" + name + "'";
        // ruleid: java-sql-injection
        return stmt.executeQuery(query);
    }

    ResultSet built(String name, String order) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT * FROM users WHERE 1 = 1");
        if (name != null) {
            sql.append(" AND name = '").append(name).append("'");
        }
        // ruleid: java-sql-injection
        return connection.prepareStatement(sql.toString()).executeQuery();
    }

    void rename(String name, String mail) {
        String sql = "UPDATE users SET mail = '%s' WHERE name = '%s'";
        // ruleid: java-sql-injection
        jdbcTemplate.update(String.format(sql, mail, name));
    }

    void conditions(String name) throws SQLException {
        String sql = "DELETE FROM users";
        sql += " WHERE name = '" + name + "'";
        Statement st = connection.createStatement();
        // ruleid: java-sql-injection
        st.execute(sql);
    }

    void raw(HttpServletRequest request) throws SQLException {
        String statement = request.getParameter("statement");
        // ruleid: java-sql-injection
        connection.createStatement().executeUpdate(statement);
    }

    ResultSet bound(String name) throws SQLException {
        String query = "SELECT * FROM " + TABLE + " WHERE name = ?";
        // ok: java-sql-injection
        PreparedStatement ps = connection.prepareStatement(query);
        ps.setString(1, name);
        // ok: java-sql-injection
        return ps.executeQuery();
    }

    ResultSet page(int page) throws SQLException {
        // ok: java-sql-injection
        return connection.createStatement().executeQuery("SELECT * FROM users LIMIT 20 OFFSET " + page);
    }

    ResultSet many(List<Long> ids) throws SQLException {
        String placeholders = String.join(",", Collections.nCopies(ids.size(), "?"));
        // ok: java-sql-injection
        return connection.prepareStatement("SELECT * FROM users WHERE id IN (" + placeholders + ")").executeQuery();
    }

    List<User> found(HttpServletRequest request) {
        long id = Long.parseLong(request.getParameter("id"));
        // ok: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM users WHERE id = " + id, new UserMapper());
    }

    List<User> jpql(String name) {
        // ruleid: java-jpa-query-injection
        return em.createQuery("SELECT u FROM User u WHERE u.name = '" + name + "'", User.class).getResultList();
    }

    List<User> hql(Session session, String role) {
        String hql = String.format("from User where role = '%s'", role);
        // ruleid: java-jpa-query-injection
        return session.createQuery(hql).list();
    }

    List<User> parameters(String name) {
        // ok: java-jpa-query-injection
        return em.createQuery("SELECT u FROM User u WHERE u.name = :name", User.class)
            .setParameter("name", name)
            .getResultList();
    }

    List<User> criteria(CriteriaBuilder builder, String name) {
        CriteriaQuery<User> query = builder.createQuery(User.class);
        // ok: java-jpa-query-injection
        return em.createQuery(query.where(builder.equal(query.from(User.class).get("name"), name))).getResultList();
    }

    List<User> constant() {
        String base = "SELECT u FROM User u";
        // ok: java-jpa-query-injection
        return em.createNativeQuery(base + " ORDER BY u.name").getResultList();
    }
}

interface UserMapper {
    // ruleid: java-mybatis-substitution
    @Select("SELECT * FROM users WHERE name = '${name}'")
    User byName(@Param("name") String name);

    // ruleid: java-mybatis-substitution
    @Update("UPDATE users SET mail = '${mail}' WHERE id = #{id}")
    void mail(long id, String mail);

    // ok: java-mybatis-substitution
    @Select("SELECT * FROM users WHERE name = #{name}")
    User bound(@Param("name") String name);

    // ok: java-mybatis-substitution
    @Delete("DELETE FROM users WHERE id = #{id}")
    void delete(long id);
}

class SortedDao {
    private static final Map<String, String> SORT = Map.of("name", "name", "price", "price_cents");

    enum Order {
        NAME("name"), PRICE("price_cents");
        final String column;
    }

    ResultSet listed(String sort, boolean down) throws SQLException {
        String column = SORT.getOrDefault(sort, "name");
        String sql = "SELECT * FROM products WHERE shop = ? ORDER BY " + column + (down ? " DESC" : " ASC");
        // ok: java-sql-injection
        return connection.prepareStatement(sql).executeQuery();
    }

    ResultSet switched(String sort) throws SQLException {
        String column = switch (sort) {
            case "price" -> "price_cents";
            default -> "name";
        };
        // ok: java-sql-injection
        return connection.prepareStatement("SELECT * FROM products ORDER BY " + column).executeQuery();
    }

    List<Product> ordered(Order order) {
        // ok: java-sql-injection
        return jdbcTemplate.queryForList("SELECT * FROM products WHERE shop = ? ORDER BY " + order.column, shop);
    }

    List<Product> named(Shop owner) {
        // ruleid: java-sql-injection
        return jdbcTemplate.queryForList("SELECT * FROM products WHERE shop = '" + owner.name + "'");
    }

    ResultSet named(String sort, HttpServletRequest request) throws SQLException {
        String column = request.getParameter(sort);
        // ruleid: java-sql-injection
        return connection.prepareStatement("SELECT * FROM products ORDER BY " + column).executeQuery();
    }

    ResultSet mixed(String shop, String sort) throws SQLException {
        String column = SORT.get(sort);
        // ruleid: java-sql-injection
        return connection.prepareStatement("SELECT * FROM products WHERE shop = '" + shop + "' ORDER BY " + column).executeQuery();
    }
}

class ListedDao {
    List<Product> many(List<Long> ids) {
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(","));
        // ok: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM products WHERE id IN (" + marks + ")", mapper, ids.toArray());
    }

    List<Product> named(List<String> names) {
        String list = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        // ruleid: java-sql-injection
        return jdbcTemplate.query("SELECT * FROM products WHERE name IN (" + list + ")", mapper);
    }
}
