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
    fs::write("mail/a b.txt", "text").unwrap();
    let root = Path::new("mail");
    assert_eq!(answer::attachment(root, "2023/plan.pdf"), Some(b"plan".to_vec()));
    assert_eq!(answer::attachment(root, "a b.txt"), Some(b"text".to_vec()));
    assert_eq!(answer::attachment(root, "2023/none.pdf"), None);
    assert_eq!(answer::attachment(root, "2023"), None);
}
