// CWE-22: only normal components are accepted
use axum::{extract::Query, http::StatusCode};
use std::collections::HashMap;
use std::path::{Component, Path};

fn is_plain(name: &str) -> bool {
    Path::new(name).components().all(|c| matches!(c, Component::Normal(_)))
}

pub async fn note(Query(query): Query<HashMap<String, String>>) -> Result<String, StatusCode> {
    let name = query.get("name").ok_or(StatusCode::BAD_REQUEST)?;
    if !is_plain(name) {
        return Err(StatusCode::BAD_REQUEST);
    }
    tokio::fs::read_to_string(Path::new("/srv/notes").join(name))
        .await
        .map_err(|_| StatusCode::NOT_FOUND)
}
