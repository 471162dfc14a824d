//! Days, months and times of day that a paper states, each with the words around it: 8月底前竣工 ("to
//! be completed by the end of August"), 三季度末 ("the end of the third quarter"), 14:30集合 ("meet at
//! 14:30").
//!
//! Other facts about dates are read by the grammar of one kind of statement, such as a deadline.
//! Moments are of any kind: what they are about is judged by the words that two of them share.

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::resolved::{Resolved, Source};
use crate::facts::date::times::{Half, TimeMention};
use crate::facts::set::around::{Around, ENDS, block};
use crate::facts::set::cells::Cells;
use crate::facts::set::date_clauses::{is_as_of, is_own, is_signature, without_weekday};
use crate::facts::set::part_start::{NOON, UNTIL};
use crate::facts::set::part_starts::part_in;
use crate::facts::set::stages::{Stages, dotted};
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::{before, is_blank};
use crate::text::span::Span;

/// Maximum number of bytes of the rows before a time in which its day is looked for.
const MAX_ROWS: usize = 600;
/// Number of days that a month is counted as, so that days can be compared as numbers.
pub const MONTH: u16 = 31;
/// First hour of a meeting. A lower number without a word for the half of the day is an hour of the
/// afternoon.
const MORNING: u32 = 6;
/// Maximum number of moments that are kept per paper.
const MAX_MOMENTS: usize = 300;

/// A day, several days or a time of day with the words around it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Span of the date or time.
    pub span: Span,
    /// Words around it, by which the same moment can be found in another paper.
    pub wording: Wording,
    /// First and last day in days since the beginning of the year, each month counted as [`MONTH`]
    /// days; both are the minutes since midnight for a time of day.
    pub first: u16,
    /// See `first`.
    pub last: u16,
    /// True for a time of day.
    pub is_time: bool,
    /// The year of days, as far as it is known.
    pub year: Option<u32>,
    /// True if the year is written, or told by a word such as 去年 ("last year").
    pub is_year_said: bool,
    /// For a time of day, the day before it.
    pub day: Option<u16>,
    /// Half of the day.
    pub half: Option<Half>,
    /// Words and signs beside it.
    pub role: Role,
    /// True in a cell of a table.
    pub is_listed: bool,
    /// Part of the meeting or other event in its clause; see [`part_in`]. Empty if it names none.
    pub event: Box<str>,
    /// Stages of a project that its clause names, such as 竣工 ("completed").
    pub stages: Stages,
}

/// Function of a moment in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// No other one.
    Plain,
    /// End of the time that is left: 前 ("before").
    Limit,
    /// Beginning of a time: 起 ("from").
    From,
    /// Beginning of a range: 14:30 of 14:30—16:30.
    First,
    /// End of a range.
    Last,
}

impl Moment {
    /// True if both may be the same moment: a day is in its month.
    pub fn meets(&self, other: &Self) -> bool {
        let is_year = self.year == other.year || !self.is_year_said || !other.is_year_said;
        self.first <= other.last && other.first <= self.last && is_year
    }

    /// True for one day.
    pub fn is_day(&self) -> bool {
        !self.is_time && self.first == self.last
    }
}

/// Finds the moments of a document.
pub(super) fn find(facts: &Facts<'_>, cells: &Cells) -> Vec<Moment> {
    let reader = Reader { facts, cells, text: facts.doc.text() };
    let mut found: Vec<Moment> = Vec::new();
    let dates = facts.dates();
    for (date, resolved) in dates.iter().zip(facts.resolved_dates()) {
        found.extend(reader.days(date, resolved));
    }
    for table in facts.tables() {
        for content in table.rows.iter().flatten().filter_map(|cell| cell.content) {
            for date in dotted(content, reader.text) {
                let is_new = dates.binary_search_by(|other| {
                    let (one, other) = (other.span, date.span);
                    if one.overlaps(other) { std::cmp::Ordering::Equal } else { one.cmp(&other) }
                });
                if let (Err(_), Some(month)) = (is_new, date.known_month()) {
                    let days = whole_month(month).map(|days| Days {
                        year: date.known_year(),
                        is_year_said: true,
                        ..days
                    });
                    found.extend(days.and_then(|days| reader.moment(date.span, days)));
                }
            }
        }
    }
    for clock in facts.clocks() {
        let time = clock.time;
        if time.hour < 24 && (time.half.is_some() || time.minute.is_some()) {
            found.extend(reader.time(&time));
        }
    }
    reader.quarters(&mut found);
    found.sort_by_key(|moment| moment.span);
    found.dedup_by_key(|moment| moment.span);
    found.truncate(MAX_MOMENTS);
    found
}

