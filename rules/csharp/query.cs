public class SearchController : Controller
{
    public SearchResult Find(DirectoryEntry entry, string user)
    {
        var searcher = new DirectorySearcher(entry);
        // ruleid: csharp-ldap-injection
        searcher.Filter = $"(&(objectClass=user)(sAMAccountName={user}))";
        return searcher.FindOne();
    }

    public SearchRequest Request(string mail)
    {
        string filter = "(mail=" + mail + ")";
        // ruleid: csharp-ldap-injection
        return new SearchRequest("dc=example,dc=com", filter, SearchScope.Subtree);
    }

    public void Encoded(DirectorySearcher searcher, string user)
    {
        // ok: csharp-ldap-injection
        searcher.Filter = "(sAMAccountName=" + Encoder.LdapFilterEncode(user) + ")";
        // ok: csharp-ldap-injection
        searcher.Filter = "(objectClass=user)";
    }

    public XmlNode Login(XmlDocument users, string name, string password)
    {
        // ruleid: csharp-xpath-injection
        return users.SelectSingleNode($"//user[name='{name}' and password='{password}']");
    }

    public XmlNodeList Orders(XmlDocument orders, string customer)
    {
        var expression = "//order[@customer='" + customer + "']";
        // ruleid: csharp-xpath-injection
        return orders.SelectNodes(expression);
    }

    public XmlNode Indexed(XmlDocument users, int index)
    {
        // ok: csharp-xpath-injection
        return users.SelectSingleNode($"//user[{index}]");
    }

    public XmlNode Constant(XmlDocument users)
    {
        // ok: csharp-xpath-injection
        return users.SelectSingleNode("//user[@admin='true']");
    }

    public async Task<object> Evaluate(string formula)
    {
        // ruleid: csharp-script-evaluation
        return await CSharpScript.EvaluateAsync(formula);
    }

    public void Shell(string script)
    {
        using var shell = PowerShell.Create();
        // ruleid: csharp-script-evaluation
        PowerShell.Create().AddScript("Get-Item " + script).Invoke();
        // ok: csharp-script-evaluation
        PowerShell.Create().AddScript("Get-Date").Invoke();
    }

    public async Task<int> Globals(int amount)
    {
        // ok: csharp-script-evaluation
        return await CSharpScript.EvaluateAsync<int>("Amount * 2", globals: new Values { Amount = amount });
    }

    [HttpGet("match")]
    public IActionResult Match(string pattern, string text)
    {
        // ruleid: csharp-regex-from-request
        return Ok(Regex.IsMatch(text, pattern));
    }

    [HttpGet("find")]
    public IActionResult FindText([FromQuery] string pattern)
    {
        // ruleid: csharp-regex-from-request
        var regex = new Regex(pattern);
        // ok: csharp-regex-from-request
        var literal = new Regex(Regex.Escape(pattern));
        // ok: csharp-regex-from-request
        var digits = new Regex("^[0-9]+$");
        return Ok(regex.Matches(_text).Count);
    }

    [HttpPost("create")]
    public IActionResult Create(string type)
    {
        // ruleid: csharp-type-from-request
        return Ok(Activator.CreateInstance(Type.GetType(type)));
    }

    public IActionResult Plugin()
    {
        // ruleid: csharp-type-from-request
        Assembly.LoadFrom(Request.Form["plugin"]);
        // ok: csharp-type-from-request
        var exporter = Type.GetType("Shop.Export.Csv");
        return Ok(exporter);
    }

    [HttpPost("choose")]
    public IActionResult Choose(string type)
    {
        if (!Exporters.Contains(type))
        {
            return BadRequest();
        }
        // ok: csharp-type-from-request
        return Ok(Activator.CreateInstance(Type.GetType("Shop.Export." + type)));
    }
}
