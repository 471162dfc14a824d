//! L8: all of hegao behind one type, for programs that embed it. A [`Linter`] is built once from
//! options and takes the bytes of documents. It accesses no files and no clock, so that it behaves
//! the same in a browser, in a data pipeline and in a test.

pub mod annotating;
mod applying;
mod commenting;
pub mod contents;
pub mod error;
pub mod figures;
pub mod finding;
mod holding;
pub mod options;
pub mod outline;
pub mod place;
pub mod report;
pub mod together;

use std::collections::HashMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use jiff::civil::Date as Day;

use crate::config::Config;
use crate::diagnostic::{RuleId, Severity};
use crate::document::Document;
use crate::document::source::Source;
use crate::engine::fixing;
use crate::engine::held::Held;
use crate::engine::lint::{self, Today};
use crate::engine::report::{FileReport, Problem};
use crate::engine::similar::{self, StoredSketch};
use crate::facts::Facts;
use crate::facts::lexicon::LexiconBuilder;
use crate::fix::Safety;
use crate::language::Language;
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::linter::figures::Figures;
use crate::linter::holding::ComparedWith;
use crate::linter::outline::Outline;
use crate::linter::report::{Frame, Report};
use crate::output::ledger::json::Json as LedgerJson;
use crate::output::ledger::{LedgerOutput, Page, Totals};
use crate::output::{outline as outline_output, prose, reach};
use crate::readers::{self, ReadOptions};
use crate::registry::Registry;
use crate::writers::{WriteError, signature};

/// The numbers of the overrides and of the `[[ignore]]` entries that apply to a document.
type Key = (Vec<usize>, Vec<usize>);

/// Checks documents with the rules and the configuration that it was built from. One linter can be
/// used for any number of documents and by several threads. [`check`](Self::check) checks one
/// document; [`check_together`](Self::check_together) also compares documents with each other,
/// [`check_against`](Self::check_against) a document with that of the year before.
///
/// The extension in the `name` of a document determines its format (`讲话.docx`). The globs of the
/// configuration are matched against the name, relative to the folder of the configuration.
pub struct Linter {
    registry: Arc<Registry>,
    config: Config,
    /// Rules that the options select, regardless of the configuration.
    select: Vec<String>,
    ignore: Vec<String>,
    language: Language,
    /// Date that counts as “now” for every document, if the options set it.
    fixed: Option<Today>,
    /// Today's date, from the caller's clock.
    clock: Option<Day>,
    /// Rules and settings for documents, built once for all documents with the same overrides and
    /// `[[ignore]]` entries.
    held: Mutex<HashMap<Key, Arc<Held>>>,
}

/// Result of fixing a document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The new bytes of the file; `None` if nothing was changed.
    pub bytes: Option<Vec<u8>>,
    /// Number of findings that were fixed.
    pub applied: usize,
    /// Number of findings whose fix was not applied, because it is not safe enough or would cross
    /// markup.
    pub left: usize,
    /// Rules whose fixes were not applied, because they would undo each other or cause other
    /// findings.
    pub held_back: Vec<String>,
    /// Report of the document after the fixes.
    pub report: Report,
}

/// Choice of the fixes that are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixes {
    /// Only fixes that need no review.
    #[default]
    Safe,
    /// Also fixes that may change the meaning of the text.
    Unsafe,
}

/// A document with its findings written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotated {
    /// The bytes of the file, with comments in Word documents, or marks in plain text and Markdown.
    pub bytes: Vec<u8>,
    /// Number of remarks that were added.
    pub added: usize,
    /// Number of removed remarks of earlier runs.
    pub removed: usize,
    /// Number of comments of earlier runs that stay, because people have answered or changed them.
    pub kept: usize,
    /// Number of remarks that could not be added, because the document has no paragraph to attach
    /// them to.
    pub without_place: usize,
}

