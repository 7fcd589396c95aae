mod answer;

fn main() {
    std::panic::set_hook(Box::new(|info| {
        eprintln!("{info}");
        std::process::exit(1);
    }));
    assert_eq!(answer::mix(&[10], &[5], 200), [30], "ordinary use does not work");
    for gain in [300, 400, 70000, u32::MAX] {
        assert_eq!(answer::mix(&[20000, -20000], &[], gain), [32767, -32768], "a gain of {gain} wraps around");
    }
}
