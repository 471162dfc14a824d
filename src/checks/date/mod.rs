//! Dates that cannot be.

pub(super) mod impossible;
