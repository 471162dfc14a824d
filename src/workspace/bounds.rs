//! Limits the files that a repository can make hegao read: through its configuration, extended
//! configurations, packs, and links found in a folder walk. Such files must be inside the
//! repository's root, because its author may be a stranger: `extends = "/proc/self/environ"` must
//! not print the environment of a CI job. Paths on the command line are chosen by the user and not
//! limited.

use std::io;
use std::path::{Path, PathBuf};

use crate::language::Language;
use crate::rule::mistake_text::MistakeText;
use crate::workspace::failure::Failure;
use crate::workspace::files;

/// Limits from where files may be read, as far as they depend on the folders named on the command
/// line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    /// Folders named by `--trust`, with links resolved.
    trusted: Vec<PathBuf>,
    /// Folders that are searched for documents, with links resolved.
    walked: Vec<PathBuf>,
}

impl Bounds {
    /// Creates the bounds for a run over `paths`; folders among them are searched for documents.
    /// Every repository may make hegao read files in the folders `trusted`.
    ///
    /// # Errors
    /// If a trusted folder does not exist.
    pub(crate) fn new(trusted: &[PathBuf], paths: &[PathBuf]) -> Result<Self, Failure> {
        let resolved = |folder: &PathBuf| {
            folder.canonicalize().map_err(|error| {
                let [zh, en] = files::reasons(&error);
                Failure::BadOption {
                    option: "--trust",
                    value: folder.display().to_string(),
                    reason: [zh, en],
                }
            })
        };
        let trusted = trusted.iter().map(resolved).collect::<Result<_, _>>()?;
        let walked = paths.iter().filter_map(|path| path.canonicalize().ok()).filter(|path| path.is_dir());
        Ok(Self { trusted, walked: walked.collect() })
    }

    /// Adds `folder` to the folders that are searched.
    #[cfg(feature = "lsp")]
    pub(crate) fn walking(mut self, folder: &Path) -> Self {
        self.walked.extend(folder.canonicalize().ok());
        self
    }

    /// Returns the folder that files in `folder` must not lead out of: the root of its repository.
    /// Outside a repository, it is the outermost searched folder that contains `folder`, else
    /// `folder` itself.
    pub(crate) fn around(&self, folder: &Path) -> Root {
        let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let absolute = std::path::absolute(named).unwrap_or_else(|_| named.to_owned());
        let resolved = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let repository = absolute.ancestors().find(|above| above.join(".git").exists());
        let root = repository.map(resolved).unwrap_or_else(|| {
            let own = resolved(&absolute);
            let around = self.walked.iter().filter(|walked| own.starts_with(walked));
            around.min_by_key(|walked| walked.as_os_str().len()).cloned().unwrap_or(own)
        });
        Root { folder: root, trusted: self.trusted.clone() }
    }
}

/// A folder and the trusted folders: configurations and links in the folder cannot make hegao read
/// files elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    folder: PathBuf,
    trusted: Vec<PathBuf>,
}

impl Root {
    /// Returns the path to open instead of `path`, with links resolved. `None` if it is outside the
    /// root, or inside `.git`, which may contain passwords.
    ///
    /// # Errors
    /// If the path cannot be resolved, for example because it does not exist.
    pub(crate) fn resolved(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let target = path.canonicalize()?;
        let is_within = |folder: &PathBuf| {
            let is_git = |name: std::path::Component<'_>| name.as_os_str().eq_ignore_ascii_case(".git");
            target.strip_prefix(folder).is_ok_and(|below| !below.components().any(is_git))
        };
        let is_held = is_within(&self.folder) || self.trusted.iter().any(is_within);
        Ok(is_held.then_some(target))
    }

    /// Explains, in Chinese and in English, why a file outside the root is not read, and what to
    /// do.
    pub(crate) fn refusal(&self) -> [MistakeText; 2] {
        [Language::Chinese, Language::English].map(|language| {
            let root = self.folder.display();
            MistakeText::new(language.pick(format!("它在 {root} 之外，没有读"), format!("it lies outside {root} and was not read")))
                .help(language.pick(
                    "配置、规则包和链接只通到自己的仓库里（.git 除外），不在仓库里的只通到自己的文件夹里；确实要用，加上 --trust 文件夹。",
                    "configurations, packs and links lead no further than their repository without its `.git`, or outside a repository their own folder; if this is meant, add --trust FOLDER",
                ))
        })
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use tempfile::TempDir;

    use super::Bounds;

    fn office() -> TempDir {
        let files = TempDir::new().unwrap();
        for name in ["库/.git/config", "库/下/稿.txt", "外/稿.txt"] {
            let path = files.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "甲").unwrap();
        }
        files
    }

    fn is_held(bounds: &Bounds, folder: &Path, path: &Path) -> bool {
        bounds.around(folder).resolved(path).unwrap().is_some()
    }

    #[test]
    fn a_repository_ends_at_its_root_and_before_its_git() {
        let files = office();
        let at = |name: &str| files.path().join(name);
        symlink(at("外/稿.txt"), at("库/下/链.txt")).unwrap();
        symlink("../.git/config", at("库/下/密.txt")).unwrap();
        let held = |name: &str| is_held(&Bounds::default(), &at("库/下"), &at(name));
        assert!(held("库/下/稿.txt") && held("库/下/../下/稿.txt"));
        assert!(!held("外/稿.txt") && !held("库/下/../../外/稿.txt"));
        assert!(!held("库/下/链.txt") && !held("库/下/密.txt") && !held("库/.git/config"));
        assert!(Bounds::default().around(&at("库")).resolved(&at("库/没有.txt")).is_err());
    }

    #[test]
    fn outside_a_repository_the_walked_folder_is_the_root() {
        let files = office();
        let at = |name: &str| files.path().join(name);
        assert!(!is_held(&Bounds::default(), &at("外"), &at("库/下/稿.txt")));
        let walked = Bounds::new(&[], &[files.path().to_owned(), at("外")]).unwrap();
        assert!(is_held(&walked, &at("外"), &at("库/下/稿.txt")));
        let trusted = Bounds::new(&[at("库")], &[]).unwrap();
        assert!(is_held(&trusted, &at("外"), &at("库/下/稿.txt")));
        assert!(Bounds::new(&[at("没有")], &[]).is_err());
    }
}
