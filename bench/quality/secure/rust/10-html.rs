// CWE-79: encoded before it is part of the page
use axum::{extract::Query, response::Html};
use html_escape::encode_text;
use std::collections::HashMap;

pub async fn search(Query(query): Query<HashMap<String, String>>) -> Html<String> {
    let term = query.get("q").map(String::as_str).unwrap_or("");
    let items: String = find_articles(term)
        .iter()
        .map(|a| format!("<li>{}</li>", encode_text(&a.title)))
        .collect();
    Html(format!("<h1>Results for {}</h1><ul>{}</ul>", encode_text(term), items))
}
