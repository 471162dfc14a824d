//! The user's cache: what can be made again at any time.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::workspace::whole;

/// The folder of hegao among the user's caches; `None` where the environment names none. It need not exist.
pub(crate) fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))?;
    Some(caches.join("hegao"))
}

/// Writes a file of the cache, whole or not at all, with the folders above it. Only the user may read it, for it may hold what
/// a document says.
///
/// # Errors
/// Where the system refuses.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    whole::remove_abandoned(folder);
    whole::put_private(path, &mut &*bytes)
}
