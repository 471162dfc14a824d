//! When the parts of a meeting begin: 下午2:30分组讨论, 14:00在北门集合, 1月21日报到.

use crate::facts::Facts;
use crate::facts::date::times::TimeMention;
use crate::facts::set::dues::limit;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::set;

/// Characters behind a time in which the part of the meeting is named.
const MAX_BEHIND: usize = 30;
/// Longest clause behind a time that names nothing: 整.
const MAX_EMPTY: usize = 2;
/// Signs that end a clause.
const ENDS: [char; 8] = ['，', ',', '；', ';', '。', '、', '：', '\n'];
/// Signs between two times.
const UNTIL: [char; 7] = ['至', '到', '—', '-', '–', '~', '～'];
/// Minutes of half a day.
const NOON: u32 = 12 * 60;

/// Parts of a meeting of which it has one.
const PARTS: [&Class; 8] = [
    &set::SEATING,
    &set::DISCUSSION,
    &set::GATHERING,
    &set::REGISTRATION,
    &set::RETURNING,
    &set::PREPARATION,
    &set::VISITING,
    &set::PHOTO,
];
/// The part of which a limit is told: 8:40前入场.
const SEATING: usize = 0;
/// The part that names those who take part in another one: 参加观摩的同志.
const VISITING: usize = 6;

/// When a part of the meeting begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidHour {
    /// Where it stands.
    pub span: Span,
    /// The hour or the day.
    pub begins: Begins,
    /// The number of the part.
    pub part: usize,
}

/// An hour or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Minutes since midnight or noon: 2:30 may be one as well as the other.
    Hour(u32),
    /// The month and the day.
    Day(u32, u32),
}

impl Begins {
    /// True if both are hours, or both days.
    pub fn is_alike(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// All hours and days of parts of the meeting.
pub(super) fn find(facts: &Facts<'_>) -> Vec<SaidHour> {
    let times = facts.times();
    let hours = times.iter().enumerate().filter_map(|(at, time)| {
        // 14:00至16:30: the second one is the end.
        let is_end = at.checked_sub(1).is_some_and(|last| is_range(facts, &times[last], time));
        let next = times.get(at + 1).filter(|next| is_range(facts, time, next));
        let end = next.map_or(time.span.end(), |next| next.span.end());
        let part = part(facts, end).filter(|_| !is_end)?;
        Some(SaidHour { span: time.span, begins: Begins::Hour(time.minutes() % NOON), part })
    });
    let days = facts.dates().iter().filter_map(|date| {
        let begins = Begins::Day(date.known_month()?, date.known_day()?);
        Some(SaidHour { span: date.span, begins, part: part(facts, date.span.end())? })
    });
    let mut found: Vec<SaidHour> = hours.chain(days).collect();
    found.sort_by_key(|hour| hour.span);
    found
}

/// True if two times are the beginning and the end of something.
fn is_range(facts: &Facts<'_>, first: &TimeMention, second: &TimeMention) -> bool {
    let between = facts.doc.text().get(first.span.end()..second.span.start());
    between.is_some_and(|between| !between.is_empty() && between.chars().all(|c| UNTIL.contains(&c)))
}

/// The part of the meeting that the words behind a time name first.
fn part(facts: &Facts<'_>, end: usize) -> Option<usize> {
    let behind = &facts.doc.text()[end..];
    let behind = behind.char_indices().nth(MAX_BEHIND).map_or(behind, |(end, _)| &behind[..end]);
    let mut clauses = behind.split_inclusive(ENDS);
    let first = clauses.next()?;
    // 下午2点整，参加观摩的同志在东门集合
    let is_empty =
        first.trim_end_matches(['，', ',']).chars().nth(MAX_EMPTY).is_none() && first.ends_with(['，', ',']);
    let clause = if is_empty { clauses.next()? } else { first };
    let words = facts.words();
    let others = words.of(&set::OTHER_MEETING).found_in(clause);
    let is_other = others.iter().any(|word| PARTS.iter().all(|class| !words.of(class).contains(word)));
    let places = PARTS.iter().enumerate().filter_map(|(part, class)| {
        let class = words.of(class);
        let (at, _) = clause.char_indices().find(|(at, _)| class.start_of(&clause[*at..]).is_some())?;
        Some((at, part))
    });
    // 参加观摩的同志在东门集合: the visit begins later.
    let first = places.min_by_key(|(at, part)| (*part == VISITING, *at));
    let part = first.map(|(_, part)| part).filter(|_| !is_other)?;
    // 17:00前报讨论情况 is no beginning.
    let is_limit = limit(behind).is_some();
    (part == SEATING || !is_limit).then_some(part)
}
