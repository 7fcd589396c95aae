public class Crypto
{
    private readonly Random _random = new Random();

    public void Hashes(byte[] data)
    {
        // ruleid: csharp-weak-hash
        using var md5 = MD5.Create();
        // ruleid: csharp-weak-hash
        var old = new SHA1Managed().ComputeHash(data);
        // ok: csharp-weak-hash
        using var sha = SHA256.Create();
        // ok: csharp-weak-hash
        var mac = new HMACSHA256(LoadKey());
    }

    public void Ciphers(Aes aes)
    {
        // ruleid: csharp-weak-cipher
        var des = new DESCryptoServiceProvider();
        // ruleid: csharp-weak-cipher
        aes.Mode = CipherMode.ECB;
        // ok: csharp-weak-cipher
        aes.Mode = CipherMode.CBC;
        // ok: csharp-weak-cipher
        using var other = Aes.Create();
    }

    public void Keys(Aes aes, IConfiguration configuration)
    {
        // ruleid: csharp-constant-key
        aes.Key = Encoding.UTF8.GetBytes("0123456789abcdef");
        byte[] iv = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
        // ruleid: csharp-constant-key
        aes.IV = iv;
        // ok: csharp-constant-key
        aes.Key = Convert.FromBase64String(configuration["Encryption:Key"]);
        // ok: csharp-constant-key
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration["Jwt:Key"]));
    }

    public string GenerateToken()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 32; i++)
        {
            text.Append(Alphabet[_random.Next(Alphabet.Length)]);
        }
        // ruleid: csharp-predictable-random
        return text.ToString();
    }

    public void Code()
    {
        // ruleid: csharp-predictable-random
        var otp = new Random().Next(100000, 999999).ToString();
        // ok: csharp-predictable-random
        var delay = new Random().Next(100);
        // ok: csharp-predictable-random
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    }

    public void Derive(string password, byte[] salt, int iterations)
    {
        // ruleid: csharp-few-iterations
        new Rfc2898DeriveBytes(password, salt, 1000);
        // ruleid: csharp-few-iterations
        KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA256, 5000, 32);
        // ok: csharp-few-iterations
        Rfc2898DeriveBytes.Pbkdf2(password, salt, 600000, HashAlgorithmName.SHA256, 32);
        // ok: csharp-few-iterations
        new Rfc2898DeriveBytes(password, salt, iterations);
    }
}

public static class Names
{
    // ok: csharp-weak-hash
    public static Guid Of(string text) => new Guid(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
