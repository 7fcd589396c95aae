class Tokens {
    private static final String SECRET = "correct-horse-battery-staple";

    String subject(String token) {
        // ruleid: java-jwt-unverified
        return JWT.decode(token).getSubject();
    }

    Claims claims(String token) {
        // ruleid: java-jwt-unverified
        return Jwts.parser().parseClaimsJwt(token).getBody();
    }

    Claims signed(String token, Key key) {
        // ok: java-jwt-unverified
        return Jwts.parserBuilder().setSigningKey(key).build().parseClaimsJws(token).getBody();
    }

    String issue(String user) {
        // ruleid: java-jwt-constant-secret
        return JWT.create().withSubject(user).sign(Algorithm.HMAC256("s3cr3t"));
    }

    String build(String user) {
        // ruleid: java-jwt-constant-secret
        return Jwts.builder().setSubject(user).signWith(SignatureAlgorithm.HS256, SECRET).compact();
    }

    String configured(String user) {
        // ok: java-jwt-constant-secret
        return JWT.create().withSubject(user).sign(Algorithm.HMAC256(System.getenv("JWT_SECRET")));
    }

    String injected(String user) {
        // ok: java-jwt-constant-secret
        return Jwts.builder().setSubject(user).signWith(SignatureAlgorithm.HS256, key).compact();
    }
}

class Verified {
    DecodedJWT verified(String token, JWTVerifier verifier) {
        verifier.verify(token);
        // ok: java-jwt-unverified
        return JWT.decode(token);
    }
}
