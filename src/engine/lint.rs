//! Reads one document and runs all single-document rules on it.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::check::{Context, DateOrigin, Findings, Previous, ReferenceDate, Years};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::source::Source;
use crate::engine::report::{Checked, FileReport, Problem};
use crate::engine::suppress;
use crate::facts::previous::comparison::Comparison;
use crate::facts::vocabulary::Vocabulary;
use crate::facts::{Facts, is_long};
use crate::readers::{self, ReadOptions};
use crate::registry::Ruleset;
use crate::rule::ignore::{self, Ignore};
use crate::rule::policy::Policy;
use crate::text::span::Span;

/// Date that counts as “now”, as configured before a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// No date is compared with now.
    Off,
    /// This date, for every document.
    Fixed(ReferenceDate),
    /// The document's own date, or this one if it has none.
    Fallback(ReferenceDate),
}

/// A step of checking a document whose time is measured separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'r> {
    /// Reading the file as a document.
    Reading,
    /// Finding the facts that many rules share: tokens, sentences, and the places of all words.
    Words,
    /// Running a rule, including the computation of facts that it is the first to need.
    Rule(&'r RuleId),
}

/// Measures the time of steps. The library has no clock of its own; the front end provides one.
pub trait Stopwatch: Sync + std::fmt::Debug {
    /// Does `work` exactly once, and adds its time to `step`.
    fn measure(&self, step: Step<'_>, work: &mut dyn FnMut());
}

/// Settings for checking a document, other than the rules.
#[derive(Clone, Copy, Debug)]
pub struct Conditions<'v> {
    /// Date that counts as “now”.
    pub today: Today,
    /// The words that the user's configuration adds.
    pub vocabulary: &'v Vocabulary,
    /// Options for reading the file.
    pub reading: ReadOptions,
    /// `[[ignore]]` entries of the configuration: findings that the user declares right.
    pub ignores: &'v [Ignore],
    /// True if the document will be compared with other documents of the run. Its sketch, the
    /// hashes for the comparison, is then computed at once, in the thread that has the facts.
    pub is_compared: bool,
    /// True if the document belongs to a set, such as the papers of one meeting. The papers of a
    /// set are compared with each other after all of them were checked.
    pub is_in_set: bool,
    /// The document of the year before, from which the checked one was made by overwriting.
    pub previous: Option<&'v Previous>,
    /// Stopwatch for the steps, if their time is measured.
    pub stopwatch: Option<&'v dyn Stopwatch>,
}

impl<'v> Conditions<'v> {
    /// Creates the settings for a document that is read with default options and not compared with
    /// others.
    pub fn new(today: Today, vocabulary: &'v Vocabulary) -> Self {
        Self {
            today,
            vocabulary,
            reading: ReadOptions::default(),
            ignores: &[],
            is_compared: false,
            is_in_set: false,
            previous: None,
            stopwatch: None,
        }
    }

    /// Calls `work`. The stopwatch, if there is one, adds the time to `step`.
    pub(super) fn measure(&self, step: Step<'_>, mut work: impl FnMut()) {
        match self.stopwatch {
            Some(stopwatch) => stopwatch.measure(step, &mut work),
            None => work(),
        }
    }
}

/// Reads and checks one file. A panic becomes a problem of that file.
pub fn check(source: &Source, rules: &Ruleset, conditions: &Conditions<'_>) -> FileReport {
    read_and_lint(Cow::Borrowed(source), rules, conditions)
}

/// Does the same as [`check`], but drops the bytes of the file before its text is checked, to save
/// memory.
pub fn check_and_drop(source: Source, rules: &Ruleset, conditions: &Conditions<'_>) -> FileReport {
    read_and_lint(Cow::Owned(source), rules, conditions)
}

fn read_and_lint(source: Cow<'_, Source>, rules: &Ruleset, conditions: &Conditions<'_>) -> FileReport {
    let path = source.name.clone();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut document = None;
        conditions.measure(Step::Reading, || document = Some(readers::read_as(&source, &conditions.reading)));
        drop(source);
        match document {
            Some(Ok(document)) => Ok(lint(document, &path, rules, conditions)),
            Some(Err(error)) => Err(Problem::Unread(error)),
            // The stopwatch has not done the work.
            None => Err(Problem::Panicked),
        }
    }));
    FileReport::new(path, outcome.unwrap_or(Err(Problem::Panicked)))
}

