//! Leftovers: text that is not part of the document, here called talk. It comes from the web site
//! that the document was copied from, the AI assistant that wrote it, the colleagues who edited it,
//! or the mail in which it was sent. For each of these sources there are classes of words. A line,
//! a bracket or a sentence is talk if it contains hardly any other words.

pub mod address;
pub mod assistant;
pub mod carrier;
pub mod claims;
pub mod edition;
pub mod editor;
pub mod encoded;
pub mod forms;
pub mod frame;
pub mod line;
pub mod margin;
pub mod merits;
pub mod message;
pub mod page;
pub mod pager;
pub mod pattern;
pub mod reading;
pub mod remark;
pub mod role;
pub mod site;
pub mod transcript;
pub mod units;
pub mod window;

use crate::text::span::Span;

/// Leftover text: a span that does not belong to the document, such as words of an assistant or a
/// web site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Talk {
    /// Span to delete from the document.
    pub span: Span,
    /// True if no document contains such words. False if some documents do, so that the span may
    /// belong to the document.
    pub is_certain: bool,
}

/// Sorts the spans, and drops those that are empty or overlap an earlier one.
pub fn apart(mut talk: Vec<Talk>) -> Vec<Talk> {
    talk.sort_unstable_by_key(|found| (found.span.start(), std::cmp::Reverse(found.span.end())));
    let mut end = 0;
    talk.retain(|found| {
        let is_free = found.span.start() >= end && !found.span.is_empty();
        end = if is_free { found.span.end() } else { end };
        is_free
    });
    talk
}
