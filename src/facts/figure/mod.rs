//! Facts about figures: quantities (numbers with units), their changes, and the relations between
//! them, such as sums and shares.

pub mod changes;
pub mod ledger;
pub mod measures;
pub mod quantities;
pub mod relations;
pub mod respective;
pub(in crate::facts) mod sheets;
