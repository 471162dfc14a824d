//! Tables of the calendar and of public life: festivals, plans, sessions, anniversaries. Each is
//! data with its range; this module does not read text.

pub mod anniversaries;
pub mod festivals;
pub mod lunar;
pub mod meetings;
pub mod plans;
pub mod reach;
pub mod sexagenary;
#[cfg(test)]
mod sky;
#[cfg(test)]
mod tables;

/// A month of a year: 2025, 10.
pub type Month = (u32, u32);
