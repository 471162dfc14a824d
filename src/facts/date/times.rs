//! Times of day as written: `9时30分`, `上午9点`, `3月5日14:30`.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::{after, before};
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::members::Members;
use crate::words::{Words, time};

/// The half of the day that a word before the time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// 凌晨, 清晨, 早上, 上午: none of them reaches beyond noon.
    Morning,
    /// 中午, 下午, 傍晚, 晚上.
    Afternoon,
}

/// Words before a time, by the half of the day that they name.
const HALVES: [(&Class, Half); 2] = [(&time::MORNING, Half::Morning), (&time::AFTERNOON, Half::Afternoon)];

/// A time of day in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// From the word for the half of the day, where there is one, to the last unit.
    pub span: Span,
    /// The half of the day.
    pub half: Option<Half>,
    /// The hour as written.
    pub hour: u32,
    /// The minute.
    pub minute: Option<u32>,
}

/// Why no clock shows such a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFault {
    /// A day ends at 24时.
    Hour,
    /// An hour has sixty minutes, 0 to 59.
    Minute,
    /// 上午14时: the morning has no such hour.
    Half,
}

impl TimeMention {
    /// What is impossible about the time.
    pub fn fault(&self) -> Option<TimeFault> {
        if self.hour > 24 {
            return Some(TimeFault::Hour);
        }
        if self.minute.is_some_and(|minute| minute > 59) {
            return Some(TimeFault::Minute);
        }
        // 凌晨24时 is midnight.
        (self.half == Some(Half::Morning) && (13..24).contains(&self.hour)).then_some(TimeFault::Half)
    }
}

impl Facts<'_> {
    /// Times of day.
    pub fn times(&self) -> &[TimeMention] {
        self.cells.times.get_or_init(|| find(self.doc, self.tokens(), self.dates(), self.words()))
    }
}

/// All times of day, in order. What may as well be a duration (8时), a score (25:20) or a point (3点) is none.
pub fn find(doc: &Document, tokens: &Tokens, dates: &[DateMention], words: &Words) -> Vec<TimeMention> {
    let reader = Reader { text: doc.text(), halves: HALVES.map(|(class, half)| (words.of(class), half)) };
    let mut times = Vec::new();
    let mut dates = dates.iter().peekable();
    for tokens in tokens.blocks() {
        for (at, hour) in tokens.iter().enumerate() {
            let start = hour.span().start;
            // The date that this number follows, or whose hour it is.
            while dates.next_if(|date| date.span.end < start).is_some() {}
            let is_dated = dates.peek().is_some_and(|date| {
                date.day.is_some()
                    && (date.span.end == start
                        || date.hour.is_some() && (date.span.start..date.span.end).contains(&start))
            });
            times.extend(reader.time(tokens, at, is_dated));
        }
    }
    times
}

/// Reads times of day.
struct Reader<'t> {
    text: &'t str,
    halves: [(Members<'t>, Half); 2],
}

impl Reader<'_> {
    fn time(&self, tokens: &[Token], at: usize, is_dated: bool) -> Option<TimeMention> {
        let text = self.text;
        let span = tokens[at].span();
        let unit = after(text, span.end).filter(|unit| matches!(unit, '时' | '点' | ':' | '：'))?;
        let hour = small(text, tokens[at])?;
        let lead = &text[..span.start];
        let half = self.halves.iter().find_map(|(words, half)| Some((words.end_of(lead)?, *half)));
        let mut end = span.end + unit.len_utf8();
        let behind = tokens[at + 1..].iter().find(|token| token.span().start >= end);
        let minute = behind.filter(|token| token.span().start == end).and_then(|&token| {
            let is_written = if matches!(unit, '时' | '点') {
                after(text, token.span().end) == Some('分')
            } else {
                token.span().len() == 2 && !matches!(after(text, token.span().end), Some(':' | '：' | '%'))
            };
            Some((small(text, token).filter(|_| is_written)?, token.span().end))
        });
        let is_time = match unit {
            '时' => is_dated || half.is_some() || minute.is_some(),
            '点' => is_dated || half.is_some(),
            _ => (is_dated || half.is_some()) && minute.is_some(),
        };
        if !is_time || matches!(before(text, span.start), Some('.' | ':' | '：' | '第')) {
            return None;
        }
        if let Some((_, minute_end)) = minute {
            end = if matches!(unit, '时' | '点') { minute_end + '分'.len_utf8() } else { minute_end };
        }
        let start = span.start - half.map_or(0, |(word, _)| word.len());
        let (half, minute) = (half.map(|(_, half)| half), minute.map(|(minute, _)| minute));
        Some(TimeMention { span: Span::new(start, end), half, hour, minute })
    }
}

/// A number of one or two digits, or a Han numeral below a hundred.
pub(in crate::facts::date) fn small(text: &str, token: Token) -> Option<u32> {
    let written = token.span().of(text);
    let value = match token.kind {
        TokenKind::Digits if written.len() <= 2 => written.parse().ok(),
        TokenKind::Numeral => cardinal(written).and_then(|value| u32::try_from(value).ok()),
        _ => None,
    };
    value.filter(|&value| value < 100)
}

#[cfg(test)]
mod tests {
    use super::{TimeFault, find};
    use crate::document::source::Source;
    use crate::facts::date::dates;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn times(text: &str) -> Vec<(String, Option<TimeFault>)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let tokens = Tokens::lex(&doc);
        let found = find(&doc, &tokens, &dates::find(&doc, &tokens), &Words::new());
        found.into_iter().map(|time| (doc.slice(time.span).to_owned(), time.fault())).collect()
    }

    #[test]
    fn reads_times_in_every_form() {
        for text in ["9时30分", "上午9时", "上午九点", "下午2:30", "晚上8点15分", "早上九点三十分"]
        {
            assert_eq!(times(&format!("定于{text}开会"))[..], [(text.to_owned(), None)], "{text}");
        }
        assert_eq!(times("3月5日14:30开会")[..], [("14:30".to_owned(), None)]);
        assert_eq!(times("3月5日24时止")[..], [("24时".to_owned(), None)]);
    }

    #[test]
    fn knows_what_no_clock_shows() {
        for (text, fault) in [
            ("下午25时", TimeFault::Hour),
            ("9时75分", TimeFault::Minute),
            ("下午2:60", TimeFault::Minute),
            ("上午14时30分", TimeFault::Half),
        ] {
            assert_eq!(times(text)[..], [(text.to_owned(), Some(fault))], "{text}");
        }
    }

    #[test]
    fn passes_over_durations_scores_and_points() {
        for text in
            ["工作8时", "比分25:75", "讲3点", "提高3.5点", "第25时段", "比例3:70", "历时25小时", "2025时"]
        {
            assert!(times(text).is_empty(), "{text}: {:?}", times(text));
        }
    }
}
