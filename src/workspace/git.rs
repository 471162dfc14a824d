//! Queries to git: the root of a work tree, the commit for a revision, and the files that differ
//! from it.
//!
//! The configuration of a repository can name programs for git to run (`core.fsmonitor`, hooks,
//! filters, fetching). A repository that is checked may come from a stranger, so none of them is
//! run: `SETTINGS` and `ENVIRONMENT` turn off those with fixed names, and `foreign_filters` finds
//! the others. Programs in the user's own configuration run as usual.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::engine::system::SystemError;
use crate::language::Language;
use crate::output::reason;

/// Settings that override those of the repository.
const SETTINGS: [&str; 4] = [
    "core.fsmonitor=", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "submodule.recurse=false",
];
/// Prevents all fetching, even of objects missing in a partial clone: fetching runs the programs
/// that a remote names.
const ENVIRONMENT: [(&str, &str); 4] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // Error messages are matched against English text.
    ("LC_ALL", "C"),
];
/// Mode of a submodule in git's index.
const SUBMODULE: &[u8] = b"160000 ";

/// Reason why git could not determine the changes.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GitError {
    /// Git is not installed.
    #[error("git is not installed")]
    NoGit,
    /// The path is not in a work tree of git.
    #[error("`{0}` is in no git repository")]
    NoRepository(String),
    /// No commit has this name.
    #[error("git knows no commit `{0}`")]
    UnknownRevision(String),
    /// The revision is a range with two ends (`v1..v2`). One end must be the work tree.
    #[error("`{0}` has two ends")]
    Range(String),
    /// The commit and `HEAD` have no common history.
    #[error("`{0}` and HEAD have no common ancestor")]
    NoMergeBase(String),
    /// Standard input is not in a repository.
    #[error("standard input has no history")]
    Stdin,
    /// The configuration of the repository says that its work tree is elsewhere.
    #[error("the work tree is set to `{0}`")]
    Elsewhere(String),
    /// The clone lacks objects that would have to be fetched.
    #[error("git: {0}")]
    Incomplete(String),
    /// The repository has a filter that cannot be turned off because of its name.
    #[error("a filter of the repository is called `{0}`")]
    Filter(String),
    /// Git could not be run, or a folder that it named was not found.
    #[error("git: {0}")]
    NotRun(SystemError),
    /// Any other failure, with git's message.
    #[error("git: {0}")]
    Failed(String),
}

