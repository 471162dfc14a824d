//! Where reports go: standard output, or a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

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

/// A file beside the one wanted, which takes its place when all is written. What is no regular file (a device, a pipe)
/// cannot be replaced and is written to as it stands.
pub(super) struct FileSink {
    target: Target,
}

enum Target {
    Replaced(BufWriter<NamedTempFile>),
    Opened(BufWriter<File>),
}

impl FileSink {
    /// Begins to write what will be `path`.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let target = if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            Target::Opened(BufWriter::new(File::options().write(true).open(path)?))
        } else {
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Target::Replaced(BufWriter::new(NamedTempFile::new_in(folder)?))
        };
        Ok(Self { target })
    }

    /// Puts the file in its place.
    pub(super) fn finish(self, path: &Path) -> io::Result<()> {
        match self.target {
            Target::Replaced(file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                share(&file)?;
                file.persist(path).map(drop).map_err(|error| error.error)
            }
            Target::Opened(mut file) => file.flush(),
        }
    }
}

/// Writes a file, whole or not at all.
pub(super) fn whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = FileSink::create(path)?;
    file.write_all(bytes)?;
    file.finish(path)
}

/// Temporary files are private; a report is as open as any other new file.
#[cfg(unix)]
fn share(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

impl Write for FileSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Replaced(file) => file.write(bytes),
            Target::Opened(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Replaced(file) => file.flush(),
            Target::Opened(file) => file.flush(),
        }
    }
}
