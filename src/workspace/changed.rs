//! `--changed`: of what there is to check, the documents that git says are new or not as they were.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use crate::engine::report::Problem;
use crate::workspace::failure::Failure;
use crate::workspace::git::{self, Differences, GitError};
use crate::workspace::walk::{Input, Inputs};

/// What there is to check, divided by whether it has changed.
#[derive(Debug, Default)]
pub(crate) struct Divided {
    /// What has changed, and paths of which nothing can be said.
    pub(crate) changed: Inputs,
    /// Documents as they were.
    pub(crate) unchanged: Vec<PathBuf>,
}

/// Divides what was found under `paths` by what git says has changed since `revision`. Files that are gone are passed over.
///
/// # Errors
/// Where git cannot say: it is not there, a path is in no repository, no commit is called so.
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
    /// True for a file that is among them, as a name or as what a link leads to, or lies in a repository that is.
    fn have_changed(&self, path: &Path) -> bool {
        let named = resolved(path);
        let target = path.canonicalize().ok();
        let mut folders = named.ancestors().chain(target.iter().flat_map(|target| target.ancestors()));
        folders.any(|path| self.changed.contains(path))
    }

    /// True where the path, or something below it, is gone.
    fn have_deleted(&self, path: &Path) -> bool {
        let path = resolved(path);
        self.deleted.iter().any(|deleted| deleted.starts_with(&path))
    }
}

/// The path without links in the folders above it; it need not exist.
fn resolved(path: &Path) -> PathBuf {
    let Some(name) = path.file_name() else {
        // `.`, `..` and `/` are folders that exist.
        return path.canonicalize().unwrap_or_else(|_| path.to_owned());
    };
    let folder = folder_of(path);
    match folder.canonicalize() {
        Ok(folder) => folder.join(name),
        Err(_) if folder == path => path.to_owned(),
        // The folder is gone too.
        Err(_) => resolved(folder).join(name),
    }
}

/// The nearest folder above the path, or the path itself, that is there.
fn existing_folder(path: &Path) -> PathBuf {
    let mut folder = path;
    while !folder.is_dir() && folder_of(folder) != folder {
        folder = folder_of(folder);
    }
    folder.to_owned()
}

/// The folder a path is in: `.` for a mere name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}
