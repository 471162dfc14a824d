//! Standard output whose reader may close it early, as in `hegao check | head`.

use std::io::{self, BufWriter, ErrorKind, Write};

/// Buffered standard output. If its reader has closed it, further output is discarded without an
/// error, so that `hegao check | head` ends quietly with the same exit code.
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
