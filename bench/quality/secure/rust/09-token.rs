// CWE-338, CWE-208: the system's generator, comparison in constant time
use rand::{rngs::OsRng, RngCore};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

pub fn new_token() -> String {
    let mut bytes = [0u8; 32];
    OsRng.fill_bytes(&mut bytes);
    hex::encode(bytes)
}

pub fn matches(token: &str, stored: &[u8; 32]) -> bool {
    let digest = Sha256::digest(token.as_bytes());
    digest.as_slice().ct_eq(stored).into()
}
