class Search {
    // ruleid: java-regex-nested-repetition
    private static final Pattern NAME = Pattern.compile("^([a-zA-Z]+)*$");
    // ok: java-regex-nested-repetition
    private static final Pattern WORDS = Pattern.compile("^[a-z]+( [a-z]+)*$");

    boolean valid(String mail) {
        // ruleid: java-regex-nested-repetition
        return mail.matches("(\\w+)+@example\\.com");
    }

    boolean date(String text) {
        // ok: java-regex-nested-repetition
        return text.matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @GetMapping("/search")
    boolean search(@RequestParam String query, @RequestParam String text) {
        // ruleid: java-regex-from-request
        return Pattern.compile(query).matcher(text).find();
    }

    String mask(HttpServletRequest request, String text) {
        String regex = request.getParameter("mask");
        // ruleid: java-regex-from-request
        return text.replaceAll(regex, "*");
    }

    @GetMapping("/literal")
    boolean literal(@RequestParam String query, @RequestParam String text) {
        // ok: java-regex-from-request
        return Pattern.compile(Pattern.quote(query), Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    @GetMapping("/fixed")
    boolean fixed(@RequestParam String text) {
        // ok: java-regex-from-request
        return Pattern.compile("[0-9]+").matcher(text).matches();
    }
}
