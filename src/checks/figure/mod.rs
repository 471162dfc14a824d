//! Figures that do not agree with each other.

pub(super) mod change;
pub(super) mod points;
mod shown;
pub(super) mod sum;
