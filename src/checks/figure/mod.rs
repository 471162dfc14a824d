//! Figures that do not agree with each other.

pub(super) mod change;
pub(super) mod completion;
pub(super) mod points;
pub(super) mod share;
mod shown;
pub(super) mod sum;
