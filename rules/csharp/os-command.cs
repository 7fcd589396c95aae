public class ToolController : Controller
{
    [HttpGet("ping")]
    public IActionResult Ping(string host)
    {
        // ruleid: csharp-command-injection
        Process.Start("ping", "-c 1 " + host);
        return Ok();
    }

    public IActionResult Convert()
    {
        var info = new ProcessStartInfo
        {
            FileName = "convert",
            // ruleid: csharp-command-injection
            Arguments = Request.Query["file"] + " out.png"
        };
        return Ok(Process.Start(info));
    }

    public IActionResult Tail(int lines)
    {
        // ok: csharp-command-injection
        Process.Start("tail", "-n " + lines + " app.log");
        return Ok();
    }

    public IActionResult Tool(string name)
    {
        if (!Allowed.Contains(name))
        {
            return BadRequest();
        }
        // ok: csharp-command-injection
        Process.Start(name);
        return Ok();
    }
}

public class Jobs
{
    public void Archive(string directory)
    {
        // ruleid: csharp-shell-line
        Process.Start("cmd.exe", "/c dir " + directory);
    }

    public void List(string directory)
    {
        var process = new Process();
        process.StartInfo.FileName = "/bin/bash";
        // ruleid: csharp-shell-line
        process.StartInfo.Arguments = $"-c \"ls {directory}\"";
        process.Start();
    }

    public void Direct(string directory)
    {
        // ok: csharp-shell-line
        Process.Start("ls", "-l " + directory);
        // ok: csharp-shell-line
        Process.Start("cmd.exe", "/c ver");
    }
}
