//! L8: the whole of hegao behind one type, for programs that embed it. A [`Linter`] is made once from options and takes bytes; it
//! touches no file and no clock, so that it does the same in a browser, in a data pipeline and in a test.

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
use crate::engine::similar::{self, Kept};
use crate::facts::Facts;
use crate::facts::lexicon::LexiconBuilder;
use crate::fix::Safety;
use crate::language::Language;
use crate::linter::contents::Contents;
use crate::linter::error::Error;
use crate::linter::figures::Figures;
use crate::linter::holding::Company;
use crate::linter::outline::Outline;
use crate::linter::report::{Frame, Report};
use crate::output::ledger::json::Json as LedgerJson;
use crate::output::ledger::{LedgerOutput, Page, Totals};
use crate::output::{outline as outline_output, prose, reach};
use crate::readers::{self, ReadOptions};
use crate::registry::Registry;
use crate::writers::{WriteError, signature};

/// Which overrides and which ignores of the configuration hold for a document.
type Key = (Vec<usize>, Vec<usize>);

/// Checks documents by the rules and the configuration that it was made with. One linter serves any number of documents and
/// threads. [`check`](Self::check) looks at one document; [`check_together`](Self::check_together) compares documents with each other,
/// [`check_against`](Self::check_against) one with that of the year before.
///
/// The `name` of a document tells its format by its ending (`讲话.docx`), and is what the globs of the configuration are held
/// against, as seen from the folder of the configuration.
pub struct Linter {
    registry: Arc<Registry>,
    config: Config,
    /// The rules that are asked for, over what the configuration says.
    select: Vec<String>,
    ignore: Vec<String>,
    language: Language,
    /// What now means for every document.
    fixed: Option<Today>,
    /// The date of the caller's clock.
    clock: Option<Day>,
    /// Rules are built once for all documents for which the same holds.
    held: Mutex<HashMap<Key, Arc<Held>>>,
}

/// A document after its fixes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The new bytes of the file; `None` if nothing was changed.
    pub bytes: Option<Vec<u8>>,
    /// How many findings were mended.
    pub applied: usize,
    /// How many findings have a fix that was not applied: it is not safe enough, or markup lies inside.
    pub left: usize,
    /// Rules whose fixes were not applied, because they would undo each other or bring up other findings.
    pub held_back: Vec<String>,
    /// What is found in the document now.
    pub report: Report,
}

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixes {
    /// Those that need no look.
    #[default]
    Safe,
    /// Also those that may change what the text means.
    Unsafe,
}

/// A document with its findings written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotated {
    /// The file: comments in Word documents, marks in plain text and Markdown.
    pub bytes: Vec<u8>,
    /// How many remarks were added.
    pub added: usize,
    /// How many remarks of earlier runs were taken out.
    pub removed: usize,
    /// How many comments of earlier runs stay, because people answered or changed them.
    pub kept: usize,
    /// How many remarks have no paragraph to stand on.
    pub without_place: usize,
}

impl Linter {
    /// Checks a document.
    ///
    /// # Errors
    /// If the document cannot be read, or the configuration leaves no rule for it.
    pub fn check(&self, name: &str, bytes: impl Into<Contents>) -> Result<Report, Error> {
        let held = self.held_with_rules(name, Company::None)?;
        let (source, reading) = self.source(name, bytes, &held)?;
        let file = lint::check_and_drop(source, &held.rules, &held.conditions(reading));
        self.report(file, &held)
    }

    /// Applies fixes, and says what is found afterwards. Safe fixes never leave a finding that was not there before.
    ///
    /// # Errors
    /// If the document cannot be read, or there is something to mend and it is signed or of a format that is not written.
    pub fn fix(&self, name: &str, bytes: impl Into<Contents>, fixes: Fixes) -> Result<Fixed, Error> {
        let held = self.held_with_rules(name, Company::None)?;
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

    /// The figures of a document, each with a tick, and the relations in which they stand.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn figures(&self, name: &str, bytes: impl Into<Contents>) -> Result<Figures, Error> {
        self.with_facts(name, bytes, |doc, facts| Figures::new(doc, facts, self.language))
    }