impl GitError {
    /// Returns the error message with advice.
    #[expect(clippy::too_many_lines, reason = "a table of texts")]
    pub(crate) fn text(&self, language: Language) -> String {
        match self {
            Self::NoGit => language.pick(
                "--changed 要用 git，这台机器上没有".to_owned(),
                "--changed asks git, which is not installed here".to_owned(),
            ),
            Self::NoRepository(path) => language.pick(
                format!("{path} 不在 git 仓库里，不知道哪些文稿有改动\n  去掉 --changed 就全部检查。"),
                format!(
                    "{path} is in no git repository, so nobody knows what has changed\n  Without --changed everything is checked."
                ),
            ),
            Self::UnknownRevision(revision) => language.pick(
                format!(
                    "git 里没有「{revision}」这个提交\n  在 CI 里，检出的历史可能太浅：把它取全（fetch-depth: 0），或者先 git fetch 那个分支。"
                ),
                format!(
                    "git knows no commit `{revision}`\n  In CI the history may be too shallow: fetch all of it (fetch-depth: 0), or that branch."
                ),
            ),
            Self::Range(revision) => language.pick(
                format!(
                    "--changed 后面写一个提交，不能是「{revision}」：另一头总是工作区\n  「main...」表示本分支从 main 分出来的地方。"
                ),
                format!(
                    "--changed takes one commit, not `{revision}`: the other end is always the work tree\n  `main...` is where this branch left main."
                ),
            ),
            Self::NoMergeBase(revision) => language.pick(
                format!(
                    "「{revision}」与 HEAD 没有共同的历史\n  在 CI 里，检出的历史可能太浅：把它取全（fetch-depth: 0）。"
                ),
                format!(
                    "`{revision}` and HEAD have no history in common\n  In CI the history may be too shallow: fetch all of it (fetch-depth: 0)."
                ),
            ),
            Self::Stdin => language.pick(
                "标准输入（-）没有历史，不能与 --changed 同用".to_owned(),
                "standard input (`-`) has no history: it cannot be used with --changed".to_owned(),
            ),
            Self::Elsewhere(top) => language.pick(
                format!("这个库自己的 git 配置把工作区指到别处（{top}），那里不归它管，所以不与它比较\n  从 .git/config 里去掉 core.worktree，或者去掉 --changed。"),
                format!("the git configuration of this repository puts its work tree elsewhere ({top}), where nothing is its own, so nothing is compared\n  Take core.worktree out of .git/config, or leave out --changed."),
            ),
            Self::Incomplete(reason) => language.pick(
                format!(
                    "这个库没有取全，hegao 也不联网去取，所以比不出改动（{reason}）\n  先用 git diff 比一遍，或者把历史取全（git fetch --refetch --filter=blob:none）。"
                ),
                format!(
                    "this clone lacks part of its history, and hegao fetches nothing, so it cannot be compared ({reason})\n  Run the same `git diff` once before, or fetch the rest (git fetch --refetch --filter=blob:none)."
                ),
            ),
            Self::Filter(name) => language.pick(
                format!(
                    "这个库自己的 git 配置里有过滤程序「{name}」，这样的名字没法停用，所以不与它比较\n  从 .git/config 里去掉它，或者去掉 --changed。"
                ),
                format!(
                    "the git configuration of this repository has a filter `{name}`; a name like this cannot be turned off, so nothing is compared\n  Take it out of .git/config, or leave out --changed."
                ),
            ),
            Self::NotRun(error) => {
                let reason = reason::system(error, language);
                language.pick(format!("运行不了 git：{reason}"), format!("git cannot be run: {reason}"))
            }
            Self::Failed(reason) if reason.contains("dubious ownership") => language.pick(
                "git 不信任这个仓库：它属于别的用户\n  确实可信，就用 git config --global --add safe.directory 加上它。".to_owned(),
                format!("git could not: {reason}"),
            ),
            Self::Failed(reason) => language.pick(
                "git 没能照办，所以不知道哪些文稿有改动\n  在这个文件夹里运行 git status，可以看到它的说明；去掉 --changed 就全部检查。".to_owned(),
                format!("git could not: {reason}"),
            ),
        }
    }
}

/// Files that differ between a commit and a work tree, as absolute paths.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// New and modified files, and folders that are repositories of their own.
    pub(crate) changed: HashSet<PathBuf>,
    /// Files that the commit has and the work tree lacks.
    pub(crate) deleted: Vec<PathBuf>,
}

/// Returns the root of the work tree that contains `folder`.
///
/// # Errors
/// If git is not installed, or `folder` is not in a work tree.
pub(crate) fn top(folder: &Path) -> Result<PathBuf, GitError> {
    let printed = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        GitError::Failed(reason) if reason.contains("not a git repository") => {
            GitError::NoRepository(folder.display().to_string())
        }
        other => other,
    })?;
    let name = printed.strip_suffix(b"\n").unwrap_or(&printed);
    // Kept in git's spelling, which git accepts as an argument. The system's own form may differ.
    let top = path_of(name.strip_suffix(b"\r").unwrap_or(name));
    // A repository's configuration can claim any folder as its work tree, even the whole disk. The
    // claim counts only if git finds the same repository from there.
    let repository = |folder: &Path| git(folder, &["rev-parse", "--absolute-git-dir"]);
    match repository(&top) {
        Ok(found) if found == repository(folder)? => Ok(top),
        Ok(_) | Err(GitError::Failed(_)) => Err(GitError::Elsewhere(top.display().to_string())),
        Err(error) => Err(error),
    }
}

