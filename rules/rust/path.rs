async fn show(Path(name): Path<String>) -> Result<String, Error> {
    // ruleid: rust-path-request
    let text = std::fs::read_to_string(format!("pages/{name}.md"))?;
    let path = PathBuf::from("uploads").join(&name);
    // ruleid: rust-path-request
    tokio::fs::remove_file(path).await?;
    let base = std::path::Path::new(&name).file_name();
    // ok: rust-path-request
    let file = File::open(root.join(base.unwrap()))?;
    // ok: rust-path-request
    fs::read_to_string("pages/about.md")?;
    Ok(text)
}

async fn checked(info: web::Path<String>) -> Result<NamedFile, Error> {
    let full = Path::new(ROOT).join(info.into_inner()).canonicalize()?;
    if !full.starts_with(ROOT) {
        return Err(Error::NotFound);
    }
    // ok: rust-path-request
    Ok(NamedFile::open(full)?)
}

fn unpack(mut archive: ZipArchive<File>, directory: &Path) -> Result<(), Error> {
    for i in 0..archive.len() {
        let mut file = archive.by_index(i)?;
        let target = directory.join(file.name());
        // ruleid: rust-archive-entry-path
        let mut out = File::create(&target)?;
        let inside = directory.join(file.enclosed_name().unwrap());
        // ok: rust-archive-entry-path
        let mut safe = File::create(&inside)?;
        io::copy(&mut file, &mut out)?;
    }
    Ok(())
}

fn unpack_tar(mut archive: Archive<File>, directory: &Path) -> Result<(), Error> {
    for entry in archive.entries()? {
        let mut entry = entry?;
        let target = directory.join(entry.path()?);
        // ruleid: rust-archive-entry-path
        entry.unpack(&target)?;
        // ok: rust-archive-entry-path
        entry.unpack_in(directory)?;
    }
    Ok(())
}

fn report(id: u32, text: &str) -> io::Result<()> {
    // ruleid: rust-shared-temporary-file
    fs::write("/tmp/report.txt", text)?;
    // ruleid: rust-shared-temporary-file
    let file = File::create(format!("/tmp/report-{}.txt", id))?;
    // ok: rust-shared-temporary-file
    let temporary = NamedTempFile::new()?;
    // ok: rust-shared-temporary-file
    fs::write("report.txt", text)?;
    // ruleid: rust-world-writable
    fs::set_permissions("report.txt", Permissions::from_mode(0o777))?;
    // ruleid: rust-world-writable
    OpenOptions::new().write(true).mode(0o666).open("report.txt")?;
    // ok: rust-world-writable
    fs::set_permissions("report.txt", Permissions::from_mode(0o755))?;
    // ok: rust-world-writable
    OpenOptions::new().write(true).mode(0o600).open("report.txt")?;
    Ok(())
}

async fn note(Path(name): Path<String>) -> Result<String, StatusCode> {
    if !is_plain_name(&name) {
        return Err(StatusCode::BAD_REQUEST);
    }
    // ok: rust-path-request
    fs::read_to_string(Path::new("notes").join(name))
}

async fn any_note(Path(name): Path<String>) -> Result<String, StatusCode> {
    if name_is_empty(&name) {
        return Err(StatusCode::BAD_REQUEST);
    }
    // ruleid: rust-path-request
    fs::read_to_string(Path::new("notes").join(name))
}

async fn page(Query(query): Query<Page>) -> Result<String, Error> {
    ensure_inside(&query.name)?;
    // ok: rust-path-request
    fs::read_to_string(root.join(&query.name))
}

async fn plain(Path(name): Path<String>) -> Result<Vec<u8>, Error> {
    if name.contains("..") || name.contains('/') {
        return Err(Error::Bad);
    }
    // ok: rust-path-request
    tokio::fs::read(format!("files/{name}")).await
}
