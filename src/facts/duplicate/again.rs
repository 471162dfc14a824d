//! An entry of a list that stands twice.

use crate::text::span::Span;

/// An entry that its list has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// The second place.
    pub item: Span,
    /// The first place.
    pub first: Span,
}
