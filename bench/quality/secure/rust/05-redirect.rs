// CWE-601: only paths of this site
use axum::{extract::Query, response::Redirect};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

fn is_local(target: &str) -> bool {
    target.starts_with('/') && !target.starts_with("//") && !target.contains('\\')
}

pub async fn done(Query(query): Query<Next>) -> Redirect {
    let target = query.next.unwrap_or_default();
    if !is_local(&target) {
        return Redirect::to("/");
    }
    Redirect::to(&target)
}
