// CWE-22: normalised, and below the base
@RestController
public class DownloadController {
    private static final Path BASE = Paths.get("/srv/files").toAbsolutePath().normalize();

    @GetMapping("/download")
    public ResponseEntity<Resource> download(@RequestParam String name) throws IOException {
        Path file = BASE.resolve(name).normalize();
        if (!file.startsWith(BASE)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (!Files.isRegularFile(file)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .body(new InputStreamResource(Files.newInputStream(file)));
    }
}
