// CWE-327: AES-GCM with a random nonce
public sealed class Sealer : IDisposable
{
    private readonly AesGcm _aes;

    public Sealer(byte[] key) => _aes = new AesGcm(key, 16);

    public byte[] Seal(byte[] plaintext)
    {
        var result = new byte[12 + 16 + plaintext.Length];
        var nonce = result.AsSpan(0, 12);
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(nonce, plaintext, result.AsSpan(28), result.AsSpan(12, 16));
        return result;
    }

    public void Dispose() => _aes.Dispose();
}
