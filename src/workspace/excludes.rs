//! What git ignores beside `.gitignore`: what `info/exclude` of a repository names, and what the user's own file does
//! (`core.excludesFile`, by default `~/.config/git/ignore`).

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder, gitconfig_excludes_path};

use crate::workspace::files;

/// What holds for the repository whose work tree begins at `top`, the weaker first. Patterns are seen from there.
pub(super) fn of_repository(top: &Path) -> Vec<Gitignore> {
    let own = common_folder(top).map(|folder| folder.join("info/exclude"));
    [gitconfig_excludes_path(), own].into_iter().flatten().filter_map(|file| read(top, &file)).collect()
}

/// The ignore file `file`, whose patterns are seen from `folder`; `None` if it is not there. Like git, passes over lines that are no
/// patterns.
fn read(folder: &Path, file: &Path) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new(folder);
    if !file.is_file() {
        return None;
    }
    // Its lines that are wrong have no meaning to git either.
    let _ = builder.add(file);
    builder.build().ok()
}

/// The folder that all work trees of a repository share: `.git`, or what a `.git` file leads to in a work tree or a submodule.
fn common_folder(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let folder = top.join(line(&git)?.strip_prefix("gitdir:")?.trim());
    // A work tree beside the first one says where that one has its own.
    Some(line(&folder.join("commondir")).map_or(folder.clone(), |common| folder.join(common.trim())))
}

/// The text of a small file that holds one line.
fn line(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    files::settings(path).ok()
}
