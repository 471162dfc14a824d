//! Text that stands twice.

pub(super) mod block;
