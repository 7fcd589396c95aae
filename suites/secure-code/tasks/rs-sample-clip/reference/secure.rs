pub fn mix(a: &[i16], b: &[i16], gain_percent: u32) -> Vec<i16> {
    let at = |track: &[i16], i: usize| i64::from(track.get(i).copied().unwrap_or(0));
    (0..a.len().max(b.len()))
        .map(|i| {
            let sample = (at(a, i) + at(b, i)) * i64::from(gain_percent) / 100;
            sample.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
        })
        .collect()
}
