//! Judging where a run may write, before any document is checked: never over what the run reads, never twice to one file, not
//! under a name of another kind of file, and not over a file that hegao did not write.
//!
//! ```text
//! let mut outputs = Outputs::new(Overwrite::Own);                    // Forced: `--force`
//! outputs.protect(Path::new("讲话.docx"), Role::Document);
//! let destination = outputs.admit(Path::new("核.docx"), &content)?;  // a Refusal becomes a Failure
//! …
//! destination.write(&bytes)?;                                       // whole or not at all
//! ```

pub(crate) mod destination;
pub(crate) mod identity;
pub(crate) mod refusal;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::readers;
use crate::workspace::outputs::destination::{Destination, Place};
use crate::workspace::outputs::identity::Identity;
use crate::workspace::outputs::refusal::{Reason, Refusal};

/// Endings that belong to a kind of file which is neither a document nor a report. Another ending counts as none: 报告.v2,
/// 3.1工作报告.
const OTHER_ENDINGS: &[&str] = &[
    "7z", "avi", "bak", "bat", "bmp", "bz2", "c", "caj", "ceb", "cfg", "cmd", "conf", "cpp", "css", "csv",
    "dll", "dps", "dpt", "eml", "epub", "et", "ett", "exe", "gif", "go", "gz", "h", "ini", "iso", "java",
    "jpeg", "jpg", "js", "lock", "lua", "mjs", "mov", "mp3", "mp4", "msg", "msi", "odp", "ods", "php", "png",
    "pps", "ppsx", "ppt", "pptx", "properties", "ps1", "py", "rar", "rb", "rs", "rst", "sh", "sql", "svg",
    "tar", "tex", "tgz", "tif", "tiff", "toml", "ts", "tsv", "uof", "uot", "vsd", "vsdx", "wav", "webp",
    "xls", "xlsm", "xlsx", "xz", "yaml", "yml", "zip", "zst",
];
/// Endings of reports and logs.
const REPORT_ENDINGS: &[&str] = &["diff", "json", "jsonl", "log", "ndjson", "patch", "sarif", "xml"];

/// Which existing files may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overwrite {
    /// Empty ones, and those that an earlier run wrote.
    Own,
    /// The same, for a command that cannot be forced: messages do not name `--force`.
    OnlyOwn,
    /// Any that the run does not read, whatever the ending of the name: `--force`.
    Forced,
}

/// What a file is to the run that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A document that is checked or compared.
    Document,
    /// A configuration.
    Configuration,
    /// A baseline.
    Baseline,
    /// A file of rules.
    Rules,
}

/// What is to be written, and what it may replace.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'c> {
    /// Its name in messages, in Chinese and in English: `["json 报告", "the json report"]`.
    pub(crate) name: [&'c str; 2],
    /// Endings of file names that fit, in lower case, the usual one first. A name without an ending fits too, and one whose
    /// ending belongs to no kind of file that is known here.
    pub(crate) endings: &'c [&'c str],
    /// Returns true for a file that an earlier run of hegao wrote and on which nobody has worked since. It is asked only of
    /// regular files that are not empty.
    pub(crate) is_ours: fn(&Path) -> bool,
}

/// The outputs of a run.
#[derive(Debug)]
pub(crate) struct Outputs {
    overwrite: Overwrite,
    /// What the run reads.
    inputs: HashMap<Identity, (PathBuf, Role)>,
    /// What was admitted, but for devices and pipes, which several reports may go to.
    admitted: HashMap<Identity, PathBuf>,
}

impl Outputs {
    /// Outputs of a run that reads and writes nothing yet.
    pub(crate) fn new(overwrite: Overwrite) -> Self {
        Self { overwrite, inputs: HashMap::new(), admitted: HashMap::new() }
    }

    /// Remembers that the run reads `path`; `-` is standard input. Of several roles the first counts.
    pub(crate) fn protect(&mut self, path: &Path, role: Role) {
        let identity = if path.as_os_str() == "-" { Identity::of_stdin() } else { Identity::of(path) };
        if let Some(identity) = identity {
            self.inputs.entry(identity).or_insert_with(|| (path.to_owned(), role));
        }
    }

    /// The place that `path` names, if `content` may be written there. Creates and changes nothing.
    ///
    /// # Errors
    /// The reason why it may not. `Overwrite::Forced` sets aside only what concerns the ending and files of others.
    pub(crate) fn admit(&mut self, path: &Path, content: &Content<'_>) -> Result<Destination, Box<Refusal>> {
        let refuse = |reason| self.refusal(path, content, reason);
        let place = Place::of(path).map_err(|error| refuse(Reason::System(error)))?;
        if let Place::File(target) | Place::Opened(target) = &place {
            self.keep_inputs(target).map_err(refuse)?;
        }
        let Place::File(target) = &place else {
            return Ok(Destination::new(path, place, self.overwrite, content.is_ours));
        };
        self.judge_name(path, target, content).map_err(refuse)?;
        let destination = Destination::new(path, place.clone(), self.overwrite, content.is_ours);
        destination.judge().map_err(refuse)?;
        if let Some(identity) = Identity::of(target) {
            if let Some(other) = self.admitted.get(&identity) {
                return Err(refuse(Reason::Twice(other.clone())));
            }
            self.admitted.insert(identity, path.to_owned());
        }
        Ok(destination)
    }

    /// Judges a file that `content` is added to, whatever stands in it.
    ///
    /// # Errors
    /// If the run reads it.
    pub(crate) fn admit_addition(&self, path: &Path, content: &Content<'_>) -> Result<(), Box<Refusal>> {
        self.keep_inputs(path).map_err(|reason| self.refusal(path, content, reason))
    }

    fn refusal(&self, path: &Path, content: &Content<'_>, reason: Reason) -> Box<Refusal> {
        let content = content.name.map(str::to_owned);
        Box::new(Refusal { path: path.to_owned(), content, overwrite: self.overwrite, reason, advice: None })
    }

    /// Refuses a file that the run reads. A terminal or `/dev/null` may be read and written.
    fn keep_inputs(&self, target: &Path) -> Result<(), Reason> {
        if is_character_device(target) {
            return Ok(());
        }
        match Identity::of(target).and_then(|identity| self.inputs.get(&identity)) {
            Some((input, role)) => Err(Reason::Input(input.clone(), *role)),
            None => Ok(()),
        }
    }

    /// Refuses a name, or the name of the file that a link leads to, if its ending belongs to another kind of file.
    fn judge_name(&self, path: &Path, target: &Path, content: &Content<'_>) -> Result<(), Reason> {
        if self.overwrite == Overwrite::Forced {
            return Ok(());
        }
        let misleading = [path, target].into_iter().find_map(|name| {
            let ending = ending(name)?;
            let is_wrong = is_known(&ending) && !content.endings.contains(&ending.as_str());
            is_wrong.then_some(ending)
        });
        let Some(ending) = misleading else { return Ok(()) };
        let usual = content.endings.first().map(|ending| (*ending).to_owned());
        Err(Reason::Ending { ending, usual })
    }
}

/// The ending of a file's name in lower case, without the dot; `None` for `报告` and `.报告`.
fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

fn is_known(ending: &str) -> bool {
    readers::format_of(&format!("x.{ending}")).is_some()
        || OTHER_ENDINGS.contains(&ending)
        || REPORT_ENDINGS.contains(&ending)
}

#[cfg(unix)]
fn is_character_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    path.metadata().is_ok_and(|metadata| metadata.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_character_device(_: &Path) -> bool {
    false
}