impl Linter {
    /// Checks one document.
    ///
    /// # Errors
    /// If the document cannot be read, or the configuration leaves no rule for it.
    pub fn check(&self, name: &str, bytes: impl Into<Contents>) -> Result<Report, Error> {
        let held = self.held_with_rules(name, ComparedWith::None)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let file = lint::check_and_drop(source, &held.rules, &held.conditions(reading));
        self.report(file, &held)
    }

    /// Applies the fixes of a document, and reports the findings that remain. Safe fixes never
    /// cause a new finding.
    ///
    /// # Errors
    /// If the document cannot be read, or has fixes to apply but is signed or of a format that
    /// cannot be written.
    pub fn fix(&self, name: &str, bytes: impl Into<Contents>, fixes: Fixes) -> Result<Fixed, Error> {
        let held = self.held_with_rules(name, ComparedWith::None)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let least = match fixes {
            Fixes::Safe => Safety::Safe,
            Fixes::Unsafe => Safety::Unsafe,
        };
        let conditions = held.conditions(reading);
        let fixed = fixing::fix(&source, &held.rules, &conditions, Some(least));
        if let (Some(_), Ok(checked)) = (&fixed.bytes, &fixed.report.outcome)
            && signature::is_signed(&source, checked.document.origin().format)
                .map_err(|error| Error::document(&error.into(), self.language))?
        {
            return Err(Error::document(&WriteError::Signed.into(), self.language));
        }
        let held_back = fixed.fighting.iter().chain(&fixed.held_back).map(RuleId::to_string).collect();
        let report = self.report(fixed.report, &held)?;
        let (bytes, applied, left) = (fixed.bytes, fixed.applied, fixed.left);
        Ok(Fixed { bytes, applied, left, held_back, report })
    }

