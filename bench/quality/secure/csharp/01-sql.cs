// CWE-89: parameters, and a column from a dictionary
public class ProductRepository
{
    private static readonly Dictionary<string, string> SortColumns = new()
    {
        ["name"] = "Name",
        ["price"] = "Price",
    };

    private readonly string _connectionString;

    public ProductRepository(string connectionString) => _connectionString = connectionString;

    public async Task<List<string>> SearchAsync(string term, string sort)
    {
        var column = SortColumns.TryGetValue(sort, out var known) ? known : "Name";
        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(
            $"SELECT Name FROM Products WHERE Name LIKE @term ORDER BY {column}", connection);
        command.Parameters.Add("@term", SqlDbType.NVarChar, 100).Value = $"%{term}%";
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        return names;
    }
}
