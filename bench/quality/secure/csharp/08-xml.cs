// CWE-611: DTDs are prohibited, nothing is resolved
public static class InvoiceReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 1_000_000,
    };

    public static decimal Total(Stream stream)
    {
        using var reader = XmlReader.Create(stream, Settings);
        var document = XDocument.Load(reader);
        return document.Descendants("line").Sum(line => (decimal)line.Attribute("amount")!);
    }
}
