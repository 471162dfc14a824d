//! Facts about places that were never filled in.

pub mod blanks;
pub mod masks;
pub mod pasted;
