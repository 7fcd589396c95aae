class Cookies {
    void off(HttpServletResponse response, String theme) {
        Cookie cookie = new Cookie("theme", theme);
        // ruleid: java-cookie-flags-off
        cookie.setSecure(false);
        // ruleid: java-cookie-flags-off
        ResponseCookie other = ResponseCookie.from("lang", "en").path("/").httpOnly(false).build();
        // ok: java-cookie-flags-off
        cookie.setHttpOnly(true);
        // ok: java-cookie-flags-off
        ResponseCookie strict = ResponseCookie.from("id", "1").secure(true).httpOnly(true).build();
    }

    void login(HttpServletResponse response, String token) {
        // ruleid: java-session-cookie-plain
        Cookie cookie = new Cookie("auth_token", token);
        cookie.setMaxAge(3600);
        response.addCookie(cookie);
    }

    void remember(HttpServletResponse response, User user) {
        // ruleid: java-session-cookie-plain
        Cookie remember = new Cookie("rememberMe", user.getName());
        response.addCookie(remember);
    }

    void marked(HttpServletResponse response, String token) {
        // ok: java-session-cookie-plain
        Cookie cookie = new Cookie("auth_token", token);
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        response.addCookie(cookie);
    }

    void logout(HttpServletResponse response) {
        // ok: java-session-cookie-plain
        Cookie cookie = new Cookie("auth_token", "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }
}
