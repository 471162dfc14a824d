//! Properties of documents that are compared: findings that were there before stay, and both places
//! of a contradiction lie in their texts.

use std::collections::BTreeSet;

use hegao::diagnostic::{Diagnostic, Passage};
use hegao::document::Document;
use hegao::document::source::{Format, Source};
use hegao::engine::collection::Collection;
use hegao::engine::lint::{Conditions, check};
use hegao::engine::report::{Checked, FileReport};
use hegao::engine::{previous, set};
use hegao::readers::ReadOptions;

use crate::fixes::lie_in_the_text;
use crate::rules::{COMPARING, NO_WORDS};

/// Compares papers as a set, and asserts the properties. Returns their reports.
pub fn together(papers: &[Source], conditions: &Conditions<'_>) -> Vec<FileReport> {
    let conditions = Conditions { is_in_set: true, is_compared: true, ..*conditions };
    let mut reports: Vec<FileReport> =
        papers.iter().map(|paper| check(paper, &COMPARING, &conditions)).collect();
    let before: Vec<Vec<Diagnostic>> = reports.iter().map(|report| found(report).to_vec()).collect();
    set::compare(&mut reports.iter_mut().collect::<Vec<_>>(), &COMPARING);
    let mut collection = Collection::new(&COMPARING);
    reports.iter_mut().for_each(|report| collection.add(report));
    for (report, before) in reports.iter().zip(before) {
        let Ok(checked) = &report.outcome else { continue };
        lie_in_the_text(checked);
        assert!(before.iter().all(|found| checked.diagnostics.contains(found)), "findings of one paper stay");
        places(report, checked, &|path| {
            let other = reports.iter().find(|other| other.path == path && path != report.path);
            &other.and_then(|other| other.outcome.as_ref().ok()).expect("the other paper was read").document
        });
    }
    reports
}

/// Returns the ids of the rules that found a contradiction between two papers.
pub fn contradicted(reports: &[FileReport]) -> BTreeSet<&str> {
    let all = reports.iter().flat_map(found).filter(|found| found.rule.family() == "set");
    all.filter(|found| !found.elsewhere.is_empty()).map(|found| found.rule.as_str()).collect()
}

/// Compares a document with that of the year before, and asserts the properties. `None` if one of
/// them cannot be read.
pub fn against(old: &Source, new: &Source, conditions: &Conditions<'_>) -> Option<FileReport> {
    let previous = previous::read(old, &ReadOptions::default(), &COMPARING, &NO_WORDS).ok()?;
    let conditions = Conditions { previous: Some(&previous), ..*conditions };
    let report = check(new, &COMPARING, &conditions);
    let checked = report.outcome.as_ref().ok()?;
    lie_in_the_text(checked);
    places(&report, checked, &|path| {
        assert_eq!(path, old.name, "the other place is in the document before");
        &previous.document
    });
    Some(report)
}

fn found(report: &FileReport) -> &[Diagnostic] {
    report.outcome.as_ref().map_or(&[], |checked| &checked.diagnostics)
}

/// Asserts that places in other documents lie there. `document` returns the document with a path.
fn places<'d>(report: &FileReport, checked: &Checked, document: &dyn Fn(&str) -> &'d Document) {
    for found in &checked.diagnostics {
        for other in &found.elsewhere {
            passage(document(&other.path), &other.passage);
        }
        let compares = ["set", "previous"].contains(&found.rule.family());
        assert!(!compares || found.elsewhere.len() <= 2, "{}: {}", report.path, found.rule);
    }
}

fn passage(doc: &Document, passage: &Passage) {
    let (start, end) = (passage.location.start, passage.location.end);
    // `duplicate/across` remembers only where a passage begins.
    assert!(start < end || start == end && passage.excerpt.is_empty(), "a place has a length");
    let lines: Vec<&str> = doc.view().split('\n').collect();
    let byte = |line: usize, column: usize| {
        let text = lines[line - 1];
        let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(column - 1);
        text.as_ptr() as usize - doc.view().as_ptr() as usize + at.expect("the column is there")
    };
    let words = &doc.view()[byte(start.line, start.column)..byte(end.line, end.column)];
    if doc.origin().format == Format::Text && !passage.excerpt.is_empty() {
        // Lines that were wrapped are joined, and control characters are shown as blanks.
        let bare = |text: &str| text.replace(|c: char| c.is_whitespace() || c.is_control(), "");
        assert_eq!(bare(words), bare(passage.quote()), "the words are those of the place");
    }
}