    /// The same as `hegao figures --format json` prints it for one file.
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
            // Memory takes all that is written.
            let _ = json.begin(&mut out).and_then(|()| json.file(0, &page, &mut out));
            let _ = json.end(&totals, &mut out);
            String::from_utf8(out).unwrap_or_default()
        })
    }

    /// Parts, headings and items of a document, each under what holds it, with the kind of the document and its own date.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn outline(&self, name: &str, bytes: impl Into<Contents>) -> Result<Outline, Error> {
        self.with_facts(name, bytes, |doc, facts| Outline::new(doc, facts, self.language))
    }

    /// The same as `hegao outline --json` prints it.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn outline_json(&self, name: &str, bytes: impl Into<Contents>) -> Result<String, Error> {
        self.with_facts(name, bytes, |doc, facts| {
            let mut out = Vec::new();
            // Memory takes all that is written.
            let _ = outline_output::json(name, doc, facts, &mut out);
            String::from_utf8(out).unwrap_or_default()
        })
    }

    /// The prose of a document: each line is the line that places speak of, as `hegao text` prints it.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn text(&self, name: &str, bytes: impl Into<Contents>) -> Result<String, Error> {
        self.with_facts(name, bytes, |doc, _| {
            prose::lines(doc).iter().map(|line| format!("{line}\n")).collect()
        })
    }

    /// The fingerprints that `hegao similar` compares a document by: hashes, each once, in ascending order. Programs that keep them
    /// for a collection of any size find documents that share some. They are the same on every machine; `engine::similar::SCHEME` is
    /// their version.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn fingerprints(&self, name: &str, bytes: impl Into<Contents>) -> Result<Vec<u64>, Error> {
        self.with_facts(name, bytes, |doc, _| Kept::of(similar::sketch(doc)).hashes().to_vec())
    }

    /// The length in bytes of the longest document that is read under this name, by the limits of the configuration. A program
    /// that hands over files reads no more than a byte beyond it.
    ///
    /// # Errors
    /// If the rules that hold for the document are wrong.
    pub fn max_file_size(&self, name: &str) -> Result<u64, Error> {
        Ok(self.held(name)?.limits.file_size().bytes())
    }

    /// The error of a document whose bytes the system does not give, with the name and the words that the program has for it.
    pub fn unreadable(&self, error: &io::Error) -> Error {
        Error::document(&Problem::from(error), self.language)
    }

    /// What this version is too old to check on the day that now is, in a sentence. `None` if its tables still reach, or if nothing is
    /// compared with now.
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

    /// What holds for all documents.
    fn frame(&self) -> Frame {
        let part = self.config.part(&[]);
        let fail_on = part.fail_on.as_ref().map_or(Severity::Warning, |severity| severity.value);
        Frame { registry: self.registry.clone(), language: self.language, fail_on }
    }

    fn report(&self, file: FileReport, held: &Held) -> Result<Report, Error> {
        Report::new(settled(file, held), self.frame()).map_err(|file| self.problem_of(&file))
    }

    /// What is said of a document that could not be checked.
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

    /// What is said of a document that cannot be read or written.
    pub(crate) fn refused(&self, problem: &Problem) -> Error {
        Error::document(problem, self.language)
    }

    /// What `use_facts` makes of a document and its facts. A panic becomes an error of that document.
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

/// A document that is no longer than is read.
fn sized(name: &str, bytes: Vec<u8>, held: &Held) -> Result<Source, Problem> {
    let most = held.limits.file_size();
    if bytes.len() as u64 > most.bytes() {
        return Err(Problem::TooLong(most));
    }
    Ok(Source { name: name.to_owned(), bytes })
}

/// The report with what `held` says of all findings: which fail a run, and how many are listed.
fn settled(mut file: FileReport, held: &Held) -> FileReport {
    if let Ok(checked) = &mut file.outcome {
        checked.fail_on = held.fail_on;
        if let Some(most) = held.limits.findings() {
            checked.keep_first(most.get());
        }
    }
    file
}
