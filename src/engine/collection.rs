//! Documents of one run compared with those before them, in the order of the report.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::engine::lint::{Step, Stopwatch};
use crate::engine::report::{FileReport, Problem};
use crate::registry::Ruleset;
use crate::rule::check::{CollectionCheck, Findings, Member};

/// The checks over a collection, with what they remember.
pub struct Collection<'s> {
    checks: Vec<(RuleId, Severity, Box<dyn CollectionCheck>)>,
    stopwatch: Option<&'s dyn Stopwatch>,
}

impl<'s> Collection<'s> {
    /// Nothing was seen yet.
    pub fn new(rules: &Ruleset) -> Self {
        Self { checks: rules.collection_checks(), stopwatch: None }
    }

    /// The same, measured.
    #[must_use]
    pub fn measured_by(mut self, stopwatch: Option<&'s dyn Stopwatch>) -> Self {
        self.stopwatch = stopwatch;
        self
    }

    /// Adds to the report of a file what it has in common with earlier ones. A panic becomes a problem of that file.
    pub fn add(&mut self, report: &mut FileReport) {
        let Ok(checked) = &mut report.outcome else { return };
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let member =
            Member { path: &report.path, doc: &checked.document, fingerprints: &checked.fingerprints };
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            for (rule, severity, check) in &mut self.checks {
                let mut work = || {
                    check.check(&member, &mut Findings::new(member.doc, rule, *severity, &mut diagnostics));
                };
                match self.stopwatch {
                    Some(stopwatch) => stopwatch.measure(Step::Rule(rule), &mut work),
                    None => work(),
                }
            }
        }));
        checked.fingerprints = Vec::new();
        if outcome.is_err() {
            report.outcome = Err(Problem::Panicked);
            return;
        }
        checked.diagnostics.append(&mut diagnostics);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
}
