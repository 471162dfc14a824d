//! Figures that do not agree.

pub(super) mod sum;
