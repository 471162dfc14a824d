//! Facts about counting: numbers of things, the lists after them, and numbers that refer to items.

pub mod announced;
pub mod claims;
pub mod counts;
pub mod mentions;
pub mod paired;
pub mod terms;
