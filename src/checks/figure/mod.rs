//! Figures that do not agree with each other.

pub(super) mod amount;
pub(super) mod approximate;
pub(super) mod change;
pub(super) mod completion;
pub(super) mod conflict;
pub(super) mod points;
pub(super) mod product;
pub(super) mod range;
pub(super) mod rate;
pub(super) mod share;
pub(super) mod sum;
pub(super) mod table;
