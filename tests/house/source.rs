//! The source files that the house rules are applied to.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file below `src`. `code` is its text without the unit tests.
pub(crate) struct Module {
    pub(crate) path: PathBuf,
    pub(crate) code: String,
    pub(crate) lines: usize,
}

impl Module {
    /// Returns the name of the top-level module that the file belongs to. `None` for the roots of
    /// the crate.
    pub(crate) fn name(&self) -> Option<String> {
        let first = self.path.components().next()?.as_os_str().to_string_lossy().into_owned();
        let name = first.trim_end_matches(".rs");
        (!matches!(name, "lib" | "main")).then(|| name.to_owned())
    }
}

pub(crate) fn modules() -> Vec<Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let module = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
        let lines = text.lines().count();
        Module { path: path.strip_prefix(&root).unwrap().to_owned(), code, lines }
    };
    let modules: Vec<Module> = rust_files(&root).into_iter().map(module).collect();
    assert!(modules.len() > 30, "the source was not found");
    modules
}

/// Returns the Rust files in a folder and its subfolders. Empty if there is no such folder.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}
