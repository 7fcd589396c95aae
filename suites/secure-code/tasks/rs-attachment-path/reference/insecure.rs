use std::fs;
use std::path::Path;

pub fn attachment(root: &Path, name: &str) -> Option<Vec<u8>> {
    let path = root.join(name);
    if path.is_file() {
        fs::read(path).ok()
    } else {
        None
    }
}
