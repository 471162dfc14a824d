//! A statement about a meeting: its day, its hour or its place.

use crate::facts::date::times::Half;
use crate::facts::set::venue::Venue;
use crate::text::span::Span;

/// Content of a statement about a meeting: its day, time, weekday or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingDetail {
    /// Month and day, and the year if it is written.
    Day(Option<u32>, u32, u32),
    /// Time at which it begins, in minutes since midnight.
    Time(u32),
    /// Half of the day: 上午 ("morning").
    Half(Half),
    /// Weekday that the text gives (今天是星期四, "today is Thursday"); 1 is Monday.
    Weekday(i8),
    /// Location, without a lead-in such as 主会场设在 ("the main hall is in").
    Venue(Venue),
}

/// A statement about a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingStatement {
    /// Span of the statement.
    pub span: Span,
    /// Content of the statement.
    pub detail: MeetingDetail,
    /// Name of the meeting; `None` for the meeting that the paper belongs to.
    pub meeting: Option<String>,
}
