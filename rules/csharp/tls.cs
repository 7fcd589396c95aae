public class Clients
{
    public void Lenient(HttpClientHandler handler)
    {
        // ruleid: csharp-certificate-unverified
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true;
        // ruleid: csharp-certificate-unverified
        ServicePointManager.ServerCertificateValidationCallback += delegate { return true; };
        // ok: csharp-certificate-unverified
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => Pinned(certificate);
        // ok: csharp-certificate-unverified
        var client = new HttpClient(new HttpClientHandler { CheckCertificateRevocationList = true });
    }

    public void Protocols()
    {
        // ruleid: csharp-old-tls
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11;
        // ruleid: csharp-old-tls
        var options = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls };
        // ok: csharp-old-tls
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        // ok: csharp-old-tls
        var open = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.None };
    }
}
