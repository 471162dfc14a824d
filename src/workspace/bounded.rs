//! Reads files, but only up to a size limit.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::config::limits::Size;

/// Reads a file; `None` if it is longer than `most`. Reading stops at the limit, because a device
/// or pipe may never end.
///
/// # Errors
/// If the system refuses.
pub(super) fn file(path: &Path, most: Size) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let length = file.metadata().map_or(0, |metadata| if metadata.is_file() { metadata.len() } else { 0 });
    if length > most.bytes() {
        return Ok(None);
    }
    stream(file, length, most)
}

/// Reads a stream of about `expected` bytes. `None` if it is longer than `most`; one byte more than
/// that is read.
///
/// # Errors
/// If the system refuses.
pub(super) fn stream(from: impl Read, expected: u64, most: Size) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(most.bytes())).unwrap_or(0));
    from.take(most.bytes().saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most.bytes()).then_some(bytes))
}
