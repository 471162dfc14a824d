//! Settings that can differ between files: the severity and options of rules, the user's words, and
//! the date of “now”.

use std::collections::BTreeMap;

use jiff::civil::Date as Day;
use toml::Spanned;

use crate::config::file::{self, ConfigFile, Count, Level, Named, Override, Placeholder};
use crate::config::limits::{Limits, Size};
use crate::config::place::Placed;
use crate::diagnostic::Severity;
use crate::facts::events::Event;
use crate::facts::vocabulary::Vocabulary;
use crate::rule::Rule;
use crate::words::{self, Words, term};

/// Date that counts as “now”, as the configuration sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// No date is compared with now.
    Off,
    /// This day, for documents without a date of their own.
    Day(Day),
}

/// All settings that can differ between files. Each value has its place in the configuration, for
/// messages.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Levels (`off`, `hint` …) of rules and families, by name. The entry of a rule takes
    /// precedence over that of its family.
    pub levels: BTreeMap<String, Placed<Level>>,
    /// Values of options, by the id of their rule and by their name.
    pub options: BTreeMap<String, BTreeMap<String, Placed<toml::Value>>>,
    /// Words that are not placeholders, although they look like one: `X企业` ("enterprise X").
    pub allow: Vec<Placed<String>>,
    /// Words that are placeholders, although they do not look like one: `待查` ("to be looked up").
    pub masks: Vec<Placed<String>>,
    /// Fixed terms with a number that counts nothing in the document, like 三严三实 ("three stricts and
    /// three honests", a slogan).
    pub terms: Vec<Placed<String>>,
    /// Words that are added to classes, by the id of the class.
    pub words: BTreeMap<String, Vec<Placed<String>>>,
    /// Events that the configuration defines, such as an anniversary.
    pub events: Vec<Placed<Event>>,
    /// Date that counts as “now”.
    pub today: Option<Placed<Now>>,
    /// Lowest severity that fails a run.
    pub fail_on: Option<Placed<Severity>>,
    /// Size above which a file is not read.
    pub file_size: Option<Placed<Size>>,
    /// Maximum number of findings listed for a file; 0 for all.
    pub findings: Option<Placed<usize>>,
}

/// A `Part` that is not validated yet: names of rules, options and classes that must exist, with
/// their places, and unparsed values.
pub(super) struct PendingPart {
    pub(super) part: Part,
    /// Names used as keys of the tables `rules` and `options`, which must be names of rules or
    /// families.
    pub(super) names: Vec<Placed<String>>,
    /// Names used as keys in the tables of `options`: each with the id of the rule that must have
    /// such an option.
    pub(super) options: Vec<(String, Placed<String>)>,
    /// Names used as keys of the table `words`, which must be ids of classes.
    pub(super) classes: Vec<Placed<String>>,
    pub(super) today: Option<Placed<String>>,
    /// The maximum file size, as a number or a string, not yet parsed.
    pub(super) file_size: Option<Placed<toml::Value>>,
}

/// The keys that both a whole file and an `[[overrides]]` table may have, as written.
struct Settings<'a> {
    rules: &'a Named<Spanned<Level>>,
    options: &'a Named<Named<Spanned<toml::Value>>>,
    placeholder: &'a Placeholder,
    count: &'a Count,
    words: &'a Named<Vec<Spanned<String>>>,
    today: Option<&'a Spanned<String>>,
    fail_on: Option<&'a Spanned<Severity>>,
    limits: &'a file::Limits,
}

impl PendingPart {
    /// Collects the settings at the top level of a file.
    pub(super) fn of_file(file: usize, settings: &ConfigFile) -> Self {
        let ConfigFile { rules, options, placeholder, count, words, today, fail_on, limits, .. } = settings;
        let (today, fail_on) = (today.as_ref(), fail_on.as_ref());
        Self::new(file, &Settings { rules, options, placeholder, count, words, today, fail_on, limits })
    }

    /// Collects the settings of one `[[overrides]]` table.
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
    /// Applies the settings `nearer`, of the extending file, on top of these, which are of the
    /// extended file. Single values are replaced, and lists are appended.
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

    /// Applies an `[[overrides]]` table in the same way as `extend`, except that a level for a
    /// family also replaces the levels of its rules.
    pub(super) fn override_with(&mut self, over: &Self) {
        self.levels.retain(|name, _| {
            name.split_once('/').is_none_or(|(family, _)| !over.levels.contains_key(family))
        });
        self.extend(over);
    }

    /// The level set for a rule: by its own name, or else by that of its family.
    pub fn level(&self, rule: &Rule) -> Option<&Placed<Level>> {
        self.levels.get(rule.id.as_str()).or_else(|| self.levels.get(rule.id.family()))
    }

    /// True if a rule runs under these settings, provided that the command line names no rules. A
    /// severity set for a rule makes it run; a severity set for a family only applies to those of
    /// its rules that run by default.
    pub fn runs(&self, rule: &Rule) -> bool {
        let own = self.levels.get(rule.id.as_str());
        match own.or_else(|| self.levels.get(rule.id.family())).map(|level| level.value) {
            Some(Level::Off) => false,
            Some(Level::On) => true,
            Some(_) => own.is_some() || rule.is_default,
            None => rule.is_default,
        }
    }

    /// Returns a copy of the rule with the severity and the options that these settings give it.
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

    /// The limits that are part of these settings.
    pub fn limits(&self) -> Limits {
        Limits {
            file_size: self.file_size.as_ref().map(|size| size.value),
            findings: self.findings.as_ref().map(|findings| findings.value),
        }
    }

    /// True if these settings change no level, option or word list, so that rules can be used as
    /// they are.
    pub fn keeps_rules(&self) -> bool {
        self.levels.is_empty() && self.options.is_empty() && self.words().is_empty()
    }

    /// The words that these settings add to classes of words, including fixed terms and the names
    /// of events.
    pub fn words(&self) -> Words {
        let mut words = Words::new();
        for (class, list) in &self.words {
            if let Some(class) = words::class(class) {
                words.add(class, list.iter().map(|word| word.value.clone()));
            }
        }
        // `[count] terms` is the older name of this list.
        words.add(&term::COUNTED, self.terms.iter().map(|word| word.value.clone()));
        for event in &self.events {
            event.value.add_to(&mut words);
        }
        words
    }

    /// The words that never are placeholders under these settings (`allow`), and those that always
    /// are (`masks`).
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
