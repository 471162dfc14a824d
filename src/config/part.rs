//! Settings that can differ from file to file: the weight and options of rules, the user's words, and what now means.

use std::collections::BTreeMap;

use jiff::civil::Date as Day;
use toml::Spanned;

use crate::config::limits::{Limits, Size};
use crate::config::place::Placed;
use crate::config::written::{self, Count, Level, Named, Override, Placeholder, Written};
use crate::diagnostic::Severity;
use crate::facts::events::Event;
use crate::facts::vocabulary::Vocabulary;
use crate::rule::Rule;
use crate::words::{self, Words, term};

/// What “now” means by the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Nothing is compared with now.
    Off,
    /// This day, for documents without a date of their own.
    Day(Day),
}

/// Settings, each with its place.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What is said of rules and of families, by name. A rule's own name comes before its family's.
    pub levels: BTreeMap<String, Placed<Level>>,
    /// Options, by rule and name.
    pub options: BTreeMap<String, BTreeMap<String, Placed<toml::Value>>>,
    /// Forms of words that are no blanks.
    pub allow: Vec<Placed<String>>,
    /// Words that are.
    pub masks: Vec<Placed<String>>,
    /// Fixed terms with a number.
    pub terms: Vec<Placed<String>>,
    /// Words that are added to classes, by the id of the class.
    pub words: BTreeMap<String, Vec<Placed<String>>>,
    /// Events of the user's own.
    pub events: Vec<Placed<Event>>,
    /// What “now” means.
    pub today: Option<Placed<Now>>,
    /// The severity from which on findings fail a run.
    pub fail_on: Option<Placed<Severity>>,
    /// Longest file that is read.
    pub file_size: Option<Placed<Size>>,
    /// Findings of a file that are listed; 0 for all.
    pub findings: Option<Placed<usize>>,
}

/// What of a part still has to be judged: names with their places, and the date as written.
pub(super) struct Unjudged {
    pub(super) part: Part,
    /// The names in `rules` and in `options`.
    pub(super) names: Vec<Placed<String>>,
    /// The options, by rule: their names with the places of those.
    pub(super) options: Vec<(String, Placed<String>)>,
    /// The names in `words`.
    pub(super) classes: Vec<Placed<String>>,
    pub(super) today: Option<Placed<String>>,
    /// The longest file, a number or a string.
    pub(super) file_size: Option<Placed<toml::Value>>,
}

/// The keys that a file and an override have in common, as written.
struct Settings<'a> {
    rules: &'a Named<Spanned<Level>>,
    options: &'a Named<Named<Spanned<toml::Value>>>,
    placeholder: &'a Placeholder,
    count: &'a Count,
    words: &'a Named<Vec<Spanned<String>>>,
    today: Option<&'a Spanned<String>>,
    fail_on: Option<&'a Spanned<Severity>>,
    limits: &'a written::Limits,
}

impl Unjudged {
    /// The settings of a whole file.
    pub(super) fn of_file(file: usize, written: &Written) -> Self {
        let Written { rules, options, placeholder, count, words, today, fail_on, limits, .. } = written;
        let (today, fail_on) = (today.as_ref(), fail_on.as_ref());
        Self::new(file, &Settings { rules, options, placeholder, count, words, today, fail_on, limits })
    }

    /// The settings of one `[[override]]`.
    pub(super) fn of_override(file: usize, written: &Override) -> Self {
        let Override { rules, options, placeholder, count, words, today, fail_on, limits, .. } = written;
        let (today, fail_on) = (today.as_ref(), fail_on.as_ref());
        Self::new(file, &Settings { rules, options, placeholder, count, words, today, fail_on, limits })
    }

    fn new(file: usize, settings: &Settings<'_>) -> Self {
        let Settings { rules, options, placeholder, count, words: added, today, fail_on, limits } = *settings;
        let placed = |text: &Spanned<String>| Placed::new(file, text.span(), text.as_ref().clone());
        let words = |list: &[Spanned<String>]| list.iter().map(placed).collect::<Vec<_>>();
        let mut part = Part {
            allow: words(&placeholder.allow),
            masks: words(&placeholder.masks),
            terms: words(&count.terms),
            fail_on: fail_on.map(|severity| Placed::new(file, severity.span(), *severity.as_ref())),
            findings: limits.findings.as_ref().map(|most| Placed::new(file, most.span(), *most.as_ref())),
            ..Part::default()
        };
        for (class, list) in added {
            part.words.insert(class.as_ref().clone(), words(list));
        }
        for (name, level) in rules {
            part.levels.insert(name.as_ref().clone(), Placed::new(file, level.span(), *level.as_ref()));
        }
        let mut keys = Vec::new();
        for (rule, table) in options {
            let values = part.options.entry(rule.as_ref().clone()).or_default();
            for (name, value) in table {
                values.insert(name.as_ref().clone(), Placed::new(file, value.span(), value.as_ref().clone()));
                keys.push((rule.as_ref().clone(), placed(name)));
            }
        }
        let names = rules.keys().chain(options.keys()).map(placed).collect();
        let classes = added.keys().map(placed).collect();
        let size = limits.file_size.as_ref();
        let file_size = size.map(|size| Placed::new(file, size.span(), size.as_ref().clone()));
        Self { part, names, options: keys, classes, today: today.map(placed), file_size }
    }
}