/// Days or minutes with a year; see [`Moment`].
#[derive(Clone, Copy)]
struct Days {
    first: u16,
    last: u16,
    year: Option<u32>,
    is_year_said: bool,
}

impl Days {
    /// One day, or one minute of a day.
    fn one(at: u16) -> Self {
        Self { first: at, last: at, year: None, is_year_said: false }
    }
}

struct Reader<'f, 'd> {
    facts: &'f Facts<'d>,
    cells: &'f Cells,
    text: &'d str,
}

impl Reader<'_, '_> {
    /// Reads the days of a date: a day, a third of a month, a month, or the end of a year.
    fn days(&self, date: &DateMention, resolved: &Resolved) -> Option<Moment> {
        if date.is_masked() || is_own(self.facts, date.span) || is_signature(self.facts, date.span) {
            return None;
        }
        let behind = &self.text[date.span.end()..];
        let is_third = |third: &str| behind.starts_with(third);
        let days = match (resolved.month, resolved.day) {
            (Some(month), Some(day)) => Days::one(day_number(month.value, day)?),
            (Some(month), None) => {
                let days = whole_month(month.value)?;
                match () {
                    () if is_third("上旬") => Days { last: days.first + 9, ..days },
                    () if is_third("中旬") => {
                        Days { first: days.first + 10, last: days.first + 19, ..days }
                    }
                    () if is_third("下旬") => Days { first: days.first + 20, ..days },
                    () => days,
                }
            }
            (None, _) if date.is_year() && behind.starts_with(['底', '末']) => whole_month(12)?,
            _ => return None,
        };
        let is_year_said = resolved.year.is_some_and(|year| year.source <= Source::Word);
        self.moment(date.span, Days { year: resolved.known_year(), is_year_said, ..days })
    }

    fn time(&self, time: &TimeMention) -> Option<Moment> {
        let minutes = time.minutes();
        let is_later = time.half.is_none() && time.hour < MORNING;
        let minutes = u16::try_from(if is_later { minutes + NOON } else { minutes }).ok()?;
        let half = if u32::from(minutes) < NOON { Half::Morning } else { Half::Afternoon };
        let at = time.span.start();
        let dates = self.facts.resolved_dates();
        let behind = dates.partition_point(|date| date.span.end() <= at);
        let from = match self.cells.at(at) {
            Some(cell) => cell.whole.start().saturating_sub(MAX_ROWS),
            None => block(self.facts, at).start(),
        };
        let day = dates[..behind]
            .iter()
            .rev()
            .take_while(|date| date.span.start() >= from)
            .find_map(|date| day_number(date.month?.value, date.day?));
        let day = day.or_else(|| self.told_day(Span::new(from, at)));
        let moment = self.moment(time.span, Days::one(minutes))?;
        Some(Moment { is_time: true, half: Some(half), day, ..moment })
    }

    /// The day that words such as 今天 ("today") mean in a text with a date of its own.
    fn told_day(&self, before: Span) -> Option<u16> {
        let own = self.facts.own_dates().first()?.day;
        let text = near(self.text, before.start(), before.end());
        let today = text.rfind(['今', '当']).filter(|at| text[at + 3..].starts_with(['天', '日']));
        let next = text.rfind('明').filter(|at| text[at + 3..].starts_with(['天', '日']));
        let day = if next > today { own.tomorrow().ok()? } else { own };
        today.or(next)?;
        day_number(u32::try_from(day.month()).ok()?, u32::try_from(day.day()).ok()?)
    }

    /// Ends of quarters and of the year: 三季度末 ("the end of the third quarter"), 年底前 ("before the
    /// end of the year"). Others are periods, such as those of a statistic.
    fn quarters(&self, found: &mut Vec<Moment>) {
        let text = self.text;
        let ends = text.match_indices("季度").filter_map(|(at, word)| {
            let end = at + word.len();
            let number = before(text, at).and_then(|c| "一二三四".chars().position(|it| it == c))?;
            let is_end = text[end..].starts_with(['末', '底', '前']);
            is_end.then_some((Span::new(at - '一'.len_utf8(), end), u32::try_from(number).ok()? * 3 + 3))
        });
        let years = text
            .match_indices("年底前")
            .filter(|(at, _)| before(text, *at).is_none_or(|c| !c.is_ascii_digit()));
        let years = years.map(|(at, _)| (Span::new(at, at + "年底".len()), 12));
        for (span, month) in ends.chain(years) {
            found.extend(whole_month(month).and_then(|days| self.moment(span, days)));
        }
    }

