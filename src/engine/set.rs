//! Comparison of the papers of a set with each other, after all of them were checked. A set is a
//! group of documents that belong together, such as the papers of one meeting.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::check::{Paper, SetFindings};
use crate::diagnostic::Diagnostic;
use crate::document::source::Source;
use crate::engine::held::Held;
use crate::engine::report::{Checked, FileReport, Problem};
use crate::engine::suppress;
use crate::facts::Facts;
use crate::readers::{self, ReadOptions};
use crate::registry::Ruleset;

/// Reads a paper without checking it, but with the facts needed to compare others with it. A panic
/// becomes a problem of that file.
pub fn unchecked(source: &Source, held: &Held, reading: &ReadOptions) -> FileReport {
    let read = || {
        let document = readers::read_as(source, reading)?;
        let (sketch, paper_facts) = {
            let facts = Facts::new(&document, held.rules.lexicon(), &held.vocabulary);
            (facts.sketch(), Box::new(facts.paper_facts()))
        };
        Ok(Checked { sketch: Some(sketch), paper_facts: Some(paper_facts), ..Checked::new(document) })
    };
    let outcome = match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(checked)) => Ok(checked),
        Ok(Err(error)) => Err(Problem::Unread(error)),
        Err(_) => Err(Problem::Panicked),
    };
    FileReport::new(source.name.clone(), outcome)
}

/// Compares the papers of each set. `paper`, called with the index of a report, returns the set to
/// which that document belongs and its rules, or `None` if it is in no set. If the papers of a set
/// have different rules, those of the paper with the first path are used.
pub fn compare_all<'r, S: Ord>(
    reports: &mut [FileReport],
    paper: &dyn Fn(usize) -> Option<(S, &'r Ruleset)>,
) {
    let mut sets: BTreeMap<S, (&Ruleset, usize, Vec<usize>)> = BTreeMap::new();
    for at in 0..reports.len() {
        if let Some((set, rules)) = paper(at) {
            let (first_rules, first, places) = sets.entry(set).or_insert((rules, at, Vec::new()));
            if by_path(&reports[at].path, &reports[*first].path).is_lt() {
                (*first_rules, *first) = (rules, at);
            }
            places.push(at);
        }
    }
    for (rules, _, places) in sets.into_values() {
        let mut places = places.into_iter().peekable();
        let papers = reports.iter_mut().enumerate().filter(|(at, _)| places.next_if_eq(at).is_some());
        let mut papers: Vec<&mut FileReport> = papers.map(|(_, report)| report).collect();
        compare(&mut papers, rules);
    }
}

/// Compares the papers of one set by the set rules in `rules`, and adds the contradictions to their
/// reports. Papers that could not be read are left out. A panic becomes a problem of every paper.
pub fn compare(reports: &mut [&mut FileReport], rules: &Ruleset) {
    let outcome = catch_unwind(AssertUnwindSafe(|| differences(reports, rules)));
    for report in reports.iter_mut() {
        if outcome.is_err() {
            report.outcome = Err(Problem::Panicked);
        }
    }
    let Ok(lists) = outcome else { return };
    for (report, mut list) in reports.iter_mut().zip(lists) {
        let Ok(checked) = &mut report.outcome else { continue };
        suppress::take_out(&checked.document, &mut list);
        checked.diagnostics.append(&mut list);
        checked.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
}

/// Order of two papers: the one in which a walk through their folders finds them.
fn by_path(one: &str, other: &str) -> Ordering {
    Path::new(one).cmp(Path::new(other))
}

/// Returns the findings that the set rules report, one list for each of `reports`.
fn differences(reports: &[&mut FileReport], rules: &Ruleset) -> Vec<Vec<Diagnostic>> {
    let paths: Vec<Arc<str>> = reports.iter().map(|report| report.path.as_str().into()).collect();
    let read = reports.iter().enumerate().filter_map(|(at, report)| {
        let checked = report.outcome.as_ref().ok()?;
        Some((at, Paper { path: &paths[at], doc: &checked.document, facts: checked.paper_facts.as_deref()? }))
    });
    let mut read: Vec<(usize, Paper<'_>)> = read.collect();
    // A contradiction is a finding of the later paper. So the order must not depend on how the run
    // was called: a baseline would not know the finding in another paper.
    read.sort_by(|(_, one), (_, other)| by_path(one.path, other.path));
    let (places, papers): (Vec<usize>, Vec<Paper<'_>>) = read.into_iter().unzip();
    let mut found: Vec<Vec<Diagnostic>> = papers.iter().map(|_| Vec::new()).collect();
    for rule in rules.set() {
        let mut out = SetFindings::new(&papers, (&rule.id, rule.severity), &mut found);
        rule.check.check(&papers, &mut out);
    }
    let mut lists: Vec<Vec<Diagnostic>> = reports.iter().map(|_| Vec::new()).collect();
    for (place, list) in places.into_iter().zip(found) {
        lists[place] = list;
    }
    lists
}
