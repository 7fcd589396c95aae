// CWE-78: arguments one by one, the name is checked
use axum::{extract::Path, http::StatusCode};
use tokio::process::Command;

fn is_service_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 32
        && !name.starts_with('-')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

pub async fn status(Path(name): Path<String>) -> Result<String, StatusCode> {
    if !is_service_name(&name) {
        return Err(StatusCode::BAD_REQUEST);
    }
    let output = Command::new("systemctl")
        .arg("is-active")
        .arg("--")
        .arg(&name)
        .output()
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
