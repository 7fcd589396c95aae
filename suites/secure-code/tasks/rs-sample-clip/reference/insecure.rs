pub fn mix(a: &[i16], b: &[i16], gain_percent: u32) -> Vec<i16> {
    let len = a.len().max(b.len());
    let mut out = Vec::with_capacity(len);
    for i in 0..len {
        let x = *a.get(i).unwrap_or(&0) as i32;
        let y = *b.get(i).unwrap_or(&0) as i32;
        let sum = (x + y).clamp(i16::MIN as i32, i16::MAX as i32);
        out.push(((sum as f64) * (gain_percent as f64) / 100.0) as i64 as i16);
    }
    out
}
