//! Results of a run, file by file.

use std::io::{self, ErrorKind};

use crate::check::ReferenceDate;
use crate::config::limits::Size;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::system::{ProgramFault, SystemError};
use crate::facts::duplicate::sketch::Sketch;
use crate::facts::figure::ledger;
use crate::facts::numbering::outline::Heading;
use crate::facts::set::PaperFacts;
use crate::fix::{Fix, Safety};
use crate::readers::ReadError;
use crate::writers::WriteError;

/// A document that was checked, with its findings.
#[derive(Debug)]
pub struct Checked {
    /// The document, from which places and quotations are taken.
    pub document: Document,
    /// Date that counts as “now” for this document.
    pub reference: Option<ReferenceDate>,
    /// Findings in the document, in text order.
    pub diagnostics: Vec<Diagnostic>,
    /// Headings of the document, which reports use to describe places. Empty if there are no
    /// findings and the document is not in a set.
    pub headings: Vec<Heading>,
    /// Hashes by which the document is compared with other documents of the run; `None` if they
    /// were not computed yet.
    pub sketch: Option<Sketch>,
    /// Figures, dates and names of the document that other papers of its set may repeat. They are
    /// compared with those of the other papers. `None` if the document is not in a set.
    pub paper_facts: Option<Box<PaperFacts>>,
    /// Indices of the `[[ignore]]` entries that covered a finding, among the entries that apply to
    /// the document.
    pub used_ignores: Vec<usize>,
    /// Counts of the document's figures by the result of their arithmetic (right, wrong, not
    /// compared); `None` if no rule needed them.
    pub figures: Option<ledger::Counts>,
    /// Counts of the findings beyond the maximum, which `diagnostics` no longer contains.
    pub omitted: Tally,
    /// Lowest severity that fails the run.
    pub fail_on: Severity,
    /// Number of findings that the report counts but does not list, because their severity is lower
    /// than the requested one.
    pub folded: Counts,
}

/// Findings taken out of a document for one report that does not list them. Each has its index
/// among all findings, so that it can be put back for other reports.
#[derive(Debug, Default)]
pub struct Folded(Vec<(usize, Diagnostic)>);

impl Checked {
    /// A document that was read, without findings yet.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            reference: None,
            diagnostics: Vec::new(),
            headings: Vec::new(),
            sketch: None,
            paper_facts: None,
            used_ignores: Vec::new(),
            figures: None,
            omitted: Tally::default(),
            fail_on: Severity::Warning,
            folded: Counts::default(),
        }
    }

    /// True if a finding in the document, listed or not, fails a run.
    pub fn fails(&self) -> bool {
        let worst = self.diagnostics.iter().map(|found| found.severity).max();
        worst.max(self.omitted.worst()).is_some_and(|worst| worst >= self.fail_on)
    }

    /// Keeps the first `most` findings in text order, and adds the others only to the counts in
    /// `omitted`.
    pub fn keep_first(&mut self, most: usize) {
        for left_out in self.diagnostics.drain(most.min(self.diagnostics.len())..) {
            self.omitted.add(&left_out);
        }
        self.diagnostics.shrink_to_fit();
    }

    /// Takes out the findings whose severity is below `least`, for a report that counts them but
    /// does not list them.
    #[must_use = "other reports list them"]
    pub fn fold(&mut self, least: Severity) -> Folded {
        let mut folded = Vec::new();
        if self.diagnostics.iter().any(|found| found.severity < least) {
            for (at, found) in std::mem::take(&mut self.diagnostics).into_iter().enumerate() {
                if found.severity < least {
                    self.folded.add(found.severity);
                    folded.push((at, found));
                } else {
                    self.diagnostics.push(found);
                }
            }
        }
        Folded(folded)
    }

    /// Puts the findings that [`Self::fold`] took out back at their indices.
    pub fn unfold(&mut self, Folded(folded): Folded) {
        self.folded = Counts::default();
        if folded.is_empty() {
            return;
        }
        let mut listed = std::mem::take(&mut self.diagnostics).into_iter();
        for (at, found) in folded {
            self.diagnostics.extend(listed.by_ref().take(at - self.diagnostics.len()));
            self.diagnostics.push(found);
        }
        self.diagnostics.extend(listed);
    }
}