impl Part {
    /// Lays the settings of a file over those of the file it extends: key by key, lists one after the other.
    pub(super) fn extend(&mut self, nearer: &Self) {
        self.levels.extend(nearer.levels.clone());
        for (rule, values) in &nearer.options {
            self.options.entry(rule.clone()).or_default().extend(values.clone());
        }
        self.allow.extend_from_slice(&nearer.allow);
        self.masks.extend_from_slice(&nearer.masks);
        self.terms.extend_from_slice(&nearer.terms);
        for (class, list) in &nearer.words {
            self.words.entry(class.clone()).or_default().extend_from_slice(list);
        }
        self.events.extend_from_slice(&nearer.events);
        if let Some(today) = &nearer.today {
            self.today = Some(today.clone());
        }
        if let Some(fail_on) = &nearer.fail_on {
            self.fail_on = Some(fail_on.clone());
        }
        if let Some(size) = &nearer.file_size {
            self.file_size = Some(size.clone());
        }
        if let Some(findings) = &nearer.findings {
            self.findings = Some(findings.clone());
        }
    }

    /// Lays an override over it: as a file over the one it extends, but what it says of a family is said of each rule.
    pub(super) fn override_with(&mut self, over: &Self) {
        self.levels.retain(|name, _| {
            name.split_once('/').is_none_or(|(family, _)| !over.levels.contains_key(family))
        });
        self.extend(over);
    }

    /// What is said of a rule, under its own name or its family's.
    pub fn level(&self, rule: &Rule) -> Option<&Placed<Level>> {
        self.levels.get(rule.id.as_str()).or_else(|| self.levels.get(rule.id.family()))
    }

    /// Whether a rule runs, unless the command line names rules. A severity given to a family weighs those of its rules
    /// that run anyhow; one given to a rule makes it run.
    pub fn runs(&self, rule: &Rule) -> bool {
        let own = self.levels.get(rule.id.as_str());
        match own.or_else(|| self.levels.get(rule.id.family())).map(|level| level.value) {
            Some(Level::Off) => false,
            Some(Level::On) => true,
            Some(_) => own.is_some() || rule.is_default,
            None => rule.is_default,
        }
    }

    /// A rule with the weight and the options it has here.
    pub fn applied(&self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        if let Some(severity) = self.level(&rule).and_then(|level| level.value.severity()) {
            rule.severity = severity;
        }
        let options = &mut rule.section.options;
        let given = self.options.get(rule.id.as_str()).filter(|_| !options.is_empty());
        for (name, value) in given.into_iter().flatten() {
            options.set(name, value.value.clone().into());
        }
        rule
    }

    /// The limits it sets.
    pub fn limits(&self) -> Limits {
        Limits {
            file_size: self.file_size.as_ref().map(|size| size.value),
            findings: self.findings.as_ref().map(|findings| findings.value),
        }
    }

    /// True if rules are what they are without configuration.
    pub fn keeps_rules(&self) -> bool {
        self.levels.is_empty() && self.options.is_empty() && self.words().is_empty()
    }

    /// The words that are added to classes.
    pub fn words(&self) -> Words {
        let mut words = Words::new();
        for (class, list) in &self.words {
            if let Some(class) = words::class(class) {
                words.add(class, list.iter().map(|word| word.value.clone()));
            }
        }
        // `[count] terms` is the same list by its older name.
        words.add(&term::COUNTED, self.terms.iter().map(|word| word.value.clone()));
        for event in &self.events {
            event.value.add_to(&mut words);
        }
        words
    }

    /// The user's words.
    pub fn vocabulary(&self) -> Vocabulary {
        let words = |list: &[Placed<String>]| list.iter().map(|word| word.value.clone()).collect();
        Vocabulary {
            allow: words(&self.allow),
            masks: words(&self.masks),
            words: self.words(),
            events: self.events.iter().map(|event| event.value.clone()).collect(),
        }
    }
}
