//! Findings that comments in the document declare right: the next block, from a start to an end, or the whole file. Each names
//! its rules and gives a reason; one that is not well formed, or that nothing is found for, is itself a finding.

use crate::diagnostic::{Diagnostic, Message};
use crate::document::Document;
use crate::document::directive::{Directive, PREFIX};
use crate::registry::Ruleset;
use crate::text::span::Span;

/// The rule for comments, and entries of configurations, that nothing is found for.
pub const UNUSED: &str = "ignore/unused";
/// The rule for comments that are not well formed.
const COMMENT: &str = "ignore/comment";

/// A comment that was understood.
#[derive(Debug)]
struct Suppression<'d> {
    /// Rules and families.
    rules: Vec<&'d str>,
    /// Where it holds, in the document's text.
    reach: Span,
    /// The comment.
    directive: &'d Directive,
    is_used: bool,
}

/// Takes out of `diagnostics` what comments in `doc` declare right, and adds what is wrong with those comments.
pub fn apply(doc: &Document, rules: &Ruleset, diagnostics: &mut Vec<Diagnostic>) {
    if doc.directives().is_empty() {
        return;
    }
    let (mut suppressions, mistakes) = understood(doc);
    retain_others(&mut suppressions, diagnostics);
    if let Some((rule, severity)) = rules.of_engine(COMMENT) {
        let found = mistakes.iter().filter_map(|(directive, variant)| {
            let message = Message { variant: *variant, ..said(directive) };
            Some(Diagnostic::new(rule.clone(), severity, message, place(doc, directive)?))
        });
        diagnostics.extend(found);
    }
    if let Some((rule, severity)) = rules.of_engine(UNUSED) {
        // Rules that did not run, or that compare documents, may have found something.
        let is_idle = |suppression: &&Suppression<'_>| {
            !suppression.is_used && suppression.rules.iter().all(|name| rules.has_run(name))
        };
        diagnostics.extend(suppressions.iter().filter(is_idle).filter_map(|suppression| {
            let directive = suppression.directive;
            Some(Diagnostic::new(rule.clone(), severity, said(directive), place(doc, directive)?))
        }));
    }
}

/// Takes out of `diagnostics`, found in comparing `doc` with other documents, what comments in it declare right. What is wrong with
/// the comments was said when the document was checked.
pub fn take_out(doc: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if !doc.directives().is_empty() && !diagnostics.is_empty() {
        retain_others(&mut understood(doc).0, diagnostics);
    }
}

/// Leaves the findings that no suppression covers, and marks the suppressions that cover one.
fn retain_others(suppressions: &mut [Suppression<'_>], diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain(|found| {
        let holds = |suppression: &&mut Suppression<'_>| {
            let named = |name: &&str| found.rule.as_str() == *name || found.rule.family() == *name;
            let (reach, at) = (suppression.reach, found.span.start);
            reach.start <= at && at < reach.end && suppression.rules.iter().any(named)
        };
        match suppressions.iter_mut().find(holds) {
            Some(suppression) => {
                suppression.is_used = true;
                false
            }
            None => true,
        }
    });
}

/// The comments that are well formed, and what is wrong with the others: a wording, or none where their form is unknown.
fn understood(doc: &Document) -> (Vec<Suppression<'_>>, Vec<(&Directive, Option<&'static str>)>) {
    let mut suppressions = Vec::new();
    let mut mistakes = Vec::new();
    let mut open: Vec<Suppression<'_>> = Vec::new();
    let whole = Span::new(0, doc.text().len());
    for directive in doc.directives() {
        let rest = directive.content[PREFIX.len()..].trim_start();
        if rest.strip_prefix("-end").is_some() {
            match open.pop() {
                Some(mut suppression) => {
                    suppression.reach.end = directive.at;
                    suppressions.push(suppression);
                }
                None => mistakes.push((directive, Some("no-start"))),
            }
            continue;
        }
        let (named, is_start, reach) = if let Some(named) = rest.strip_prefix("-start") {
            (named, true, Span::new(directive.at, whole.end))
        } else if let Some(named) = rest.strip_prefix("-file") {
            (named, false, whole)
        } else if rest.starts_with('-') {
            mistakes.push((directive, None));
            continue;
        } else {
            let next = doc.blocks().partition_point(|block| block.span.start < directive.at);
            (rest, false, doc.blocks().get(next).map_or(Span::default(), |block| block.lead.join(block.span)))
        };
        let (names, reason) = named.split_once([':', '：']).unwrap_or((named, ""));
        let names = names.split([',', '，', '、', ' ', '\t', '\n']).filter(|name| !name.is_empty());
        let suppression = Suppression { rules: names.collect(), reach, directive, is_used: false };
        if suppression.rules.is_empty() {
            mistakes.push((directive, Some("no-rule")));
        } else if reason.trim().is_empty() {
            mistakes.push((directive, Some("no-reason")));
        } else if is_start {
            open.push(suppression);
        } else {
            suppressions.push(suppression);
        }
    }
    mistakes.extend(open.iter().map(|suppression| (suppression.directive, Some("no-end"))));
    suppressions.extend(open);
    (suppressions, mistakes)
}

fn said(directive: &Directive) -> Message {
    Message { variant: None, args: vec![("match", directive.content.as_str().into())] }
}

/// Where a comment is shown; `None` in a document of comments alone, which has nothing to show.
fn place(doc: &Document, directive: &Directive) -> Option<Span> {
    let span = if directive.span.is_empty() {
        doc.blocks().get(doc.block_at(directive.at))?.span
    } else {
        directive.span
    };
    (!span.is_empty()).then_some(span)
}
