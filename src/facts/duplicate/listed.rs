//! Repeated entries of lists: items of an enumeration or a series, rows of a table, members of a
//! working group.

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::facts::duplicate::again::Again;
use crate::facts::duplicate::{items, lists, rows};

impl Facts<'_> {
    /// Entries of lists and tables that repeat an earlier entry of the same list.
    pub fn listed_again(&self) -> Vec<Again> {
        let mut found = Vec::new();
        lists::find(self, &mut found);
        items::find(self, &mut found);
        rows::find(self, &mut found);
        // An office may also be found as a task.
        let mut known = FxHashSet::default();
        found.retain(|again| known.insert((again.item.start(), again.item.end())));
        found
    }
}
