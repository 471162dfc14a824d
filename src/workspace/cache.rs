//! The user's cache folder, for files that can be created again at any time.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::workspace::atomic_write;

/// hegao's folder in the user's cache; `None` if the environment names no cache. The folder need
/// not exist.
pub(crate) fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))?;
    Some(caches.join("hegao"))
}

/// Writes a cache file atomically, and creates its folders. Only the user may read it, because it
/// may contain text of documents.
///
/// # Errors
/// If the system refuses.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    atomic_write::remove_abandoned(folder);
    atomic_write::replace_private(path, &mut &*bytes)
}
