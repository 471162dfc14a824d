//! Finds text that depends on the numbers of a list: announcements ("three points"), references,
//! the table of contents, attachments. A number with dependents must not be changed automatically,
//! because a person has to look at both places.

use crate::check::Context;
use crate::facts::count::announced;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::series::breaks::{Break, BreakKind};
use crate::facts::numbering::series::{MAX_SKIP, Series};

/// True if it is safe to change one number of a series to `new`: nothing depends on the old or new
/// number, and, if an item may be missing, an announcement confirms the new count. 一、二、四、 (1, 2, 4)
/// may lack an item or have a wrong number, and a renumbering would hide the former; an
/// announcement of three items decides it.
pub(super) fn allow(cx: &Context<'_>, series: &Series, found: &Break, new: u32) -> bool {
    let announced = announced::before(cx.facts, series);
    let (old, old_last) = (series.ordinals[found.at], series.last_ordinal());
    let new_last = if found.at + 1 == series.members.len() { new } else { old_last };
    let mentions = cx.facts.mentions();
    let is_count_known = !announced.is_empty() || found.kind != BreakKind::Skips;
    is_count_known
        && announced.iter().all(|&count| count == u64::from(new_last))
        && (old_last == new_last || !mentions.counts(old_last))
        && !mentions.refers_to(old)
        && !mentions.refers_to(new)
        && mentions.last_part() <= new_last
        && !is_in_contents(cx, series, found.at, new)
        && !lists_attachments(cx, series)
        && !draws_in(cx, series, found.at, new)
}

/// True if a table of contents, or another list of the same headings, contains the old or the new
/// number.
fn is_in_contents(cx: &Context<'_>, series: &Series, at: usize, new: u32) -> bool {
    let mentions = cx.facts.mentions();
    let numbers = [series.ordinals[at], new];
    numbers.iter().any(|&number| mentions.is_loose(series.family, number))
        || mentions.is_doubled(cx.doc, &cx.facts.marks()[series.members[at]])
}

/// True if the series is the list of attachments of the document (附件：1.… 2.…, "Attachments: 1. … 2.
/// …"), because attachments and references use its numbers.
fn lists_attachments(cx: &Context<'_>, series: &Series) -> bool {
    let marks = cx.facts.marks();
    let listed = &cx.facts.attachments().listed;
    let is_listed = |member: &usize| {
        listed.binary_search_by_key(&marks[*member].span.start(), |listed| listed.mark.start()).is_ok()
    };
    let block = marks[series.members[0]].block;
    let mut near = cx.doc.blocks()[block.saturating_sub(1)..=block].iter();
    series.members.iter().any(is_listed) || near.any(|block| cx.doc.slice(block.span).starts_with("附件"))
}

/// True if a later mark could be taken for the next item after the renumbering: a 四是 ("fourth")
/// somewhere after 一是 二是 四是, or a 四要, which may belong to the same series with another word.
fn draws_in(cx: &Context<'_>, series: &Series, at: usize, new: u32) -> bool {
    let mentions = cx.facts.mentions();
    let odd = match series.family {
        Family::Led('是') => Some(Family::Led('要')),
        Family::Led('要') => Some(Family::Led('是')),
        _ => None,
    };
    let last = series.members[series.members.len() - 1];
    let next = new.max(series.last_ordinal()) + 1;
    mentions.has_stray(series.family, new + 1..=new + 1 + MAX_SKIP, series.members[at], series)
        || odd.is_some_and(|odd| mentions.has_stray(odd, new + 1..=next, last, series))
}
