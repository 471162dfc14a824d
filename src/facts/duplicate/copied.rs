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

/// Sentences without the marks of items at their heads. Those that follow each other find their marks without a search.
pub(super) struct Bodies<'a> {
    parts: &'a Parts<'a>,
    /// A mark that is not before the last sentence.
    next: usize,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(parts: &'a Parts<'a>) -> Self {
        Self { parts, next: 0 }
    }

    /// The next sentence without its mark.
    pub(super) fn next(&mut self, sentence: Span) -> Span {
        let marks = self.parts.marks;
        while marks.get(self.next).is_some_and(|mark| mark.span.start() < sentence.start()) {
            self.next += 1;
        }
        without_mark(self.parts, self.next, sentence)
    }
}

/// A sentence without the mark of an item at its head.
pub(super) fn body(parts: &Parts<'_>, sentence: Span) -> Span {
    let next = parts.marks.partition_point(|mark| mark.span.start() < sentence.start());
    without_mark(parts, next, sentence)
}

/// The same, if it is known which mark is the first that is not before it.
fn without_mark(parts: &Parts<'_>, next: usize, sentence: Span) -> Span {
    let mark = parts
        .marks
        .get(next)
        .filter(|mark| mark.place == Place::Head && mark.span.start() == sentence.start());
    let start = mark.map_or(sentence.start(), |mark| mark.span.end()).min(sentence.end());
    let text = Span::new(start, sentence.end()).of(parts.doc.text());
    Span::new(sentence.end() - text.trim_start_matches(is_blank).len(), sentence.end())
}
