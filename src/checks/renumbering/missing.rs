//! Search for a number that is missing in a series, in the text between its neighbours.

use crate::check::Context;
use crate::facts::numbering::marks::number::{holds, leading};
use crate::facts::numbering::marks::{Mark, MarkPlace};
use crate::facts::numbering::series::Series;
use crate::facts::numbering::series::breaks::Break;
use crate::text::span::Span;

/// True if none of the numbers missing before a mark occurs between it and the previous mark in any
/// form. Such forms are 三 总则 (a heading "3 General") and 第三步 ("step 3").
pub(in crate::checks) fn is_nowhere(cx: &Context<'_>, series: &Series, found: &Break) -> bool {
    let marks = cx.facts.marks();
    let (first, last) = (series.members[found.at - 1], series.members[found.at]);
    let between = Span::new(marks[first].span.end(), marks[last].span.start());
    let text = cx.doc.slice(between);
    let blocks = marks[first].block + 1..marks[last].block.max(marks[first].block + 1);
    let strays = || stray_marks(cx, first + 1..last);
    (found.expected..series.ordinals[found.at]).all(|number| {
        let is_head = |block: usize| {
            leading(cx.doc.slice(cx.doc.blocks()[block].span)) == Some(number)
                && !begins_with_member(cx, block)
        };
        let is_begun = || blocks.clone().any(|block| begins_with(cx, block, &marks[last], number));
        let is_somewhere = series.ordinals.contains(&number)
            || strays().any(|mark| mark.ordinal == number && mark.place == marks[last].place)
            || blocks.clone().any(is_head)
            || series.family.needs_company() && is_begun()
            || holds(text, &marks[last].with_ordinal(cx.doc, number));
        !is_somewhere
    })
}

/// True if the block begins with `number`, written like `mark` but with any punctuation: `c .`,
/// `（c`, `1.4`.
fn begins_with(cx: &Context<'_>, block: usize, mark: &Mark, number: u32) -> bool {
    let written = mark.with_ordinal(cx.doc, number);
    let bare = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let text = cx.doc.slice(cx.doc.blocks()[block].span);
    let head = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    head.strip_prefix(bare(&written).as_str())
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Returns the marks of a range that do not continue a series, such as a single 三、 ("3.") that is
/// not a third item.
fn stray_marks<'a>(cx: &'a Context<'_>, range: std::ops::Range<usize>) -> impl Iterator<Item = &'a Mark> {
    range.filter(|&mark| !is_member(cx, mark)).map(|mark| &cx.facts.marks()[mark])
}

/// True if the block begins with a mark that continues a series.
fn begins_with_member(cx: &Context<'_>, block: usize) -> bool {
    let marks = cx.facts.marks();
    let first = marks.partition_point(|mark| mark.block < block);
    marks.get(first).is_some_and(|mark| mark.block == block && mark.place == MarkPlace::Head)
        && is_member(cx, first)
}

/// True if the mark has the number of the previous mark of its series plus one.
fn is_member(cx: &Context<'_>, mark: usize) -> bool {
    let Some((series, at)) = cx.facts.place_of(mark) else { return false };
    at > 0 && series.ordinals[at] == series.ordinals[at - 1] + 1
}
