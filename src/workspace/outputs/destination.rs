//! A place that was judged and may be written to: a file that appears whole or not at all, or a device, a pipe or a stream
//! that takes what it is given.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::SpooledTempFile;

use crate::config::chain::tidy;
use crate::workspace::outputs::Overwrite;
use crate::workspace::outputs::refusal::Reason;
use crate::workspace::{stderr, whole};

/// Most links that lead from one to the next.
const MAX_LINKS: usize = 40;
/// Longest report that is kept in memory until it is written, in bytes; a longer one waits in an unnamed temporary file.
const MAX_IN_MEMORY: usize = 8 << 20;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A regular file, or none yet; not a link.
    File(PathBuf),
    /// A device, a pipe or a socket.
    Opened(PathBuf),
    /// Standard output of the program: `/dev/stdout`.
    Stdout,
    /// Standard error of the program: `/dev/stderr`.
    Stderr,
    /// Another descriptor of the program: `/dev/fd/3`. If it is a file, it is added to.
    Descriptor(PathBuf),
}

impl Place {
    /// Follows `path` through links. A link to a file that does not exist leads to that file.
    ///
    /// # Errors
    /// If it is a folder, its folder does not exist, or links lead in a circle.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut target = path.to_owned();
        for _ in 0..MAX_LINKS {
            if let Some(stream) = stream(&target) {
                return Ok(stream);
            }
            match fs::read_link(&target) {
                Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
                // It is no link, or does not exist.
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
                whole::folder(&target).metadata()?;
                Ok(Self::File(target))
            }
            Err(error) => Err(error),
        }
    }
}

/// The stream of the program that a path names.
fn stream(path: &Path) -> Option<Place> {
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
        "1" => Place::Stdout,
        "2" => Place::Stderr,
        _ => Place::Descriptor(path),
    })
}

/// A place that may be written to.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The path as the user wrote it.
    path: PathBuf,
    place: Place,
    overwrite: Overwrite,
    is_ours: fn(&Path) -> bool,
    /// What was there when it was judged.
    before: Option<Stamp>,
}

/// What tells whether a file was replaced or written to meanwhile.
type Stamp = (u64, Option<SystemTime>);

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.len(), metadata.modified().ok())
}

impl Destination {
    pub(super) fn new(path: &Path, place: Place, overwrite: Overwrite, is_ours: fn(&Path) -> bool) -> Self {
        let before = match &place {
            Place::File(target) => target.metadata().ok().as_ref().map(stamp),
            _ => None,
        };
        Self { path: path.to_owned(), place, overwrite, is_ours, before }
    }

    /// The path as the user wrote it.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a file of others, one that may not be written, and a folder in which no file can be made.
    pub(super) fn judge(&self) -> Result<(), Reason> {
        let Place::File(target) = &self.place else { return Ok(()) };
        match target.metadata() {
            Ok(metadata) => {
                let is_replaced =
                    self.overwrite == Overwrite::Forced || metadata.len() == 0 || (self.is_ours)(target);
                if !is_replaced {
                    return Err(Reason::NotOurs);
                }
                // What is protected against writing is not replaced behind its back.
                File::options().write(true).open(target).map_err(Reason::System)?;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Reason::System(error)),
        }
        whole::try_folder(whole::folder(target)).map_err(Reason::System)
    }

    /// Begins to write. A file is as it was until `Writing::finish`.
    ///
    /// # Errors
    /// If a device or a pipe cannot be opened.
    pub(crate) fn begin(self) -> io::Result<Writing> {
        let out = match &self.place {
            Place::File(_) | Place::Stdout | Place::Stderr => {
                Out::Kept(Box::new(SpooledTempFile::new(MAX_IN_MEMORY)))
            }
            Place::Opened(target) => Out::Opened(BufWriter::new(File::options().write(true).open(target)?)),
            Place::Descriptor(target) => {
                Out::Opened(BufWriter::new(File::options().append(true).open(target)?))
            }
        };
        Ok(Writing { destination: self, out })
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// If the system refuses, or somebody put another file there meanwhile.
    pub(crate) fn write(self, bytes: &[u8]) -> io::Result<()> {
        let mut writing = self.begin()?;
        writing.write_all(bytes)?;
        writing.finish()
    }

    /// Puts what `content` yields in its place.
    fn put(&self, content: &mut dyn Read) -> io::Result<()> {
        match &self.place {
            Place::File(target) => {
                let now = target.metadata().ok();
                if now.as_ref().map(stamp) != self.before {
                    self.judge().map_err(changed)?;
                }
                match now {
                    None if self.overwrite == Overwrite::Own => whole::create(target, content),
                    _ => whole::put(target, content),
                }
            }
            Place::Stdout => pass(content, &mut io::stdout().lock()),
            Place::Stderr => stderr::write_report(content),
            // Was written as it came.
            Place::Opened(_) | Place::Descriptor(_) => Ok(()),
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

/// What is being written to a destination.
#[derive(Debug)]
pub(crate) struct Writing {
    destination: Destination,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// Kept until all is there.
    Kept(Box<SpooledTempFile>),
    Opened(BufWriter<File>),
}

impl Writing {
    /// Puts the file in its place, or hands on the last of what was written.
    ///
    /// # Errors
    /// If the system refuses, or somebody put another file there meanwhile; what was there before is as it was.
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
