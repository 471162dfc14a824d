//! Files that git ignores besides `.gitignore`: the repository's `info/exclude`, and the user's own
//! ignore file (`core.excludesFile`, by default `~/.config/git/ignore`).

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use crate::workspace::files;

/// Returns the ignore files for the repository whose work tree begins at `top`, in ascending order
/// of precedence. Their patterns are relative to `top`.
pub(super) fn of_repository(top: &Path) -> Vec<Gitignore> {
    let own = common_folder(top).map(|folder| folder.join("info/exclude"));
    [gitconfig_excludes_path(), own].into_iter().flatten().filter_map(|file| read(top, &file)).collect()
}

/// Reads the ignore file `file`, whose patterns are relative to `folder`; `None` if it does not
/// exist. Invalid lines are skipped, as git does.
fn read(folder: &Path, file: &Path) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(folder);
    if !file.is_file() {
        return None;
    }
    // Invalid lines have no effect in git either.
    let _ = builder.add(file);
    builder.build().ok()
}

/// The git folder that all work trees of a repository share: `.git`, or in a linked work tree or
/// submodule the folder to which its `.git` file leads.
fn common_folder(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let folder = top.join(line(&git)?.strip_prefix("gitdir:")?.trim());
    // In an additional work tree, `commondir` contains the path of the shared folder.
    Some(line(&folder.join("commondir")).map_or(folder.clone(), |common| folder.join(common.trim())))
}

/// Reads the content of a small file with one line.
fn line(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    files::settings(path).ok()
}
