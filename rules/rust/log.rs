fn login(name: &str, password: &str, user: &User) {
    // ruleid: rust-secret-in-log
    info!("login of {} with {}", name, password);
    // ruleid: rust-secret-in-log
    println!("key {}", user.api_key);
    // ruleid: rust-secret-in-log
    tracing::debug!("password {password}");
    // ok: rust-secret-in-log
    info!("login of {}", name);
    // ok: rust-secret-in-log
    warn!("password too short: {}", password.len());
    // ok: rust-secret-in-log
    error!("no password given");
}
