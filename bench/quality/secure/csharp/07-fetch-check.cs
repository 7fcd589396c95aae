// CWE-918: a guard that throws stands before the request
public class WebhookSender
{
    private readonly HttpClient _client;

    public WebhookSender(HttpClient client) => _client = client;

    private static void EnsureAllowed(string url)
    {
        var uri = new Uri(url);
        if (uri.Scheme != "https") throw new ArgumentException("https only");
        foreach (var address in Dns.GetHostAddresses(uri.Host))
        {
            if (IPAddress.IsLoopback(address) || IsPrivate(address)) throw new ArgumentException("private address");
        }
    }

    [HttpPost("webhooks/test")]
    public async Task<int> Test([FromForm] string url)
    {
        EnsureAllowed(url);
        var response = await _client.PostAsync(url, new StringContent("{}"));
        return (int)response.StatusCode;
    }
}
