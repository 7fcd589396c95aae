// CWE-190, CWE-125: checked arithmetic, slices by get
pub struct Frame<'a> {
    pub kind: u8,
    pub payload: &'a [u8],
}

pub fn parse(data: &[u8]) -> Option<(Frame<'_>, &[u8])> {
    let kind = *data.first()?;
    let length = u32::from_be_bytes(data.get(1..5)?.try_into().ok()?);
    let length = usize::try_from(length).ok()?;
    let end = length.checked_add(5)?;
    let payload = data.get(5..end)?;
    Some((Frame { kind, payload }, &data[end..]))
}
