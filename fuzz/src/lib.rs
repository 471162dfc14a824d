//! Code shared by the fuzz targets: building inputs from arbitrary bytes, and asserting properties
//! that hold for every document.

pub mod fixes;
pub mod ledgers;
pub mod markup;
pub mod mistakes;
pub mod mutation;
pub mod outlines;
pub mod packages;
pub mod papers;
pub mod places;
pub mod remarks;
pub mod reports;
pub mod rules;
pub mod session;
pub mod word;
