public class Startup
{
    public void Origins(CorsPolicyBuilder policy)
    {
        // ruleid: csharp-cors-any-origin
        policy.AllowAnyOrigin();
        // ruleid: csharp-cors-any-origin
        policy.SetIsOriginAllowed(origin => true);
        // ok: csharp-cors-any-origin
        policy.WithOrigins("https://app.example.com");
        // ok: csharp-cors-any-origin
        policy.SetIsOriginAllowed(origin => Known.Contains(origin));
    }

    public void Reflect(HttpContext context)
    {
        var origin = context.Request.Headers["Origin"];
        // ruleid: csharp-cors-any-origin
        context.Response.Headers.Add("Access-Control-Allow-Origin", origin);
    }

    public void Cookies(HttpResponse response, string token)
    {
        // ruleid: csharp-cookie-flags-off
        response.Cookies.Append("token", token, new CookieOptions { HttpOnly = false });
        var options = new CookieOptions();
        // ruleid: csharp-cookie-flags-off
        options.Secure = false;
        // ok: csharp-cookie-flags-off
        response.Cookies.Append("token", token, new CookieOptions { HttpOnly = true, Secure = true });
        // ok: csharp-cookie-flags-off
        var channel = new ChannelSettings { Secure = false };
    }

    public void Pages(IApplicationBuilder app, DbContextOptionsBuilder database)
    {
        // ruleid: csharp-developer-page
        app.UseDeveloperExceptionPage();
        // ruleid: csharp-developer-page
        database.EnableSensitiveDataLogging();
    }

    public void Configure(IApplicationBuilder app, IWebHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            // ok: csharp-developer-page
            app.UseDeveloperExceptionPage();
        }
        // ok: csharp-developer-page
        app.UseExceptionHandler("/error");
    }
}

public class OrderController : Controller
{
    // ruleid: csharp-request-validation-off
    [IgnoreAntiforgeryToken]
    [HttpPost]
    public IActionResult Pay(Order order)
    {
        return Ok();
    }

    // ruleid: csharp-request-validation-off
    [ValidateInput(false)]
    public ActionResult Comment(string text)
    {
        return View();
    }

    // ok: csharp-request-validation-off
    [ValidateAntiForgeryToken]
    public IActionResult Cancel(Order order)
    {
        return Ok();
    }

    // ok: csharp-request-validation-off
    [ValidateInput(true)]
    public ActionResult Note(string text)
    {
        return View();
    }

    public IActionResult Save(Order order)
    {
        try
        {
            _store.Save(order);
            return Ok();
        }
        catch (Exception ex)
        {
            // ruleid: csharp-error-details-sent
            return StatusCode(500, ex.ToString());
        }
    }

    public async Task Middleware(HttpContext context)
    {
        try
        {
            await _next(context);
        }
        catch (Exception ex)
        {
            _logger.LogError(ex, "request failed");
            // ok: csharp-error-details-sent
            await context.Response.WriteAsync("The request failed.");
            // ruleid: csharp-error-details-sent
            await context.Response.WriteAsync("Error: " + ex.StackTrace);
        }
    }

    public void Handler(HttpContext context)
    {
        try
        {
            _store.Load();
        }
        catch (Exception ex)
        {
            _logger.LogError(ex.ToString());
            // ok: csharp-error-details-sent
            context.Response.Write("The request failed.");
            // ruleid: csharp-error-details-sent
            context.Response.Write(ex.ToString());
            // ruleid: csharp-error-details-sent
            HttpContext.Current.Response.Write("<pre>" + ex.StackTrace + "</pre>");
        }
    }

    public IActionResult Quiet(Order order)
    {
        try
        {
            return Ok(_store.Save(order));
        }
        catch (Exception ex)
        {
            _logger.LogError(ex.ToString());
            // ok: csharp-error-details-sent
            return StatusCode(500, "The order was not saved.");
        }
    }
}
