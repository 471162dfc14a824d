//! The examples of rules, tried: a `bad` one is reported exactly where it is marked, a `good` one leaves the rule and all
//! default rules silent. A miss and a false alarm are told apart.

use jiff::civil::date;

use crate::check::{DateOrigin, ReferenceDate};
use crate::document::source::Source;
use crate::engine::collection::Collection;
use crate::engine::lint::{Conditions, Today, check};
use crate::engine::previous;
use crate::engine::report::{Checked, Problem};
use crate::engine::set;
use crate::facts::vocabulary::Vocabulary;
use crate::language::Language;
use crate::readers::ReadOptions;
use crate::registry::{Registry, Ruleset};
use crate::rule::by_name::Text;
use crate::rule::mistake::Mistake;
use crate::rule::section::Kind;
use crate::rule::{BadExample, GoodExample, Rule};

/// What “now” is in examples that give no date of their own.
const AS_OF: ReferenceDate = ReferenceDate { day: date(2026, 11, 21), origin: DateOrigin::Configuration };

/// Why an example does not hold. Texts have what was found, or was to be found, between ⟦ and ⟧.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Less is reported than is marked.
    Miss(Marked),
    /// More is reported than is marked.
    FalseAlarm(Marked),
    /// As much is reported, but elsewhere.
    WrongPlace(Marked),
    /// A rule reports something in a good example.
    NotSilent {
        /// The rule, by its id.
        rule: String,
        /// The example.
        found: String,
    },
    /// The fixes give another text than the example says.
    WrongFix(Marked),
    /// So many findings are left when the fixes are made, or have no fix.
    NotFixed(usize),
    /// Nothing fills `{name}` in a text of this language.
    Unfilled(Language, String),
    /// A label or a variant is not worded in this language.
    Unworded(Language, String),
    /// The example cannot be read.
    Unread(String),
}

/// What an example says, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What it says.
    pub expected: String,
    /// What came of it.
    pub found: String,
}

/// Tries examples; the default rules are built once.
pub struct Examiner {
    defaults: Ruleset,
}

impl Examiner {
    /// For the examples of the rules in `registry`.
    ///
    /// # Errors
    /// Where a rule is wrong.
    pub fn new(registry: &Registry) -> Result<Self, Box<Mistake>> {
        let defaults: Vec<&Rule> = registry.rules().iter().filter(|rule| rule.is_default).collect();
        Ok(Self { defaults: Ruleset::new(&defaults)? })
    }

    /// Tries a text with a defect.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn bad(&self, rule: &Rule, bad: &BadExample) -> Result<(), Fault> {
        let alone = alone(rule)?;
        // What the engine finds is about what other rules found.
        let company = if rule.section.kind == Kind::Engine { &self.defaults } else { &alone };
        let mut checked = checked(company, bad)?;
        checked.diagnostics.retain(|found| found.rule == rule.id);
        let found = marked(&checked);
        if found != bad.text {
            let marked = Marked { expected: bad.text.clone(), found };
            return Err(match checked.diagnostics.len().cmp(&bad.text.matches('⟦').count()) {
                std::cmp::Ordering::Less => Fault::Miss(marked),
                std::cmp::Ordering::Greater => Fault::FalseAlarm(marked),
                std::cmp::Ordering::Equal => Fault::WrongPlace(marked),
            });
        }
        worded(rule, &checked)?;
        match &bad.fixed {
            Some(fixed) => mended(&alone, bad, &checked, fixed),
            None => Ok(()),
        }
    }

    /// Tries a text without one.
    ///
    /// # Errors
    /// What is reported in it.
    pub fn good(&self, rule: &Rule, good: &GoodExample) -> Result<(), Fault> {
        silent(&self.defaults, good)?;
        if rule.is_default { Ok(()) } else { silent(&alone(rule)?, good) }
    }
}

/// What `rules` find in a text with a defect, read after the texts that it is compared with.
///
/// # Errors
/// If one of the texts cannot be read.
pub fn checked(rules: &Ruleset, bad: &BadExample) -> Result<Checked, Fault> {
    let others = Others { beside: bad.beside.as_deref(), previous: bad.previous.as_deref() };
    lint(rules, &bad.name, others, &bad.text.replace(['⟦', '⟧'], ""))
}

fn alone(rule: &Rule) -> Result<Ruleset, Fault> {
    Ruleset::new(&[rule]).map_err(|mistake| Fault::Unread(mistake.to_string()))
}

