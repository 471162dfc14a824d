//! Packs: the users' own rules, read from a folder or a file.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use crate::engine::report::Problem;
use crate::language::Language;
use crate::registry::Registry;
use crate::workspace::bounds::{Bounds, Root};
use crate::workspace::failure::Failure;

/// Reason why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackError {
    /// The system refuses, or a file is not UTF-8.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A link in the folder leads outside the root. The path is relative to the folder.
    #[error("{} leads outside", .0.display())]
    Outside(PathBuf),
}

/// Returns the built-in rules together with those of the packs at these paths.
///
/// # Errors
/// If a pack cannot be read, or contains an invalid rule.
pub(crate) fn registry(packs: &[PathBuf], bounds: &Bounds, language: Language) -> Result<Registry, Failure> {
    let mut registry = Registry::built_in();
    for pack in packs {
        add(&mut registry, pack, bounds, language)?;
    }
    Ok(registry)
}

/// Adds the rules of a folder or a file that the command line names. Its path may be anywhere, but
/// links in it must not lead out of the repository it is in.
///
/// # Errors
/// If it cannot be read, or contains an invalid rule.
pub(crate) fn add(
    registry: &mut Registry,
    path: &Path,
    bounds: &Bounds,
    language: Language,
) -> Result<(), Failure> {
    Ok(registry.add_pack(&name(path), &read(path, bounds, language)?)?)
}

/// Name of a pack: the name of its folder, or of the folder that contains a single file.
pub(crate) fn name(path: &Path) -> String {
    let absolute = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = if absolute.is_file() { absolute.parent() } else { Some(absolute.as_path()) };
    let name = folder.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "pack".to_owned())
}

/// Reads the rule files at `path`: the path of each and its text.
///
/// # Errors
/// If something cannot be read, or there is no rule file at all.
fn read(path: &Path, bounds: &Bounds, language: Language) -> Result<Vec<(String, String)>, Failure> {
    let shown = || path.display().to_string();
    let failed = |error: &io::Error| Failure::Pack(shown(), Problem::from(error));
    let target = path.canonicalize().map_err(|error| failed(&error))?;
    let folder = if target.is_dir() { target.as_path() } else { target.parent().unwrap_or(&target) };
    let root = bounds.around(folder);
    let files = files(&target, &root).map_err(|error| match error {
        PackError::Io(error) => failed(&error),
        PackError::Outside(below) => {
            let [zh, en] = root.refusal();
            let said = language.pick(zh, en);
            Failure::File(said.sentence(&path.join(below).display().to_string(), language))
        }
    })?;
    match files.is_empty() {
        true => Err(Failure::EmptyPack(shown())),
        false => Ok(files),
    }
}

/// Reads every `*.toml` below a folder, or a single file. Returns the path of each, relative to the
/// folder and with `/` as separator, and its text. Hidden files and folders, and configurations,
/// are skipped.
///
/// # Errors
/// If something cannot be read or is not UTF-8, or a link leads outside `root`.
pub(crate) fn files(path: &Path, root: &Root) -> Result<Vec<(String, String)>, PackError> {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name())) {
        let entry = entry.map_err(io::Error::from)?;
        let file = entry.path();
        if entry.path_is_symlink() && entry.depth() > 0 && root.resolved(file)?.is_none() {
            return Err(PackError::Outside(file.strip_prefix(path).unwrap_or(file).to_owned()));
        }
        let is_rule = file.extension().is_some_and(|ending| ending == "toml")
            && file.file_name().is_some_and(|name| name != crate::config::FILE_NAME);
        if !entry.file_type().is_file() || !is_rule {
            continue;
        }
        let text = crate::workspace::files::settings(file)?;
        let below = file.strip_prefix(path).ok().filter(|below| !below.as_os_str().is_empty());
        let below = below.or(file.file_name().map(Path::new)).unwrap_or(file);
        // Windows has another path separator, and its editors write a byte order mark.
        let below = below.to_string_lossy().replace('\\', "/");
        files.push((below, text.trim_start_matches('\u{FEFF}').to_owned()));
    }
    Ok(files)
}
