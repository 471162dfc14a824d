//! Ranges between two times of day: 9:00—11:30, 21:30至次日5:30 ("21:30 to 5:30 of the next day"),
//! 上午9时到11时 ("9 to 11 in the morning").

use crate::facts::Facts;
use crate::facts::date::resolved::joins;
use crate::facts::date::times::{Half, TimeMention};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::dating;

/// Number of minutes of a day.
pub const DAY: u32 = 24 * 60;
/// Maximum number of bytes between the two times of a range. Times that are farther apart are
/// separate.
const MAX_SIGN: usize = 30;

/// A range of two times of day: 9:00—11:30.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourRange {
    /// Span from the first time to the last.
    pub span: Span,
    /// First time of the range.
    pub first: TimeMention,
    /// Last time of the range.
    pub last: TimeMention,
    /// True if the text says that the last time is on the next day: 次日5:30 ("5:30 of the next
    /// day").
    pub is_next_day: bool,
}

impl HourRange {
    /// Minutes between the two times. `None` if the last is before the first and no word says that
    /// it is on the next day.
    ///
    /// For 下午3:00—2:30 ("3:00 in the afternoon to 2:30") this is `None`, though 2:30 alone may be
    /// at night.
    pub fn lasts(&self) -> Option<u32> {
        let (from, to) = (self.first.minutes(), self.last.minutes());
        if self.is_next_day {
            return Some(to + DAY - from);
        }
        let half = if self.is_half_told_once() && to < from { DAY / 2 } else { 0 };
        (to + half).checked_sub(from)
    }

    /// True if a word such as 下午 ("in the afternoon") before the first time also applies to the
    /// second, which has no such word: 下午2时至4时 ("2 to 4 in the afternoon").
    pub fn is_half_told_once(&self) -> bool {
        self.first.half == Some(Half::Afternoon) && self.last.half.is_none() && self.last.hour < 12
    }
}

impl Facts<'_> {
    /// Ranges between two times of day, in text order.
    pub fn hour_ranges(&self) -> &[HourRange] {
        self.cells.hour_ranges.get_or_init(|| find(self))
    }
}

fn find(facts: &Facts<'_>) -> Vec<HourRange> {
    let text = facts.doc.text();
    let mut ranges = Vec::new();
    let clocks = facts.clocks();
    let mut times = clocks.iter().map(|clock| clock.time).filter(|time| time.hour <= 24);
    let Some(mut first) = times.next() else { return ranges };
    for last in times {
        let gap = text.get(first.span.end()..last.span.start());
        let gap = gap.filter(|gap| gap.len() <= MAX_SIGN && !gap.contains('\n'));
        if let Some(is_next_day) = gap.and_then(|gap| joined(facts, gap)) {
            ranges.push(HourRange { span: first.span.join(last.span), first, last, is_next_day });
        }
        first = last;
    }
    ranges
}

/// Tests if `gap`, the text between two times, joins them to a range. Returns `None` if it does
/// not, `Some(true)` if it says that the second time is on the next day (至次日, "to the next day"),
/// else `Some(false)`.
fn joined(facts: &Facts<'_>, gap: &str) -> Option<bool> {
    let gap = gap.trim_matches(is_blank);
    if joins(gap) {
        return Some(false);
    }
    let next = facts.words().of(&dating::NEXT_DAY);
    let word = next.end_of(gap)?;
    joins(gap[..gap.len() - word.len()].trim_matches(is_blank)).then_some(true)
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
