//! Facts about text that stands twice.

mod copies;
pub mod doubled;
pub mod names;
pub mod passages;
pub mod reasons;
pub mod repeats;
pub mod sketch;
