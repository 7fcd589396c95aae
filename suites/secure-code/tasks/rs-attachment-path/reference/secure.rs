use std::path::{Component, Path};

pub fn attachment(root: &Path, name: &str) -> Option<Vec<u8>> {
    let relative = Path::new(name);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let base = root.canonicalize().ok()?;
    let path = base.join(relative).canonicalize().ok()?;
    if !path.starts_with(&base) {
        return None;
    }
    std::fs::read(path).ok()
}
