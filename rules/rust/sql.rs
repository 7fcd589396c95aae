async fn find(pool: &PgPool, name: &str, id: i64) -> Result<User, Error> {
    // ruleid: rust-sql-format
    let user = sqlx::query_as::<_, User>(&format!("SELECT * FROM users WHERE name = '{}'", name));
    let text = format!("DELETE FROM users WHERE name = '{name}'");
    // ruleid: rust-sql-format
    sqlx::query(&text).execute(pool).await?;
    // ok: rust-sql-format
    sqlx::query("DELETE FROM users WHERE name = $1").bind(name).execute(pool).await?;
    // ok: rust-sql-format
    sqlx::query(&format!("SELECT count(*) FROM {}", TABLE)).execute(pool).await?;
    user.fetch_one(pool).await
}

fn remove(conn: &Connection, name: &str) -> rusqlite::Result<usize> {
    // ruleid: rust-sql-format
    conn.execute(&format!("DELETE FROM users WHERE name = '{}'", name), [])?;
    // ok: rust-sql-format
    conn.execute("DELETE FROM users WHERE name = ?1", params![name])
}

fn page(conn: &mut PgConnection, title: String) -> QueryResult<Vec<Post>> {
    // ruleid: rust-sql-format
    sql_query(format!("SELECT * FROM posts WHERE title LIKE '%{}%'", title)).load(conn)?;
    // ok: rust-sql-format
    sql_query("SELECT * FROM posts WHERE title = $1").bind::<Text, _>(title).load(conn)
}

fn by_name(conn: &Connection, name: &str) -> rusqlite::Result<usize> {
    let text = "DELETE FROM users WHERE name = '".to_string() + name + "'";
    // ruleid: rust-sql-format
    conn.execute(&text, [])
}

async fn sorted(pool: &PgPool, sort: &str, shop: &str) -> Result<Vec<Product>, Error> {
    let column = match sort {
        "price" => "price_cents",
        _ => "name",
    };
    let text = format!("SELECT * FROM products WHERE shop = $1 ORDER BY {column}");
    // ok: rust-sql-format
    sqlx::query(&text).bind(shop).fetch_all(pool).await?;
    let other = format!("SELECT * FROM products WHERE shop = $1 ORDER BY {}", column);
    // ok: rust-sql-format
    sqlx::query(&other).bind(shop).fetch_all(pool).await?;
    let mixed = format!("SELECT * FROM products WHERE shop = '{shop}' ORDER BY {column}");
    // ruleid: rust-sql-format
    sqlx::query(&mixed).fetch_all(pool).await?;
    let free = format!("SELECT * FROM products WHERE shop = $1 ORDER BY {sort}");
    // ruleid: rust-sql-format
    sqlx::query(&free).bind(shop).fetch_all(pool).await
}

async fn many(pool: &PgPool, ids: &[i64], names: &[String]) -> Result<Vec<Product>, Error> {
    let marks = (1..=ids.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
    let text = format!("SELECT * FROM products WHERE id IN ({marks})");
    // ok: rust-sql-format
    sqlx::query(&text).fetch_all(pool).await?;
    let list = names.iter().map(|n| format!("'{n}'")).collect::<Vec<_>>().join(", ");
    let free = format!("SELECT * FROM products WHERE name IN ({list})");
    // ruleid: rust-sql-format
    sqlx::query(&free).fetch_all(pool).await
}
