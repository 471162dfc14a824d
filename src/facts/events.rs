//! Events of the user's own, from the configuration: the founding of an office, a day that it keeps every year.

use jiff::civil::Date as Day;

use crate::words::{Words, calendar, dating};

/// An event, with the days on which it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name and other words for it, as they stand before N周年.
    pub names: Vec<String>,
    /// Its first day, or that of its year.
    pub first: Day,
    /// Its last day, or that of its year.
    pub last: Day,
    /// True if it comes again every year; its days are those of the first time.
    pub is_yearly: bool,
}

impl Event {
    /// Its year.
    pub fn year(&self) -> u32 {
        self.first.year().unsigned_abs().into()
    }

    /// The day of the year on which it is, as a month and a day: 512 for 12 May. `None` if it has several.
    pub fn day_of_year(&self) -> Option<u32> {
        let day =
            u32::from(self.first.month().unsigned_abs()) * 100 + u32::from(self.first.day().unsigned_abs());
        (self.first == self.last).then_some(day)
    }

    /// Adds its names to the classes by which anniversaries and named days are read.
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
