//! Code shared by the fuzz targets: building inputs from arbitrary bytes, and asserting properties
//! that hold for every document.

pub mod fixes;
pub mod mistakes;
pub mod mutation;
pub mod packages;
pub mod places;
pub mod reports;
pub mod rules;
pub mod session;
pub mod word;
