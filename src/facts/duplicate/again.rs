//! A repeated entry of a list: the second 甲镇 ("Jia Town") in 甲镇、乙镇、甲镇.

use crate::text::span::Span;

/// An entry of a list that occurs again later in the same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// Second occurrence of the entry, which is reported.
    pub item: Span,
    /// First occurrence of the entry.
    pub first: Span,
}
