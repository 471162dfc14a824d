//! Standard output, whose reader may leave.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Standard output, buffered. Once its reader is gone, writing goes nowhere and is no error, so that
/// `hegao check | head` ends quietly with the same exit code.
pub(super) fn stdout() -> impl Write {
    Quiet { inner: Some(BufWriter::new(io::stdout().lock())) }
}

struct Quiet<W> {
    inner: Option<W>,
}

impl<W: Write> Quiet<W> {
    fn attempt<T>(&mut self, gone: T, action: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        let Some(inner) = &mut self.inner else { return Ok(gone) };
        match action(inner) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.inner = None;
                Ok(gone)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt((), Write::flush)
    }
}
