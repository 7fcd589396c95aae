// CWE-918: https and hosts of a list
@RestController
class PreviewController {
    private static final Set<String> HOSTS = Set.of("news.example.org", "blog.example.org");
    private final HttpClient client = HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(3))
        .build();

    @GetMapping("/preview")
    ResponseEntity<String> preview(@RequestParam String url) throws IOException, InterruptedException {
        URI uri = URI.create(url);
        if (!"https".equals(uri.getScheme()) || !HOSTS.contains(uri.getHost())) {
            return ResponseEntity.badRequest().build();
        }
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(response.body());
    }
}
