@RestController
class ProxyController {
    private final RestTemplate restTemplate = new RestTemplate();

    @GetMapping("/fetch")
    String fetch(@RequestParam String url) {
        // ruleid: java-ssrf
        return restTemplate.getForObject(url, String.class);
    }

    @GetMapping("/image")
    byte[] image(HttpServletRequest request) throws IOException {
        URL address = new URL(request.getParameter("address"));
        // ruleid: java-ssrf
        return address.openStream().readAllBytes();
    }

    @GetMapping("/weather/{city}")
    String weather(@PathVariable String city) {
        // ok: java-ssrf
        return restTemplate.getForObject("https://api.weather.example/v1/" + city, String.class);
    }

    @GetMapping("/allowed")
    String allowed(@RequestParam String host) {
        if (!HOSTS.contains(host)) {
            return "unknown host";
        }
        // ok: java-ssrf
        return restTemplate.getForObject("https://" + host + "/status", String.class);
    }

    @GetMapping("/order/{id}")
    Order order(@PathVariable long id) {
        // ok: java-ssrf
        return restTemplate.getForObject(baseUrl + "/orders/" + id, Order.class);
    }

    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = request.getParameter("next");
        // ruleid: java-open-redirect
        response.sendRedirect(next);
    }

    @GetMapping("/go")
    String go(@RequestParam("to") String to) {
        // ruleid: java-open-redirect
        return "redirect:" + to;
    }

    @PostMapping("/owners/{owner}")
    String saved(@PathVariable String owner) {
        // ok: java-open-redirect
        return "redirect:/owners/" + owner;
    }

    void local(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = request.getParameter("next");
        if (!next.startsWith("/app/")) {
            next = "/app/home";
        }
        // ok: java-open-redirect
        response.sendRedirect(next);
        // ok: java-open-redirect
        response.sendRedirect(request.getContextPath() + "/login");
    }

    @GetMapping("/export")
    void export(@RequestParam String name, HttpServletResponse response) {
        // ruleid: java-header-injection
        response.setHeader("Content-Disposition", "attachment; filename=" + name);
        // ruleid: java-header-injection
        response.addCookie(new Cookie("last", name));
        // ok: java-header-injection
        response.setHeader("X-Last", URLEncoder.encode(name, StandardCharsets.UTF_8));
        // ok: java-header-injection
        response.setHeader("Cache-Control", "no-store");
    }
}

class CheckedController {
    @GetMapping("/preview")
    ResponseEntity<String> preview(@RequestParam String url) {
        URI uri = URI.create(url);
        if (!"https".equals(uri.getScheme()) || !HOSTS.contains(uri.getHost())) {
            return ResponseEntity.badRequest().build();
        }
        // ok: java-ssrf
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return ok(client.send(request));
    }

    @GetMapping("/avatar")
    byte[] avatar(@RequestParam String url) {
        requirePublicHttps(url);
        // ok: java-ssrf
        return restTemplate.getForObject(url, byte[].class);
    }

    @GetMapping("/free")
    byte[] free(@RequestParam String url) {
        Objects.requireNonNull(url);
        unvalidated(url);
        // ruleid: java-ssrf
        return restTemplate.getForObject(url, byte[].class);
    }

    @PostMapping("/login")
    String login(@RequestParam String next, @RequestParam String other) {
        // ruleid: java-open-redirect
        if (other != null) return "redirect:" + other;
        if (!isLocal(next)) return "redirect:/home";
        // ok: java-open-redirect
        return "redirect:" + next;
    }
}

class TableController {
    @GetMapping("/status")
    String status(@RequestParam String service) {
        // ok: java-ssrf
        return restTemplate.getForObject(SERVICES.get(service) + "/status", String.class);
    }

    @GetMapping("/free")
    String free(@RequestParam Map<String, String> parameters) {
        // ruleid: java-ssrf
        return restTemplate.getForObject(parameters.get("service") + "/status", String.class);
    }

    @GetMapping("/next")
    void next(@RequestParam String next, HttpServletResponse response) throws IOException {
        URI uri = URI.create(next);
        if (uri.isAbsolute() || uri.getHost() != null) {
            response.sendRedirect("/");
            return;
        }
        // ok: java-open-redirect
        response.sendRedirect(next);
    }
}
