public class FileController : Controller
{
    [HttpGet]
    public IActionResult Download(string file)
    {
        var path = Path.Combine(_root, file);
        // ruleid: csharp-path-traversal
        return File(System.IO.File.ReadAllBytes(path), "application/octet-stream");
    }

    public async Task<IActionResult> Upload(IFormFile file)
    {
        var target = Path.Combine(_root, file.FileName);
        // ruleid: csharp-path-traversal
        using (var stream = new FileStream(target, FileMode.Create))
        {
            await file.CopyToAsync(stream);
        }
        return Ok();
    }

    [HttpGet("named")]
    public IActionResult Named(string file)
    {
        var path = Path.Combine(_root, Path.GetFileName(file));
        // ok: csharp-path-traversal
        return PhysicalFile(path, "application/pdf");
    }

    [HttpGet("checked")]
    public IActionResult Checked(string file)
    {
        var path = Path.GetFullPath(Path.Combine(_root, file));
        if (!path.StartsWith(_root))
        {
            return NotFound();
        }
        // ok: csharp-path-traversal
        return PhysicalFile(path, "application/pdf");
    }

    public void Extract(string archive, string directory)
    {
        using (var zip = ZipFile.OpenRead(archive))
        {
            foreach (var entry in zip.Entries)
            {
                // ruleid: csharp-archive-entry-path
                entry.ExtractToFile(Path.Combine(directory, entry.FullName));
            }
        }
    }

    public void ExtractAll(ZipArchive zip, string directory)
    {
        foreach (var packed in zip.Entries)
        {
            string target = Path.Combine(directory, packed.FullName);
            // ruleid: csharp-archive-entry-path
            packed.ExtractToFile(target, true);
        }
        foreach (ZipArchiveEntry packed in zip.Entries)
        {
            // ruleid: csharp-archive-entry-path
            packed.ExtractToFile(Path.Combine(directory, packed.FullName));
            // ok: csharp-archive-entry-path
            packed.ExtractToFile(Path.Combine(directory, Path.GetFileName(packed.FullName)));
        }
    }

    public void Copy(ZipArchiveEntry entry, string directory)
    {
        string target = directory + "/" + entry.FullName;
        // ruleid: csharp-archive-entry-path
        using var output = File.Create(target);
        entry.Open().CopyTo(output);
    }

    public void ExtractChecked(ZipArchiveEntry entry, string directory)
    {
        var target = Path.GetFullPath(Path.Combine(directory, entry.FullName));
        if (!target.StartsWith(directory + Path.DirectorySeparatorChar))
        {
            throw new InvalidDataException();
        }
        // ok: csharp-archive-entry-path
        entry.ExtractToFile(target);
    }

    public void Flat(ZipArchiveEntry entry, string directory)
    {
        // ok: csharp-archive-entry-path
        entry.ExtractToFile(Path.Combine(directory, Path.GetFileName(entry.FullName)));
    }
}

public class LogController : ControllerBase
{
    [HttpGet("{name}")]
    public ActionResult Get([FromRoute] string name)
    {
        var file = _files.List("logs").First(f => f.Name == name);
        // ok: csharp-path-traversal
        return PhysicalFile(file.FullName, "text/plain");
    }
}

public class CheckedFiles : Controller
{
    public IActionResult Get(string name, string other)
    {
        var path = Path.Combine(root, name);
        if (!IsInside(root, path)) return NotFound();
        // ok: csharp-path-traversal
        System.IO.File.Delete(path);
        // ruleid: csharp-path-traversal
        System.IO.File.Delete(other);
        return Ok();
    }
}

public class PictureController : ControllerBase
{
    [HttpGet("{id}")]
    public ActionResult Picture([FromRoute] string id)
    {
        var plugin = _plugins.GetPlugin(id);
        // ok: csharp-path-traversal
        return PhysicalFile(plugin.Manifest.ImagePath, "image/png");
    }
}
