//! Tables of the calendar and of public life: festivals, five-year plans, sessions, anniversaries.
//! Each is data with its range of years; these modules do not read the document.

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

/// Year and month, such as (2025, 10).
pub type Month = (u32, u32);
