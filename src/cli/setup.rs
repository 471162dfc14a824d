//! What commands that check documents have in common: the rules of the run, what now means, and how a file is read and checked.

use std::path::Path;

use jiff::civil::Date as Day;

use crate::cli::args::{Reading, RuleOptions};
use crate::cli::profile::Profile;
use crate::cli::{Failure, files};
use crate::engine::lint::{self, Conditions, Stopwatch, Today};
use crate::engine::report::{FileReport, Problem};
use crate::facts::vocabulary::Vocabulary;
use crate::readers::ReadOptions;
use crate::registry::{Registry, Ruleset};
use crate::rule::check::{DateOrigin, ReferenceDate};

/// What every file of a run is checked with.
pub(super) struct Setup<'o> {
    pub(super) rules: Ruleset,
    pub(super) today: Today,
    pub(super) reading: Reading,
    /// Where `--profile` is given, how long each rule takes.
    pub(super) profile: Option<Profile>,
    /// The name of standard input.
    pub(super) stdin_name: Option<&'o str>,
}

impl<'o> Setup<'o> {
    /// Builds the rules that `options` name.
    ///
    /// # Errors
    /// Where a name is no rule's, a rule is wrong, or a date is none.
    pub(super) fn new(
        options: &RuleOptions,
        registry: &Registry,
        stdin_name: Option<&'o str>,
    ) -> Result<Self, Failure> {
        let rules = registry.select(&options.select, &options.ignore)?;
        let today = today(options.today.as_deref())?;
        Ok(Self { rules: Ruleset::new(&rules)?, today, reading: options.reading, profile: None, stdin_name })
    }

    /// Reads and checks what `path` names.
    pub(super) fn check(&self, path: &Path, vocabulary: &Vocabulary) -> FileReport {
        match files::load(path, self.stdin_name, &self.reading) {
            Ok((source, reading)) => {
                let conditions = self.conditions(vocabulary, reading);
                lint::check(&source, &self.rules, &conditions)
            }
            Err(problem) => self.failed(path, problem),
        }
    }

    /// What holds for a file beside the rules.
    pub(super) fn conditions<'v>(
        &'v self,
        vocabulary: &'v Vocabulary,
        reading: ReadOptions,
    ) -> Conditions<'v> {
        Conditions { today: self.today, vocabulary, reading, stopwatch: self.stopwatch() }
    }

    /// What measures the rules, where that is wanted.
    pub(super) fn stopwatch(&self) -> Option<&dyn Stopwatch> {
        self.profile.as_ref().map(|profile| profile as &dyn Stopwatch)
    }

    /// The report of a file of which nothing can be said.
    pub(super) fn failed(&self, path: &Path, problem: Problem) -> FileReport {
        let name = self.stdin_name.filter(|_| path.as_os_str() == "-");
        let path = name.map_or_else(|| path.display().to_string(), str::to_owned);
        FileReport { path, outcome: Err(problem) }
    }
}

fn today(option: Option<&str>) -> Result<Today, Failure> {
    match option {
        Some("off") => Ok(Today::Off),
        Some(date) => {
            let day: Day = date.parse().map_err(|_| Failure::BadDate(date.to_owned()))?;
            Ok(Today::Fixed(ReferenceDate { day, origin: DateOrigin::CommandLine }))
        }
        None => {
            let day = jiff::Zoned::now().date();
            Ok(Today::Fallback(ReferenceDate { day, origin: DateOrigin::Clock }))
        }
    }
}
