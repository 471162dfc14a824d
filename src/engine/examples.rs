//! Tests of the examples in rule files. A `bad` example must be reported exactly at its marks ⟦…⟧;
//! in a `good` one, neither the rule nor any default rule may report anything. A missed finding and
//! a false alarm are different faults.

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

/// Date that counts as “now” in examples without a date of their own.
const AS_OF: ReferenceDate = ReferenceDate { day: date(2026, 11, 21), origin: DateOrigin::Configuration };

/// Reason why an example fails. In the texts of a fault, ⟦ and ⟧ are around the expected or the
/// actual findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The rule reports fewer places than the example marks.
    Miss(Marked),
    /// The rule reports more places than the example marks.
    FalseAlarm(Marked),
    /// The rule reports as many places as the example marks, but other ones.
    WrongPlace(Marked),
    /// A rule reports a finding in a good example.
    NotSilent {
        /// Id of the rule that reported the finding.
        rule: String,
        /// The text of the example, with the findings marked.
        found: String,
    },
    /// The text after the fixes is not the text `fixed` of the example.
    WrongFix(Marked),
    /// Number of findings that have no fix or are still found after the fixes, although the example
    /// gives the text `fixed`.
    NotFixed(usize),
    /// A message, in this language, contains `{name}`, but the finding gives no value for it. The
    /// string is the name.
    Unfilled(Language, String),
    /// A label or a variant of the message that the finding uses has no text in this language. The
    /// string is its name.
    Unworded(Language, String),
    /// The text of the example cannot be read as a document; the string is the reason.
    Unread(String),
}

/// Two texts that should be equal: the one that the example expects, and the actual one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The text that the example expects.
    pub expected: String,
    /// The actual text.
    pub found: String,
}

/// Tests examples; it builds the default rules once for all of them.
pub struct Examiner {
    defaults: Ruleset,
}

impl Examiner {
    /// Builds the default rules of `registry`.
    ///
    /// # Errors
    /// If a rule is invalid.
    pub fn new(registry: &Registry) -> Result<Self, Box<Mistake>> {
        let defaults: Vec<&Rule> = registry.rules().iter().filter(|rule| rule.is_default).collect();
        Ok(Self { defaults: Ruleset::new(&defaults)? })
    }

    /// Tests that a `bad` example, a text with a defect, is reported at its marks and corrected as
    /// it states.
    ///
    /// # Errors
    /// The fault of the example.
    pub fn bad(&self, rule: &Rule, bad: &BadExample) -> Result<(), Fault> {
        let alone = alone(rule)?;
        // Engine rules report on findings of other rules, so they need those rules to run.
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

    /// Tests that a `good` example, a text without a defect, is not reported.
    ///
    /// # Errors
    /// The finding in it.
    pub fn good(&self, rule: &Rule, good: &GoodExample) -> Result<(), Fault> {
        silent(&self.defaults, good)?;
        if rule.is_default { Ok(()) } else { silent(&alone(rule)?, good) }
    }
}

/// Checks a text with a defect, after reading the documents with which it is compared.
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

/// Tests that `rules` report no finding in a good example.
fn silent(rules: &Ruleset, good: &GoodExample) -> Result<(), Fault> {
    let others = Others { beside: good.beside.as_deref(), previous: good.previous.as_deref() };
    let checked = lint(rules, &good.name, others, &good.text)?;
    match checked.diagnostics.first() {
        None => Ok(()),
        Some(alarm) => Err(Fault::NotSilent { rule: alarm.rule.to_string(), found: marked(&checked) }),
    }
}

/// Tests that the fixes turn the example into the text `fixed`, and that the rule reports nothing
/// in that text.
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

/// The further documents of an example, for rules that compare documents. Each is `None` if the
/// example has none.
#[derive(Clone, Copy)]
struct Others<'e> {
    /// Another document that is checked in the same run.
    beside: Option<&'e str>,
    /// The document of the year before.
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

/// Returns the text of a checked document with ⟦ and ⟧ around the reported spans.
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

/// Tests that every text of the finding exists in both languages, and that every `{name}` in it has
/// a value.
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
