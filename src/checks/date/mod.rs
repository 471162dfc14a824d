//! Dates that cannot be, or do not agree.

pub(super) mod anniversary;
pub(super) mod conflict;
pub(super) mod deadline;
pub(super) mod duration;
pub(super) mod festival;
pub(super) mod garbled;
pub(super) mod impossible;
pub(super) mod lunar;
pub(super) mod mixed_style;
pub(super) mod plan;
pub(super) mod reversed;
pub(super) mod session;
pub(super) mod stale_head;
pub(super) mod stale_year;
pub(super) mod weekday;
pub(super) mod zero_padding;
