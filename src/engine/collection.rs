//! Comparison of the documents of a run, called a collection, with each other: each with those
//! before it, in the order of the report.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::check::{CollectionCheck, Findings, Member};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::source::Source;
use crate::engine::held::Held;
use crate::engine::lint::{Step, Stopwatch};
use crate::engine::report::{Checked, FileReport, Problem};
use crate::engine::similar;
use crate::engine::suppress;
use crate::readers::{self, ReadOptions};
use crate::registry::{CollectionRule, Ruleset};
use crate::rule::ignore;

/// Reads an unchanged document without checking it: changed documents are compared with it. A panic
/// becomes a problem of that file.
pub fn unchecked(source: &Source, reading: &ReadOptions) -> FileReport {
    let read = || {
        let document = readers::read_as(source, reading)?;
        Ok(Checked { sketch: Some(similar::sketch(&document)), ..Checked::new(document) })
    };
    let outcome = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(checked)) => Ok(checked),
        Ok(Err(error)) => Err(Problem::Unread(error)),
        Err(_) => Err(Problem::Panicked),
    };
    FileReport::new(source.name.clone(), outcome)
}

/// Checks that compare the documents of a run with each other, such as the one for repeated
/// paragraphs. They remember the documents that they have seen.
#[derive(Default)]
pub struct Collection<'s> {
    /// A check for each collection rule and each set of its options. Each of them remembers
    /// separately which documents it has seen.
    checks: Vec<(RuleId, toml::Table, Box<dyn CollectionCheck>)>,
    /// Collection rules for documents whose configuration does not change them.
    default_rules: Vec<CollectionRule>,
    stopwatch: Option<&'s dyn Stopwatch>,
}

impl<'s> Collection<'s> {
    /// Creates a collection that has seen no document yet.
    pub fn new(rules: &Ruleset) -> Self {
        Self { checks: Vec::new(), default_rules: rules.collection().to_vec(), stopwatch: None }
    }

    /// Returns this collection with a stopwatch, which measures the time of each rule.
    #[must_use]
    pub fn measured_by(mut self, stopwatch: Option<&'s dyn Stopwatch>) -> Self {
        self.stopwatch = stopwatch;
        self
    }

    /// Compares a document by the default rules with those added before, and adds the findings to
    /// its report. A panic becomes a problem of that file.
    pub fn add(&mut self, report: &mut FileReport) {
        let default_rules = self.default_rules.clone();
        self.compare(report, &default_rules);
    }

    /// Does the same as [`Self::add`] by the rules for this file, and leaves out findings that an
    /// `[[ignore]]` entry of its configuration declares right. The file is compared only with files
    /// whose rules have the same options.
    pub fn add_under(&mut self, report: &mut FileReport, held: &Held) {
        self.compare(report, held.rules.collection());
        if let Ok(checked) = &mut report.outcome {
            let used = ignore::apply(&checked.document, &held.ignores, &mut checked.diagnostics);
            checked.used_ignores.extend(used);
        }
    }

    fn compare(&mut self, report: &mut FileReport, rules: &[CollectionRule]) {
        let Ok(checked) = &mut report.outcome else { return };
        if rules.is_empty() {
            return;
        }
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let sketch = checked.sketch.take().unwrap_or_else(|| similar::sketch(&checked.document));
            let member = Member { path: &report.path, doc: &checked.document, sketch: &sketch };
            for rule in rules {
                let stopwatch = self.stopwatch;
                let Some(check) = self.check(rule) else { continue };
                let mut findings = Findings::new(member.doc, &rule.id, rule.severity, &mut diagnostics);
                let mut work = || check.check(&member, &mut findings);
                match stopwatch {
                    Some(stopwatch) => stopwatch.measure(Step::Rule(&rule.id), &mut work),
                    None => work(),
                }
            }
            // `take` has removed the sketch, which is dropped here: reports of a set are kept until
            // the end of the run, and no later step needs the sketch.
        }));
        if outcome.is_err() {
            report.outcome = Err(Problem::Panicked);
            return;
        }
        suppress::take_out(&checked.document, &mut diagnostics);
        checked.diagnostics.append(&mut diagnostics);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }

    /// Returns the check of a rule with its options, which is built on first use.
    fn check(&mut self, rule: &CollectionRule) -> Option<&mut Box<dyn CollectionCheck>> {
        let known =
            self.checks.iter().position(|(id, options, _)| (id, options) == (&rule.id, &rule.options));
        let index = match known {
            Some(index) => index,
            None => {
                self.checks.push((rule.id.clone(), rule.options.clone(), rule.build()?));
                self.checks.len() - 1
            }
        };
        self.checks.get_mut(index).map(|(_, _, check)| check)
    }
}
