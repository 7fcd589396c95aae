fn store(password: &str, data: &[u8]) -> String {
    // ruleid: rust-fast-password-hash
    let digest = Sha256::digest(password.as_bytes());
    let mut hasher = Sha256::new();
    // ruleid: rust-fast-password-hash
    hasher.update(password);
    // ok: rust-fast-password-hash
    hasher.update(data);
    // ok: rust-fast-password-hash
    let good = Argon2::default().hash_password(password.as_bytes(), &salt);
    hex::encode(digest)
}

fn checksum(data: &[u8]) -> String {
    // ruleid: rust-weak-hash
    let mut old = Md4::new();
    // ruleid: rust-weak-hash
    let first = md5::compute(data);
    // ruleid: rust-weak-hash
    let mut hasher = Sha1::new();
    // ok: rust-weak-hash
    let mut good = Sha256::new();
    // ok: rust-weak-hash
    let sum = crc32fast::hash(data);
    format!("{:x}", first)
}

fn seal(key: &[u8], text: &[u8]) {
    // ruleid: rust-weak-cipher
    let cipher = Cipher::des_ede3_cbc();
    // ruleid: rust-weak-cipher
    let blocks = Cipher::aes_128_ecb();
    // ok: rust-weak-cipher
    let good = Cipher::aes_256_gcm();
    // ok: rust-weak-cipher
    let aead = Aes256Gcm::new(key.into());
    // ruleid: rust-constant-key
    let nonce = Nonce::from_slice(b"unique nonce");
    // ruleid: rust-constant-key
    let fixed = Aes256Gcm::new_from_slice(b"0123456789abcdef0123456789abcdef");
    // ok: rust-constant-key
    let fresh = Aes256Gcm::generate_nonce(&mut OsRng);
    // ok: rust-constant-key
    let given = Nonce::from_slice(&header[..12]);
}

fn tokens() -> String {
    let mut rng = StdRng::seed_from_u64(42);
    // ruleid: rust-predictable-random
    let token: String = (0..32).map(|_| rng.sample(Alphanumeric) as char).collect();
    // ruleid: rust-predictable-random
    let otp = fastrand::u32(100000..999999);
    // ok: rust-predictable-random
    let noise = rng.gen_range(0..10);
    // ok: rust-predictable-random
    let secret: [u8; 32] = rand::thread_rng().gen();
    token
}

fn claims(token: &str, key: &DecodingKey) -> Result<Claims, Error> {
    let mut validation = Validation::new(Algorithm::HS256);
    // ruleid: rust-jwt-unverified
    validation.insecure_disable_signature_validation();
    // ruleid: rust-jwt-unverified
    validation.validate_exp = false;
    // ok: rust-jwt-unverified
    validation.validate_exp = true;
    // ok: rust-jwt-unverified
    Ok(decode::<Claims>(token, key, &validation)?.claims)
}

// ruleid: rust-hardcoded-credential
const API_KEY: &str = "9f8a1c22d7e0";
// ok: rust-hardcoded-credential
const API_KEY_HEADER: &str = "X-Api-Key";

fn connect() -> Result<(), Error> {
    // ruleid: rust-hardcoded-credential
    let password = "Tr0ub4dor";
    // ok: rust-hardcoded-credential
    let password = std::env::var("DB_PASSWORD")?;
    // ok: rust-hardcoded-credential
    let secret = "changeme";
    // ruleid: rust-hardcoded-token-key
    let key = EncodingKey::from_secret(b"s3cr3t");
    // ruleid: rust-hardcoded-token-key
    let other = DecodingKey::from_secret("s3cr3t".as_ref());
    // ok: rust-hardcoded-token-key
    let good = EncodingKey::from_secret(password.as_bytes());
    // ok: rust-hardcoded-token-key
    let public = DecodingKey::from_rsa_pem(pem);
    Ok(())
}

fn hash_password(p: &str) -> String {
    // ruleid: rust-fast-password-hash
    format!("{:x}", md5::compute(p))
}

fn same(user: &User, pw: &str) -> bool {
    // ruleid: rust-fast-password-hash
    user.digest == hex::encode(Sha256::digest(pw.as_bytes()))
}

fn verify_password(p: &str, stored: &str) -> bool {
    // ok: rust-fast-password-hash
    bcrypt::verify(p, stored).unwrap_or(false)
}
