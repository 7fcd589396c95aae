// CWE-918: a check method that throws, then the request
@Service
public class AvatarImporter {
    private final RestTemplate rest;

    public AvatarImporter(RestTemplate rest) {
        this.rest = rest;
    }

    private void requirePublicHttps(URI uri) throws UnknownHostException {
        if (!"https".equalsIgnoreCase(uri.getScheme())) throw new IllegalArgumentException("https only");
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()) {
                throw new IllegalArgumentException("private address");
            }
        }
    }

    @PostMapping("/avatar")
    public byte[] importFrom(@RequestParam String url) throws UnknownHostException {
        URI uri = URI.create(url);
        requirePublicHttps(uri);
        return rest.getForObject(uri, byte[].class);
    }
}
