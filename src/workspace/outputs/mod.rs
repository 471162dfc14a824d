//! Decides which outputs a run may write, before any document is checked. It may not overwrite its
//! own inputs, write one file twice, use a name with the extension of another kind of file, or
//! overwrite a file that hegao did not write.
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
use crate::workspace::outputs::destination::{Destination, OutputTarget};
use crate::workspace::outputs::identity::Identity;
use crate::workspace::outputs::refusal::{Reason, Refusal};

/// Extensions of known file types that are neither documents nor reports. Any other ending is not
/// taken for an extension: `报告.v2` ("report"), `3.1工作报告` ("work report 3.1").
const OTHER_ENDINGS: &[&str] = &[
    "7z", "avi", "bak", "bat", "bmp", "bz2", "c", "caj", "ceb", "cfg", "cmd", "conf", "cpp", "css", "csv",
    "dll", "dps", "dpt", "eml", "epub", "et", "ett", "exe", "gif", "go", "gz", "h", "ini", "iso", "java",
    "jpeg", "jpg", "js", "lock", "lua", "mjs", "mov", "mp3", "mp4", "msg", "msi", "odp", "ods", "php", "png",
    "pps", "ppsx", "ppt", "pptx", "properties", "ps1", "py", "rar", "rb", "rs", "rst", "sh", "sql", "svg",
    "tar", "tex", "tgz", "tif", "tiff", "toml", "ts", "tsv", "uof", "uot", "vsd", "vsdx", "wav", "webp",
    "xls", "xlsm", "xlsx", "xz", "yaml", "yml", "zip", "zst",
];
/// Extensions of reports and logs.
const REPORT_ENDINGS: &[&str] = &["diff", "json", "jsonl", "log", "ndjson", "patch", "sarif", "xml"];

/// Policy for replacing existing files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overwrite {
    /// Replace only empty files, and files that an earlier run wrote.
    Own,
    /// The same as `Own`, for a command without the option `--force`, so that messages do not
    /// suggest it.
    OnlyOwn,
    /// Replace any file that the run does not read, even under a name with another extension:
    /// `--force`.
    Forced,
}

/// Role of an input file in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A document that is checked or compared.
    Document,
    /// A configuration that is applied.
    Configuration,
    /// A baseline whose findings are accepted.
    Baseline,
    /// A rule file of a pack.
    Rules,
}

/// A kind of content that is written, with the files that it may replace.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'c> {
    /// Name of the content in messages, in Chinese and in English: `["json 报告", "the json
    /// report"]`.
    pub(crate) name: [&'c str; 2],
    /// File extensions that fit the content, in lower case, the usual one first. A name without an
    /// extension, or with an unknown one, fits too.
    pub(crate) endings: &'c [&'c str],
    /// True for a file that an earlier run of hegao wrote and nobody has edited since. Called only
    /// for regular files that are not empty.
    pub(crate) is_ours: fn(&Path) -> bool,
}

/// The outputs of a run.
#[derive(Debug)]
pub(crate) struct Outputs {
    overwrite: Overwrite,
    /// Files that the run reads.
    inputs: HashMap<Identity, (PathBuf, Role)>,
    /// Outputs accepted so far, except devices and pipes, which may receive several reports.
    admitted: HashMap<Identity, PathBuf>,
}

impl Outputs {
    /// Creates the outputs of a run that has neither inputs nor outputs yet.
    pub(crate) fn new(overwrite: Overwrite) -> Self {
        Self { overwrite, inputs: HashMap::new(), admitted: HashMap::new() }
    }

    /// Records that the run reads `path`; `-` is standard input. If a file has several roles, the
    /// first counts.
    pub(crate) fn protect(&mut self, path: &Path, role: Role) {
        let identity = if path.as_os_str() == "-" { Identity::of_stdin() } else { Identity::of(path) };
        if let Some(identity) = identity {
            self.inputs.entry(identity).or_insert_with(|| (path.to_owned(), role));
        }
    }

    /// Returns the target to which `path` leads, if `content` may be written there. Creates and
    /// changes nothing.
    ///
    /// # Errors
    /// The reason for a refusal. `Overwrite::Forced` only disables the tests of the extension and
    /// of the program that wrote the file.
    pub(crate) fn admit(&mut self, path: &Path, content: &Content<'_>) -> Result<Destination, Box<Refusal>> {
        let refuse = |reason| self.refusal(path, content, reason);
        let place = OutputTarget::of(path).map_err(|error| refuse(Reason::System(error)))?;
        if let OutputTarget::File(target) | OutputTarget::Opened(target) = &place {
            self.keep_inputs(target).map_err(refuse)?;
        }
        let OutputTarget::File(target) = &place else {
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

    /// Tests whether `content` may be appended to a file. The present content of the file does not
    /// matter.
    ///
    /// # Errors
    /// If the run reads the file.
    pub(crate) fn admit_addition(&self, path: &Path, content: &Content<'_>) -> Result<(), Box<Refusal>> {
        self.keep_inputs(path).map_err(|reason| self.refusal(path, content, reason))
    }

    fn refusal(&self, path: &Path, content: &Content<'_>, reason: Reason) -> Box<Refusal> {
        let content = content.name.map(str::to_owned);
        Box::new(Refusal { path: path.to_owned(), content, overwrite: self.overwrite, reason, advice: None })
    }

    /// Returns an error for a file that the run reads. Character devices, such as a terminal or
    /// `/dev/null`, may be both read and written.
    fn keep_inputs(&self, target: &Path) -> Result<(), Reason> {
        if is_character_device(target) {
            return Ok(());
        }
        match Identity::of(target).and_then(|identity| self.inputs.get(&identity)) {
            Some((input, role)) => Err(Reason::Input(input.clone(), *role)),
            None => Ok(()),
        }
    }

    /// Returns an error if the extension of a name, or of the name of a link's target, belongs to
    /// another kind of file.
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

/// Extension of a file name in lower case, without the dot; `None` for names without one, such as
/// `报告` ("report") and `.报告`.
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
