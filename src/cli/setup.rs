//! Reads and checks one file; all commands that check documents share this code.

use std::path::Path;

use crate::check::Previous;
use crate::cli::complain;
use crate::cli::profile::Profile;
use crate::cli::texts::Texts;
use crate::engine::collection;
use crate::engine::held::Held;
use crate::engine::lint::{self, Conditions, Stopwatch};
use crate::engine::report::{FileReport, Problem};
use crate::language::Language;
use crate::output::problem;
use crate::readers::ReadOptions;
use crate::workspace::batches::Batches;
use crate::workspace::files::{self, Wanted};

/// Number of a set of papers: index of the configuration that declares it, and index of its
/// `together` glob there.
pub(super) type SetNumber = (usize, usize);

/// Number of the set that consists of all documents of a run with `--together`.
pub(super) const WHOLE_RUN: SetNumber = (usize::MAX, 0);

/// Settings of a run that apply to every file.
pub(super) struct Setup<'o> {
    pub(super) reading: ReadOptions,
    /// Time that each rule takes, if `--profile` is given.
    pub(super) profile: Option<Profile>,
    /// True if the files of the run are compared with each other.
    pub(super) is_collection: bool,
    /// The document of the year before (`--previous`), if one is given.
    pub(super) previous: Option<Previous>,
    /// Files to be converted by another program, such as LibreOffice, several at a time.
    pub(super) batches: Option<Batches>,
    /// The name that reports give to standard input.
    pub(super) stdin_name: Option<&'o str>,
}

impl Setup<'_> {
    /// Creates the settings for a run in which files are not compared.
    pub(super) fn new(reading: ReadOptions) -> Self {
        Self { reading, profile: None, is_collection: false, previous: None, batches: None, stdin_name: None }
    }

    /// Reads and checks the file at `path`.
    pub(super) fn check(&self, path: &Path, held: &Held) -> FileReport {
        self.check_as(path, held, false)
    }

    /// Reads and checks the file at `path`, which may be a paper of a set.
    pub(super) fn check_as(&self, path: &Path, held: &Held, is_in_set: bool) -> FileReport {
        match files::load(path, self.wanted(held)) {
            Ok((source, reading)) => {
                let conditions = Conditions { is_in_set, ..self.conditions(held, reading) };
                lint::check_and_drop(source, &held.rules, &conditions)
            }
            Err(problem) => self.failed(path, problem),
        }
    }

    /// Reads the file at `path` without checking it, because other files are compared with it.
    pub(super) fn read(&self, path: &Path, held: &Held) -> FileReport {
        match files::load(path, self.wanted(held)) {
            Ok((source, reading)) => collection::unchecked(&source, &reading),
            Err(problem) => self.failed(path, problem),
        }
    }

    /// Options for loading a file that is checked with `held`.
    pub(super) fn wanted(&self, held: &Held) -> Wanted<'_> {
        let (stdin_name, batches) = (self.stdin_name, self.batches.as_ref());
        Wanted { stdin_name, reading: self.reading, most: held.limits.file_size(), batches }
    }

    /// Prints a note if a document has no text, so that the user does not take it for a document
    /// without findings.
    pub(super) fn say_if_empty(report: &FileReport, language: Language) {
        if report.outcome.as_ref().is_ok_and(|checked| checked.document.blocks().is_empty()) {
            complain(&((Texts::of(language).empty)(&report.path) + "\n"));
        }
    }

    /// Settings for checking a file, other than the rules.
    pub(super) fn conditions<'v>(&'v self, held: &'v Held, reading: ReadOptions) -> Conditions<'v> {
        let stopwatch = self.stopwatch();
        let (is_compared, previous) = (self.is_collection, self.previous.as_ref());
        Conditions { is_compared, previous, stopwatch, ..held.conditions(reading) }
    }

    /// The stopwatch for the rules, if `--profile` is given.
    pub(super) fn stopwatch(&self) -> Option<&dyn Stopwatch> {
        self.profile.as_ref().map(|profile| profile as &dyn Stopwatch)
    }

    /// True if every finding of a rule is reported in this run. Only then can an `[[ignore]]` entry
    /// for the rule that covers no finding be called unused.
    pub(super) fn runs(&self, held: &Held, rule: &str) -> bool {
        held.rules.runs(rule, self.is_collection)
            || self.previous.is_some() && held.rules.compares_years(rule)
    }

    /// Adds to the report the reason why the file need not be read, if the configuration accepts
    /// its problem.
    pub(super) fn accept(report: &mut FileReport, held: &Held) {
        if let Err(reason) = &report.outcome {
            report.accepted = held.acceptance(problem::kind(reason)).map(str::to_owned);
        }
    }

    /// The report of a file that could not be read or checked.
    pub(super) fn failed(&self, path: &Path, problem: Problem) -> FileReport {
        let name = self.stdin_name.filter(|_| path.as_os_str() == "-");
        let path = name.map_or_else(|| path.display().to_string(), str::to_owned);
        FileReport::new(path, Err(problem))
    }
}
