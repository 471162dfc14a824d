//! What hegao asks git: where a work tree begins, which commit is meant, and which files differ from it.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::rule::Language;

/// Why git could not say what has changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GitError {
    /// There is no git on this machine.
    #[error("git is not installed")]
    NoGit,
    /// A path lies in no work tree.
    #[error("`{0}` is in no git repository")]
    NoRepository(String),
    /// No commit is called so.
    #[error("git knows no commit `{0}`")]
    UnknownRevision(String),
    /// Two ends are given, where one is the work tree.
    #[error("`{0}` has two ends")]
    Range(String),
    /// Two commits have no history in common.
    #[error("`{0}` and HEAD have no common ancestor")]
    NoMergeBase(String),
    /// Standard input is in no repository.
    #[error("standard input has no history")]
    Stdin,
    /// Anything else, in git's words.
    #[error("git: {0}")]
    Failed(String),
}

impl GitError {
    /// What is wrong and what to do.
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
                "标准输入没有历史，不能与 --changed 同用".to_owned(),
                "standard input has no history: it cannot be used with --changed".to_owned(),
            ),
            Self::Failed(reason) => {
                language.pick(format!("git 没能照办：{reason}"), format!("git could not: {reason}"))
            }
        }
    }
}

/// What differs in a work tree, as absolute paths.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// Files that are new or not as they were, and folders that are repositories of their own.
    pub(crate) changed: HashSet<PathBuf>,
    /// Files that are gone.
    pub(crate) deleted: Vec<PathBuf>,
}

/// The top of the work tree that `folder` lies in.
///
/// # Errors
/// Where there is no git, or no work tree.
pub(crate) fn top(folder: &Path) -> Result<PathBuf, GitError> {
    let printed = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        GitError::Failed(reason) if reason.contains("not a git repository") => {
            GitError::NoRepository(folder.display().to_string())
        }
        other => other,
    })?;
    let name = printed.strip_suffix(b"\n").unwrap_or(&printed);
    // As git writes it, and as git can be told: the system may have another form of it.
    Ok(path_of(name.strip_suffix(b"\r").unwrap_or(name)))
}

/// The commit, or where nothing was ever committed the empty tree, that `revision` means: `HEAD`, `v1`, or `main...` for the
/// place where the branch left main.
///
/// # Errors
/// Where it means none.
pub(crate) fn resolved(top: &Path, revision: &str) -> Result<String, GitError> {
    let name = revision.strip_suffix("HEAD").filter(|rest| rest.ends_with("...")).unwrap_or(revision);
    let (name, is_base) = name.strip_suffix("...").map_or((name, false), |name| (name, true));
    if name.contains("..") {
        return Err(GitError::Range(revision.to_owned()));
    }
    let unknown = || GitError::UnknownRevision(name.to_owned());
    // What begins with a dash would be an option to git.
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

/// How the work tree differs from `commit`. What git ignores is no difference.
///
/// # Errors
/// Where git cannot say.
pub(crate) fn differences(top: &Path, commit: &str) -> Result<Differences, GitError> {
    let mut found = Differences::default();
    let folder =
        top.canonicalize().map_err(|error| GitError::Failed(format!("{}: {error}", top.display())))?;
    // A renamed file is one that is gone and one that is new.
    let arguments = ["diff", "--name-status", "-z", "--no-renames", "--no-color", "--ignore-submodules=none"];
    let printed = git(top, &[arguments.as_slice(), &[commit, "--"]].concat())?;
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
    Ok(found)
}

impl Differences {
    /// Adds a file by its name, and by the one that the system has for it: it may be composed otherwise, or be a link.
    fn add(&mut self, path: &Path) {
        self.changed.extend(path.canonicalize().ok());
        self.changed.insert(path.to_owned());
    }
}

/// What git prints when it is run in `folder`.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let mut command = Command::new("git");
    command.arg("--no-optional-locks").arg("-C").arg(folder).args(arguments);
    // Hooks are handed those of the repository they run for; here the path says which one is meant.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").stdin(Stdio::null());
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => GitError::NoGit,
        _ => GitError::Failed(error.to_string()),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let first = complaint.lines().find(|line| !line.trim().is_empty());
    Err(GitError::Failed(first.map_or_else(|| output.status.to_string(), str::to_owned)))
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
