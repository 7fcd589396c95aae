@Configuration
// ruleid: java-security-debug
@EnableWebSecurity(debug = true)
class Forms {
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        // ruleid: java-csrf-disabled, java-everything-permitted
        http.csrf().disable().authorizeRequests().anyRequest().permitAll();
        return http.build();
    }

    SecurityFilterChain lambda(HttpSecurity http) throws Exception {
        // ruleid: java-csrf-disabled
        http.csrf(csrf -> csrf.disable());
        // ruleid: java-everything-permitted
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/admin").hasRole("ADMIN").anyRequest().permitAll());
        // ruleid: java-frame-options-off
        http.headers(headers -> headers.frameOptions(frame -> frame.disable()));
        // ruleid: java-frame-options-off
        http.headers().frameOptions().disable();
        return http.build();
    }

    void ignoring(WebSecurity web) {
        // ruleid: java-security-debug
        web.debug(true);
        // ok: java-security-debug
        web.debug(false);
    }
}

@Configuration
// ok: java-security-debug
@EnableWebSecurity
class Stateless {
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        // ok: java-csrf-disabled
        http.csrf(csrf -> csrf.disable());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    SecurityFilterChain token(HttpSecurity http) throws Exception {
        // ok: java-csrf-disabled
        http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()));
        // ok: java-everything-permitted
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/login").permitAll().anyRequest().authenticated());
        // ok: java-everything-permitted
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/css/**").permitAll().anyRequest().hasRole("USER"));
        // ok: java-frame-options-off
        http.headers(headers -> headers.frameOptions(frame -> frame.sameOrigin()));
        // ok: java-frame-options-off
        http.headers(headers -> headers.cacheControl(cache -> cache.disable()));
        return http.build();
    }
}

class Origins {
    void reflect(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        // ruleid: java-cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
    }

    void any(CorsConfiguration configuration) {
        configuration.setAllowCredentials(true);
        // ruleid: java-cors-any-origin
        configuration.addAllowedOriginPattern("*");
    }

    void listed(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (ORIGINS.contains(origin)) {
            // ok: java-cors-any-origin
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
    }

    void one(CorsConfiguration configuration) {
        // ok: java-cors-any-origin
        configuration.addAllowedOrigin("https://app.example.com");
    }
}

// ruleid: java-cors-annotation
@CrossOrigin
@RestController
class Open {}

// ruleid: java-cors-annotation
@CrossOrigin(origins = "*")
@RestController
class Star {}

// ok: java-cors-annotation
@CrossOrigin(origins = "https://app.example.com")
@RestController
class Named {}

// ok: java-cors-annotation
@CrossOrigin("https://app.example.com")
@RestController
class Short {}
