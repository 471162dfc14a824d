//! Entries of lists that stand twice: items of an enumeration and of a series, rows of a table, members of a group.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::duplicate::{items, lists, rows};
use crate::text::span::Span;

/// An entry that its list has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// The second place.
    pub item: Span,
    /// The first place.
    pub first: Span,
}

impl Facts<'_> {
    /// Entries of lists that stand twice.
    pub fn listed_again(&self) -> Vec<Again> {
        let mut found = Vec::new();
        lists::find(self, &mut found);
        items::find(self, &mut found);
        rows::find(self, &mut found);
        // An office may be a task too.
        let mut known = FxHashSet::default();
        found.retain(|again| known.insert((again.item.start, again.item.end)));
        found
    }
}
