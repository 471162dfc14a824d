//! Days, months and hours of events, plans and deadlines, each with the words around it: 8月底前竣工
//! ("to be completed by the end of August"), 3月31日前报送 ("to be sent in by 31 March"), 下午2点上车 ("on
//! the bus at 2 in the afternoon").

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::set::cells::Cells;
use crate::facts::set::part_start::are_near;
use crate::facts::set::part_starts::part_in;
use crate::facts::set::wording::{Wording, near};
use crate::text::chars::{before, is_blank};
use crate::text::span::Span;
use crate::words::set;

/// Signs that end a clause.
const ENDS: [char; 14] = ['，', ',', '；', ';', '。', '：', ':', '、', '（', '）', '(', ')', '\n', '！'];
/// Number of bytes beside a date that are read as its clause.
const MAX_CLAUSE: usize = 150;

/// Maximum number of characters of a weekday in brackets, with the closing one.
const MAX_WEEKDAY: usize = 5;
/// Maximum number of bytes of a line with an author and a date at the end. A longer line is running
/// text.
const MAX_SIGNATURE: usize = 150;
/// Words before a date up to which something was counted ("as of").
const AS_OF: [&str; 4] = ["截至", "截止", "截止到", "截至到"];

/// A day, month or hour with the words around it.
#[derive(Clone, Debug)]
pub struct StatedDate {
    /// Span of the date.
    pub span: Span,
    /// Words around the date, by which the same date can be found in another paper.
    pub wording: Wording,
    /// Day, month or hour.
    pub when: When,
    /// True for a deadline, with 前 or 之前 ("before") after it.
    pub is_limit: bool,
    /// True for a date without a year after 去年 ("last year").
    pub is_last_year: bool,
    /// Part of the meeting, or another event, that the clause of the date names, such as 座谈会
    /// ("discussion"): the id of its word class, or the word for another event. Empty if the clause
    /// names neither.
    pub event: Box<str>,
}

/// A day, a month or a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Year, if it is written, and month.
    Month(Option<u32>, u32),
    /// Year, if it is written, month and day.
    Day(Option<u32>, u32, u32),
    /// Time of day, in minutes since midnight.
    Time(u32),
}

impl When {
    /// True if both are months, both are days, or both are times of day, and their years do not
    /// differ.
    pub fn is_alike(self, other: Self) -> bool {
        let year = |when: Self| match when {
            Self::Month(year, _) | Self::Day(year, ..) => year,
            Self::Time(_) => None,
        };
        let is_year = year(self).is_none() || year(other).is_none() || year(self) == year(other);
        is_year && std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// True if both may be meant for one event: hours that are far apart are of different days.
    pub fn is_near(self, other: Self) -> bool {
        let (Self::Time(one), Self::Time(other)) = (self, other) else { return true };
        are_near(one, other)
    }

    /// True if both are the same day of the year, the same month or the same time of day.
    pub fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::Month(_, month), Self::Month(_, second)) => month == second,
            (Self::Day(_, month, day), Self::Day(_, second, last)) => (month, day) == (second, last),
            _ => self == other,
        }
    }
}

