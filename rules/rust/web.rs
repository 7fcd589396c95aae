async fn fetch(Query(query): Query<Fetch>) -> Result<String, Error> {
    // ruleid: rust-server-side-request
    let body = reqwest::get(&query.url).await?.text().await?;
    let client = reqwest::Client::new();
    // ruleid: rust-server-side-request
    let page = client.get(format!("http://{}/status", query.host)).send().await?;
    // ok: rust-server-side-request
    let user = client.get(format!("https://api.example.org/users/{}", query.id)).send().await?;
    // ok: rust-server-side-request
    reqwest::get("https://api.example.org/status").await?;
    Ok(body)
}

async fn login(Form(form): Form<Login>) -> Redirect {
    if form.next.is_empty() {
        // ok: rust-open-redirect
        return Redirect::to("/");
    }
    if form.next.starts_with("/account/") {
        // ok: rust-open-redirect
        return Redirect::to(&form.next);
    }
    // ruleid: rust-open-redirect
    Redirect::to(&form.next)
}

async fn out(query: web::Query<Out>) -> HttpResponse {
    // ruleid: rust-open-redirect
    HttpResponse::Found().insert_header(("Location", query.to.clone())).finish()
}

async fn greet(Path(name): Path<String>) -> Html<String> {
    // ok: rust-html-request
    let safe = Html(format!("<h1>Hello {}</h1>", html_escape::encode_text(&name)));
    // ok: rust-html-request
    let fixed = Html("<h1>Hello</h1>".to_string());
    // ruleid: rust-html-request
    Html(format!("<h1>Hello {}</h1>", name))
}

async fn search(query: web::Query<Search>) -> HttpResponse {
    // ruleid: rust-html-request
    HttpResponse::Ok().content_type("text/html").body(format!("<p>{}</p>", query.q))
}

fn app() -> App {
    // ruleid: rust-cors-permissive
    let cors = Cors::permissive();
    // ruleid: rust-cors-permissive
    let layer = CorsLayer::very_permissive();
    // ok: rust-cors-permissive
    let strict = Cors::default().allowed_origin("https://app.example.org");
    // ok: rust-cors-permissive
    let new = CorsLayer::new();
    // ruleid: rust-cookie-flags
    let cookie = Cookie::build("session", id).path("/").secure(false).finish();
    // ruleid: rust-cookie-flags
    cookie.set_http_only(false);
    // ok: rust-cookie-flags
    let good = Cookie::build("session", id).secure(true).http_only(true).finish();
    // ok: rust-cookie-flags
    connection.secure(false);
    App::new().wrap(cors)
}

#[get("/signed-in?<state>")]
async fn signed_in(state: String, db: Db) -> Result<Redirect> {
    let attempt = Attempt::find_by_state(&state, &db).await?;
    // ok: rust-open-redirect
    Ok(Redirect::temporary(attempt.address))
}

#[get("/sign-in?<to>")]
fn sign_in(to: String) -> Redirect {
    // ruleid: rust-open-redirect
    Redirect::temporary(to)
}

#[get("/icon/<name>")]
fn icon(name: String) -> Redirect {
    // ok: rust-open-redirect
    Redirect::temporary(service_address().replace("{}", &name))
}

async fn after_login(Query(query): Query<Next>) -> Redirect {
    let target = query.next.unwrap_or_default();
    if !is_local(&target) {
        return Redirect::to("/");
    }
    // ok: rust-open-redirect
    Redirect::to(&target)
}

async fn jump(Query(query): Query<Next>) -> Redirect {
    let target = query.next.unwrap_or_default();
    if is_empty(&target) {
        return Redirect::to("/");
    }
    // ruleid: rust-open-redirect
    Redirect::to(&target)
}

async fn image(Query(query): Query<Fetch>) -> Result<Response, Error> {
    let url = Url::parse(&query.url)?;
    if !allowed(&url) {
        return Err(Error::Forbidden);
    }
    // ok: rust-server-side-request
    let body = client.get(url).send().await?;
    let other = Url::parse(&query.other)?;
    note(&other);
    // ruleid: rust-server-side-request
    client.get(other).send().await
}

async fn service(Path(name): Path<String>, Query(query): Query<Next>) -> Result<Redirect, Error> {
    let base = SERVICES.get(name.as_str()).ok_or(Error::NotFound)?;
    // ok: rust-server-side-request
    reqwest::get(*base).await?;
    let target = query.next.filter(|n| is_local(n)).unwrap_or_default();
    // ok: rust-open-redirect
    Redirect::to(&target);
    let free = query.next.filter(|n| n.len() > 1).unwrap_or_default();
    // ruleid: rust-open-redirect
    Ok(Redirect::to(&free))
}
