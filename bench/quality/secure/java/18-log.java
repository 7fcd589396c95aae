// CWE-117: control characters are replaced before a value is logged
@RestController
public class SessionController {
    private static final Logger log = LoggerFactory.getLogger(SessionController.class);

    private static String clean(String value) {
        String text = value == null ? "" : value.replaceAll("[\\r\\n\\t\\p{Cntrl}]", "_");
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    @PostMapping("/session")
    public ResponseEntity<Void> create(@RequestParam String user, @RequestParam String password) {
        boolean ok = accounts.verify(user, password);
        log.info("login user={} ok={}", clean(user), ok);
        return ResponseEntity.status(ok ? 204 : 401).build();
    }
}
