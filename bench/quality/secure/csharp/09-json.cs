// CWE-502: System.Text.Json into a fixed type
public record JobMessage(string Name, int Priority);

public static class JobReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        MaxDepth = 8,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static JobMessage Read(ReadOnlySpan<byte> body)
    {
        var message = JsonSerializer.Deserialize<JobMessage>(body, Options)
            ?? throw new InvalidDataException("empty message");
        if (message.Priority is < 0 or > 9) throw new InvalidDataException("priority");
        return message;
    }
}
