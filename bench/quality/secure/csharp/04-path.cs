// CWE-22: the full path must begin with the base
[ApiController]
public class FilesController : ControllerBase
{
    private static readonly string Root = Path.GetFullPath("/srv/files") + Path.DirectorySeparatorChar;

    [HttpGet("files/{name}")]
    public IActionResult Get(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Root, name));
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return NotFound();
        }
        if (!System.IO.File.Exists(path)) return NotFound();
        return PhysicalFile(path, "application/octet-stream");
    }
}
