//! A text that stands again, and the sentence that it is compared by.

use crate::facts::duplicate::passages::Parts;
use crate::facts::numbering::marks::Place;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// A text that stands again, or that says again what the first one says.
pub(super) struct Copied {
    pub(super) first: Span,
    pub(super) second: Span,
    pub(super) is_block: bool,
}

/// A sentence without the mark of an item at its head.
pub(super) fn body(parts: &Parts<'_>, sentence: Span) -> Span {
    let next = parts.marks.partition_point(|mark| mark.span.start < sentence.start);
    let mark =
        parts.marks.get(next).filter(|mark| mark.place == Place::Head && mark.span.start == sentence.start);
    let start = mark.map_or(sentence.start, |mark| mark.span.end).min(sentence.end);
    let text = Span::new(start, sentence.end).of(parts.doc.text());
    Span::new(sentence.end - text.trim_start_matches(is_blank).len(), sentence.end)
}