/// Finds the dates and times of a document that have enough words around them to be compared.
pub(super) fn find(facts: &Facts<'_>, cells: &Cells) -> Vec<StatedDate> {
    let dates = facts.dates().iter().filter_map(|date| Some((date.span, when(date)?)));
    let times = facts.times().iter().map(|time| (time.span, When::Time(time.minutes())));
    let text = facts.doc.text();
    let headings = facts.headings();
    // The day of the paper and the days in its first lines are compared elsewhere.
    let is_own = |span: Span| {
        let mut own = facts.own_dates().iter().filter_map(|date| date.span);
        own.any(|own| own.start() <= span.start() && span.end() <= own.end())
    };
    let mut found: Vec<StatedDate> = Vec::new();
    for (span, when) in dates.chain(times).filter(|(span, _)| !is_own(*span)) {
        let (before, behind) = clause(text, span);
        if is_as_of(before.of(text)) || is_signature(facts, span) {
            continue;
        }
        let Some(sentence) = facts.sentences().at(span.start()) else { continue };
        let near = near(text, sentence.start(), before.start());
        let labels = cells.at(span.start());
        let labels = labels.map(|cell| [cell.row, cell.column]).unwrap_or_default();
        let [row, column] = labels.map(|label| label.map_or("", |label| label.of(text)));
        let above = headings.partition_point(|heading| heading.span.start() <= span.start());
        let heading = headings[..above].last().map_or("", |heading| heading.span.of(text));
        let after = behind.of(text);
        let wording = Wording::new(&[before.of(text), after, row], &[near, heading, column]);
        if !wording.own().is_empty() {
            let is_limit = ["前", "底前", "末前", "之前", "以前"].iter().any(|word| after.starts_with(word));
            let event = part_in(facts, after).or_else(|| part_in(facts, before.of(text)));
            let is_last_year = facts.words().of(&set::LAST_YEAR).is_in(before.of(text));
            let event = event.unwrap_or_default().into();
            found.push(StatedDate { span, wording, when, is_limit, is_last_year, event });
        }
    }
    found.sort_by_key(|date| date.span);
    found
}

/// True if `before` ends with words such as 截至 ("as of"), so that the date after it is not the date
/// of an event: 截至3月20日已完工158处 ("as of 20 March 158 are finished").
pub(super) fn is_as_of(before: &str) -> bool {
    AS_OF.contains(&before.trim_matches(is_blank))
}

/// True for the date of a paper at the end of a line, after its author: 编制单位：县水利局　2025年3月21日
/// ("compiled by: county water bureau, 21 March 2025").
fn is_signature(facts: &Facts<'_>, date: Span) -> bool {
    let (doc, text) = (facts.doc, facts.doc.text());
    let Some(block) = doc.blocks().get(doc.block_at(date.start())) else { return false };
    let behind = text.get(date.end()..block.span.end()).unwrap_or_default();
    behind.trim_matches(is_blank).is_empty()
        && block.span.len() <= MAX_SIGNATURE
        && block.span.start() < date.start()
        && before(text, date.start()).is_some_and(is_blank)
}

fn when(date: &DateMention) -> Option<When> {
    let (year, month) = (date.known_year(), date.known_month()?);
    Some(date.known_day().map_or(When::Month(year, month), |day| When::Day(year, month, day)))
}

/// Text after a weekday in brackets at the start of `text`: 前 ("before") in （星期五）前.
pub(super) fn without_weekday(text: &str) -> &str {
    let Some(inside) = text.strip_prefix(['（', '(']) else { return text };
    let Some(end) = inside.char_indices().take(MAX_WEEKDAY).find(|(_, c)| matches!(c, '）' | ')')) else {
        return text;
    };
    let is_weekday = ["星期", "周", "礼拜"].iter().any(|word| inside.starts_with(word));
    if is_weekday { &inside[end.0 + end.1.len_utf8()..] } else { text }
}

/// Spans of the clause before and after a date.
pub(super) fn clause(text: &str, date: Span) -> (Span, Span) {
    let (start, end) = (date.start(), date.end());
    let lead = near(text, 0, start);
    let from = lead
        .rfind(ENDS)
        .map_or(start, |at| start - lead.len() + at + lead[at..].chars().next().map_or(0, char::len_utf8));
    let from = if start - from <= MAX_CLAUSE { from } else { start };
    let end = text.len() - without_weekday(&text[end..]).len();
    // 3月18日，全区要举行开工活动 ("on 18 March the district will celebrate the start of works")
    let end = end + text[end..].chars().next().filter(|c| matches!(c, '，' | ',')).map_or(0, char::len_utf8);
    let behind = &text[end..text.ceil_char_boundary((end + MAX_CLAUSE).min(text.len()))];
    let to = end + behind.find(ENDS).unwrap_or(behind.len());
    (Span::new(from, start), Span::new(end, to))
}