/// Returns the hash of the commit that `revision` means: `HEAD`, `v1`, or `main...` for the merge
/// base with main. For `HEAD` in a repository without commits, the hash of the empty tree.
///
/// # Errors
/// If there is no such commit.
pub(crate) fn resolved(top: &Path, revision: &str) -> Result<String, GitError> {
    let name = revision.strip_suffix("HEAD").filter(|rest| rest.ends_with("...")).unwrap_or(revision);
    let (name, is_base) = name.strip_suffix("...").map_or((name, false), |name| (name, true));
    if name.contains("..") {
        return Err(GitError::Range(revision.to_owned()));
    }
    let unknown = || GitError::UnknownRevision(name.to_owned());
    // Git would take a leading dash for an option.
    if name.is_empty() || name.starts_with('-') || name.contains('\0') {
        return Err(unknown());
    }
    let commit = match git(top, &["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]) {
        Ok(printed) => word(&printed),
        Err(GitError::Failed(_)) if name == "HEAD" && !is_base => {
            word(&git(top, &["hash-object", "-t", "tree", "--stdin"])?)
        }
        Err(GitError::Failed(_)) => return Err(unknown()),
        Err(other) => return Err(other),
    };
    if !is_base {
        return Ok(commit);
    }
    match git(top, &["merge-base", &commit, "HEAD"]) {
        Ok(printed) => Ok(word(&printed)),
        Err(GitError::Failed(_)) => Err(GitError::NoMergeBase(name.to_owned())),
        Err(other) => Err(other),
    }
}

/// Finds the differences between the work tree and `commit`, except for files that git ignores. A
/// submodule differs if anything inside it does.
///
/// # Errors
/// If a git command fails.
pub(crate) fn differences(top: &Path, commit: &str) -> Result<Differences, GitError> {
    let mut found = Differences::default();
    let folder =
        top.canonicalize().map_err(|error| GitError::Failed(format!("{}: {error}", top.display())))?;
    let without_filters = without(&foreign_filters(top)?)?;
    let without_filters: Vec<&str> = without_filters.iter().map(String::as_str).collect();
    // A renamed file counts as one deleted and one new file. Submodules are examined below: git
    // would start a process in each that runs their filters.
    let arguments =
        ["diff", "--name-status", "-z", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv"];
    let arguments = [arguments.as_slice(), &["--ignore-submodules=dirty", commit, "--"]].concat();
    let printed = git(top, &[without_filters.as_slice(), &arguments].concat()).map_err(incomplete)?;
    let mut fields = printed.split(|byte| *byte == 0);
    while let (Some(status @ [_, ..]), Some(name)) = (fields.next(), fields.next()) {
        match status {
            b"D" => found.deleted.push(folder.join(path_of(name))),
            _ => found.add(&folder.join(path_of(name))),
        }
    }
    let printed = git(top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    for name in printed.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        found.add(&folder.join(path_of(name)));
    }
    let printed = git(top, &["ls-files", "--stage", "-z"])?;
    for entry in printed.split(|byte| *byte == 0).filter(|entry| entry.starts_with(SUBMODULE)) {
        let name = entry.iter().position(|byte| *byte == b'\t').map_or(entry, |tab| &entry[tab + 1..]);
        let submodule = folder.join(path_of(name));
        if !found.changed.contains(&submodule) && differs_inside(&folder, &submodule)? {
            found.add(&submodule);
        }
    }
    Ok(found)
}

/// True if the repository `submodule` below `parent` has changes of its own, or its data is
/// missing.
fn differs_inside(parent: &Path, submodule: &Path) -> Result<bool, GitError> {
    let Ok(folder) = submodule.canonicalize() else { return Ok(false) };
    // Strictly below: a link to a folder further up is not followed. A submodule that is not
    // checked out has no `.git`.
    if folder == parent || !folder.starts_with(parent) || folder.join(".git").symlink_metadata().is_err() {
        return Ok(false);
    }
    match top(&folder) {
        Ok(found) if found.canonicalize().is_ok_and(|found| found == folder) => {}
        Ok(_) | Err(GitError::NoRepository(_)) => return Ok(true),
        Err(error) => return Err(error),
    }
    let inside = differences(&folder, &resolved(&folder, "HEAD")?)?;
    Ok(!inside.changed.is_empty() || !inside.deleted.is_empty())
}

/// Names of filters that the repository's own configuration defines. They transform files before
/// git compares them.
fn foreign_filters(top: &Path) -> Result<BTreeSet<String>, GitError> {
    let arguments = ["config", "--show-scope", "--name-only", "-z", "--get-regexp", r"^filter\."];
    let output = output(top, &arguments)?;
    // Exit code 1 means that there are none.
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(complaint(&output));
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut fields = printed.split('\0');
    let mut names = BTreeSet::new();
    while let (Some(scope), Some(key)) = (fields.next(), fields.next()) {
        let name = key.strip_prefix("filter.").and_then(|rest| rest.rsplit_once('.'));
        if !matches!(scope, "system" | "global" | "command") {
            names.extend(name.map(|(name, _)| name.to_owned()));
        }
    }
    Ok(names)
}

/// Returns the options that make git skip these filters.
fn without(filters: &BTreeSet<String>) -> Result<Vec<String>, GitError> {
    let mut options = Vec::new();
    for name in filters {
        // Git splits the option at the first `=`, so a name that contains one cannot be given.
        if name.contains(['=', '\u{FFFD}']) {
            return Err(GitError::Filter(name.clone()));
        }
        for setting in ["clean=", "process=", "required=false"] {
            options.extend(["-c".to_owned(), format!("filter.{name}.{setting}")]);
        }
    }
    Ok(options)
}

/// Turns git's error about a missing object into the error for an incomplete clone.
fn incomplete(error: GitError) -> GitError {
    const SIGNS: [&str; 5] = ["tree object", "unable to read", "bad object", "promisor", "lazy fetch"];
    match error {
        GitError::Failed(reason) if SIGNS.iter().any(|sign| reason.contains(sign)) => {
            GitError::Incomplete(reason)
        }
        other => other,
    }
}

impl Differences {
    /// Adds a file under its own path and under its resolved path, which may differ in Unicode
    /// normalization or be the target of a link.
    fn add(&mut self, path: &Path) {
        self.changed.extend(path.canonicalize().ok());
        self.changed.insert(path.to_owned());
    }
}

/// Runs git in `folder`, and returns its output.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = output(folder, arguments)?;
    if output.status.success() { Ok(output.stdout) } else { Err(complaint(&output)) }
}

/// Runs git in `folder`, and returns its output and exit status.
fn output(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    let mut command = Command::new("git");
    command.args(["--no-optional-locks", "--no-pager", "-C"]).arg(folder);
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.args(arguments);
    // Git sets these for hooks, and they name the hook's repository. Here the path determines the
    // repository.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.envs(ENVIRONMENT).stdin(Stdio::null());
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => GitError::NoGit,
        _ => GitError::NotRun((&error).into()),
    })
}

/// The first line of git's error output, as an error.
fn complaint(output: &Output) -> GitError {
    let complaint = String::from_utf8_lossy(&output.stderr);
    let first = complaint.lines().find(|line| !line.trim().is_empty());
    GitError::Failed(first.map_or_else(|| output.status.to_string(), str::to_owned))
}

fn word(printed: &[u8]) -> String {
    String::from_utf8_lossy(printed).trim().to_owned()
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(String::from_utf8_lossy(name).as_ref()))
}
