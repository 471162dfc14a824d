//! Checks 下表 ("table below") and 上表 ("table above"): wrong if the only table near them is on the
//! other side.

use crate::facts::Facts;
use crate::facts::numbering::missing::{Lack, Missing};
use crate::text::span::Span;
use crate::words::reference;

/// Maximum number of blocks between 下表 ("table below") or 上表 ("table above") and the table that it
/// may refer to.
const NEAR: usize = 3;
/// Maximum number of bytes between 下表 ("table below") or 上表 ("table above") and the table that it
/// may refer to.
const MAX_BYTES: usize = 600;

/// Adds each 下表 ("table below") with no table below it but one near above it, and each 上表 ("table
/// above") with no table above it but one near below it.
pub(super) fn read(facts: &Facts<'_>, out: &mut Vec<Missing>) {
    let places = facts.table_places();
    if places.is_empty() {
        return;
    }
    let text = facts.doc.text();
    let is_inside = |at: usize| {
        let next = places.partition_point(|(place, _)| place.start() <= at);
        next.checked_sub(1).is_some_and(|last| places[last].0.end() > at)
    };
    for (word, lack) in [("下表", Lack::Below), ("上表", Lack::Above)] {
        for at in facts.places_of(word).filter(|at| !is_inside(*at)) {
            let block = facts.doc.block_at(at);
            let span = facts.doc.blocks()[block].span;
            let end = at + word.len();
            let is_told = span.end() > end
                && (facts.words().of(&reference::SHOWN).start_of(&text[end..span.end()]).is_some()
                    || facts
                        .words()
                        .of(&reference::TO_CAPTION)
                        .end_of(&text[span.start().min(at)..at])
                        .is_some());
            let next = places.partition_point(|(place, _)| place.start() < at);
            let near = |from: usize, to: usize| {
                to >= from
                    && to - from <= MAX_BYTES
                    && facts.doc.block_at(to).abs_diff(facts.doc.block_at(from)) <= NEAR
            };
            let is_before = next.checked_sub(1).is_some_and(|last| near(places[last].0.end(), at));
            let is_behind = places.get(next).is_some_and(|(place, _)| near(at, place.start()));
            let is_wrong = match lack {
                Lack::Below => is_before && places.len() == next,
                _ => is_behind && next == 0,
            };
            if is_told && is_wrong {
                Missing::push(out, Span::new(at, end), lack, 0);
            }
        }
    }
}
