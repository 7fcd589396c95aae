// CWE-78: arguments as a list, the host is checked
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

@RestController
public class PingController {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    @GetMapping("/ping")
    public ResponseEntity<String> ping(@RequestParam String host) throws IOException, InterruptedException {
        if (!HOST.matcher(host).matches()) {
            return ResponseEntity.badRequest().body("invalid host");
        }
        Process process = new ProcessBuilder("ping", "-c", "1", "-W", "2", host)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return ResponseEntity.status(504).body("timeout");
        }
        return ResponseEntity.ok(process.exitValue() == 0 ? "up" : "down");
    }
}
