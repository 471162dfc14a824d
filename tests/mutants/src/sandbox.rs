//! Copy of the repository in which the mutants are written.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::draw::Mutant;
use crate::schema;
use crate::sites::{self, Site};

/// Code that is appended to `lib.rs`, without its module documentation, which is allowed only at
/// the start of a file.
const APPENDED: &str = include_str!("../appended.rs");
/// Folders whose files are mutated.
const MUTATED: [&str; 2] = ["src/facts/", "src/checks/"];

/// The repository and its copy.
pub(crate) struct Sandbox {
    pub(crate) root: PathBuf,
    /// Texts of the files that may be mutated, by their paths from the root of the repository.
    pub(crate) texts: HashMap<String, String>,
}

impl Sandbox {
    /// Copies all files that git knows or would add, as they are on the disk.
    ///
    /// # Errors
    /// A sentence if git or a file operation fails, or if the folder of the copy contains a file
    /// that no longer exists in the repository: a check without its rule would not compile.
    pub(crate) fn new(repository: &Path, root: &Path) -> Result<Self, String> {
        let mut texts = HashMap::new();
        let files = files(repository)?;
        let list = root.join("copied.txt");
        let before = fs::read_to_string(&list).unwrap_or_default();
        if let Some(gone) = before.lines().find(|path| !files.iter().any(|file| file == path)) {
            return Err(format!("{gone} was moved or deleted: name an empty folder with --work"));
        }
        for path in &files {
            let bytes = fs::read(repository.join(path)).map_err(|error| format!("{path}: {error}"))?;
            // Other files of `src` are written with the mutants, so that cargo sees what changed.
            if MUTATED.iter().any(|folder| path.starts_with(folder)) && path.ends_with(".rs") {
                let text = String::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
                texts.insert(path.clone(), text);
            } else if path == "src/lib.rs" {
                let mut text = bytes;
                let code = APPENDED.lines().filter(|line| !line.starts_with("//!"));
                code.for_each(|line| text.extend(format!("\n{line}").bytes()));
                update(&root.join(path), &text).map_err(|error| format!("{path}: {error}"))?;
            } else {
                update(&root.join(path), &bytes).map_err(|error| format!("{path}: {error}"))?;
            }
        }
        fs::write(&list, files.join("\n")).map_err(|error| format!("{}: {error}", list.display()))?;
        if texts.is_empty() {
            return Err(format!("{} has no src/facts: run this in the repository", repository.display()));
        }
        Ok(Self { root: root.to_owned(), texts })
    }

    /// Returns all sites outside of tests and excluded paths, file by file.
    pub(crate) fn sites(&self, exclude: &[String]) -> Result<Vec<Site>, String> {
        let mut paths: Vec<&String> = self.texts.keys().collect();
        paths.sort_unstable();
        let mut tests = vec![];
        for path in &paths {
            tests.extend(
                sites::test_modules(path, &self.texts[*path]).map_err(|error| format!("{path}: {error}"))?,
            );
        }
        let mut found = Vec::new();
        for path in paths {
            if exclude.iter().chain(&tests).any(|start| path.starts_with(start.as_str())) {
                continue;
            }
            found.extend(sites::find(path, &self.texts[path]).map_err(|error| format!("{path}: {error}"))?);
        }
        Ok(found)
    }

    /// Writes the files with these mutants in them. Returns them by their paths.
    pub(crate) fn write(&self, mutants: &[Mutant]) -> io::Result<HashMap<String, schema::Schema>> {
        let mut written = HashMap::new();
        for (path, text) in &self.texts {
            let inside = mutants.iter().filter(|mutant| mutant.site.path == *path).collect();
            let schema = schema::write(text, inside);
            update(&self.root.join(path), schema.text.as_bytes())?;
            written.insert(path.clone(), schema);
        }
        Ok(written)
    }
}

/// Writes a file if its content changes, because cargo compiles again after a change of the time.
fn update(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

fn files(repository: &Path) -> Result<Vec<String>, String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(repository)
        .output()
        .map_err(|error| format!("git: {error}"))?;
    if !listed.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&listed.stderr)));
    }
    let names = String::from_utf8(listed.stdout).map_err(|error| format!("git ls-files: {error}"))?;
    // A file may be deleted on the disk and still be known to git.
    let names = names.split('\0').filter(|name| !name.is_empty() && repository.join(name).is_file());
    Ok(names.map(str::to_owned).collect())
}
