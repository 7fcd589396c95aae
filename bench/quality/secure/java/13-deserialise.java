// CWE-502: JSON into a fixed type, unknown properties refused
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

public record Job(String name, int priority, List<String> arguments) {
    private static final ObjectMapper MAPPER =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Job {
        if (name == null || !name.matches("[a-z][a-z0-9-]{0,40}")) throw new IllegalArgumentException("name");
        if (priority < 0 || priority > 9) throw new IllegalArgumentException("priority");
        arguments = List.copyOf(arguments);
    }

    public static Job read(byte[] message) throws java.io.IOException {
        return MAPPER.readValue(message, Job.class);
    }
}
