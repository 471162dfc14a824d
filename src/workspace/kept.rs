//! Results of conversions, kept in the user's cache and found again by the content of the document.

use std::fs;
use std::path::{Path, PathBuf};

use crate::document::source::Source;
use crate::text::hash::{START, fnv};
use crate::workspace::cache;
use crate::workspace::converter::Program;

/// Name of the present way of converting. It is part of the key of each result. A release that
/// converts differently changes it, so that results of older releases are not used.
const RECIPE: &[u8] = b"2: centred lines of PDF";
/// Maximum number of kept results. It should be above the number of files in a folder: otherwise
/// each run would delete the results that the next run needs first.
const MAX_KEPT: usize = 4096;

/// Returns the name of the result of converting this content with `program`.
pub(super) fn name(source: &Source, program: Program) -> String {
    // Two hashes with different seeds, so that a collision among one user's documents is
    // practically impossible.
    let hash = |seed: &[u8]| fnv(fnv(fnv(START, seed), RECIPE), &source.bytes);
    format!("{:016x}{:016x}.{}", hash(b"a"), hash(b"b"), program.result())
}

/// Path of the result with this name; `None` if there is no cache folder.
pub(super) fn path(name: &str) -> Option<PathBuf> {
    Some(cache::folder()?.join(name))
}

/// Stores a result. If there are too many, deletes the oldest. Write errors are ignored, because
/// the cache is optional.
pub(super) fn keep(path: &Path, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    if cache::write(path, bytes).is_err() {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    let age = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    if files.len() > MAX_KEPT {
        files.sort_by_cached_key(age);
        for file in &files[..files.len() - MAX_KEPT] {
            // Another run may have deleted it already.
            let _ = fs::remove_file(file);
        }
    }
}
