fn read(p: *const u8) -> u8 {
    unsafe { std::ptr::read(p) }
}
