//! Events from the user's configuration, such as the founding of an office or a day that it
//! celebrates every year. Anniversaries (N周年, "Nth anniversary") are checked against them.

use jiff::civil::Date as Day;

use crate::words::{Words, calendar, dating};

/// An event with the days on which it took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Names of the event, as they are written before N周年 ("Nth anniversary").
    pub names: Vec<String>,
    /// First day of the event; 1 January if only the year is known.
    pub first: Day,
    /// Last day of the event; 31 December if only the year is known.
    pub last: Day,
    /// True if the event recurs every year. The days are those of the first time.
    pub is_yearly: bool,
}

impl Event {
    /// Year of the first day.
    pub fn year(&self) -> u32 {
        self.first.year().unsigned_abs().into()
    }

    /// Month and day of the event as one number: 512 for 12 May. `None` if the event takes several
    /// days.
    pub fn day_of_year(&self) -> Option<u32> {
        let day =
            u32::from(self.first.month().unsigned_abs()) * 100 + u32::from(self.first.day().unsigned_abs());
        (self.first == self.last).then_some(day)
    }

    /// Adds the names of the event to the classes of words by which anniversaries and yearly days
    /// are found. Each name gets the year of the event as its value, or the day for a yearly event.
    pub fn add_to(&self, words: &mut Words) {
        for name in &self.names {
            if self.is_yearly {
                words.add_with_value(&dating::YEARLY_DAY, name, self.year());
                if let Some(day) = self.day_of_year() {
                    words.add_with_value(&dating::FIXED_DAY, name, day);
                }
            } else {
                for class in [&calendar::EVENT, &dating::HAPPENING, &dating::BODY] {
                    words.add_with_value(class, name, self.year());
                }
            }
        }
    }
}
