//! Talk that is no part of the document: of the site it came from, of the assistant that wrote it, of the colleagues that
//! edited it, of the mail it was sent in. Classes of words say what each of them talks of; a line, a bracket or a sentence is
//! such talk if little else is in it.

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
pub mod reading;
pub mod remark;
pub mod role;
pub mod saying;
pub mod site;
pub mod transcript;
pub mod units;
pub mod window;

use crate::text::span::Span;

/// A place that is no part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Talk {
    /// What is to be deleted.
    pub span: Span,
    /// True if the words stand in no document, false if some document may hold them.
    pub is_certain: bool,
}

/// Sorts places, and drops those that overlap one before them or lie inside one.
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
