//! Facts about dates and times, and the calendars they are read by.

pub mod calendar;
pub mod dates;
pub mod hours;
pub mod length;
pub mod lengths;
pub mod lunar_days;
pub mod own_date;
pub mod ranges;
pub mod relations;
pub mod resolved;
pub mod times;
