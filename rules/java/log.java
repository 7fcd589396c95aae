class LoginController {
    private static final Logger log = LoggerFactory.getLogger(LoginController.class);

    @PostMapping("/login")
    String login(@RequestParam String user, @RequestParam String password, HttpServletRequest request) {
        // ruleid: java-log-injection
        log.info("login of " + user);
        // ruleid: java-log-injection
        log.warn("agent {}", request.getHeader("User-Agent"));
        // ok: java-log-injection
        log.info("login of {}", user.replaceAll("[\r\n]", "_"));
        // ok: java-log-injection
        log.info("login page shown");
        return "home";
    }

    void register(String user, String password, Config config) {
        // ruleid: java-logged-credential
        log.debug("new user {} with {}", user, password);
        // ruleid: java-logged-credential
        System.out.println("key: " + config.getApiKey());
        // ok: java-logged-credential
        log.debug("password of {} changed", user);
        // ok: java-logged-credential
        log.debug("password has {} characters", password.length());
    }
}