    /// The moment at `span` with the words around it. `None` for a date up to which things were
    /// counted.
    fn moment(&self, span: Span, days: Days) -> Option<Moment> {
        let around = Around::new(self.facts, self.cells, span, &ENDS);
        if is_as_of(around.own[0]) {
            return None;
        }
        let Around { own, is_listed, .. } = around;
        let words = self.facts.words();
        let wording = around.wording();
        let half = self.half(span.end());
        let event = part_in(self.facts, own[1]).or_else(|| part_in(self.facts, own[0]));
        let event = event.or_else(|| part_in(self.facts, own[2])).unwrap_or_default().into();
        let role = self.role(span);
        (!wording.own().is_empty()).then_some(Moment {
            span,
            wording,
            first: days.first,
            last: days.last,
            is_time: false,
            year: days.year,
            is_year_said: days.is_year_said,
            day: None,
            half,
            role,
            is_listed,
            event,
            stages: Stages::read(own[0], words).with(Stages::read(own[1], words)),
        })
    }

    /// Half of the day in the words behind a day: 2月25日（星期三）下午 ("the afternoon of Wednesday, 25
    /// February").
    fn half(&self, end: usize) -> Option<Half> {
        let behind = without_weekday(&self.text[end..]);
        match behind.get(..6) {
            Some("上午") => Some(Half::Morning),
            Some("下午") => Some(Half::Afternoon),
            _ => None,
        }
    }

    fn role(&self, span: Span) -> Role {
        let behind = without_weekday(&self.text[span.end()..]).trim_start_matches(is_blank);
        let lead = self.text[..span.start()].trim_end_matches(is_blank);
        let next = behind
            .strip_prefix(UNTIL)
            .and_then(|rest| rest.chars().find(|c| !is_blank(*c) && !UNTIL.contains(c)));
        let word = behind.trim_start_matches(['之', '以', '底', '末']);
        match () {
            () if next.is_some_and(|c| c.is_ascii_digit() || "次上下".contains(c)) => Role::First,
            () if lead.ends_with(UNTIL) => Role::Last,
            () if word.starts_with('前') => Role::Limit,
            () if word.starts_with(['起', '后']) || word.starts_with("开始") => Role::From,
            () => Role::Plain,
        }
    }
}

/// First and last day of a month. `None` if there is no such month.
fn whole_month(month: u32) -> Option<Days> {
    let first = day_number(month, 1)?;
    Some(Days { last: first + MONTH - 1, ..Days::one(first) })
}

/// Number of a day in the year, each month counted as [`MONTH`] days. `None` if there is no such
/// day.
fn day_number(month: u32, day: u32) -> Option<u16> {
    let is_day = (1..=12).contains(&month) && (1..=u32::from(MONTH)).contains(&day);
    u16::try_from((month.checked_sub(1)?) * u32::from(MONTH) + day - 1).ok().filter(|_| is_day)
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::set::moments::Role;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn reads_days_and_times_with_their_function() {
        for (text, first, last, role) in [
            ("8月底前竣工。", 217, 247, Role::Limit),
            ("3月中旬开展培训。", 72, 81, Role::Plain),
            ("三季度末完成清查。", 248, 278, Role::Plain),
            ("自5月1日起施行新规。", 124, 124, Role::From),
            ("下午2:30集合乘车。", 870, 870, Role::Plain),
            ("培训14:30—16:30举行。", 870, 870, Role::First),
        ] {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
            let found = Facts::new(&doc, &lexicon, &vocabulary).paper_facts().moments;
            let moment = found.first().unwrap();
            assert_eq!((moment.first, moment.last, moment.role), (first, last, role), "{text}");
        }
    }

    #[test]
    fn passes_over_days_up_to_which_things_were_counted() {
        let text = "截至3月20日，完工158处。";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        assert!(Facts::new(&doc, &lexicon, &vocabulary).paper_facts().moments.is_empty());
    }
}
