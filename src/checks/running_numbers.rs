//! Reports breaks in consecutive numbers that are not marks of a list: articles of a regulation,
//! captions of figures and tables.

use crate::check::{Context, Findings};
use crate::facts::numbering::series::breaks::{Break, BreakKind};
use crate::text::span::Span;

/// Maximum number of consecutive numbers that may be missing. If more are, the text is an extract
/// and not a slip.
const MAX_LOST: u32 = 2;

/// True if the breaks in `ordinals` are slips of the author: none skips more than [`MAX_LOST`]
/// numbers, and there is at most one break per `numbers_a_break` numbers. Otherwise the text is an
/// extract.
pub(super) fn are_slips(ordinals: &[u32], found: &[Break], numbers_a_break: usize) -> bool {
    let leaps = |found: &Break| ordinals[found.at] > found.expected + MAX_LOST;
    !found.iter().any(leaps) && found.len() * numbers_a_break <= ordinals.len().max(numbers_a_break)
}

/// Reports each break at its span in `places`, with the previous number and the expected one.
/// `expected` formats the expected number.
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
