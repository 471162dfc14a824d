//! Rule `numbering/parent`: reports a decimal number that belongs under another heading than the
//! one above it (2.1, 3.2, 2.3), and an answer whose number differs from that of its question (答2
//! after 问3, "A2" after "Q3").

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::document::block::BlockKind;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::pieces;
use crate::text::span::Span;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Parent))
}

struct Parent;

impl Check for Parent {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        answers(cx, out);
        let marks = cx.facts.marks();
        // A cell of a later column with nothing but 26.7 holds a value and no number of an item.
        let is_value = |mark: &Mark| {
            let block = &cx.doc.blocks()[mark.block];
            let is_later = matches!(block.kind, BlockKind::Cell(cell) if cell.column > 0);
            is_later && cx.doc.slice(block.span).trim() == cx.doc.slice(mark.span).trim()
        };
        let is_path = |mark: &&Mark| {
            let is_decimal = matches!(mark.family, Family::Decimal(2..));
            is_decimal && !cx.facts.contents().holds(mark.block) && !is_value(mark)
        };
        let paths: Vec<&Mark> = marks.iter().filter(is_path).collect();
        if paths.is_empty() {
            return;
        }
        // Headings that have numbers below them. `held` counts these numbers for each heading.
        let owners: FxHashSet<u64> = marks.iter().map(|mark| mark.path.own).filter(|&own| own != 0).collect();
        let mut held: FxHashMap<u64, usize> = FxHashMap::default();
        for path in &paths {
            *held.entry(path.path.under).or_default() += 1;
        }
        for (at, mark) in paths.iter().enumerate() {
            if let Some(heading) = returned(&paths, at) {
                let expected = child(cx, heading, mark);
                out.report(Span::new(mark.span.start(), mark.number.end()))
                    .arg("found", cx.doc.slice(mark.span).trim_end())
                    .arg("previous", cx.doc.slice(paths[at - 1].span).trim_end())
                    .arg("expected", expected)
                    .related("previous", paths[at - 1].span);
                continue;
            }
            let before = paths[..at].iter().rev().take(NEAR).find(|before| before.family == mark.family);
            let next = paths[at + 1..].iter().take(NEAR).find(|next| next.family == mark.family);
            let Some(before) = before else { continue };
            let piece = |mark: &Mark| pieces::of_block(cx.facts.pieces(), mark.block);
            if before.path.under == mark.path.under
                || before.ordinal + 1 != mark.ordinal
                || piece(before) != piece(mark)
            {
                continue;
            }
            // Either the next number continues as if this one were right, or nothing else is under
            // the heading that this number names, and at least two numbers are under the heading of
            // the others.
            let goes_on = next
                .is_some_and(|next| next.path.under == before.path.under && next.ordinal == mark.ordinal + 1);
            let under = |key: u64| held.get(&key).copied().unwrap_or(0);
            let is_last = next.is_none_or(|next| next.path.under != mark.path.under);
            let is_lost = is_last
                && !owners.contains(&mark.path.under)
                && under(mark.path.under) == 1
                && under(before.path.under) > 1;
            if goes_on || is_lost {
                let expected = before.with_ordinal(cx.doc, mark.ordinal);
                out.report(Span::new(mark.span.start(), mark.number.end()))
                    .arg("found", cx.doc.slice(mark.span).trim_end())
                    .arg("previous", cx.doc.slice(before.span).trim_end())
                    .arg("expected", expected)
                    .related("previous", before.span);
            }
        }
    }
}

/// Returns the heading under which the number should be, if it names an earlier heading instead:
/// 1.2 for 1.1.2 after 1.2 and 1.2.1. `None` unless the number continues those under that heading
/// and no other number there has its place.
fn returned<'a>(paths: &[&'a Mark], at: usize) -> Option<&'a Mark> {
    let mark = paths[at];
    let Family::Decimal(levels @ 3..) = mark.family else { return None };
    let above = Family::Decimal(levels - 1);
    let back = paths[..at].iter().rev().take(NEAR);
    let distance = back.clone().position(|before| before.family == above)?;
    let heading = paths[at - 1 - distance];
    let is_beside = |other: &&&Mark| other.family == mark.family;
    let inside = &paths[at - distance..at];
    let ahead = paths[at + 1..].iter().take(NEAR).take_while(|next| next.family != above);
    let is_child = |other: &&Mark| other.path.under == heading.path.own;
    let children = inside.iter().filter(is_beside).all(&is_child);
    let counted = inside.iter().filter(is_beside).filter(|other| is_child(other)).count() as u32;
    let mut goes_on = ahead.filter(is_beside);
    let is_next = goes_on.next().is_none_or(|next| is_child(next) && next.ordinal == mark.ordinal + 1);
    let mut earlier = paths[..at - 1 - distance].iter().rev().take(NEAR);
    let is_earlier = earlier.any(|other| {
        other.family == above && other.path.own == mark.path.under && other.path.under == heading.path.under
    });
    (mark.path.under != heading.path.own
        && children
        && counted + 1 == mark.ordinal
        && is_next
        && is_earlier
        && goes_on.all(is_child))
    .then_some(heading)
}

/// Formats the number as it should be under `heading`: 1.2.2 for 1.1.2 under 1.2.
fn child(cx: &Context<'_>, heading: &Mark, mark: &Mark) -> String {
    let above = cx.doc.slice(Span::new(heading.span.start(), heading.number.end()));
    let written = cx.doc.slice(Span::new(mark.span.start(), mark.number.end()));
    let divider = if written.contains('-') { '-' } else { '.' };
    format!("{above}{divider}{}", cx.doc.slice(mark.number))
}

/// Reports an answer whose number differs from that of its question, if it is the only one in its
/// row of questions and answers: 问1 答1 问2 答2 问3 答2 (Q1 A1 Q2 A2 Q3 A2).
fn answers(cx: &Context<'_>, out: &mut Findings<'_>) {
    let is_label = |mark: &&Mark| {
        matches!(mark.family, Family::Label(_))
            && mark.place == MarkPlace::Head
            && !cx.facts.contents().holds(mark.block)
    };
    let labels: Vec<&Mark> = cx.facts.marks().iter().filter(is_label).collect();
    let mut at = 0;
    while at + 1 < labels.len() {
        let (ask, answer) = (labels[at].family, labels[at + 1].family);
        let turns = labels[at..].chunks_exact(2);
        let pairs: Vec<&[&Mark]> = turns
            .take_while(|pair| pair[0].family == ask && pair[1].family == answer && ask != answer)
            .collect();
        let mut odd = pairs.iter().filter(|pair| pair[0].ordinal != pair[1].ordinal);
        let is_regular = pairs.iter().zip(1..).all(|(pair, number)| pair[0].ordinal == number);
        if let (Some(pair), None) = (odd.next(), odd.next())
            && pairs.len() > 1
            && is_regular
        {
            out.report(pair[1].span)
                .variant("answer")
                .arg("found", cx.doc.slice(pair[1].span).trim_end())
                .arg("previous", cx.doc.slice(pair[0].span).trim_end())
                .arg("expected", pair[1].with_ordinal(cx.doc, pair[0].ordinal))
                .related("previous", pair[0].span);
        }
        at += (2 * pairs.len()).max(1);
    }
}

/// Maximum number of numbers of other levels between two numbers of the same level.
const NEAR: usize = 40;
