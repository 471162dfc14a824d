//! Ranges of hours: 9:00—11:30, 21:30至次日5:30, 上午9时到11时.

use crate::facts::Facts;
use crate::facts::date::resolved::joins;
use crate::facts::date::times::small;
use crate::facts::tokens::Token;
use crate::text::chars::{after, before, is_blank};
use crate::text::span::Span;
use crate::words::{dating, time};

/// Minutes of a day.
pub const DAY: u32 = 24 * 60;
/// Bytes between the ends of a range of hours.
const MAX_SIGN: usize = 30;

/// A time of day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// From the word for the half of the day to the last unit.
    pub span: Span,
    /// The hour.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// True behind 下午 or 晚上.
    pub is_late: bool,
    /// True behind 上午 or 凌晨.
    pub is_early: bool,
}

impl Clock {
    /// Minutes since midnight.
    pub fn minutes(self) -> u32 {
        let hour = if self.is_late && self.hour < 12 { self.hour + 12 } else { self.hour };
        hour * 60 + self.minute
    }
}

/// Two times of day, from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourRange {
    /// From the first to the last.
    pub span: Span,
    /// The first.
    pub first: Clock,
    /// The last.
    pub last: Clock,
    /// True if the last is said to be of the next day.
    pub is_next_day: bool,
}

impl HourRange {
    /// The minutes between its ends. `None` if the last end is before the first and no word says that it is of the next day.
    ///
    /// 下午3:00—2:30 falls, though 2:30 alone might be of the night.
    pub fn lasts(&self) -> Option<u32> {
        let (from, to) = (self.first.minutes(), self.last.minutes());
        if self.is_next_day {
            return Some(to + DAY - from);
        }
        // 下午2时至4时: the half of the day is told once.
        let half = self.first.is_late
            && !self.last.is_late
            && !self.last.is_early
            && to < from
            && self.last.hour < 12;
        (to + if half { DAY / 2 } else { 0 }).checked_sub(from)
    }
}

/// Characters that make other words of 时 and 点: 时间, 点评.
const OTHER: &str = "间期代段评赞击名建";

impl Facts<'_> {
    /// Ranges between two times of day.
    pub fn hour_ranges(&self) -> &[HourRange] {
        self.cells.hour_ranges.get_or_init(|| find(self))
    }
}

fn find(facts: &Facts<'_>) -> Vec<HourRange> {
    let text = facts.doc.text();
    let mut ranges = Vec::new();
    for tokens in facts.tokens().blocks() {
        let mut last: Option<Clock> = None;
        let mut at = 0;
        while at < tokens.len() {
            let Some((clock, next)) = clock(facts, tokens, at) else {
                at += 1;
                continue;
            };
            at = next;
            if let Some(first) = last
                && let Some(gap) =
                    text.get(first.span.end..clock.span.start).filter(|gap| gap.len() <= MAX_SIGN)
                && let Some(is_next_day) = joined(facts, gap)
            {
                let span = first.span.join(clock.span);
                ranges.push(HourRange { span, first, last: clock, is_next_day });
            }
            last = Some(clock);
        }
    }
    ranges
}

/// What joins two times: whether the second is of the next day. `None` if they are no range.
fn joined(facts: &Facts<'_>, gap: &str) -> Option<bool> {
    let gap = gap.trim_matches(is_blank);
    if joins(gap) {
        return Some(false);
    }
    let next = facts.words().of(&dating::NEXT_DAY);
    let word = next.end_of(gap)?;
    joins(gap[..gap.len() - word.len()].trim_matches(is_blank)).then_some(true)
}

/// 9:30, 21时, 9点半, 下午3时20分, with the index of the token behind it.
fn clock(facts: &Facts<'_>, tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
    let text = facts.doc.text();
    let token = tokens[at];
    let hour = small(text, token).filter(|&hour| hour <= 24)?;
    let span = token.span();
    let unit = after(text, span.end).filter(|unit| matches!(unit, ':' | '：' | '时' | '点'))?;
    // 停水时间：22:00 is one; the 30 of 8:30:15 is none.
    let lead = text[..span.start].trim_end_matches([':', '：']);
    let is_inside = lead.len() < span.start && lead.ends_with(|c: char| c.is_ascii_digit());
    if is_inside || matches!(before(text, span.start), Some('.' | '第' | '/')) {
        return None;
    }
    let behind = span.end + unit.len_utf8();
    let minute = tokens[at + 1..]
        .iter()
        .position(|token| token.span().start >= behind)
        .map(|skipped| at + 1 + skipped);
    let minute = minute.filter(|&next| tokens[next].span().start == behind);
    let is_colon = matches!(unit, ':' | '：');
    let lead = &text[..span.start];
    let early = facts.words().of(&time::MORNING).end_of(lead);
    let late = facts.words().of(&time::AFTERNOON).end_of(lead);
    let start = span.start - early.or(late).map_or(0, str::len);
    let clock = |end: usize, minute: u32| Clock {
        span: Span::new(start, end),
        hour,
        minute,
        is_late: late.is_some(),
        is_early: early.is_some(),
    };
    match minute {
        Some(next) if is_colon => {
            let written = tokens[next].span();
            let value = small(text, tokens[next]).filter(|_| written.len() == 2)?;
            let is_longer = matches!(after(text, written.end), Some(':' | '：' | '%' | '.'));
            (!is_longer).then_some((clock(written.end, value), next + 1))
        }
        _ if is_colon => None,
        Some(next) if after(text, tokens[next].span().end) == Some('分') => {
            let value = small(text, tokens[next])?;
            Some((clock(tokens[next].span().end + '分'.len_utf8(), value), next + 1))
        }
        _ => {
            let half = if text[behind..].starts_with('半') { '半'.len_utf8() } else { 0 };
            let is_unit = text[behind..].starts_with(|c| OTHER.contains(c));
            (!is_unit).then_some((clock(behind + half, if half > 0 { 30 } else { 0 }), at + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn reads_ranges_of_hours_in_every_form() {
        for (text, minutes) in [
            ("9:00—11:30", Some(150)),
            ("21:30至次日5:30", Some(480)),
            ("上午9时到11时", Some(120)),
            ("下午2时至4时30分", Some(150)),
            ("晚上10点至次日凌晨六点", Some(480)),
            ("15:20—14:40", None),
        ] {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
            let facts = Facts::new(&doc, &lexicon, &vocabulary);
            let found: Vec<_> = facts.hour_ranges().iter().map(super::HourRange::lasts).collect();
            assert_eq!(found, [minutes], "{text}");
        }
    }
}
