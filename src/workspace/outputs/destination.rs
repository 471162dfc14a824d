//! An output that may be written to: a file that is written atomically, or a device, pipe or stream
//! that is written to directly.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::SpooledTempFile;

use crate::config::chain::tidy;
use crate::workspace::outputs::Overwrite;
use crate::workspace::outputs::refusal::Reason;
use crate::workspace::{atomic_write, stderr};

/// Maximum number of links that are followed from one to the next. A longer chain is taken for a
/// cycle.
const MAX_LINKS: usize = 40;
/// Maximum number of bytes of an output that are kept in memory until it is written. A longer one
/// is kept in an unnamed temporary file.
const MAX_IN_MEMORY: usize = 8 << 20;

/// The target to which a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OutputTarget {
    /// A regular file, which may not exist yet. Never a link.
    File(PathBuf),
    /// A device, a pipe or a socket.
    Opened(PathBuf),
    /// Standard output of the program: `/dev/stdout`.
    Stdout,
    /// Standard error of the program: `/dev/stderr`.
    Stderr,
    /// Another file descriptor of the program: `/dev/fd/3`. If it is a file, output is appended.
    Descriptor(PathBuf),
}

impl OutputTarget {
    /// Follows the links of `path` to their target. A link to a missing file leads to that file.
    ///
    /// # Errors
    /// If the target is a folder, if the folder of the target does not exist, or if links form a
    /// cycle.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut target = path.to_owned();
        for _ in 0..MAX_LINKS {
            if let Some(stream) = stream(&target) {
                return Ok(stream);
            }
            match fs::read_link(&target) {
                Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
                // Not a link, or missing.
                Err(_) => return Self::end(target),
            }
        }
        Err(io::Error::from(ErrorKind::InvalidFilename))
    }

    fn end(target: PathBuf) -> io::Result<Self> {
        match target.metadata() {
            Ok(metadata) if metadata.is_file() => Ok(Self::File(target)),
            Ok(metadata) if metadata.is_dir() => Err(io::Error::from(ErrorKind::IsADirectory)),
            Ok(_) => Ok(Self::Opened(target)),
            Err(error) if error.kind() == ErrorKind::NotFound && target.file_name().is_some() => {
                atomic_write::folder(&target).metadata()?;
                Ok(Self::File(target))
            }
            Err(error) => Err(error),
        }
    }
}

/// Returns the standard stream or file descriptor that a path names, if it names one.
fn stream(path: &Path) -> Option<OutputTarget> {
    if !cfg!(unix) {
        return None;
    }
    let path = tidy(&std::path::absolute(path).ok()?);
    let number = match path.to_str()? {
        "/dev/stdout" => "1",
        "/dev/stderr" => "2",
        other => {
            let own = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/"];
            own.iter().find_map(|folder| other.strip_prefix(folder)).filter(|number| !number.is_empty())?
        }
    };
    Some(match number {
        "1" => OutputTarget::Stdout,
        "2" => OutputTarget::Stderr,
        _ => OutputTarget::Descriptor(path),
    })
}

/// A target that the run may write to.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The path as the user wrote it.
    path: PathBuf,
    place: OutputTarget,
    overwrite: Overwrite,
    is_ours: fn(&Path) -> bool,
    /// Size and time that the file had when it was examined; `None` if there was no file.
    before: Option<Stamp>,
}

/// Size and modification time, which show whether a file was changed in the meantime.
type Stamp = (u64, Option<SystemTime>);

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.len(), metadata.modified().ok())
}

impl Destination {
    pub(super) fn new(
        path: &Path,
        place: OutputTarget,
        overwrite: Overwrite,
        is_ours: fn(&Path) -> bool,
    ) -> Self {
        let before = match &place {
            OutputTarget::File(target) => target.metadata().ok().as_ref().map(stamp),
            _ => None,
        };
        Self { path: path.to_owned(), place, overwrite, is_ours, before }
    }

    /// The path as the user wrote it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns an error for a file that hegao did not write, a write-protected file, or a folder in
    /// which no file can be created.
    pub(super) fn judge(&self) -> Result<(), Reason> {
        let OutputTarget::File(target) = &self.place else { return Ok(()) };
        match target.metadata() {
            Ok(metadata) => {
                let is_replaced =
                    self.overwrite == Overwrite::Forced || metadata.len() == 0 || (self.is_ours)(target);
                if !is_replaced {
                    return Err(Reason::NotOurs);
                }
                // Replacing only needs write access to the folder, so the file's own write
                // protection is checked here.
                File::options().write(true).open(target).map_err(Reason::System)?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Reason::System(error)),
        }
        atomic_write::try_folder(atomic_write::folder(target)).map_err(Reason::System)
    }

    /// Begins writing to the target. A file keeps its old content until `Writing::finish`.
    ///
    /// # Errors
    /// If a device or pipe cannot be opened.
    pub(crate) fn begin(self) -> io::Result<Writing> {
        let out = match &self.place {
            OutputTarget::File(_) | OutputTarget::Stdout | OutputTarget::Stderr => {
                Out::Kept(Box::new(SpooledTempFile::new(MAX_IN_MEMORY)))
            }
            OutputTarget::Opened(target) => {
                Out::Opened(BufWriter::new(File::options().write(true).open(target)?))
            }
            OutputTarget::Descriptor(target) => {
                Out::Opened(BufWriter::new(File::options().append(true).open(target)?))
            }
        };
        Ok(Writing { destination: self, out })
    }

    /// Writes the whole content at once, to a file atomically.
    ///
    /// # Errors
    /// If the system refuses, or another program put a file there in the meantime.
    pub(crate) fn write(self, bytes: &[u8]) -> io::Result<()> {
        let mut writing = self.begin()?;
        writing.write_all(bytes)?;
        writing.finish()
    }

    /// Writes `content` to its target.
    fn put(&self, content: &mut dyn Read) -> io::Result<()> {
        match &self.place {
            OutputTarget::File(target) => {
                let now = target.metadata().ok();
                if now.as_ref().map(stamp) != self.before {
                    self.judge().map_err(changed)?;
                }
                match now {
                    None if self.overwrite == Overwrite::Own => atomic_write::create(target, content),
                    _ => atomic_write::replace(target, content),
                }
            }
            OutputTarget::Stdout => pass(content, &mut io::stdout().lock()),
            OutputTarget::Stderr => stderr::write_report(content),
            // Already written directly.
            OutputTarget::Opened(_) | OutputTarget::Descriptor(_) => Ok(()),
        }
    }
}

fn pass(content: &mut dyn Read, out: &mut dyn Write) -> io::Result<()> {
    io::copy(content, out)?;
    out.flush()
}

fn changed(reason: Reason) -> io::Error {
    match reason {
        Reason::System(error) => error,
        _ => io::Error::from(ErrorKind::AlreadyExists),
    }
}

/// Output that is being written to a destination.
#[derive(Debug)]
pub(crate) struct Writing {
    destination: Destination,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// Kept in memory, or in a temporary file, until the output is complete.
    Kept(Box<SpooledTempFile>),
    Opened(BufWriter<File>),
}

impl Writing {
    /// Puts the file in its place, or flushes the stream.
    ///
    /// # Errors
    /// If the system refuses, or another program put a file there in the meantime; the old file is
    /// unchanged.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.out {
            Out::Kept(mut content) => {
                content.rewind()?;
                self.destination.put(&mut content)
            }
            Out::Opened(mut file) => file.flush(),
        }
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Kept(content) => content.write(bytes),
            Out::Opened(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Kept(content) => content.flush(),
            Out::Opened(file) => file.flush(),
        }
    }
}
