//! Comments in a document that tell hegao not to report findings of the named rules: in the next
//! block, from a start to an end, or in the whole file. Each comment names its rules and gives a
//! reason. A malformed comment, or one without a finding, is itself reported.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Message};
use crate::document::Document;
use crate::document::directive::{Directive, PREFIX};
use crate::registry::Ruleset;
use crate::text::span::Span;

/// Id of the rule that reports ignore comments, and `[[ignore]]` entries of configurations, that
/// cover no finding.
pub const UNUSED: &str = "ignore/unused";
/// Id of the rule that reports malformed ignore comments.
const COMMENT: &str = "ignore/comment";

/// A well-formed ignore comment.
#[derive(Debug)]
struct Suppression<'d> {
    /// Ids of rules, and names of families, that the comment names.
    rules: Vec<&'d str>,
    /// Span of the document's text in which the comment applies: findings of its rules are not
    /// reported there.
    reach: Span,
    /// The comment as it was read from the document.
    directive: &'d Directive,
    is_used: bool,
}

/// Removes findings that an ignore comment in `doc` covers, and adds findings on malformed and
/// unused comments.
pub fn apply(doc: &Document, rules: &Ruleset, diagnostics: &mut Vec<Diagnostic>) {
    if doc.directives().is_empty() {
        return;
    }
    let (mut suppressions, mistakes) = read_comments(doc);
    retain_others(&mut suppressions, diagnostics);
    if let Some((rule, severity)) = rules.of_engine(COMMENT) {
        let found = mistakes.iter().filter_map(|(directive, variant)| {
            let message = Message { variant: *variant, ..said(directive) };
            Some(Diagnostic::new(rule.clone(), severity, message, place(doc, directive)?))
        });
        diagnostics.extend(found);
    }
    if let Some((rule, severity)) = rules.of_engine(UNUSED) {
        // A rule that did not run, or that compares documents, may still find something, so its
        // comment is not called unused.
        let mut have_run: FxHashMap<&str, bool> = FxHashMap::default();
        let mut has_run = |name| *have_run.entry(name).or_insert_with(|| rules.has_run(name));
        let idle = suppressions
            .iter()
            .filter(|suppression| !suppression.is_used && suppression.rules.iter().all(|name| has_run(name)));
        diagnostics.extend(idle.filter_map(|suppression| {
            let directive = suppression.directive;
            Some(Diagnostic::new(rule.clone(), severity, said(directive), place(doc, directive)?))
        }));
    }
}

/// Removes from `diagnostics`, the findings of a comparison with other documents, those that an
/// ignore comment in `doc` covers. The comments themselves were already judged when the document
/// was checked.
pub fn take_out(doc: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if !doc.directives().is_empty() && !diagnostics.is_empty() {
        retain_others(&mut read_comments(doc).0, diagnostics);
    }
}

/// Removes the findings that an ignore comment covers, and marks that comment as used (the first
/// one, if several cover a finding).
///
/// Findings and comments are traversed together in text order, because a document may have tens of
/// thousands of each.
fn retain_others(suppressions: &mut [Suppression<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut in_order: Vec<usize> = (0..diagnostics.len()).collect();
    in_order.sort_by_key(|&found| diagnostics[found].span.start());
    let mut starting: Vec<usize> = (0..suppressions.len()).collect();
    starting.sort_by_key(|&suppression| suppressions[suppression].reach.start());
    let mut starting = starting.into_iter().peekable();
    let mut begun = Begun::default();
    let mut is_kept = vec![true; diagnostics.len()];
    for found in in_order {
        let Diagnostic { rule, span, .. } = &diagnostics[found];
        while let Some(next) = starting.next_if(|&next| suppressions[next].reach.start() <= span.start()) {
            begun.add(&suppressions[next].rules, next);
        }
        let is_over = |suppression: usize| suppressions[suppression].reach.end() <= span.start();
        let covering =
            [rule.as_str(), rule.family()].into_iter().filter_map(|name| begun.first(name, is_over));
        if let Some(first) = covering.min() {
            suppressions[first].is_used = true;
            is_kept[found] = false;
        }
    }
    let mut is_kept = is_kept.into_iter();
    diagnostics.retain(|_| is_kept.next().unwrap_or(true));
}

/// The ignore comments whose spans begin before the current place in the text, by the names of
/// rules in them.
#[derive(Default)]
struct Begun<'d> {
    by_name: FxHashMap<&'d str, BinaryHeap<Reverse<usize>>>,
}