/// Nothing is reported.
fn silent(rules: &Ruleset, good: &GoodExample) -> Result<(), Fault> {
    let others = Others { beside: good.beside.as_deref(), previous: good.previous.as_deref() };
    let checked = lint(rules, &good.name, others, &good.text)?;
    match checked.diagnostics.first() {
        None => Ok(()),
        Some(alarm) => Err(Fault::NotSilent { rule: alarm.rule.to_string(), found: marked(&checked) }),
    }
}

/// The fixes give what the example says, and leave nothing to report.
fn mended(alone: &Ruleset, bad: &BadExample, checked: &Checked, fixed: &str) -> Result<(), Fault> {
    let mut text = checked.document.view().to_owned();
    for found in checked.diagnostics.iter().rev() {
        let fix = found.fix.as_ref().ok_or(Fault::NotFixed(1))?;
        for edit in fix.edits.iter().rev() {
            let span = checked.document.editable(edit.span).ok_or(Fault::NotFixed(1))?;
            text.replace_range(span.bytes.range(), &edit.text);
        }
    }
    if text != fixed {
        return Err(Fault::WrongFix(Marked { expected: fixed.to_owned(), found: text }));
    }
    let others = Others { beside: bad.beside.as_deref(), previous: bad.previous.as_deref() };
    match lint(alone, &bad.name, others, &text)?.diagnostics.len() {
        0 => Ok(()),
        left => Err(Fault::NotFixed(left)),
    }
}

/// The texts that an example is compared with.
#[derive(Clone, Copy)]
struct Others<'e> {
    /// One of the same collection.
    beside: Option<&'e str>,
    /// The one of the year before.
    previous: Option<&'e str>,
}

fn lint(rules: &Ruleset, name: &str, others: Others<'_>, text: &str) -> Result<Checked, Fault> {
    let mut collection = Collection::new(rules);
    let vocabulary = Vocabulary::default();
    let source = |name: &str, text: &str| Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let previous = others.previous.map(|text| {
        let source = source("previous.txt", text);
        previous::read(&source, &ReadOptions::default(), rules, &vocabulary)
    });
    let previous = previous.transpose().map_err(|problem| Fault::Unread(problem.to_string()))?;
    let today = Today::Fallback(AS_OF);
    let (is_in_set, previous) = (others.beside.is_some(), previous.as_ref());
    let conditions = Conditions { is_in_set, previous, ..Conditions::new(today, &vocabulary) };
    let mut read = |name: &str, text: &str| {
        let mut report = check(&source(name, text), rules, &conditions);
        collection.add(&mut report);
        report
    };
    let mut other = others.beside.map(|beside| read("beside.txt", beside));
    let mut own = read(name, text);
    if let Some(other) = &mut other {
        set::compare(&mut [other, &mut own], rules);
    }
    let unread = |problem: Problem| Fault::Unread(problem.to_string());
    if let Some(other) = other {
        other.outcome.map_err(unread)?;
    }
    own.outcome.map_err(unread)
}

/// The spans that are reported, as the text with ⟦ and ⟧ around them.
fn marked(checked: &Checked) -> String {
    let view = checked.document.view();
    let mut spans: Vec<_> =
        checked.diagnostics.iter().map(|found| checked.document.in_view(found.span)).collect();
    spans.sort();
    let (mut text, mut at) = (String::new(), 0);
    for span in spans {
        if span.start() >= at {
            text.extend([&view[at..span.start()], "⟦", &view[span.range()], "⟧"]);
            at = span.end();
        }
    }
    text + &view[at..]
}

/// Every text is there in both languages, and every argument it names is given.
fn worded(rule: &Rule, checked: &Checked) -> Result<(), Fault> {
    for language in [Language::Chinese, Language::English] {
        let wording = rule.wording(language);
        for found in &checked.diagnostics {
            let unworded = |name: &str| Fault::Unworded(language, name.to_owned());
            let elsewhere = found.elsewhere.iter().map(|other| other.name);
            let names = found.related.iter().map(|label| label.name).chain(elsewhere).chain(["here"]);
            let labels: Vec<&Text> = names
                .map(|name| wording.labels.get(name).ok_or_else(|| unworded(name)))
                .collect::<Result<_, _>>()?;
            let phrase = match found.message.variant {
                Some(name) => wording.variants.get(name).ok_or_else(|| unworded(name))?,
                None => &wording.plain,
            };
            let texts = [Some(&phrase.message), phrase.help.as_ref(), wording.fix.as_ref()];
            for text in texts.into_iter().flatten().chain(labels) {
                for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    if !found.message.args.iter().any(|(argument, _)| *argument == name) {
                        return Err(Fault::Unfilled(language, name.to_owned()));
                    }
                }
            }
        }
    }
    Ok(())
}
