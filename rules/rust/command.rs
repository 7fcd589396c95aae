use std::process::Command;

async fn ping(Query(query): Query<Ping>) -> String {
    // ruleid: rust-command-request, rust-shell-format
    Command::new("sh").arg("-c").arg(format!("ping -c 1 {}", query.host)).output();
    let line = format!("dig {}", query.host);
    // ruleid: rust-command-request, rust-shell-format
    Command::new("bash").args(["-c", &line]).output();
    // ok: rust-command-request, rust-shell-format
    let out = Command::new("ping").arg("-c").arg("1").arg(&query.host).output();
    // ok: rust-command-request, rust-shell-format
    Command::new("sh").arg("-c").arg("uptime").output();
    // ruleid: rust-program-request
    Command::new(&query.program).spawn();
    // ok: rust-program-request
    Command::new("ls").arg(&query.path).spawn();
    // ok: rust-program-request
    Command::new(TOOLS[0]).spawn();
    String::from_utf8_lossy(&out.stdout).into_owned()
}

#[get("/run/<name>")]
fn run(name: &str) -> String {
    // ruleid: rust-command-request, rust-shell-format
    Command::new("sh").arg("-c").arg(format!("service {name} status")).output();
    // ruleid: rust-program-request
    Command::new(format!("/opt/tools/{name}")).output();
    let count: u32 = name.parse().unwrap_or(1);
    let text = format!("seq {count}");
    // ok: rust-command-request, rust-shell-format
    Command::new("sh").arg("-c").arg(&text).output();
    String::new()
}

fn archive(directory: &str) {
    // ruleid: rust-shell-format
    Command::new("sh").arg("-c").arg(format!("tar czf backup.tgz {}", directory)).status();
    // ok: rust-shell-format
    Command::new("tar").arg("czf").arg("backup.tgz").arg(directory).status();
}

async fn checked(Query(query): Query<Ping>) -> Result<Output, Error> {
    if !is_valid_host(&query.host) {
        return Err(Error::BadRequest);
    }
    // ok: rust-command-request, rust-shell-format
    Command::new("sh").arg("-c").arg("ping -c 1 ".to_owned() + &query.host).output()
}
