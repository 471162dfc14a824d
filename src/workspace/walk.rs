//! Finds the files to check. Folders are searched in the order of names. Hidden files, and those
//! ignored by `.gitignore`, `.ignore` or git's other ignore files, are skipped; a file named on the
//! command line is always taken.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::engine::report::Problem;
use crate::engine::system::SystemError;
use crate::language::Language;
use crate::readers;
use crate::workspace::bounds::Bounds;
use crate::workspace::copies;
use crate::workspace::failure::Failure;
use crate::workspace::{excludes, patterns};

/// One input of a run.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A path that cannot be checked, and the problem.
    Failed(PathBuf, Problem),
}

impl Input {
    /// Path of the file; `None` for standard input and for paths that cannot be checked.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin | Self::Failed(..) => None,
        }
    }
}

/// A file or folder that is skipped, for a reason that the user is told.
#[derive(Debug)]
pub(crate) enum Skipped {
    /// A lock file that Word keeps beside an open document.
    LockFile(PathBuf),
    /// A report of an earlier run, which this run overwrites.
    Report(PathBuf),
    /// A link that leads outside the root.
    Outside(PathBuf),
    /// A copy written by `hegao annotate` beside its document, and not edited since.
    Copy(PathBuf),
    /// A folder in which every document is excluded.
    Excluded(PathBuf),
}

impl Skipped {
    /// Path of the skipped file or folder.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::LockFile(path)
            | Self::Report(path)
            | Self::Outside(path)
            | Self::Copy(path)
            | Self::Excluded(path) => path,
        }
    }

    /// True for a folder in which every document is excluded.
    pub(crate) fn is_excluded(&self) -> bool {
        matches!(self, Self::Excluded(_))
    }

    /// Returns the message for the user.
    pub(crate) fn text(&self, language: Language) -> String {
        let (path, zh, en) = match self {
            Self::LockFile(path) => {
                (path, "Word 打开文件时留下的临时文件", "Word keeps it beside an open document")
            }
            Self::Report(path) => {
                (path, "上次的报告，这次重新写", "it is a report, which this run writes anew")
            }
            Self::Outside(path) => (
                path,
                "通到仓库（或所查的文件夹）外面的链接；要查，写出它的名字，或者加上 --trust",
                "it is a link that leads outside the repository or the folder; to check it, name it outright or add --trust",
            ),
            Self::Copy(path) => (
                path,
                "hegao annotate 写的副本，没有人改过",
                "`hegao annotate` wrote this copy, and nobody worked on it",
            ),
            Self::Excluded(path) => (
                path,
                "里面的文稿都在不查之列（配置的 exclude 或 --exclude）",
                "everything in it is excluded, by `exclude` of the configuration or --exclude",
            ),
        };
        let path = path.display();
        language.pick(format!("跳过 {path}：{zh}"), format!("{path} is skipped: {en}"))
    }
}

/// The inputs of a run, and the files that were skipped.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) inputs: Vec<Input>,
    pub(crate) skipped: Vec<Skipped>,
}

/// Treatment of a file that was found in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Check it if it is a document and neither hidden nor ignored.
    Usual,
    /// Check it in any case.
    Include,
    /// Do not check it.
    Exclude,
}

/// Decides which files in folders are checked.
pub(crate) trait Choose {
    /// Decides whether a file is checked. A folder for which the answer is `Exclude` is not
    /// searched.
    fn choose(&mut self, path: &Path) -> Result<Choice, Failure>;

    /// True if a folder is searched although it is hidden or ignored.
    fn searches(&mut self, folder: &Path) -> Result<bool, Failure>;
}

/// Finds all inputs for `paths`, in order. A file that is named twice is checked once.
///
/// # Errors
/// If `choose` fails.
pub(crate) fn inputs(paths: &[PathBuf], bounds: &Bounds, choose: &mut dyn Choose) -> Result<Inputs, Failure> {
    let (mut inputs, mut skipped) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for path in &patterns::expanded(paths) {
        if path.as_os_str() == "-" {
            if seen.insert(path.clone()) {
                inputs.push(Input::Stdin);
            }
            continue;
        }
        let found = match path.metadata() {
            Ok(metadata) if metadata.is_dir() => folder(path, bounds, &mut skipped, choose)?,
            Ok(_) => vec![Input::File(path.clone())],
            Err(error) => vec![Input::Failed(path.clone(), Problem::from(&error))],
        };
        inputs.extend(found.into_iter().filter(|input| match input {
            Input::File(file) => seen.insert(file.components().collect()),
            _ => true,
        }));
    }
    Ok(Inputs { inputs, skipped })
}

/// Finds the documents below a folder, in the order in which a run over the folder would check
/// them. Unreadable entries are left out.
///
/// # Errors
/// If `choose` fails.
#[cfg(feature = "lsp")]
pub(crate) fn documents(
    root: &Path,
    bounds: &Bounds,
    choose: &mut dyn Choose,
) -> Result<Vec<PathBuf>, Failure> {
    let found = folder(root, bounds, &mut Vec::new(), choose)?;
    let file = |input: Input| if let Input::File(path) = input { Some(path) } else { None };
    Ok(found.into_iter().filter_map(file).collect())
}

/// Finds all files below a folder, except those in `.git`; `None` if there are more than `most`
/// files and folders.
pub(crate) fn below(folder: &Path, most: usize) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".git");
    for (count, entry) in entries.enumerate() {
        if count == most {
            return None;
        }
        // Unreadable entries match no glob.
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Some(files)
}

