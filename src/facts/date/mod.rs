//! Facts about dates and times, with the calendars and tables that they are compared with.

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