impl<'d> Begun<'d> {
    fn add(&mut self, names: &[&'d str], suppression: usize) {
        for name in names {
            self.by_name.entry(name).or_default().push(Reverse(suppression));
        }
    }

    /// Returns the first ignore comment with this name whose span has not ended. Earlier comments
    /// whose spans have ended are dropped, because they have ended for all later places too.
    fn first(&mut self, name: &str, is_over: impl Fn(usize) -> bool) -> Option<usize> {
        let begun = self.by_name.get_mut(name)?;
        while begun.peek().is_some_and(|Reverse(first)| is_over(*first)) {
            begun.pop();
        }
        begun.peek().map(|Reverse(first)| *first)
    }
}

/// Reads the ignore comments of a document, and returns the well-formed ones and the malformed
/// ones. A malformed one comes with the variant of the message for it, such as `no-reason`, or with
/// `None` if its form is unknown.
fn read_comments(doc: &Document) -> (Vec<Suppression<'_>>, Vec<(&Directive, Option<&'static str>)>) {
    let mut suppressions = Vec::new();
    let mut mistakes = Vec::new();
    let mut open: Vec<Suppression<'_>> = Vec::new();
    let whole = Span::new(0, doc.text().len());
    for directive in doc.directives() {
        let rest = directive.content[PREFIX.len()..].trim_start();
        if rest.strip_prefix("-end").is_some() {
            match open.pop() {
                Some(mut suppression) => {
                    suppression.reach.set_end(directive.at);
                    suppressions.push(suppression);
                }
                None => mistakes.push((directive, Some("no-start"))),
            }
            continue;
        }
        let (named, is_start, reach) = if let Some(named) = rest.strip_prefix("-start") {
            (named, true, Span::new(directive.at, whole.end()))
        } else if let Some(named) = rest.strip_prefix("-file") {
            (named, false, whole)
        } else if rest.starts_with('-') {
            mistakes.push((directive, None));
            continue;
        } else {
            let next = doc.blocks().partition_point(|block| block.span.start() < directive.at);
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

/// The place at which a finding on a comment is shown; `None` in a document of comments only, which
/// has no text.
fn place(doc: &Document, directive: &Directive) -> Option<Span> {
    let span = if directive.span.is_empty() {
        doc.blocks().get(doc.block_at(directive.at))?.span
    } else {
        directive.span
    };
    (!span.is_empty()).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::{Suppression, retain_others};
    use crate::diagnostic::{Diagnostic, Message, RuleId, Severity};
    use crate::document::directive::Directive;
    use crate::text::span::Span;

    #[test]
    fn of_several_suppressions_the_first_one_is_used() {
        let directive = Directive { content: String::new(), at: 0, span: Span::default() };
        let suppression = |(rules, start, end): (&[&'static str], usize, usize)| Suppression {
            rules: rules.to_vec(),
            reach: Span::new(start, end),
            directive: &directive,
            is_used: false,
        };
        let cases: [(&[&str], usize, usize); 8] = [
            (&["figure/sum"], 40, 60),
            (&["figure", "count"], 10, 50),
            (&["figure/sum"], 0, 100),
            (&["count/list"], 50, 50),
            (&["count/list"], 55, 90),
            (&["count"], 30, 58),
            (&["count/list"], 20, 56),
            (&["placeholder/mask"], 0, 90),
        ];
        let message = Message { variant: None, args: Vec::new() };
        let found = |rule: &str, at: usize| {
            Diagnostic::new(RuleId::new(rule), Severity::Hint, message.clone(), Span::new(at, at + 1))
        };
        // Not in text order, because findings come rule by rule.
        let places = [95, 12, 55, 49, 50, 60, 9, 58];
        let all: Vec<Diagnostic> =
            ["figure/sum", "count/list"].iter().flat_map(|rule| places.map(|at| found(rule, at))).collect();
        let mut is_used = [false; 8];
        let kept: Vec<Span> = all
            .iter()
            .filter(|found| {
                let covers = |(rules, start, end): &(&[&str], usize, usize)| {
                    let is_named =
                        rules.iter().any(|name| [found.rule.as_str(), found.rule.family()].contains(name));
                    is_named && (*start..*end).contains(&found.span.start())
                };
                let first = cases.iter().position(covers);
                first.map(|first| is_used[first] = true).is_none()
            })
            .map(|found| found.span)
            .collect();
        let mut suppressions: Vec<Suppression<'_>> = cases.map(suppression).into();
        let mut diagnostics = all.clone();
        retain_others(&mut suppressions, &mut diagnostics);
        assert_eq!(diagnostics.iter().map(|found| found.span).collect::<Vec<_>>(), kept);
        assert_eq!(suppressions.iter().map(|suppression| suppression.is_used).collect::<Vec<_>>(), is_used);
        assert_eq!(is_used, [true, true, true, false, true, true, false, false]);
    }
}
