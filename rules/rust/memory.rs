pub fn at(values: &[u32], index: usize) -> u32 {
    // ruleid: rust-unchecked-parameter
    unsafe { *values.get_unchecked(index) }
}

pub fn view<'a>(data: *const u8, len: usize) -> &'a [u8] {
    // ruleid: rust-unchecked-parameter
    unsafe { std::slice::from_raw_parts(data, len) }
}

pub fn checked(values: &[u32], index: usize) -> u32 {
    if index >= values.len() {
        return 0;
    }
    // ok: rust-unchecked-parameter
    unsafe { *values.get_unchecked(index) }
}

pub fn safe(values: &[u32], index: usize) -> Option<&u32> {
    // ok: rust-unchecked-parameter
    values.get(index)
}

/// # Safety
/// `index` is below the length.
pub unsafe fn promised(values: &[u32], index: usize) -> u32 {
    // ok: rust-unchecked-parameter
    *values.get_unchecked(index)
}

fn buffers(n: usize) -> Vec<u8> {
    // ruleid: rust-uninitialized-memory
    let key: [u8; 32] = unsafe { std::mem::uninitialized() };
    let mut buffer = Vec::with_capacity(16);
    // ruleid: rust-uninitialized-memory
    unsafe { buffer.set_len(16); }
    // ok: rust-uninitialized-memory
    let zeros = vec![0u8; 16];
    // ok: rust-uninitialized-memory
    let slot = MaybeUninit::<u8>::uninit();
    buffer
}

fn text(bytes: &[u8]) -> &str {
    // ruleid: rust-unchecked-utf8
    unsafe { std::str::from_utf8_unchecked(bytes) }
}

fn receive(stream: &mut TcpStream) -> Result<String, Error> {
    let mut buffer = Vec::new();
    stream.read_to_end(&mut buffer)?;
    // ruleid: rust-unchecked-utf8
    Ok(unsafe { String::from_utf8_unchecked(buffer) })
}

fn digits(n: u32) -> String {
    let out = vec![b'0' + (n % 10) as u8];
    // ok: rust-unchecked-utf8
    unsafe { String::from_utf8_unchecked(out) }
}

fn verified(bytes: &[u8]) -> Result<&str, Utf8Error> {
    // ok: rust-unchecked-utf8
    std::str::from_utf8(bytes)
}

async fn make(Query(query): Query<Make>) -> String {
    // ruleid: rust-allocation-request
    let buffer: Vec<u8> = Vec::with_capacity(query.size);
    // ok: rust-allocation-request
    let small: Vec<u8> = Vec::with_capacity(query.size.min(4096));
    // ok: rust-allocation-request
    let fixed: Vec<u8> = Vec::with_capacity(4096);
    String::new()
}

fn frame(stream: &mut TcpStream) -> Result<Vec<u8>, Error> {
    let len = stream.read_u32::<BigEndian>()? as usize;
    // ruleid: rust-allocation-request
    let mut body = vec![0u8; len];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn limited(stream: &mut TcpStream) -> Result<Vec<u8>, Error> {
    let len = stream.read_u32::<BigEndian>()? as usize;
    if len > MAX_FRAME {
        return Err(Error::TooLong);
    }
    // ok: rust-allocation-request
    let mut body = vec![0u8; len];
    Ok(body)
}
