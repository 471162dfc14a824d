//! Item numbers that do not follow.

pub(super) mod article;
pub(super) mod attachment;
pub(super) mod bracket;
pub(super) mod caption;
pub(super) mod climb;
pub(super) mod disorder;
pub(super) mod gap;
pub(super) mod mark;
pub(super) mod mixed;
pub(super) mod reference;
pub(super) mod repeat;
pub(super) mod start;
