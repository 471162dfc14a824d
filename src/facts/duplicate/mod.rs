//! Facts about text that stands twice.

mod copies;
pub mod doubled;
pub mod names;
mod near;
pub mod passages;
pub mod reasons;
pub mod repeats;
mod roster;
pub mod rows;
pub mod sketch;
