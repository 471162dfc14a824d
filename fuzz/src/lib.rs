//! Code shared by the fuzz targets: inputs built from bytes, and properties of every document.

pub mod fixes;
pub mod mistakes;
pub mod mutation;
pub mod packages;
pub mod places;
pub mod reports;
pub mod rules;
pub mod session;
pub mod word;
