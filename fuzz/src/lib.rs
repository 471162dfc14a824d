//! What the fuzz targets share: inputs put together from bytes, and what holds for every document.

pub mod fixes;
pub mod mistakes;
pub mod mutation;
pub mod packages;
pub mod places;
pub mod reports;
pub mod rules;
pub mod session;
pub mod word;
