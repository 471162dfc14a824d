//! Entries of lists that stand twice: items of an enumeration and of a series, rows of a table, members of a group.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::duplicate::again::Again;
use crate::facts::duplicate::{items, lists, rows};

impl Facts<'_> {
    /// Entries of lists that stand twice.
    pub fn listed_again(&self) -> Vec<Again> {
        let mut found = Vec::new();
        lists::find(self, &mut found);
        items::find(self, &mut found);
        rows::find(self, &mut found);
        // An office may be a task too.
        let mut known = FxHashSet::default();
        found.retain(|again| known.insert((again.item.start(), again.item.end())));
        found
    }
}
