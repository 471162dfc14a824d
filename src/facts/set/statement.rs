//! What is said of a meeting: its day, its hour, its place.

use crate::facts::date::times::Half;
use crate::facts::set::place::Place;
use crate::text::span::Span;

/// What is said of the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Month and day, and the year if it is written.
    Day(Option<u32>, u32, u32),
    /// Minutes since midnight at which it begins.
    Time(u32),
    /// Before noon, or behind it: 上午.
    Half(Half),
    /// The day of the week that it is told to be: 今天是星期四; 1 is Monday.
    Weekday(i8),
    /// The place, without words such as 主会场设在.
    Place(Place),
}

/// A statement on the meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub what: What,
    /// The meeting that is named; `None` for that which the paper is of.
    pub meeting: Option<String>,
}
