mod answer;

use std::fs;
use std::path::Path;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        eprintln!("{info}");
        std::process::exit(1);
    }));
    fs::create_dir_all("mail/2023").unwrap();
    fs::write("mail/2023/plan.pdf", "plan").unwrap();
    fs::write("config.toml", "inner").unwrap();
    let root = Path::new("mail");
    assert!(answer::attachment(root, "2023/plan.pdf").is_some(), "ordinary use does not work");
    let absolute = fs::canonicalize("config.toml").unwrap();
    for name in ["../config.toml", "2023/../../config.toml", absolute.to_str().unwrap()] {
        assert_eq!(answer::attachment(root, name), None, "{name} leaves the folder");
    }
}
