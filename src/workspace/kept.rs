//! What other programs made of documents, kept by the content of these in the cache of the user.

use std::fs;
use std::path::{Path, PathBuf};

use crate::document::source::Source;
use crate::text::hash::{START, fnv};
use crate::workspace::cache;
use crate::workspace::converter::Program;

/// How documents are converted; another one for each release that converts in another way, so that what an earlier one kept
/// is not taken.
const RECIPE: &[u8] = b"2: centred lines of PDF";
/// Most results that are kept. Fewer than a folder holds would be none at all: the next run asks for the oldest first.
const MAX_KEPT: usize = 4096;

/// The name of the result for this content.
pub(super) fn name(source: &Source, program: Program) -> String {
    // Two hashes over other beginnings: no two documents of one user share both.
    let hash = |seed: &[u8]| fnv(fnv(fnv(START, seed), RECIPE), &source.bytes);
    format!("{:016x}{:016x}.{}", hash(b"a"), hash(b"b"), program.result())
}

/// Where the result of this name is kept; `None` where there is no folder for it.
pub(super) fn path(name: &str) -> Option<PathBuf> {
    Some(cache::folder()?.join(name))
}

/// Keeps a result, and drops the oldest where there are too many. A cache that cannot be written is none.
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
            // Another run may have dropped it already.
            let _ = fs::remove_file(file);
        }
    }
}
