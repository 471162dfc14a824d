//! Blanks that were never filled in.

pub(super) mod date;
pub(super) mod mask;
