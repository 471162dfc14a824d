//! Occurrences of words, and the units of a document (sentence, block, part) that contain them.

use crate::check::Context;
use crate::facts::lexicon::LiteralId;
use crate::facts::numbering::pieces;
use crate::text::span::Span;

/// Returns every occurrence of any of `words`, in text order, each with the index of its word. Of
/// two that overlap, the first is kept; of two that begin together, the longer: `截止日期` ("deadline
/// date") and not `截止`.
pub(super) fn longest(cx: &Context<'_>, words: &[LiteralId]) -> Vec<(Span, usize)> {
    let mut places: Vec<(Span, usize)> = Vec::new();
    for (index, &word) in words.iter().enumerate() {
        places.extend(cx.facts.occurrences(word).iter().map(|&span| (span, index)));
    }
    places.sort_by_key(|(span, index)| (span.start(), std::cmp::Reverse(span.end()), *index));
    let mut end = 0;
    places.retain(|(span, _)| {
        let is_free = span.start() >= end;
        end = if is_free { span.end() } else { end };
        is_free
    });
    places
}

/// True if an occurrence of one of `contexts`, such as a longer word, contains `span`.
pub(super) fn is_within(cx: &Context<'_>, contexts: &[LiteralId], span: Span) -> bool {
    contexts.iter().any(|&context| {
        let places = cx.facts.occurrences(context);
        // A context that ends before `span` begins cannot contain it.
        let first = places.partition_point(|place| place.end() <= span.start());
        places[first..]
            .iter()
            .take_while(|place| place.start() <= span.start())
            .any(|place| place.end() >= span.end())
    })
}

/// Index of the paragraph, heading or cell that contains `span`.
pub(super) fn block_of(cx: &Context<'_>, span: Span) -> usize {
    cx.doc.block_at(span.start())
}

/// Number of the text that contains `span`, in a file with several texts or attachments. The number
/// is the same everywhere in any other document.
pub(super) fn piece_of(cx: &Context<'_>, span: Span) -> usize {
    pieces::of_block(cx.facts.pieces(), block_of(cx, span)).map_or(0, |piece| piece + 1)
}

/// Byte at which the sentence that contains `span` starts.
pub(super) fn sentence_of(cx: &Context<'_>, span: Span) -> usize {
    cx.facts.sentences().at(span.start()).map_or(span.start(), Span::start)
}
