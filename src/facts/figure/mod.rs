//! Facts about figures: quantities, their changes, and the relations between them.

pub mod changes;
pub mod ledger;
pub mod measures;
pub mod quantities;
pub mod relations;
pub mod respective;
pub(in crate::facts) mod sheets;
