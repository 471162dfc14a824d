//! Text that stands twice.

pub(super) mod across;
pub(super) mod block;
pub(super) mod heading;
pub(super) mod item;
pub(super) mod sentence;
pub(super) mod teaser;
pub(super) mod word;
