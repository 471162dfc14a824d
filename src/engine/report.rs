//! What a run found, file by file.

use std::io::{self, ErrorKind};

use crate::check::ReferenceDate;
use crate::config::limits::Size;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::system::{ProgramFault, SystemError};
use crate::facts::duplicate::sketch::Sketch;
use crate::facts::figure::ledger;
use crate::facts::numbering::outline::Heading;
use crate::facts::set::Sayings;
use crate::fix::{Fix, Safety};
use crate::readers::ReadError;
use crate::writers::WriteError;

/// A document that was checked.
#[derive(Debug)]
pub struct Checked {
    /// The document, for places and quotations.
    pub document: Document,
    /// What “now” meant.
    pub reference: Option<ReferenceDate>,
    /// What was found, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines that others stand under, where something was found.
    pub headings: Vec<Heading>,
    /// What it is compared with other documents by, where that was made already.
    pub sketch: Option<Sketch>,
    /// Its statements that other papers of its set may make too; `None` if it is of no set.
    pub sayings: Option<Box<Sayings>>,
    /// Which of the ignores that hold for it covered something, by their index.
    pub used_ignores: Vec<usize>,
    /// What was compared of its figures; `None` where no rule asked for it.
    pub figures: Option<ledger::Counts>,
    /// Findings that were counted and are not listed: those behind the last of `diagnostics`.
    pub omitted: Tally,
    /// The severity from which on its findings fail a run.
    pub fail_on: Severity,
    /// Findings that a report counts and does not list, for they are lighter than those it was asked for.
    pub folded: Counts,
}

/// Findings taken out of a document for one report, each with its place among the others.
#[derive(Debug, Default)]
pub struct Folded(Vec<(usize, Diagnostic)>);

impl Checked {
    /// A document in which nothing was looked for yet.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            reference: None,
            diagnostics: Vec::new(),
            headings: Vec::new(),
            sketch: None,
            sayings: None,
            used_ignores: Vec::new(),
            figures: None,
            omitted: Tally::default(),
            fail_on: Severity::Warning,
            folded: Counts::default(),
        }
    }

    /// True if one of its findings, listed or not, fails a run.
    pub fn fails(&self) -> bool {
        let worst = self.diagnostics.iter().map(|found| found.severity).max();
        worst.max(self.omitted.worst()).is_some_and(|worst| worst >= self.fail_on)
    }

    /// Lists the first `most` findings by place and only counts the others.
    pub fn keep_first(&mut self, most: usize) {
        for left_out in self.diagnostics.drain(most.min(self.diagnostics.len())..) {
            self.omitted.add(&left_out);
        }
        self.diagnostics.shrink_to_fit();
    }

    /// Takes out the findings below `least` and counts them as folded, for a report that does not list them.
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

    /// Puts folded findings back where they were.
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

