//! Baselines on disk: the file that the command line or a configuration names, and the names that
//! documents have in it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::engine::baseline::{Baseline, BaselineError, Filtered};
use crate::engine::report::FileReport;
use crate::language::Language;
use crate::output::reason;
use crate::rule::mistake::Mistake;
use crate::rule::mistake_text::MistakeText;
use crate::workspace::bounds::Root;
use crate::workspace::files;

/// A baseline together with its file. It names documents by their paths relative to the file's
/// folder.
#[derive(Debug)]
pub(crate) struct PlacedBaseline {
    pub(crate) baseline: Baseline,
    folder: PathBuf,
    path: PathBuf,
}

impl PlacedBaseline {
    /// Reads the baseline at `path`.
    ///
    /// # Errors
    /// If the file cannot be read or is not a baseline: the reason in Chinese and in English.
    pub(crate) fn read(path: &Path) -> Result<Self, [String; 2]> {
        let json = files::settings(path).map_err(|error| files::reasons(&error))?;
        let in_words = |error: &BaselineError| {
            [Language::Chinese, Language::English].map(|language| reason::baseline(error, language))
        };
        let baseline = Baseline::read(&json).map_err(|error| in_words(&error))?;
        Ok(Self { baseline, ..Self::empty(path) })
    }

    /// Creates an empty baseline, to be written at `path`.
    pub(crate) fn empty(path: &Path) -> Self {
        let folder = resolved(&path.with_file_name(""));
        Self { baseline: Baseline::default(), folder, path: path.to_owned() }
    }

    /// Path of the baseline file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Folder to which the names of documents are relative.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Name of the document at `file`: its path relative to the baseline's folder, with `/` as
    /// separator.
    pub(crate) fn name(&self, file: &str) -> String {
        let absolute = resolved(Path::new(file));
        let seen = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        let names = seen.components().map(|name| name.as_os_str().to_string_lossy());
        names.collect::<Vec<_>>().join("/")
    }

    /// Removes from a report the findings that the baseline accepts. Entries without a finding are
    /// counted as corrected, but only if `has_run` is true for their rule.
    pub(crate) fn filter(&self, report: &mut FileReport, has_run: &dyn Fn(&str) -> bool) -> Filtered {
        let name = self.name(&report.path);
        match &mut report.outcome {
            Ok(checked) => self.baseline.filter(&name, checked, has_run),
            Err(_) => Filtered::default(),
        }
    }
}

/// Reads the baseline that a configuration names. `shown` is its path for messages.
///
/// # Errors
/// If the file is missing, outside `root`, unreadable or not a baseline: a mistake at its place in
/// the configuration.
pub(crate) fn configured(
    config: &Config,
    shown: &str,
    root: &Root,
) -> Result<Option<PlacedBaseline>, Box<Mistake>> {
    let Some(named) = config.baseline() else { return Ok(None) };
    let failed = |[zh, en]: [String; 2], [help_zh, help_en]: [&str; 2]| {
        named.mistake(
            config.origins(),
            MistakeText::new(format!("读不了基线 {shown}：{zh}")).help(help_zh),
            MistakeText::new(format!("the baseline {shown} cannot be read: {en}")).help(help_en),
        )
    };
    let again = [
        "用 hegao baseline 重新写一份；这一次不用基线，加上 --no-baseline。",
        "`hegao baseline --force` writes another; --no-baseline does without it for one run",
    ];
    let missing = [
        "路径相对于这个配置文件。用 hegao baseline 写一份；这一次不用基线，加上 --no-baseline。",
        "the path is seen from this file; `hegao baseline` writes it, --no-baseline does without it for one run",
    ];
    let path = place(config, shown, root)?.unwrap_or_default();
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => {}
        // Reading a pipe might never end.
        Ok(_) => {
            let reason = ["不是普通文件".to_owned(), "it is no regular file".to_owned()];
            return Err(failed(reason, missing));
        }
        Err(error) => {
            let help = if error.kind() == ErrorKind::NotFound { missing } else { again };
            return Err(failed(files::reasons(&error), help));
        }
    }
    PlacedBaseline::read(&path).map(Some).map_err(|reason| failed(reason, again))
}

/// Path of the file that a configuration names as its baseline. The file need not exist; links are
/// resolved as far as the path exists.
///
/// # Errors
/// If it is outside `root`: a mistake at its place in the configuration.
pub(crate) fn place(config: &Config, shown: &str, root: &Root) -> Result<Option<PathBuf>, Box<Mistake>> {
    let Some(named) = config.baseline() else { return Ok(None) };
    let refused = || {
        let [zh, en] = root.refusal();
        let (zh, en) = (zh.after(&format!("基线 {shown}：")), en.after(&format!("the baseline {shown}: ")));
        named.mistake(config.origins(), zh, en)
    };
    let path = named.value.as_path();
    match root.resolved(path) {
        Ok(found) => return found.map(Some).ok_or_else(refused),
        // A dangling link may point outside later.
        Err(_) if path.is_symlink() => return Err(refused()),
        Err(_) => {}
    }
    // A file that does not exist yet is inside `root` if its nearest existing folder is.
    let folder = path.ancestors().skip(1).find(|folder| folder.exists());
    let is_within = folder.is_some_and(|folder| root.resolved(folder).ok().flatten().is_some());
    if is_within { Ok(Some(path.to_owned())) } else { Err(refused()) }
}

/// The path without `..` and links if it exists; otherwise only made absolute.
fn resolved(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}
