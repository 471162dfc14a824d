//! Item numbers that do not follow.

pub(super) mod gap;
pub(super) mod repeat;
