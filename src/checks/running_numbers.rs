//! Numbers that run through a text without being items: articles of a regulation, captions.

use crate::check::{Context, Findings};
use crate::facts::numbering::series::breaks::{Break, BreakKind};
use crate::text::span::Span;

/// Most numbers that get lost at once; where more are left out, it is an extract.
const MAX_LOST: u32 = 2;

/// True where the breaks of `ordinals` are slips: no leap, and at most one for so many numbers.
pub(super) fn are_slips(ordinals: &[u32], found: &[Break], numbers_a_break: usize) -> bool {
    let leaps = |found: &Break| ordinals[found.at] > found.expected + MAX_LOST;
    !found.iter().any(leaps) && found.len() * numbers_a_break <= ordinals.len().max(numbers_a_break)
}

/// Reports each break at the one of `places` that it is at, with what was expected there.
pub(super) fn report(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    places: &[Span],
    found: &[Break],
    expected: impl Fn(&Break) -> String,
) {
    for found in found {
        let (previous, place) = (places[found.at - 1], places[found.at]);
        let variant = match found.kind {
            BreakKind::Skips | BreakKind::Differs => "gap",
            BreakKind::Repeats => "repeat",
            BreakKind::Swapped(_) | BreakKind::Back => "disorder",
        };
        out.report(place)
            .variant(variant)
            .arg("previous", cx.doc.slice(previous))
            .arg("expected", expected(found))
            .arg("found", cx.doc.slice(place))
            .related("previous", previous);
    }
}
