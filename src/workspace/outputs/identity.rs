//! Identity of the file to which a path leads, so that different spellings of a path, links and
//! hard links are recognized as the same file.

use std::ffi::OsString;
use std::fs::Metadata;
use std::path::Path;
#[cfg(not(unix))]
use std::path::PathBuf;

/// Device and inode of a file.
#[cfg(unix)]
type Key = (u64, u64);
/// The path of a file with links resolved. It differs between hard links to the same file.
#[cfg(not(unix))]
type Key = PathBuf;

/// Identity of a file that exists or that will be created.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// An existing file.
    Existing(Key),
    /// A file to be created with this name in an existing folder.
    Future(Key, OsString),
}

impl Identity {
    /// Returns the identity of the file to which `path` leads, or of the file that writing to
    /// `path` would create. `None` if the folder does not exist either, or the system gives no
    /// information.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        if let Ok(metadata) = path.metadata() {
            return key(path, &metadata).map(Self::Existing);
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = key(folder, &folder.metadata().ok()?)?;
        Some(Self::Future(folder, folded(path)?))
    }

    /// Returns the identity of the file from which standard input is redirected; `None` if it is
    /// not a file.
    #[cfg(unix)]
    pub(crate) fn of_stdin() -> Option<Self> {
        use std::os::fd::AsFd;
        let file = std::fs::File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?);
        let metadata = file.metadata().ok().filter(Metadata::is_file)?;
        key(Path::new("-"), &metadata).map(Self::Existing)
    }

    /// Returns the identity of the file from which standard input is redirected. Always `None`,
    /// because this system gives no information.
    #[cfg(not(unix))]
    pub(crate) fn of_stdin() -> Option<Self> {
        None
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems may not tell")]
fn key(_: &Path, metadata: &Metadata) -> Option<Key> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn key(path: &Path, _: &Metadata) -> Option<Key> {
    path.canonicalize().ok()
}

/// Name of a file that does not exist yet, lowercased on systems that usually ignore case.
fn folded(path: &Path) -> Option<OsString> {
    let name = path.file_name()?;
    let is_one_case = cfg!(any(windows, target_os = "macos"));
    Some(if is_one_case { name.to_string_lossy().to_lowercase().into() } else { name.to_owned() })
}
