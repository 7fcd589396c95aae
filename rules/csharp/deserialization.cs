public class Store
{
    public object Read(Stream stream)
    {
        var formatter = new BinaryFormatter();
        // ruleid: csharp-unsafe-formatter
        return formatter.Deserialize(stream);
    }

    public object ViewState(string text)
    {
        // ruleid: csharp-unsafe-formatter
        return new LosFormatter().Deserialize(text);
    }

    public Order Json(string text)
    {
        // ok: csharp-unsafe-formatter
        return JsonSerializer.Deserialize<Order>(text);
    }

    public object Contract(Stream stream)
    {
        // ok: csharp-unsafe-formatter
        return new DataContractSerializer(typeof(Order)).ReadObject(stream);
    }

    public object Typed(string text)
    {
        var settings = new JsonSerializerSettings();
        // ruleid: csharp-json-type-names
        settings.TypeNameHandling = TypeNameHandling.All;
        // ruleid: csharp-json-type-names
        return JsonConvert.DeserializeObject(text, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.Auto });
    }

    public object Plain(string text)
    {
        // ok: csharp-json-type-names
        var settings = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None };
        // ok: csharp-json-type-names
        return JsonConvert.DeserializeObject<Order>(text, settings);
    }

    public void Xml(Stream stream)
    {
        var document = new XmlDocument();
        // ruleid: csharp-xml-external-entities
        document.XmlResolver = new XmlUrlResolver();
        // ruleid: csharp-xml-external-entities
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse };
        // ok: csharp-xml-external-entities
        var strict = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        // ok: csharp-xml-external-entities
        document.XmlResolver = null;
    }
}
