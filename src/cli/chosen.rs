//! The documents of a run: the files in its paths, without excluded ones.

use std::path::{Path, PathBuf};

use crate::cli::args::rules::Choosing;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::walk::{Choice, Choose, Input, Inputs, inputs};

/// Result of the search for documents to check.
pub(super) struct Chosen {
    /// The documents that were found, and the files that were skipped.
    pub(super) inputs: Inputs,
    /// Number of documents that are excluded although they are named on the command line
    /// (`--force-exclude`).
    pub(super) excluded: usize,
}

/// Collects the documents in `paths`. `stdin_name` is the name for standard input.
///
/// # Errors
/// If a configuration is invalid, or if one of its globs matches nothing although its whole folder
/// is searched.
pub(super) fn chosen(
    paths: &[PathBuf],
    choosing: &Choosing,
    stdin_name: Option<&str>,
    configs: &mut Configs,
) -> Result<Chosen, Failure> {
    let bounds = configs.bounds().clone();
    let mut found = inputs(paths, &bounds, configs)?;
    let documents: Vec<&Path> = found.inputs.iter().filter_map(document).collect();
    configs.require_globs(&documents, &|folder| is_whole(choosing) && covers(paths, folder))?;
    let mut excluded = 0;
    if choosing.force_exclude {
        let mut left = Vec::with_capacity(found.inputs.len());
        for input in found.inputs {
            let path = match &input {
                Input::File(path) | Input::Failed(path, _) => Some(path.as_path()),
                Input::Stdin => stdin_name.map(Path::new),
            };
            match path.map(|path| configs.choose(path)).transpose()? {
                Some(Choice::Exclude) => excluded += 1,
                _ => left.push(input),
            }
        }
        found.inputs = left;
    }
    Ok(Chosen { inputs: found, excluded })
}

fn document(input: &Input) -> Option<&Path> {
    if let Input::File(path) = input { Some(path) } else { None }
}

/// True if the command line excludes no file, so that folders are searched completely.
pub(super) fn is_whole(choosing: &Choosing) -> bool {
    choosing.exclude.is_empty()
}

/// True if one of `paths` is `folder` or a folder above it.
pub(super) fn covers(paths: &[PathBuf], folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let mut paths = paths.iter().filter_map(|path| path.canonicalize().ok());
    paths.any(|path| path.is_dir() && folder.starts_with(&path))
}
