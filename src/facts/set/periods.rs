//! Periods with a name: 4月1日至6月30日为禁渔期 ("from 1 April to 30 June fishing is forbidden").

use crate::facts::Facts;
use crate::facts::date::resolved::Resolved;
use crate::facts::set::ahead;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Signs that end a clause.
const ENDS: [char; 7] = ['，', ',', '；', ';', '。', '：', '\n'];
/// Words for a period, after its name.
const PERIODS: [&str; 2] = ["期", "时间"];
/// Number of characters of the name of a period.
const NAME: usize = 2;
/// Characters before 期 with which it forms a general word: 日期 ("date"), 工期 ("time for works").
static GENERAL: Signs = Signs::of("时日工周学假分近前后长短同初末中定如按延逾预一二三四五六七八九十任首");
/// Characters after 期 with which it forms another word: 期间 ("during"), 期限 ("time limit").
const GOES_ON: [char; 3] = ['间', '限', '末'];

/// First and last day of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Span from the first day to the last.
    pub span: Span,
    /// Month and day of the first day.
    pub first: (u32, u32),
    /// Month and day of the last day.
    pub last: (u32, u32),
    /// Names that the clause gives to the period: 禁渔 in 禁渔期 ("time in which fishing is forbidden").
    names: Vec<Box<str>>,
    /// The clause without the days.
    clause: Box<str>,
}

impl Period {
    /// True if one clause has the name of the other's period.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_named = |one: &Self, other: &Self| one.names.iter().any(|name| other.clause.contains(&**name));
        is_named(self, other) || is_named(other, self)
    }

    /// True if only one of the two days differs.
    pub fn differs_once(&self, other: &Self) -> bool {
        (self.first == other.first) != (self.last == other.last)
    }
}

/// Finds all periods between two days, in order.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Period> {
    let text = facts.doc.text();
    let day = |date: &Resolved| Some((date.month?.value, date.day?));
    let periods = facts.date_ranges().iter().filter_map(|range| {
        let (first, last) = (day(&range.first)?, day(&range.last)?);
        let before = near(text, 0, range.span.start()).rsplit(ENDS).next()?;
        let behind = ahead(text, range.span.end());
        let behind = &behind[..behind.find(ENDS).unwrap_or(behind.len())];
        let clause = format!("{before}|{behind}");
        let periods = PERIODS.iter().flat_map(|word| clause.match_indices(word));
        let names = periods.filter_map(|(at, sign)| {
            let (start, _) = clause[..at].char_indices().rev().nth(NAME - 1)?;
            let name = &clause[start..at];
            let is_name = name.chars().all(is_han)
                && !name.ends_with(|c| GENERAL.contains(c))
                && !clause[at + sign.len()..].starts_with(GOES_ON);
            is_name.then(|| name.into())
        });
        let names = names.collect();
        Some(Period { span: range.span, first, last, names, clause: clause.into() })
    });
    periods.collect()
}