/// Checks a document, which is called `name` in reports. Findings come in text order; the same
/// document always gives the same findings.
pub fn lint(document: Document, name: &str, rules: &Ruleset, conditions: &Conditions<'_>) -> Checked {
    let (reference, diagnostics, headings, (sketch, paper_facts, used_ignores, figures)) = {
        let facts = Facts::new(&document, rules.lexicon(), conditions.vocabulary);
        let reference = reference(conditions.today, &facts);
        let cx = Context { doc: &document, name, facts: &facts, reference };
        let mut diagnostics = Vec::new();
        if conditions.stopwatch.is_some() {
            // Otherwise the first rule that needs the words would seem slow.
            conditions.measure(Step::Words, || facts.find_words());
        }
        // Comparing a text with itself needs three times its size in memory. Done first, that
        // memory is free again before other facts need as much.
        if is_long(document.text()) && rules.checks().iter().any(|rule| rule.check.asks_for_passages()) {
            facts.repeats();
        }
        for rule in rules.checks() {
            let first = diagnostics.len();
            conditions.measure(Step::Rule(&rule.id), || {
                rule.check
                    .check(&cx, &mut Findings::new(&document, &rule.id, rule.severity, &mut diagnostics));
            });
            let is_dropped = |found: &mut Diagnostic| is_dropped(rule.policy, found.span, &cx);
            diagnostics.extract_if(first.., is_dropped).for_each(drop);
        }
        if let Some(previous) = conditions.previous.filter(|_| !rules.previous().is_empty()) {
            let comparison = Comparison::new(&previous.record, facts.record());
            let years = Years { previous, comparison: &comparison };
            for rule in rules.previous() {
                let first = diagnostics.len();
                conditions.measure(Step::Rule(&rule.id), || {
                    let mut out = Findings::new(&document, &rule.id, rule.severity, &mut diagnostics);
                    rule.check.check(&cx, &years, &mut out);
                });
                let is_dropped = |found: &mut Diagnostic| is_dropped(rule.policy, found.span, &cx);
                diagnostics.extract_if(first.., is_dropped).for_each(drop);
            }
        }
        suppress::apply(&document, rules, &mut diagnostics);
        let used = ignore::apply(&document, conditions.ignores, &mut diagnostics);
        let is_compared = conditions.is_compared && rules.is_collected();
        let sketch = is_compared.then(|| facts.sketch());
        let is_in_set = conditions.is_in_set && !rules.set().is_empty();
        let paper_facts = is_in_set.then(|| Box::new(facts.paper_facts()));
        let figures = facts.has_relations().then(|| facts.ledger_counts());
        let headings = if diagnostics.is_empty() && !is_in_set { Vec::new() } else { facts.headings() };
        (reference, diagnostics, headings, (sketch, paper_facts, used, figures))
    };
    let diagnostics = sorted(diagnostics);
    Checked {
        reference,
        diagnostics,
        headings,
        sketch,
        paper_facts,
        used_ignores,
        figures,
        ..Checked::new(document)
    }
}

/// True if the policy of a rule drops its findings at `span`: because they are in hidden text, or
/// in words that the user allows.
fn is_dropped(policy: Policy, span: Span, cx: &Context<'_>) -> bool {
    !policy.keeps_hidden && is_hidden(cx.doc, span) || policy.drops_allowed && cx.facts.is_allowed(span)
}

fn is_hidden(doc: &Document, span: Span) -> bool {
    doc.blocks().get(doc.block_at(span.start())).is_some_and(|block| block.kind == BlockKind::Hidden)
}

fn reference(today: Today, facts: &Facts<'_>) -> Option<ReferenceDate> {
    match today {
        Today::Off => None,
        Today::Fixed(date) => Some(date),
        Today::Fallback(date) => Some(match facts.own_dates().first() {
            Some(own) => ReferenceDate { day: own.day, origin: DateOrigin::Document },
            None => date,
        }),
    }
}

