fn clients() -> Result<(), Error> {
    // ruleid: rust-tls-unverified
    let client = reqwest::Client::builder().danger_accept_invalid_certs(true).build()?;
    let mut builder = SslConnector::builder(SslMethod::tls())?;
    // ruleid: rust-tls-unverified
    builder.set_verify(SslVerifyMode::NONE);
    // ok: rust-tls-unverified
    builder.set_verify(SslVerifyMode::PEER);
    // ok: rust-tls-unverified
    let good = reqwest::Client::builder().add_root_certificate(authority).build()?;
    // ok: rust-tls-unverified
    let same = reqwest::Client::builder().danger_accept_invalid_certs(false).build()?;
    Ok(())
}
