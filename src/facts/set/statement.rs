//! A statement about a meeting: its day, its hour or its place.

use crate::facts::date::times::Half;
use crate::facts::set::place::Place;
use crate::text::span::Span;

/// Content of a statement about a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Month and day, and the year if it is written.
    Day(Option<u32>, u32, u32),
    /// Minutes since midnight at which it begins.
    Time(u32),
    /// Before or after noon: 上午.
    Half(Half),
    /// The weekday that the text gives: 今天是星期四; 1 is Monday.
    Weekday(i8),
    /// The place, without a lead-in such as 主会场设在.
    Place(Place),
}

/// A statement about a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Place of the statement.
    pub span: Span,
    /// Its content.
    pub what: What,
    /// The name of the meeting; `None` if it is the one that the paper belongs to.
    pub meeting: Option<String>,
}
