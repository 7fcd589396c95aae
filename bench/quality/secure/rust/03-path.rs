// CWE-22: canonical and below the base
use actix_web::{error, web, HttpResponse, Result};
use std::path::{Path, PathBuf};

fn resolve(base: &Path, name: &str) -> Option<PathBuf> {
    let root = base.canonicalize().ok()?;
    let file = root.join(name).canonicalize().ok()?;
    if file.starts_with(&root) && file.is_file() {
        Some(file)
    } else {
        None
    }
}

pub async fn download(name: web::Path<String>) -> Result<HttpResponse> {
    let file = resolve(Path::new("/srv/files"), &name).ok_or_else(|| error::ErrorNotFound("no such file"))?;
    let data = tokio::fs::read(file).await.map_err(error::ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().content_type("application/octet-stream").body(data))
}
