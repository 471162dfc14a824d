//! A repeated text, and the part of a sentence that is compared: the sentence without its item
//! mark, such as （一） ("(1)").

use crate::facts::duplicate::passages::PassageInput;
use crate::facts::numbering::marks::MarkPlace;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Two occurrences of a text in a document, equal or in other words.
pub(super) struct Copied {
    pub(super) first: Span,
    pub(super) second: Span,
    pub(super) is_block: bool,
}

/// Reader of sentences that cuts off the item marks at their beginnings, such as （一） ("(1)"). The
/// sentences must be read in text order, as the marks are then found without a search.
pub(super) struct Bodies<'a> {
    input: &'a PassageInput<'a>,
    /// Index of the first item mark that may belong to the next sentence.
    next: usize,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(input: &'a PassageInput<'a>) -> Self {
        Self { input, next: 0 }
    }

    /// Returns the span of the next sentence without the item mark at its beginning.
    pub(super) fn next(&mut self, sentence: Span) -> Span {
        let marks = self.input.marks;
        while marks.get(self.next).is_some_and(|mark| mark.span.start() < sentence.start()) {
            self.next += 1;
        }
        without_mark(self.input, self.next, sentence)
    }
}

/// Span of a sentence without the item mark at its beginning.
pub(super) fn body(input: &PassageInput<'_>, sentence: Span) -> Span {
    let next = input.marks.partition_point(|mark| mark.span.start() < sentence.start());
    without_mark(input, next, sentence)
}

/// Span of a sentence without the item mark at its beginning. `next` is the index of the first mark
/// that is not before the sentence.
fn without_mark(input: &PassageInput<'_>, next: usize, sentence: Span) -> Span {
    let mark = input
        .marks
        .get(next)
        .filter(|mark| mark.place == MarkPlace::Head && mark.span.start() == sentence.start());
    let start = mark.map_or(sentence.start(), |mark| mark.span.end()).min(sentence.end());
    let text = Span::new(start, sentence.end()).of(input.doc.text());
    Span::new(sentence.end() - text.trim_start_matches(is_blank).len(), sentence.end())
}
