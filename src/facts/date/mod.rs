//! Facts about dates and times, and the calendars they are read by.

pub mod calendar;
pub mod dates;
pub mod lunar_days;
pub mod own_date;
pub mod times;
