//! The settings that one document is checked with: the rules of a run, and the part of the
//! configuration that applies to the document.

use std::sync::Arc;

use jiff::civil::Date as Day;

use crate::check::{DateOrigin, ReferenceDate};
use crate::config::Config;
use crate::config::declared::Declared;
use crate::config::limits::Limits;
use crate::config::part::{Now, Part};
use crate::diagnostic::Severity;
use crate::engine::lint::{Conditions, Today};
use crate::facts::vocabulary::Vocabulary;
use crate::readers::ReadOptions;
use crate::registry::{Registry, Ruleset, UnknownRule};
use crate::rule::Rule;
use crate::rule::ignore::Ignore;
use crate::rule::mistake::Mistake;

/// The rules and settings that one file is checked with.
pub struct Held {
    /// The rules.
    pub rules: Arc<Ruleset>,
    /// Date that counts as “now”.
    pub today: Today,
    /// The words that the user's configuration adds.
    pub vocabulary: Vocabulary,
    /// Entries `[[ignore]]` of the configuration that have not expired.
    pub ignores: Vec<Ignore>,
    /// The place in the configuration of each entry of `ignores`.
    pub declared: Vec<DeclaredAt>,
    /// Entries `[[accept]]` that have not expired: problems for which the configuration accepts
    /// that the file is not read.
    pub accepts: Vec<AcceptedAt>,
    /// Maximum size of a file that is read, and maximum number of findings that are listed.
    pub limits: Limits,
    /// Lowest severity that fails the run.
    pub fail_on: Severity,
}

/// The place of an `[[ignore]]` entry that applies to a file.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredAt {
    /// Index of the configuration, and number of the entry among its ignores.
    pub key: (usize, usize),
    /// True if the rules that the entry names are part of the run. Only then can the entry be
    /// reported as unused if it covers no finding.
    pub has_run: bool,
}

/// A kind of problem for which a file need not be read, with the place of its `[[accept]]` entry.
#[derive(Clone, Debug)]
pub struct AcceptedAt {
    /// Index of the configuration, and number of the entry among its accepted problems.
    pub key: (usize, usize),
    /// The kind of the problem, by its name in the JSON report.
    pub kind: String,
    /// The reason why the file need not be read.
    pub reason: String,
}

/// The parts of a configuration that apply to a file.
pub struct Settings<'c> {
    /// The configuration.
    pub config: &'c Config,
    /// Index of this configuration among those of the run.
    pub number: usize,
    /// The settings for the file.
    pub part: &'c Part,
    /// Numbers of the ignores that apply to the file.
    pub ignores: &'c [usize],
    /// Numbers of the entries that accept that the file cannot be read.
    pub accepts: &'c [usize],
}

impl Held {
    /// Collects the settings for a file.
    pub fn new(settings: &Settings<'_>, rules: Arc<Ruleset>, today: Today) -> Self {
        let Settings { config, number: of, part, ignores: numbers, accepts } = *settings;
        let (mut ignores, mut declared) = (Vec::new(), Vec::new());
        for &number in numbers.iter().filter(|number| !is_expired(&config.ignores()[**number], today)) {
            let ignore = config.ignores()[number].ignore.value.clone();
            declared.push(DeclaredAt { key: (of, number), has_run: rules.has_run(&ignore.rule) });
            ignores.push(ignore);
        }
        let accepts = accepts.iter().map(|number| (*number, &config.accepts()[*number]));
        let accepts = accepts.filter(|(_, accept)| day(today).is_none_or(|day| !accept.is_expired(day)));
        let accepts = accepts.map(|(number, accept)| AcceptedAt {
            key: (of, number),
            kind: accept.kind.value.clone(),
            reason: accept.reason.clone(),
        });
        let accepts = accepts.collect();
        let (vocabulary, limits) = (part.vocabulary(), part.limits());
        let fail_on = part.fail_on.as_ref().map_or(Severity::Warning, |severity| severity.value);
        Self { rules, today, vocabulary, ignores, declared, accepts, limits, fail_on }
    }

    /// The reason that the configuration gives why a file with a problem of this kind need not be
    /// read; `None` if it gives none.
    pub fn acceptance(&self, kind: &str) -> Option<&str> {
        self.accepts.iter().find(|accept| accept.kind == kind).map(|accept| accept.reason.as_str())
    }

    /// Conditions for checking this file, apart from the rules, if it is read with the options
    /// `reading`.
    pub fn conditions(&self, reading: ReadOptions) -> Conditions<'_> {
        Conditions { reading, ignores: &self.ignores, ..Conditions::new(self.today, &self.vocabulary) }
    }
}

/// Rules that the user selected, by their ids, their families, or the Chinese names of families.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'s> {
    /// Run only these rules; if empty, those that run by default.
    pub select: &'s [String],
    /// Do not run these rules.
    pub ignore: &'s [String],
}

impl Selection<'_> {
    /// The rules of `registry` that run under `part`. `belongs` is true for rules that exist for
    /// the file: a rule of a pack exists only for the configurations that name the pack.
    ///
    /// # Errors
    /// If a name is unknown, or an option has a value that its rule does not accept.
    pub fn ruleset(
        self,
        registry: &Registry,
        part: &Part,
        belongs: &dyn Fn(&Rule) -> bool,
    ) -> Result<Ruleset, SelectionError> {
        let all = ["all".to_owned()];
        let is_named = !self.select.is_empty();
        let named = registry.select(if is_named { self.select } else { &all }, self.ignore)?;
        let chosen: Vec<&Rule> =
            named.into_iter().filter(|rule| belongs(rule) && (is_named || part.runs(rule))).collect();
        let rules = if part.keeps_rules() {
            Ruleset::new(&chosen)?
        } else {
            let applied: Vec<Rule> = chosen.into_iter().map(|rule| part.applied(rule)).collect();
            Ruleset::with_words(&applied.iter().collect::<Vec<_>>(), &part.words())?
        };
        Ok(rules.chosen_from(registry.rules().iter().filter(|rule| belongs(rule))))
    }

    /// True if `rules`, the result of this selection, can report anything. Rules about unused
    /// comments count only if they were selected by name.
    pub fn leaves_something(self, rules: &Ruleset) -> bool {
        rules.finds_anything() || !self.select.is_empty() && rules.has_engine_rules()
    }
}

/// Reason why no rules can be selected.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// No rule has the name.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// An option of a rule is invalid.
    #[error(transparent)]
    Mistake(#[from] Box<Mistake>),
}

/// Date that counts as “now” for a document without a date of its own: from its configuration, else
/// from `clock`, the date that the caller read from the system.
pub fn today(part: &Part, clock: Option<Day>) -> Today {
    let fallback = |day, origin| Today::Fallback(ReferenceDate { day, origin });
    match (part.today.as_ref().map(|today| today.value), clock) {
        (Some(Now::Off), _) | (None, None) => Today::Off,
        (Some(Now::Day(day)), _) => fallback(day, DateOrigin::Configuration),
        (None, Some(day)) => fallback(day, DateOrigin::Clock),
    }
}

/// True if the last day of an ignore is over.
pub fn is_expired(declared: &Declared, today: Today) -> bool {
    day(today).is_some_and(|day| declared.ignore.value.is_expired(day))
}

/// The day that counts as “now”; `None` if no date is compared with now.
fn day(today: Today) -> Option<Day> {
    match today {
        Today::Off => None,
        Today::Fixed(date) | Today::Fallback(date) => Some(date.day),
    }
}
