public class UserStore
{
    private const string Table = "Users";

    public void ByName(SqlConnection connection, string name)
    {
        string query = "SELECT * FROM Users WHERE Name = '" + name + "'";
        // ruleid: csharp-sql-injection
        using (var command = new SqlCommand(query, connection))
        {
            command.ExecuteReader();
        }
    }

    public void Delete(SqlCommand command, string name)
    {
        // ruleid: csharp-sql-injection
        command.CommandText = $"DELETE FROM Users WHERE Name = '{name}'";
    }

    public IEnumerable<User> Dapper(IDbConnection connection, string mail)
    {
        var sql = new StringBuilder("SELECT * FROM Users");
        sql.Append(" WHERE Mail = '").Append(mail).Append("'");
        // ruleid: csharp-sql-injection
        return connection.Query<User>(sql.ToString());
    }

    public void Bound(SqlConnection connection, string name)
    {
        // ok: csharp-sql-injection
        var command = new SqlCommand("SELECT * FROM " + Table + " WHERE Name = @name", connection);
        command.Parameters.AddWithValue("@name", name);
    }

    public void Columns(SqlConnection connection)
    {
        Require(connection, "Users", "Name");

        static void Require(SqlConnection connection, string table, string field)
        {
            using var command = connection.CreateCommand();
            // ok: csharp-sql-injection
            command.CommandText = $"SELECT COUNT(1) FROM pragma_table_info('{table}') WHERE name = '{field}'";
        }
    }

    public User Number(IDbConnection connection, int id)
    {
        // ok: csharp-sql-injection
        return connection.QuerySingle<User>($"SELECT * FROM Users WHERE Id = {id}");
    }

    public User Parameters(IDbConnection connection, string name)
    {
        // ok: csharp-sql-injection
        return connection.QueryFirst<User>("SELECT * FROM Users WHERE Name = @name", new { name });
    }

    public List<User> Raw(ShopContext context, string name)
    {
        // ruleid: csharp-entity-framework-raw-sql
        return context.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{name}'").ToList();
    }

    public void Update(ShopContext context, string name)
    {
        var sql = string.Format("UPDATE Users SET Active = 0 WHERE Name = '{0}'", name);
        // ruleid: csharp-entity-framework-raw-sql
        context.Database.ExecuteSqlRaw(sql);
    }

    public List<User> Interpolated(ShopContext context, string name)
    {
        // ok: csharp-entity-framework-raw-sql
        return context.Users.FromSqlInterpolated($"SELECT * FROM Users WHERE Name = {name}").ToList();
    }

    public List<User> Arguments(ShopContext context, string name)
    {
        // ok: csharp-entity-framework-raw-sql
        return context.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = {0}", name).ToList();
    }
}

public class SortedRepository
{
    private static readonly Dictionary<string, string> SortColumns = new() { ["name"] = "Name" };

    public SqlCommand Sorted(string sort, string shop, bool down)
    {
        var column = SortColumns.TryGetValue(sort, out var known) ? known : "Name";
        // ok: csharp-sql-injection
        var first = new SqlCommand($"SELECT Name FROM Products ORDER BY {column}", connection);
        var order = sort switch
        {
            "price" => "Price",
            _ => "Name",
        };
        // ok: csharp-sql-injection
        var second = new SqlCommand("SELECT Name FROM Products ORDER BY " + order + (down ? " DESC" : " ASC"), connection);
        // ruleid: csharp-sql-injection
        var third = new SqlCommand($"SELECT Name FROM Products WHERE Shop = '{shop}' ORDER BY {column}", connection);
        var free = sort ?? "Name";
        // ruleid: csharp-sql-injection
        return new SqlCommand("SELECT Name FROM Products ORDER BY " + free, connection);
    }
}

public class ManyRepository
{
    public SqlCommand Many(int[] ids, string[] names)
    {
        var holes = ids.Select((_, i) => $"@id{i}").ToArray();
        // ok: csharp-sql-injection
        var first = new SqlCommand($"SELECT Name FROM Products WHERE Id IN ({string.Join(",", holes)})", connection);
        var list = names.Select(n => $"'{n}'").ToArray();
        // ruleid: csharp-sql-injection
        return new SqlCommand($"SELECT Name FROM Products WHERE Name IN ({string.Join(",", list)})", connection);
    }
}
