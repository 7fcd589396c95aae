// CWE-89: bound values, the column by match
use axum::{extract::{Query, State}, http::StatusCode, Json};
use serde::Deserialize;
use sqlx::PgPool;

#[derive(Deserialize)]
pub struct Params {
    category: String,
    sort: Option<String>,
}

pub async fn list(State(pool): State<PgPool>, Query(params): Query<Params>) -> Result<Json<Vec<String>>, StatusCode> {
    let column = match params.sort.as_deref() {
        Some("price") => "price_cents",
        Some("name") => "name",
        _ => "created_at",
    };
    let sql = format!("SELECT name FROM products WHERE category = $1 ORDER BY {column} LIMIT 50");
    let names: Vec<String> = sqlx::query_scalar(&sql)
        .bind(&params.category)
        .fetch_all(&pool)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Json(names))
}
