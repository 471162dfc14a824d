//! Facts about figures: quantities and how they change.

pub mod changes;
pub mod ledger;
pub mod measures;
pub mod quantities;
pub mod relations;
pub mod respective;
pub(in crate::facts) mod sheets;