/// Why nothing can be said of a file.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Problem {
    /// There is no such file or folder.
    #[error("not found")]
    NotFound,
    /// The system would not give its bytes.
    #[error("cannot be opened: {0}")]
    Unreadable(SystemError),
    /// Another program has it open and lets nobody read it.
    #[error("in use by another program")]
    InUse,
    /// The program that reads files of this kind is not there.
    #[error("needs {0}")]
    NoProgram(&'static str),
    /// The program that reads files of this kind could not.
    #[error("{0} failed: {1}")]
    ProgramFailed(&'static str, ProgramFault),
    /// A new version of it cannot be written.
    #[error(transparent)]
    Unwritten(#[from] WriteError),
    /// A link to this file outside the root, which is not written through.
    #[error("leads outside, to {0}")]
    LeadsOutside(String),
    /// The system would not take a new version of it.
    #[error("cannot be written: {0}")]
    Unwritable(SystemError),
    /// It was changed while it was checked.
    #[error("changed meanwhile")]
    Changed,
    /// A program has it open, as a file beside it says.
    #[error("open in another program: {0}")]
    OpenElsewhere(String),
    /// A folder without a single document.
    #[error("holds no document")]
    NoDocuments,
    /// Its bytes are not a document.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// Longer than is read.
    #[error("larger than {0}")]
    TooLong(Size),
    /// A fault of hegao's own.
    #[error("an internal fault")]
    Panicked,
}

/// The system would not give the bytes of a file.
impl From<&io::Error> for Problem {
    fn from(error: &io::Error) -> Self {
        /// Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, as for a document that Word has open.
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

/// A file and what came of it.
#[derive(Debug)]
pub struct FileReport {
    /// The path as it was given or found, to be shown.
    pub path: String,
    /// The bytes of the path where they are not UTF-8, so that `path` shows it only nearly.
    pub raw_path: Option<Vec<u8>>,
    /// Findings, or why there can be none.
    pub outcome: Result<Checked, Problem>,
    /// Why it need not be read, if it cannot be and the configuration accepts that.
    pub accepted: Option<String>,
}

impl FileReport {
    /// What came of the file that is shown as `path`.
    pub fn new(path: String, outcome: Result<Checked, Problem>) -> Self {
        Self { path, raw_path: None, outcome, accepted: None }
    }

    /// The bytes of the path, which lead to the file.
    pub fn path_bytes(&self) -> &[u8] {
        self.raw_path.as_deref().unwrap_or(self.path.as_bytes())
    }
}

/// Counts over a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files, read or not.
    pub files: usize,
    /// Files of which nothing can be said and something must.
    pub unreadable: usize,
    /// Files that could not be read and need not be.
    pub accepted: usize,
    /// Files with findings that fail the run.
    pub failing: usize,
    /// Files that were checked save for a part that was not read.
    pub partly_read: usize,
    /// What was compared of the figures of all files; `None` where no rule asked for it.
    pub figures: Option<ledger::Counts>,
    /// Findings that a safe fix mends.
    pub fixable: usize,
    /// Findings that are counted and not listed, for they are lighter than those that were asked for.
    pub folded: Counts,
    /// All findings, listed or not.
    found: Tally,
}

/// Counts of findings by family and severity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the order families first occur.
    families: Vec<(String, Counts)>,
}

impl Tally {
    /// Counts a finding.
    fn add(&mut self, found: &Diagnostic) {
        self.family(found.rule.family()).add(found.severity);
    }

    /// Counts what another has counted.
    fn add_all(&mut self, other: &Self) {
        for (name, counts) in &other.families {
            self.family(name).add_all(*counts);
        }
    }

    /// All findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.families.iter().map(|(_, counts)| counts.of(severity)).sum()
    }

    /// All findings.
    pub fn total(&self) -> usize {
        self.families.iter().map(|(_, counts)| counts.total()).sum()
    }

    /// The highest severity among them; `None` where there are none.
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

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 必改
    pub error: usize,
    /// 疑似
    pub warning: usize,
    /// 提示
    pub hint: usize,
}

impl Counts {
    /// The findings of one severity.
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Hint => self.hint,
        }
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.error + self.warning + self.hint
    }

    /// Counts a finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Hint => self.hint += 1,
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add_all(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.hint += other.hint;
    }
}

/// True if a safe fix mends a finding, and the format of the document lets it.
fn is_mended(doc: &Document, found: &Diagnostic) -> bool {
    let can_be_made = |fix: &Fix| fix.edits.iter().all(|edit| doc.editable(edit.span).is_some());
    found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe && can_be_made(fix))
}

impl Summary {
    /// Counts one file.
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

    /// The same, with what a report counted and did not list.
    #[must_use]
    pub fn with_folded(&self, folded: Counts) -> Self {
        Self { folded, ..self.clone() }
    }

    /// Findings by family, in alphabetical order.
    pub fn families(&self) -> Vec<(&str, Counts)> {
        let mut families: Vec<_> =
            self.found.families.iter().map(|(name, counts)| (name.as_str(), *counts)).collect();
        families.sort_unstable_by_key(|(name, _)| *name);
        families
    }

    /// All findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.count(severity)
    }

    /// All findings by severity.
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
