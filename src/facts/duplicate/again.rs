//! A repeated entry of a list.

use crate::text::span::Span;

/// An entry that its list already contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// Second occurrence of the item.
    pub item: Span,
    /// First occurrence of the item.
    pub first: Span,
}
