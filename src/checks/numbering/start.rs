//! Rule `numbering/start`: reports a list that begins with 二、 (2) if no text before it could be its
//! first item.

use std::ops::Range;

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::numbering::marks::number::{holds, leading};
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::pieces;
use crate::facts::numbering::series::Series;
use crate::facts::numbering::series::breaks::breaks;
use crate::text::span::Span;

/// Minimum number of characters of a block that counts as text and not as a title. If there is no
/// text before a list, the document is an extract, and nothing is reported.
const MIN_TEXT: usize = 15;

/// Maximum number of blocks before a list that are searched for its first item.
const MAX_SCOPE: usize = 300;
/// Maximum number of series before and after a series that are compared with it.
const MAX_SIBLINGS: usize = 12;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Start))
}

struct Start;

impl Check for Start {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let marks = cx.facts.marks();
        let late = |series: &Series| {
            let at_heads = series.members.iter().all(|&member| marks[member].place == MarkPlace::Head);
            let counts_on = series.members.len() > 1 && breaks(&series.ordinals).is_empty();
            let is_listed = !matches!(series.family, Family::Article(_) | Family::Discourse | Family::Agenda)
                && !series.family.needs_company();
            series.ordinals[0] > 1 && at_heads && counts_on && is_listed
        };
        if !cx.facts.series().iter().any(late) {
            return;
        }
        for (index, (series, holder)) in cx.facts.series().iter().zip(cx.facts.holders()).enumerate() {
            let first = marks[series.members[0]];
            let is_late = late(series)
                && match series.ordinals[0] {
                    2 => !counts_through(cx, index) && is_missing(cx, series, scope(cx, holder, first.block)),
                    _ => false,
                };
            if is_late || late(series) && is_between(cx, index) {
                out.report(first.span)
                    .arg("found", cx.doc.slice(first.span).trim_end())
                    .arg("expected", first.with_ordinal(cx.doc, 1));
            }
        }
    }
}

/// True if the series continues the numbers under the previous item, while those under the next
/// item restart at 1: 一、 1. 2. 二、 3. 4. 三、 1. 2.
fn is_between(cx: &Context<'_>, index: usize) -> bool {
    let (marks, all) = (cx.facts.marks(), cx.facts.series());
    let series = &all[index];
    let is_sibling = |other: &&Series| other.family == series.family && other.parent == series.parent;
    let near = |other: &Series| {
        let (first, last) = (marks[other.members[0]].block, marks[series.members[0]].block);
        first.abs_diff(last) <= MAX_SCOPE
    };
    let before = all[..index].iter().rev().take(MAX_SIBLINGS).find(is_sibling);
    let next = all[index + 1..].iter().take(MAX_SIBLINGS).find(is_sibling);
    series.parent.is_some()
        && before.is_some_and(|before| {
            before.ordinals[0] == 1 && before.last_ordinal() + 1 == series.ordinals[0] && near(before)
        })
        && next.is_some_and(|next| next.ordinals[0] == 1 && next.members.len() > 1 && near(next))
}

/// True if the numbers run through all items of the same parent: the series continues those of an
/// earlier series under another item: 一、 1. 2. 二、 3. 4.
fn counts_through(cx: &Context<'_>, index: usize) -> bool {
    let (marks, all) = (cx.facts.marks(), cx.facts.series());
    let series = &all[index];
    let first = series.members[0];
    let piece = |mark: usize| pieces::of_block(cx.facts.pieces(), marks[mark].block);
    all[..index].iter().rev().take(MAX_SCOPE).any(|other| {
        let last = other.members[other.members.len() - 1];
        other.family == series.family
            && other.parent == series.parent
            && other.last_ordinal() + 1 == series.ordinals[0]
            && last < first
            && marks[last].place == MarkPlace::Head
            && piece(last) == piece(first)
    })
}

/// Returns the range of blocks before a series that may contain its first item: from the item that
/// contains the series, or else from the start of its part of the document.
fn scope(cx: &Context<'_>, holder: Option<usize>, block: usize) -> Range<usize> {
    let part = pieces::of_block(cx.facts.pieces(), block).map_or(0, |piece| cx.facts.pieces()[piece].block);
    let start = holder.map_or(part, |holder| cx.facts.marks()[holder].block.max(part));
    start.max(block.saturating_sub(MAX_SCOPE))..block
}

/// True if there is text in `scope` but no number 1 that could be the first item of the series.
fn is_missing(cx: &Context<'_>, series: &Series, scope: Range<usize>) -> bool {
    let marks = cx.facts.marks();
    let blocks = &cx.doc.blocks()[scope.clone()];
    let Some(last) = blocks.last() else { return false };
    let text = cx.doc.slice(Span::new(blocks[0].span.start(), last.span.end()));
    let is_text = |span: Span| cx.doc.slice(span).chars().nth(MIN_TEXT - 1).is_some();
    // A first mark that begins a longer series of another family does not begin this one; a single
    // mark may.
    let begins_another = |block: usize| {
        let first = marks.partition_point(|mark| mark.block < block);
        let place =
            marks.get(first).filter(|mark| mark.block == block).and_then(|_| cx.facts.place_of(first));
        place.is_some_and(|(other, _)| other.members.len() > 1 && other.family != series.family)
    };
    let is_first = |block: usize| {
        let text = cx.doc.slice(cx.doc.blocks()[block].span);
        // 首先 ("first of all") may be the first item of 第二 ("second").
        text.starts_with("首先") || leading(text) == Some(1) && !begins_another(block)
    };
    let mark = &marks[series.members[0]];
    let is_led = || blocks.iter().any(|block| is_text(block.span)) || cx.doc.slice(last.span).ends_with('：');
    is_led() && !scope.clone().any(is_first) && !holds(text, &mark.with_ordinal(cx.doc, 1))
}
