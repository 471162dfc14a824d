//! Item numbers that do not follow.

pub(super) mod article;
pub(super) mod attachment;
pub(super) mod bracket;
pub(super) mod caption;
pub(super) mod climb;
mod dependents;
pub(super) mod disorder;
pub(super) mod gap;
pub(super) mod mark;
mod missing;
pub(super) mod mixed;
pub(super) mod reference;
mod renumber;
pub(super) mod repeat;
mod run;
pub(super) mod start;
