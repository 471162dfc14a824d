//! Numbers in sequence that are not items of a list: articles of a regulation, captions.

use crate::check::{Context, Findings};
use crate::facts::numbering::series::breaks::{Break, BreakKind};
use crate::text::span::Span;

/// Maximum number of numbers that are lost at once. If more are missing, the text is an extract.
const MAX_LOST: u32 = 2;

/// True if the breaks of `ordinals` are slips: no leap, and at most one break per `numbers_a_break`
/// numbers.
pub(super) fn are_slips(ordinals: &[u32], found: &[Break], numbers_a_break: usize) -> bool {
    let leaps = |found: &Break| ordinals[found.at] > found.expected + MAX_LOST;
    !found.iter().any(leaps) && found.len() * numbers_a_break <= ordinals.len().max(numbers_a_break)
}

/// Reports each break at its place, with the expected number.
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
