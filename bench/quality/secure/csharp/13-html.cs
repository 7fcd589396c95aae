// CWE-79: encoded by hand where no view does it
app.MapGet("/hello", (string? name, HtmlEncoder encoder) =>
{
    var shown = string.IsNullOrWhiteSpace(name) ? "stranger" : name.Trim();
    return Results.Content($"<p>Hello, {encoder.Encode(shown)}!</p>", "text/html; charset=utf-8");
});

app.MapGet("/tags", async (string prefix, TagStore store) =>
{
    var tags = await store.FindAsync(prefix);
    var items = string.Join("", tags.Select(tag => $"<li>{WebUtility.HtmlEncode(tag)}</li>"));
    return Results.Content($"<h1>{WebUtility.HtmlEncode(prefix)}</h1><ul>{items}</ul>", "text/html");
});
