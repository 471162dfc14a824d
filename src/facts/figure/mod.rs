//! Facts about figures: quantities and how they change.

pub mod changes;
pub mod figures;
pub mod quantities;