    /// Returns the figures of a document, each ticked off as right, wrong or not compared, and the
    /// arithmetic relations between them.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn figures(&self, name: &str, bytes: impl Into<Contents>) -> Result<Figures, Error> {
        self.with_facts(name, bytes, |doc, facts| Figures::new(doc, facts, self.language))
    }

    /// Returns the figures as `hegao figures --format json` prints them for one file.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn figures_json(&self, name: &str, bytes: impl Into<Contents>) -> Result<String, Error> {
        self.with_facts(name, bytes, |doc, facts| {
            let (json, ledger) = (LedgerJson { language: self.language }, facts.ledger());
            let headings = facts.headings();
            let page = Page { path: name, doc, facts, headings: &headings, ledger: &ledger };
            let totals = Totals { files: 1, unreadable: 0, counts: ledger.counts() };
            let mut out = Vec::new();
            // Writing to a `Vec` cannot fail.
            let _ = json.begin(&mut out).and_then(|()| json.file(0, &page, &mut out));
            let _ = json.end(&totals, &mut out);
            String::from_utf8(out).unwrap_or_default()
        })
    }

    /// Returns the parts, headings and items of a document as a tree, with the kind of the document
    /// and its own date.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn outline(&self, name: &str, bytes: impl Into<Contents>) -> Result<Outline, Error> {
        self.with_facts(name, bytes, |doc, facts| Outline::new(doc, facts, self.language))
    }

    /// Returns the outline as `hegao outline --json` prints it.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn outline_json(&self, name: &str, bytes: impl Into<Contents>) -> Result<String, Error> {
        self.with_facts(name, bytes, |doc, facts| {
            let mut out = Vec::new();
            // Writing to a `Vec` cannot fail.
            let _ = outline_output::json(name, doc, facts, &mut out);
            String::from_utf8(out).unwrap_or_default()
        })
    }

    /// Returns the prose of a document, as `hegao text` prints it. Line numbers in places refer to
    /// its lines.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn text(&self, name: &str, bytes: impl Into<Contents>) -> Result<String, Error> {
        self.with_facts(name, bytes, |doc, _| {
            prose::lines(doc).iter().map(|line| format!("{line}\n")).collect()
        })
    }

    /// Returns the fingerprints by which `hegao similar` compares a document: hashes without
    /// duplicates, in ascending order. Programs can store them for a collection of any size to find
    /// documents that share some. They are the same on every machine; `engine::similar::SCHEME` is
    /// their version.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn fingerprints(&self, name: &str, bytes: impl Into<Contents>) -> Result<Vec<u64>, Error> {
        self.with_facts(name, bytes, |doc, _| StoredSketch::of(similar::sketch(doc)).hashes().to_vec())
    }

    /// Maximum length in bytes of a document with this name, from the limits of the configuration.
    /// A longer one is an error, so a program that reads files itself can stop one byte after this
    /// length.
    ///
    /// # Errors
    /// If the rules for the document are invalid.
    pub fn max_file_size(&self, name: &str) -> Result<u64, Error> {
        Ok(self.held(name)?.limits.file_size().bytes())
    }

    /// Creates the error for a document that the system could not read. It has the kind and the
    /// message that hegao uses for this case.
    pub fn unreadable(&self, error: &io::Error) -> Error {
        Error::document(&Problem::from(error), self.language)
    }

    /// A sentence on the built-in calendar tables that are too old for the day of “now”. `None` if
    /// all are recent enough, or if no date is compared with now.
    pub fn outdated(&self) -> Option<String> {
        let day = match self.fixed {
            Some(Today::Fixed(date) | Today::Fallback(date)) => date.day,
            Some(Today::Off) => return None,
            None => self.clock?,
        };
        reach::outdated(day, self.language)
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The settings that all reports of this linter share.
    fn frame(&self) -> Frame {
        let part = self.config.part(&[]);
        let fail_on = part.fail_on.as_ref().map_or(Severity::Warning, |severity| severity.value);
        Frame { registry: self.registry.clone(), language: self.language, fail_on }
    }

    fn report(&self, file: FileReport, held: &Held) -> Result<Report, Error> {
        Report::new(settled(file, held), self.frame()).map_err(|file| self.problem_of(&file))
    }

    /// Creates the error for a document that could not be checked.
    fn problem_of(&self, file: &FileReport) -> Error {
        Error::document(file.outcome.as_ref().err().unwrap_or(&Problem::Panicked), self.language)
    }

    fn source(
        &self,
        name: &str,
        contents: impl Into<Contents>,
        held: &Held,
    ) -> Result<(Source, ReadOptions), Error> {
        let Contents { bytes, reading } = contents.into();
        let source = sized(name, bytes, held).map_err(|problem| self.refused(&problem))?;
        Ok((source, reading))
    }

    /// Creates the error for a document that cannot be read or written.
    pub(crate) fn refused(&self, problem: &Problem) -> Error {
        Error::document(problem, self.language)
    }

    /// Calls `use_facts` with a document and its facts, and returns the result. A panic becomes an
    /// error of that document.
    fn with_facts<T>(
        &self,
        name: &str,
        bytes: impl Into<Contents>,
        use_facts: impl FnOnce(&Document, &Facts<'_>) -> T,
    ) -> Result<T, Error> {
        let held = self.held(name)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let document = readers::read_as(&source, &reading)?;
            let lexicon = LexiconBuilder::default().build();
            Ok(use_facts(&document, &Facts::new(&document, &lexicon, &held.vocabulary)))
        }));
        outcome.unwrap_or(Err(Problem::Panicked)).map_err(|problem| Error::document(&problem, self.language))
    }
}

/// Returns the document as a source, or an error if it is longer than the limit.
fn sized(name: &str, bytes: Vec<u8>, held: &Held) -> Result<Source, Problem> {
    let most = held.limits.file_size();
    if bytes.len() as u64 > most.bytes() {
        return Err(Problem::TooLong(most));
    }
    Ok(Source { name: name.to_owned(), bytes })
}

/// Returns the report after applying the settings on all its findings: the severity that fails a
/// run, and the maximum number that is listed.
fn settled(mut file: FileReport, held: &Held) -> FileReport {
    if let Ok(checked) = &mut file.outcome {
        checked.fail_on = held.fail_on;
        if let Some(most) = held.limits.findings() {
            checked.keep_first(most.get());
        }
    }
    file
}
