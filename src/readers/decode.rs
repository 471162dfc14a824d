//! Bytes to text: UTF-8, with or without a byte order mark.

use memchr::{memchr, memchr_iter};

use crate::readers::ReadError;

/// The text and the length of its byte order mark, which is not part of it.
pub(super) fn utf8(bytes: &[u8]) -> Result<(String, usize), ReadError> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ReadError::WideEncoding);
    }
    if memchr(0, bytes).is_some() {
        return Err(ReadError::Binary);
    }
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let content = &bytes[mark..];
    let text = simdutf8::compat::from_utf8(content).map_err(|error| {
        let byte = error.valid_up_to();
        let line = memchr_iter(b'\n', &content[..byte]).count() + 1;
        ReadError::NotUtf8 { byte: byte + mark, line }
    })?;
    Ok((text.to_owned(), mark))
}
