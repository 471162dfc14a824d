//! What a document is checked with: the rules of a run under the part of the configuration that holds for the document.

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

/// What a file is checked with.
pub struct Held {
    /// The rules.
    pub rules: Arc<Ruleset>,
    /// What now means.
    pub today: Today,
    /// The user's words.
    pub vocabulary: Vocabulary,
    /// What is declared right and has not expired.
    pub ignores: Vec<Ignore>,
    /// Where each of them stands.
    pub declared: Vec<DeclaredAt>,
    /// Problems for which it need not be read, that have not expired.
    pub accepts: Vec<AcceptedAt>,
    /// How much of the file is read, and how much of what is found is listed.
    pub limits: Limits,
    /// From which severity on its findings fail the run.
    pub fail_on: Severity,
}

/// The place of an ignore that holds for a file.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredAt {
    /// Its configuration, and its number among the ignores of that.
    pub key: (usize, usize),
    /// Its rules are part of the run, so that one that covers nothing is not needed.
    pub has_run: bool,
}

/// A problem for which a file need not be read, and where that was said.
#[derive(Clone, Debug)]
pub struct AcceptedAt {
    /// Its configuration, and its number among the entries of that.
    pub key: (usize, usize),
    /// The kind of the problem, by its name in the JSON report.
    pub kind: String,
    /// Why.
    pub reason: String,
}

/// What a configuration says of a file.
pub struct Settings<'c> {
    /// The configuration.
    pub config: &'c Config,
    /// Its number among those of the run.
    pub number: usize,
    /// What holds for the file.
    pub part: &'c Part,
    /// Numbers of the ignores that are for the file.
    pub ignores: &'c [usize],
    /// Numbers of the entries that accept that it cannot be read.
    pub accepts: &'c [usize],
}

impl Held {
    /// What a file with these settings is checked with.
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

    /// Why a file with a problem of this kind need not be read; `None` if it must be.
    pub fn acceptance(&self, kind: &str) -> Option<&str> {
        self.accepts.iter().find(|accept| accept.kind == kind).map(|accept| accept.reason.as_str())
    }

    /// What holds for a document beside the rules, if it is read in this way.
    pub fn conditions(&self, reading: ReadOptions) -> Conditions<'_> {
        Conditions { reading, ignores: &self.ignores, ..Conditions::new(self.today, &self.vocabulary) }
    }
}

/// Which rules a run is asked for, by their ids, their families, or the Chinese words for those.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'s> {
    /// Only these; those that run anyhow if none is named.
    pub select: &'s [String],
    /// None of these.
    pub ignore: &'s [String],
}

impl Selection<'_> {
    /// The rules of `registry` that run under `part`. `belongs` says which rules there are for the file: those of packs
    /// belong to the configurations that name the pack.
    ///
    /// # Errors
    /// If a name is that of no rule, or an option of a rule has a value that the rule cannot take.
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

    /// True if `rules`, which it left, look for something. Rules about comments that ignore nothing count only if they are what
    /// was selected.
    pub fn leaves_something(self, rules: &Ruleset) -> bool {
        rules.finds_anything() || !self.select.is_empty() && rules.has_engine_rules()
    }
}

/// Why no rules can be chosen.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// A name is that of no rule.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// An option of a rule is wrong.
    #[error(transparent)]
    Mistake(#[from] Box<Mistake>),
}

/// What “now” means for a document without a date of its own: by its configuration, else by the clock of whoever asks.
pub fn today(part: &Part, clock: Option<Day>) -> Today {
    let fallback = |day, origin| Today::Fallback(ReferenceDate { day, origin });
    match (part.today.as_ref().map(|today| today.value), clock) {
        (Some(Now::Off), _) | (None, None) => Today::Off,
        (Some(Now::Day(day)), _) => fallback(day, DateOrigin::Configuration),
        (None, Some(day)) => fallback(day, DateOrigin::Clock),
    }
}

/// True if an ignore no longer holds.
pub fn is_expired(declared: &Declared, today: Today) -> bool {
    day(today).is_some_and(|day| declared.ignore.value.is_expired(day))
}

/// The day that now means; `None` if nothing is compared with now.
fn day(today: Today) -> Option<Day> {
    match today {
        Today::Off => None,
        Today::Fixed(date) | Today::Fallback(date) => Some(date.day),
    }
}