/// Reason why a file could not be checked or written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Problem {
    /// The file or folder does not exist.
    #[error("not found")]
    NotFound,
    /// The system could not read the file or folder.
    #[error("cannot be opened: {0}")]
    Unreadable(SystemError),
    /// Another program has the file open and blocks reading.
    #[error("in use by another program")]
    InUse,
    /// The program that converts files of this kind is not installed.
    #[error("needs {0}")]
    NoProgram(&'static str),
    /// The program that converts files of this kind failed.
    #[error("{0} failed: {1}")]
    ProgramFailed(&'static str, ProgramFault),
    /// The changed content of the file cannot be written in its format.
    #[error(transparent)]
    Unwritten(#[from] WriteError),
    /// The path is a link to this file outside the root folder. Such links are not followed for
    /// writing.
    #[error("leads outside, to {0}")]
    LeadsOutside(String),
    /// The system could not write the changed file.
    #[error("cannot be written: {0}")]
    Unwritable(SystemError),
    /// The file was changed while it was being checked.
    #[error("changed meanwhile")]
    Changed,
    /// Another program has the file open, according to the named lock file beside it.
    #[error("open in another program: {0}")]
    OpenElsewhere(String),
    /// The folder contains no documents.
    #[error("holds no document")]
    NoDocuments,
    /// The bytes of the file cannot be read as a document.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// The file is longer than this limit.
    #[error("larger than {0}")]
    TooLong(Size),
    /// The program panicked while checking the file: a bug in hegao.
    #[error("an internal fault")]
    Panicked,
}

/// Converts an error that the system returned for reading a file.
impl From<&io::Error> for Problem {
    fn from(error: &io::Error) -> Self {
        /// Windows error codes for a file that is in use, such as a document that Word has open:
        /// ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        const LOCKED: [i32; 2] = [32, 33];
        let is_locked = cfg!(windows) && error.raw_os_error().is_some_and(|code| LOCKED.contains(&code));
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            ErrorKind::ResourceBusy => Self::InUse,
            _ if is_locked => Self::InUse,
            _ => Self::Unreadable(error.into()),
        }
    }
}

/// A file and the result of checking it.
#[derive(Debug)]
pub struct FileReport {
    /// The path of the file in reports: as the user gave it, or as it was found in a folder.
    pub path: String,
    /// The bytes of the path if they are not UTF-8, because `path` is only an approximation then.
    pub raw_path: Option<Vec<u8>>,
    /// The checked document, or the problem because of which it was not checked.
    pub outcome: Result<Checked, Problem>,
    /// The reason, from an `[[accept]]` entry of the configuration, why the file need not be read;
    /// `None` if there is no such entry.
    pub accepted: Option<String>,
}

impl FileReport {
    /// The result for the file shown as `path`.
    pub fn new(path: String, outcome: Result<Checked, Problem>) -> Self {
        Self { path, raw_path: None, outcome, accepted: None }
    }

    /// The bytes of the path in the file system.
    pub fn path_bytes(&self) -> &[u8] {
        self.raw_path.as_deref().unwrap_or(self.path.as_bytes())
    }
}

/// Counts over all files of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number of files, read or not.
    pub files: usize,
    /// Number of files that could not be read, without those that the configuration accepts.
    pub unreadable: usize,
    /// Number of files that could not be read, but that the configuration accepts.
    pub accepted: usize,
    /// Number of files with findings that fail the run.
    pub failing: usize,
    /// Number of files of which some part was not read.
    pub partly_read: usize,
    /// Counts of the figures of all files by the result of their arithmetic; `None` if no rule
    /// needed them.
    pub figures: Option<ledger::Counts>,
    /// Number of findings that a safe fix corrects.
    pub fixable: usize,
    /// Numbers of findings that are counted but not listed, because their severity is lower than
    /// the requested one.
    pub folded: Counts,
    /// Counts of all findings, listed or not.
    found: Tally,
}

/// Counts of findings by family and severity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Families with their counts, in the order in which they first occur.
    families: Vec<(String, Counts)>,
}

