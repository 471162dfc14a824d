//! Facts about counting: numbers of things (三个县, "three counties"), the lists after them, and
//! numbers that refer to items.

pub mod announced;
pub mod claims;
pub mod counts;
pub mod mentions;
pub mod paired;
pub mod terms;
