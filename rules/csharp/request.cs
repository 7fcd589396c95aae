public class AccountController : Controller
{
    [HttpPost("login")]
    public IActionResult Login(string user, string returnUrl)
    {
        // ruleid: csharp-log-injection
        _logger.LogInformation($"login of {user}");
        // ok: csharp-log-injection
        _logger.LogInformation("login page left");
        // ruleid: csharp-open-redirect
        return Redirect(returnUrl);
    }

    public IActionResult Next()
    {
        string next = Request.Query["next"];
        // ruleid: csharp-log-injection
        _logger.LogWarning("going to " + next);
        // ok: csharp-log-injection
        _logger.LogWarning("going to " + next.Replace("\n", "_"));
        // ruleid: csharp-open-redirect
        Response.Redirect(next);
        return Ok();
    }

    public IActionResult Local(string returnUrl)
    {
        if (Url.IsLocalUrl(returnUrl))
        {
            // ok: csharp-open-redirect
            return Redirect(returnUrl);
        }
        // ok: csharp-open-redirect
        return Redirect("/home");
    }

    [HttpGet("media")]
    public async Task<IActionResult> Media([FromQuery] string sourceId)
    {
        var info = await _media.GetPlaybackInfo(sourceId).ConfigureAwait(false);
        var source = info.Sources[0];
        // ok: csharp-open-redirect
        return Redirect(source.Address);
    }

    public IActionResult Order(string id)
    {
        // ok: csharp-open-redirect
        return Redirect("/orders/" + id);
    }

    [HttpGet("fetch")]
    public async Task<IActionResult> Fetch(string url)
    {
        // ruleid: csharp-ssrf
        var body = await _httpClient.GetStringAsync(url);
        return Ok(body);
    }

    [HttpGet("image")]
    public async Task<IActionResult> Image([FromQuery] string host)
    {
        var client = new HttpClient();
        // ruleid: csharp-ssrf
        return File(await client.GetByteArrayAsync($"https://{host}/logo.png"), "image/png");
    }

    [HttpGet("weather")]
    public async Task<IActionResult> Weather(string city)
    {
        // ok: csharp-ssrf
        return Ok(await _httpClient.GetStringAsync($"https://api.weather.example/v1/{city}"));
    }

    [HttpGet("item/{id}")]
    public async Task<IActionResult> Item(int id)
    {
        // ok: csharp-ssrf
        return Ok(await _httpClient.GetStringAsync(_baseUrl + "/items/" + id));
    }

    public IActionResult Hello(string name)
    {
        // ruleid: csharp-markup-from-request
        return Content("<h1>Hello " + name + "</h1>", "text/html");
    }

    public void Echo()
    {
        // ruleid: csharp-markup-from-request
        Response.Write(Request.QueryString["q"]);
        // ok: csharp-markup-from-request
        Response.Write(HttpUtility.HtmlEncode(Request.QueryString["q"]));
    }

    public IActionResult View(string name)
    {
        ViewBag.Name = name;
        // ok: csharp-markup-from-request
        return Content("<p>Welcome</p>", "text/html");
    }
}

public class CheckedController : Controller
{
    [HttpPost]
    public async Task<IActionResult> Test(string url, string other)
    {
        EnsureAllowed(url);
        // ok: csharp-ssrf
        await client.GetStringAsync(url);
        Remember(other);
        // ruleid: csharp-ssrf
        await client.GetStringAsync(other);
        return Ok();
    }

    public IActionResult Next(string target, string free)
    {
        // ruleid: csharp-open-redirect
        if (string.IsNullOrEmpty(target)) return Redirect(free);
        if (!IsLocalPath(target)) return BadRequest();
        // ok: csharp-open-redirect
        return Redirect(target);
    }
}
