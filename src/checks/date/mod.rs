//! Dates that cannot be, or do not agree.

pub(super) mod anniversary;
pub(super) mod conflict;
pub(super) mod festival;
pub(super) mod impossible;
pub(super) mod plan;
pub(super) mod reversed;
pub(super) mod session;
pub(super) mod weekday;
