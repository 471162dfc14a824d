//! Item numbers that do not follow.

pub(super) mod bracket;
pub(super) mod climb;
pub(super) mod disorder;
pub(super) mod gap;
pub(super) mod mark;
mod missing;
pub(super) mod mixed;
mod renumber;
pub(super) mod repeat;
pub(super) mod start;