impl Tally {
    /// Counts a finding in its family and severity.
    fn add(&mut self, found: &Diagnostic) {
        self.family(found.rule.family()).add(found.severity);
    }

    /// Adds the counts of another tally.
    fn add_all(&mut self, other: &Self) {
        for (name, counts) in &other.families {
            self.family(name).add_all(*counts);
        }
    }

    /// Number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.families.iter().map(|(_, counts)| counts.of(severity)).sum()
    }

    /// Number of all findings.
    pub fn total(&self) -> usize {
        self.families.iter().map(|(_, counts)| counts.total()).sum()
    }

    /// The highest severity; `None` if there are no findings.
    pub fn worst(&self) -> Option<Severity> {
        Severity::ALL.into_iter().filter(|severity| self.count(*severity) > 0).max()
    }

    fn family(&mut self, name: &str) -> &mut Counts {
        let known = self.families.iter().position(|(family, _)| family == name);
        let index = known.unwrap_or(self.families.len());
        if known.is_none() {
            self.families.push((name.to_owned(), Counts::default()));
        }
        &mut self.families[index].1
    }
}

/// Numbers of findings, one for each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Number of findings that are almost certainly errors (必改, "to be corrected").
    pub error: usize,
    /// Number of findings that are probably errors (疑似, "suspected").
    pub warning: usize,
    /// Number of findings that are only worth a look (提示, "hint").
    pub hint: usize,
}

impl Counts {
    /// Number of findings of this severity.
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Hint => self.hint,
        }
    }

    /// Number of all findings.
    pub fn total(&self) -> usize {
        self.error + self.warning + self.hint
    }

    /// Counts a finding of this severity.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Hint => self.hint += 1,
        }
    }

    /// Adds other counts.
    pub fn add_all(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.hint += other.hint;
    }
}

/// True if the finding has a safe fix, and the format of the document allows to apply it.
fn is_mended(doc: &Document, found: &Diagnostic) -> bool {
    let can_be_made = |fix: &Fix| fix.edits.iter().all(|edit| doc.editable(edit.span).is_some());
    found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe && can_be_made(fix))
}

impl Summary {
    /// Adds the counts of one file.
    pub fn add(&mut self, file: &FileReport) {
        self.files += 1;
        match &file.outcome {
            Ok(checked) => {
                for diagnostic in &checked.diagnostics {
                    self.found.add(diagnostic);
                    self.fixable += usize::from(is_mended(&checked.document, diagnostic));
                }
                self.found.add_all(&checked.omitted);
                if let Some(figures) = checked.figures {
                    self.figures = Some(self.figures.unwrap_or_default().plus(figures));
                }
                self.failing += usize::from(checked.fails());
                self.partly_read += usize::from(!checked.document.unread().is_empty());
            }
            Err(_) if file.accepted.is_some() => self.accepted += 1,
            Err(_) => self.unreadable += 1,
        }
    }

    /// Returns this summary with `folded`, the numbers of findings that a report counted but did
    /// not list.
    #[must_use]
    pub fn with_folded(&self, folded: Counts) -> Self {
        Self { folded, ..self.clone() }
    }

    /// Counts of findings by family, in the alphabetical order of families.
    pub fn families(&self) -> Vec<(&str, Counts)> {
        let mut families: Vec<_> =
            self.found.families.iter().map(|(name, counts)| (name.as_str(), *counts)).collect();
        families.sort_unstable_by_key(|(name, _)| *name);
        families
    }

    /// Number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.count(severity)
    }

    /// Numbers of all findings by severity.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for (_, counts) in &self.found.families {
            total.add_all(*counts);
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind};

    use super::Problem;

    #[test]
    fn a_file_that_is_locked_is_in_use() {
        let problem = |kind| Problem::from(&io::Error::from(kind));
        assert!(matches!(problem(ErrorKind::ResourceBusy), Problem::InUse));
        assert!(matches!(problem(ErrorKind::NotFound), Problem::NotFound));
        assert!(matches!(problem(ErrorKind::PermissionDenied), Problem::Unreadable(_)));
    }
}