/// Sorts findings into text order. If a rule reports the same place twice with the same severity
/// and wording, only the first finding is kept: a check may detect one defect in several ways (200户
/// × 500元, "200 households × 500 yuan", and 500 × 200 with 每户, "per household").
fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    diagnostics.dedup_by(|next, first| {
        let kind = |found: &Diagnostic| (found.span, found.severity, found.message.variant);
        kind(next) == kind(first) && next.rule == first.rule
    });
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::{Conditions, Today, check};
    use crate::check::{DateOrigin, ReferenceDate};
    use crate::document::source::Source;
    use crate::engine::report::Problem;
    use crate::facts::vocabulary::Vocabulary;
    use crate::registry::{Registry, Ruleset};

    fn rules() -> Ruleset {
        let registry = Registry::built_in();
        Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap()
    }

    fn reference(text: &str, today: Today) -> Option<(String, DateOrigin)> {
        let source = Source { name: "讲话.txt".into(), bytes: text.into() };
        let checked =
            check(&source, &rules(), &Conditions::new(today, &Vocabulary::default())).outcome.unwrap();
        checked.reference.map(|date| (date.day.to_string(), date.origin))
    }

    #[test]
    fn the_command_line_comes_before_the_document_and_the_document_before_the_clock() {
        let text = "通知\n请参加。\n2025年3月5日";
        let day = "2026-11-21".parse().unwrap();
        let from = |origin| ReferenceDate { day, origin };
        let fixed = Today::Fixed(from(DateOrigin::CommandLine));
        let clock = Today::Fallback(from(DateOrigin::Clock));
        assert_eq!(reference(text, fixed), Some(("2026-11-21".into(), DateOrigin::CommandLine)));
        assert_eq!(reference(text, clock), Some(("2025-03-05".into(), DateOrigin::Document)));
        assert_eq!(reference("请参加。", clock), Some(("2026-11-21".into(), DateOrigin::Clock)));
        assert_eq!(reference(text, Today::Off), None);
    }

    #[test]
    fn findings_come_in_order_of_place() {
        let source =
            Source { name: "a.txt".into(), bytes: "共XX人，截止2月30日，共XX人。".into() };
        let vocabulary = Vocabulary::default();
        let conditions = Conditions::new(Today::Off, &vocabulary);
        let checked = check(&source, &rules(), &conditions).outcome.unwrap();
        let starts: Vec<usize> = checked.diagnostics.iter().map(|found| found.span.start()).collect();
        assert_eq!(starts.len(), 4);
        assert!(starts.is_sorted());
    }

    #[test]
    fn one_defect_that_is_seen_twice_is_one_finding() {
        let text = "向24户困难家庭每户补助500元，合计13000元。大家早上8点集合，8:60准时发车。";
        let source = Source { name: "a.txt".into(), bytes: text.into() };
        let vocabulary = Vocabulary::default();
        let conditions = Conditions::new(Today::Off, &vocabulary);
        let checked = check(&source, &rules(), &conditions).outcome.unwrap();
        let places: Vec<&str> = checked.diagnostics.iter().map(|found| found.span.of(text)).collect();
        assert_eq!(places, ["13000元", "8:60"]);
    }

    #[test]
    fn two_defects_at_one_place_are_two_findings() {
        // The third annex is neither mentioned in the text nor attached.
        let text = "附件：1.清单\n2.方案\n3.经费表\n\n附件1\n清单\n附件2\n方案";
        let source = Source { name: "a.txt".into(), bytes: text.into() };
        let vocabulary = Vocabulary::default();
        let conditions = Conditions::new(Today::Off, &vocabulary);
        let checked = check(&source, &rules(), &conditions).outcome.unwrap();
        let places: Vec<&str> = checked.diagnostics.iter().map(|found| found.span.of(text)).collect();
        assert_eq!(places, ["经费表", "经费表"]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_a_problem_of_that_file() {
        let source = Source { name: "a.txt".into(), bytes: vec![0xd6, 0] };
        let vocabulary = Vocabulary::default();
        let report = check(&source, &rules(), &Conditions::new(Today::Off, &vocabulary));
        assert!(matches!(report.outcome, Err(Problem::Unread(_))));
    }
}
