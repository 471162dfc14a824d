//! Facts about text that stands twice.

mod copies;
pub mod doubled;
pub mod names;
mod near;
pub mod passages;
pub mod reasons;
pub mod repeats;
pub mod rows;
pub mod sketch;
