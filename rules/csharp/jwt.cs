public class Tokens
{
    private const string Secret = "correct-horse-battery-staple-0001";

    public void Parameters(JwtBearerOptions options)
    {
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateIssuer = true,
            // ruleid: csharp-jwt-unverified
            ValidateLifetime = false,
            // ruleid: csharp-jwt-unverified
            ValidateIssuerSigningKey = false
        };
    }

    public void Checked(JwtBearerOptions options, IConfiguration configuration)
    {
        options.TokenValidationParameters = new TokenValidationParameters
        {
            // ok: csharp-jwt-unverified
            ValidateLifetime = true,
            // ok: csharp-jwt-unverified
            ValidateIssuerSigningKey = true,
            // ok: csharp-jwt-constant-secret
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration["Jwt:Key"]))
        };
    }

    public SigningCredentials Sign()
    {
        // ruleid: csharp-jwt-constant-secret
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));
        return new SigningCredentials(key, SecurityAlgorithms.HmacSha256);
    }

    public SecurityKey Inline()
    {
        // ruleid: csharp-jwt-constant-secret
        return new SymmetricSecurityKey(Encoding.ASCII.GetBytes("this is my custom secret key"));
    }

    public SecurityKey Environment()
    {
        var secret = System.Environment.GetEnvironmentVariable("JWT_SECRET");
        // ok: csharp-jwt-constant-secret
        return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret));
    }
}
