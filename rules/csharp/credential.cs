public class Settings
{
    // ok: csharp-hardcoded-credential
    private const string PasswordKey = "Database:Password";

    public void Secrets(IConfiguration configuration)
    {
        // ruleid: csharp-hardcoded-credential
        string apiKey = "a81bc81bdead4e5dabff90865d1e13b1";
        // ruleid: csharp-hardcoded-credential
        var connection = new SqlConnection("Server=db;Database=shop;User Id=sa;Password=Winter2021!;");
        // ruleid: csharp-hardcoded-credential
        var mail = new NetworkCredential("mailer", "m4iler-pw");
        // ok: csharp-hardcoded-credential
        var configured = new SqlConnection(configuration.GetConnectionString("Shop"));
        // ok: csharp-hardcoded-credential
        var trusted = new SqlConnection("Server=db;Database=shop;Integrated Security=true;");
        // ok: csharp-hardcoded-credential
        string password = Environment.GetEnvironmentVariable("DB_PASSWORD");
    }
}
