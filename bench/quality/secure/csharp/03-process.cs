// CWE-78: argument list, no shell, checked name
[HttpPost("convert")]
public async Task<IActionResult> Convert([FromForm] string format, IFormFile file)
{
    if (!AllowedFormats.Contains(format)) return BadRequest("unknown format");
    var source = Path.Combine(_workDirectory, Path.GetRandomFileName());
    await using (var stream = new FileStream(source, FileMode.CreateNew))
    {
        await file.CopyToAsync(stream);
    }
    var start = new ProcessStartInfo("/usr/bin/convert") { UseShellExecute = false };
    start.ArgumentList.Add(source);
    start.ArgumentList.Add($"{source}.{format}");
    using var process = Process.Start(start)!;
    await process.WaitForExitAsync();
    return process.ExitCode == 0 ? Ok() : StatusCode(500);
}
