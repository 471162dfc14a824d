//! Everything that one document is checked with: its rules, and the settings of its configuration
//! that apply to it.

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

/// Everything that one file is checked with: its rules and settings.
pub struct Held {
    /// The rules that run, with their checks.
    pub rules: Arc<Ruleset>,
    /// Date that counts as “now”.
    pub today: Today,
    /// The words that the user's configuration adds.
    pub vocabulary: Vocabulary,
    /// `[[ignore]]` entries of the configuration for this file: findings that are right. Expired
    /// entries are left out.
    pub ignores: Vec<Ignore>,
    /// The place in the configuration of each entry of `ignores`, in the same order.
    pub declared: Vec<DeclaredAt>,
    /// `[[accept]]` entries of the configuration for this file: problems because of which it need
    /// not be read. Expired entries are left out.
    pub accepts: Vec<AcceptedAt>,
    /// Maximum size of a file that is read, and maximum number of findings that are listed.
    pub limits: Limits,
    /// Lowest severity that fails the run.
    pub fail_on: Severity,
}

/// The place of an `[[ignore]]` entry that applies to a file.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredAt {
    /// Index of the configuration among those of the run, and number of the entry among its
    /// `[[ignore]]` entries.
    pub key: (usize, usize),
    /// True if the rules that the entry names run on this file. Only then can the entry be reported
    /// as unused if it covers no finding.
    pub has_run: bool,
}

/// A kind of problem for which a file need not be read, with the place of its `[[accept]]` entry.
#[derive(Clone, Debug)]
pub struct AcceptedAt {
    /// Index of the configuration among those of the run, and number of the entry among its
    /// `[[accept]]` entries.
    pub key: (usize, usize),
    /// The kind of the problem, by its name in the JSON report.
    pub kind: String,
    /// The reason, from the entry, why the file need not be read.
    pub reason: String,
}

/// A configuration, and those of its parts that apply to one file.
pub struct Settings<'c> {
    /// The configuration.
    pub config: &'c Config,
    /// Index of this configuration among those of the run.
    pub number: usize,
    /// The settings for the file: those at the top level, with matching `[[overrides]]` applied.
    pub part: &'c Part,
    /// Numbers of the `[[ignore]]` entries that apply to the file.
    pub ignores: &'c [usize],
    /// Numbers of the `[[accept]]` entries that apply to the file.
    pub accepts: &'c [usize],
}

impl Held {
    /// Collects everything that a file is checked with.
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

    /// The reason, from an `[[accept]]` entry, why a file with a problem of this kind need not be
    /// read; `None` if no entry accepts the problem.
    pub fn acceptance(&self, kind: &str) -> Option<&str> {
        self.accepts.iter().find(|accept| accept.kind == kind).map(|accept| accept.reason.as_str())
    }

    /// Settings for checking this file, other than the rules. `reading` are the options with which
    /// it is read.
    pub fn conditions(&self, reading: ReadOptions) -> Conditions<'_> {
        Conditions { reading, ignores: &self.ignores, ..Conditions::new(self.today, &self.vocabulary) }
    }
}

/// Rules that the user selects, by their ids, their families, or the Chinese names of families.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'s> {
    /// Run only these rules; if empty, those that run by default.
    pub select: &'s [String],
    /// Do not run these rules.
    pub ignore: &'s [String],
}

impl Selection<'_> {
    /// Returns the rules of `registry` that run under the settings `part`. `belongs` tells if a
    /// rule exists for the file: a rule of a pack exists only for the configurations that name the
    /// pack.
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

    /// True if `rules`, the result of this selection, can report anything. Rules without a check,
    /// such as the one on unused ignore comments, count only if rules were selected by name.
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

/// Returns the date that counts as “now” for a document without a date of its own: that of its
/// configuration, else `clock`, the date that the caller read from the system.
pub fn today(part: &Part, clock: Option<Day>) -> Today {
    let fallback = |day, origin| Today::Fallback(ReferenceDate { day, origin });
    match (part.today.as_ref().map(|today| today.value), clock) {
        (Some(Now::Off), _) | (None, None) => Today::Off,
        (Some(Now::Day(day)), _) => fallback(day, DateOrigin::Configuration),
        (None, Some(day)) => fallback(day, DateOrigin::Clock),
    }
}

/// True if the last day of an `[[ignore]]` entry is over.
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
