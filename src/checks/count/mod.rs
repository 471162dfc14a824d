//! Counts that are announced, against what follows.

pub(super) mod announced;