fn folder(
    root: &Path,
    bounds: &Bounds,
    skipped: &mut Vec<Skipped>,
    choose: &mut dyn Choose,
) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    let before = skipped.len();
    let mut ignored = Ignored::above(root);
    // Depth of a hidden or ignored folder that is searched anyway.
    let mut aside: Option<usize> = None;
    let mut has_excluded = false;
    let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                inputs.push(Input::Failed(path, Problem::Unreadable(reason(error))));
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        aside = aside.filter(|depth| entry.depth() > *depth);
        let is_aside = entry.depth() > 0 && (aside.is_some() || is_hidden(&entry) || ignored.matches(&entry));
        let choice = if entry.depth() > 0 { choose.choose(entry.path())? } else { Choice::Usual };
        has_excluded |= choice == Choice::Exclude && !is_aside && (is_folder || is_document(entry.path()));
        if is_folder {
            let is_searched = !is_aside || entry.file_name() != ".git" && choose.searches(entry.path())?;
            if choice == Choice::Exclude || !is_searched {
                entries.skip_current_dir();
                continue;
            }
            if is_aside {
                aside = aside.or(Some(entry.depth()));
            }
            ignored.enter(&entry);
            continue;
        }
        let is_below = entry.depth() > 0 && choice != Choice::Exclude;
        if is_below && !is_aside && is_folder_outside(&entry, bounds) {
            skipped.push(Skipped::Outside(entry.into_path()));
            continue;
        }
        let is_taken = match choice {
            Choice::Usual => !is_aside && is_document(entry.path()),
            Choice::Include => entry.path().is_file(),
            Choice::Exclude => false,
        };
        if is_taken {
            match skips(&entry, bounds) {
                Some(reason) => skipped.push(reason),
                None => inputs.push(Input::File(entry.into_path())),
            }
        }
    }
    // A folder that contains only links to the outside counts as having no documents.
    let are_left =
        |skipped: &[Skipped]| skipped.iter().any(|skipped| !matches!(skipped, Skipped::Outside(_)));
    if inputs.is_empty() && !are_left(&skipped[before..]) {
        match has_excluded {
            true => skipped.push(Skipped::Excluded(root.to_owned())),
            false => inputs.push(Input::Failed(root.to_owned(), Problem::NoDocuments)),
        }
    }
    Ok(inputs)
}

/// Returns the system error in an error of `walkdir`, without the path that `walkdir` puts before
/// it.
fn reason(error: walkdir::Error) -> SystemError {
    match error.io_error() {
        Some(refused) => refused.into(),
        // Happens for a link that leads back to a folder above it.
        None => (&io::Error::from(error)).into(),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn skips(entry: &DirEntry, bounds: &Bounds) -> Option<Skipped> {
    let path = entry.path().to_owned();
    if entry.path_is_symlink() && leads_outside(&path, bounds) {
        return Some(Skipped::Outside(path));
    }
    if readers::is_lock_file(&entry.file_name().to_string_lossy()) {
        return Some(Skipped::LockFile(path));
    }
    copies::is_untouched(&path).then_some(Skipped::Copy(path))
}

/// True for a link to a folder outside the root, which is reported as skipped. A link to a folder
/// inside the root is ignored silently, because that folder is searched in its own place.
fn is_folder_outside(entry: &DirEntry, bounds: &Bounds) -> bool {
    entry.path_is_symlink() && entry.path().is_dir() && leads_outside(entry.path(), bounds)
}

/// True for a link that leads out of its repository, or that cannot be resolved.
fn leads_outside(path: &Path, bounds: &Bounds) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The walked folder itself may be named through a link; its target counts.
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    bounds.around(&folder).resolved(path).ok().flatten().is_none()
}

fn is_document(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| readers::format_of(&name).is_some()) && path.is_file()
}

/// Ignore files that apply to the folder being searched, the innermost last.
struct Ignored {
    levels: Vec<(usize, Gitignore)>,
}

impl Ignored {
    /// Collects the ignore files of the folders above `root`, up to the root of its repository.
    fn above(root: &Path) -> Self {
        let mut levels = Vec::new();
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let is_top = |folder: &Path| folder.join(".git").exists();
        if !is_top(&root) {
            for folder in root.ancestors().skip(1) {
                levels.extend(Self::files_of(folder).map(|files| (0, files)));
                if is_top(folder) {
                    levels.extend(excludes::of_repository(folder).into_iter().rev().map(|files| (0, files)));
                    levels.reverse();
                    return Self { levels };
                }
            }
        }
        // Outside a repository, folders above `root` do not count.
        Self { levels: Vec::new() }
    }

    fn enter(&mut self, folder: &DirEntry) {
        self.levels.retain(|(depth, _)| *depth == 0 || *depth <= folder.depth());
        let path = folder.path();
        let whole = if path.join(".git").exists() { excludes::of_repository(path) } else { Vec::new() };
        let files = whole.into_iter().chain(Self::files_of(path));
        self.levels.extend(files.map(|files| (folder.depth() + 1, files)));
    }

    fn matches(&mut self, entry: &DirEntry) -> bool {
        self.levels.retain(|(depth, _)| *depth <= entry.depth());
        let path = entry.path();
        let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let is_folder = entry.file_type().is_dir();
        for (_, files) in self.levels.iter().rev() {
            let path = if files.path().is_absolute() { absolute.as_path() } else { path };
            let found = files.matched(path, is_folder);
            if !found.is_none() {
                return found.is_ignore();
            }
        }
        false
    }

    fn files_of(folder: &Path) -> Option<Gitignore> {
        let mut builder = GitignoreBuilder::new(folder);
        let mut has_any = false;
        for name in [".gitignore", ".ignore"] {
            let file = folder.join(name);
            if file.is_file() && !(file.is_symlink() && leads_outside(&file, &Bounds::default())) {
                // Invalid lines have no effect; the others apply.
                let _ = builder.add(file);
                has_any = true;
            }
        }
        if has_any { builder.build().ok() } else { None }
    }
}
