// CWE-918: hosts of a list
[ApiController]
public class PreviewController : ControllerBase
{
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase) { "news.example.org" };
    private readonly HttpClient _client;

    public PreviewController(IHttpClientFactory factory) => _client = factory.CreateClient("preview");

    [HttpGet("preview")]
    public async Task<IActionResult> Get([FromQuery] string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps
            || !Hosts.Contains(uri.Host))
        {
            return BadRequest();
        }
        var body = await _client.GetStringAsync(uri);
        return Content(body, "text/plain");
    }
}
