//! Hour or day at which a part of a meeting begins.

use crate::text::span::Span;

/// Signs between two times.
pub(super) const UNTIL: [char; 7] = ['至', '到', '—', '-', '–', '~', '～'];
/// Maximum number of minutes between two hours that are given for one part of a meeting.
const MAX_APART: u32 = 150;
/// Maximum number of days between two days that are given for one part of a meeting, and number of
/// days of a month.
const MONTH: u32 = 31;
/// Half a day, in minutes.
pub(super) const NOON: u32 = 12 * 60;

/// Hour or day at which a part of the meeting begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartStart {
    /// Span of the time.
    pub span: Span,
    /// Hour or day at which the part begins.
    pub begins: Begins,
    /// Part of the meeting: the id of its word class, or the word for another event.
    pub part: Box<str>,
    /// Month and day of an hour, if they are given with it.
    pub day: Option<(u32, u32)>,
}

impl PartStart {
    /// True if both may be meant for one part of a meeting of several days.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_day = self.day == other.day || self.day.is_none() || other.day.is_none();
        self.part == other.part
            && match (self.begins, other.begins) {
                (Begins::Hour(_), Begins::Hour(_)) => is_day,
                (Begins::Day(..), Begins::Day(..)) => true,
                _ => false,
            }
    }
}

/// An hour or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Time of day, in minutes since the last midnight or noon, because 2:30 may be either.
    Hour(u32),
    /// Month and day.
    Day(u32, u32),
}

impl Begins {
    /// True if both may be meant for one part: hours that are far apart are of different days, as
    /// those of two gatherings, and days that are far apart are those of two events of a year.
    pub fn is_near(self, other: Self) -> bool {
        match (self, other) {
            (Self::Hour(one), Self::Hour(other)) => are_near(one, other),
            (Self::Day(month, day), Self::Day(second, other)) => {
                (month * MONTH + day).abs_diff(second * MONTH + other) <= MONTH
            }
            _ => false,
        }
    }
}

/// True if two times of day, in minutes, may be meant for one event. 2:30 may be in the morning or
/// in the afternoon.
pub fn are_near(one: u32, other: u32) -> bool {
    let apart = (one % NOON).abs_diff(other % NOON);
    apart.min(NOON - apart) <= MAX_APART
}
