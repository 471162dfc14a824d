//! `--changed`: selects the documents that are new or modified according to git.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use crate::engine::report::Problem;
use crate::workspace::failure::Failure;
use crate::workspace::git::{self, Differences, GitError};
use crate::workspace::walk::{Input, Inputs};

/// The inputs of a run, divided by whether they changed.
#[derive(Debug, Default)]
pub(crate) struct Divided {
    /// Changed documents, and paths that cannot be checked.
    pub(crate) changed: Inputs,
    /// Documents that did not change.
    pub(crate) unchanged: Vec<PathBuf>,
}

/// Divides the inputs found under `paths` into those that git reports as changed since `revision`,
/// and the others. Deleted files are skipped.
///
/// # Errors
/// If git is not installed, a path is not in a repository, or the revision does not exist.
pub(crate) fn divide(inputs: Inputs, paths: &[PathBuf], revision: &str) -> Result<Divided, Failure> {
    let mut repositories: HashMap<PathBuf, Differences> = HashMap::new();
    for path in paths {
        if path.as_os_str() == "-" {
            return Err(GitError::Stdin.into());
        }
        let top = git::top(&existing_folder(path))?;
        if let Entry::Vacant(repository) = repositories.entry(top) {
            let commit = git::resolved(repository.key(), revision)?;
            let differences = git::differences(repository.key(), &commit)?;
            repository.insert(differences);
        }
    }
    let has_changed = |path: &Path| repositories.values().any(|found| found.have_changed(path));
    let mut divided = Divided::default();
    for input in inputs.inputs {
        match input {
            Input::File(path) if !has_changed(&path) => divided.unchanged.push(path),
            Input::Failed(path, Problem::NotFound | Problem::NoDocuments)
                if repositories.values().any(|found| found.have_deleted(&path)) => {}
            other => divided.changed.inputs.push(other),
        }
    }
    let skipped = inputs.skipped.into_iter();
    divided.changed.skipped = skipped.filter(|skipped| has_changed(skipped.path())).collect();
    Ok(divided)
}

impl Differences {
    /// True if the file has changed. A link has also changed if its target has, and a file if the
    /// repository that contains it counts as changed as a whole.
    fn have_changed(&self, path: &Path) -> bool {
        let named = resolved(path);
        let target = path.canonicalize().ok();
        let mut folders = named.ancestors().chain(target.iter().flat_map(|target| target.ancestors()));
        folders.any(|path| self.changed.contains(path))
    }

    /// True if the path, or something below it, was deleted.
    fn have_deleted(&self, path: &Path) -> bool {
        let path = resolved(path);
        self.deleted.iter().any(|deleted| deleted.starts_with(&path))
    }
}

/// The path with links resolved in its folders, but not in its last component. It need not exist.
fn resolved(path: &Path) -> PathBuf {
    let Some(name) = path.file_name() else {
        // `.`, `..` and `/` are folders that exist.
        return path.canonicalize().unwrap_or_else(|_| path.to_owned());
    };
    let folder = folder_of(path);
    match folder.canonicalize() {
        Ok(folder) => folder.join(name),
        Err(_) if folder == path => path.to_owned(),
        // The folder was deleted too.
        Err(_) => resolved(folder).join(name),
    }
}

/// The path itself if it is an existing folder; otherwise the nearest existing folder above it.
fn existing_folder(path: &Path) -> PathBuf {
    let mut folder = path;
    while !folder.is_dir() && folder_of(folder) != folder {
        folder = folder_of(folder);
    }
    folder.to_owned()
}

/// Folder of a path; `.` for a plain file name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}
