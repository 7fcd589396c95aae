// CWE-918: https and hosts of a list
use axum::{extract::Query, http::StatusCode};
use reqwest::{redirect::Policy, Client, Url};
use std::collections::HashMap;

const HOSTS: [&str; 2] = ["cdn.example.org", "img.example.org"];

fn allowed(url: &Url) -> bool {
    url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host))
}

pub async fn image(Query(query): Query<HashMap<String, String>>) -> Result<Vec<u8>, StatusCode> {
    let raw = query.get("url").ok_or(StatusCode::BAD_REQUEST)?;
    let url = Url::parse(raw).map_err(|_| StatusCode::BAD_REQUEST)?;
    if !allowed(&url) {
        return Err(StatusCode::FORBIDDEN);
    }
    let client = Client::builder().redirect(Policy::none()).build().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let response = client.get(url).send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(response.bytes().await.map_err(|_| StatusCode::BAD_GATEWAY)?.to_vec())
}
