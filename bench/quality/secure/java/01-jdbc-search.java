// CWE-89: bound values, the column comes from a map
import java.sql.*;
import java.util.*;
import javax.sql.DataSource;

public class ProductDao {
    private static final Map<String, String> SORT = Map.of("name", "name", "price", "price_cents");
    private final DataSource dataSource;

    public ProductDao(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public List<String> search(String term, String sortBy, boolean descending) throws SQLException {
        String column = SORT.getOrDefault(sortBy, "name");
        String sql = "SELECT name FROM products WHERE name LIKE ? ORDER BY " + column + (descending ? " DESC" : " ASC");
        List<String> names = new ArrayList<>();
        try (Connection c = dataSource.getConnection(); PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setString(1, "%" + term + "%");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) names.add(rows.getString(1));
            }
        }
        return names;
    }
}
