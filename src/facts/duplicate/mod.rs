//! Facts about text that stands twice.

pub mod names;
pub mod passages;
pub mod repeats;
pub mod sketch;
