//! Times of day as written: `9时30分` (9:30), `上午9点` ("9 in the morning"), `3月5日14:30`.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::after;
use crate::text::numeral::cardinal;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::members::Members;
use crate::words::{Words, time};

/// Half of the day that a word before the time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Before noon: 凌晨 ("small hours"), 清晨, 早上 ("early morning"), 上午 ("morning").
    Morning,
    /// From noon on: 中午 ("noon"), 下午 ("afternoon"), 傍晚, 晚上 ("evening").
    Afternoon,
}

/// Characters after 时 and 点 ("o'clock") that make another word: 时间 ("time"), 点评 ("comment").
static OTHER: Signs = Signs::of("间期代段评赞击名建");

/// Number of characters of a weekday in brackets: 星期四 ("Thursday").
const MAX_WEEKDAY: usize = 3;

/// Classes of the words for a half of the day, each with the half that they name.
const HALVES: [(&Class, Half); 2] = [(&time::MORNING, Half::Morning), (&time::AFTERNOON, Half::Afternoon)];

/// A time of day in the text, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Span from the word for the half of the day, if there is one, to the last unit.
    pub span: Span,
    /// Half of the day that a word before the hour names (上午, "morning"; 下午, "afternoon"); `None`
    /// if there is no such word.
    pub half: Option<Half>,
    /// Hour as written, so 3 for 下午3时 ("3 in the afternoon").
    pub hour: u32,
    /// Minute; `None` if it is not written.
    pub minute: Option<u32>,
}

/// Reason why a time of day cannot exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFault {
    /// The hour is after 24时 (24:00), at which a day ends.
    Hour,
    /// The minute is above 59.
    Minute,
    /// The half of the day does not have this hour: 上午14时 ("14:00 in the morning").
    Half,
}

impl TimeMention {
    /// Returns the reason why the time cannot exist; `None` if it can.
    pub fn fault(&self) -> Option<TimeFault> {
        if self.hour > 24 {
            return Some(TimeFault::Hour);
        }
        if self.minute.is_some_and(|minute| minute > 59) {
            return Some(TimeFault::Minute);
        }
        // 凌晨24时 ("24:00 at night") is midnight.
        (self.half == Some(Half::Morning) && (13..24).contains(&self.hour)).then_some(TimeFault::Half)
    }
}

impl TimeMention {
    /// Minutes since midnight. An afternoon hour counts from noon.
    pub fn minutes(&self) -> u32 {
        let hour =
            if self.half == Some(Half::Afternoon) && self.hour < 12 { self.hour + 12 } else { self.hour };
        hour * 60 + self.minute.unwrap_or(0)
    }
}

impl Facts<'_> {
    /// Times of day, without texts that may be a length (8时, "8 hours"), a score (25:20) or an item
    /// (3点, "3 points").
    pub fn times(&self) -> &[TimeMention] {
        self.cells.times.get_or_init(|| {
            certain(self.doc.text(), self.clocks(), self.dates(), self.words().of(&time::BEGINNING))
        })
    }

    /// First text within `span` that may be a time of day. It is one in the column of a schedule.
    pub(in crate::facts) fn clock_in(&self, span: Span) -> Option<TimeMention> {
        let clocks = self.clocks();
        let first = clocks.get(clocks.partition_point(|clock| clock.time.span.start() < span.start()))?;
        Some(first.time).filter(|time| time.span.end() <= span.end())
    }

    /// Texts that may be times of day, in text order. If two of them are the ends of a range, both
    /// are times.
    pub(in crate::facts) fn clocks(&self) -> &[Clock] {
        self.cells.clocks.get_or_init(|| clocks(self.doc, self.tokens(), self.words()))
    }
}

/// A text that may be a time of day, such as 9:30. It may also be something else: 9:30 is also the
/// score of a match.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Clock {
    /// The time.
    pub(in crate::facts) time: TimeMention,
    /// Sign or unit after the hour: `:`, 时 or 点.
    unit: char,
    /// Position of the first byte of the hour.
    start: usize,
}

/// Selects the clocks that are certainly times: after a date or 当日 ("that day"), after a word for
/// the half of the day, before one of `begins`, such as 开始 ("begins"), or with hours and minutes in
/// words.
fn certain(text: &str, clocks: &[Clock], dates: &[DateMention], begins: Members<'_>) -> Vec<TimeMention> {
    let mut dates = dates.iter().peekable();
    let mut times = Vec::new();
    for clock in clocks {
        // The date that ends right before this time, or that contains its hour.
        let start = before_weekday(text, clock.start);
        while dates.next_if(|date| date.span.end() < start).is_some() {}
        let is_dated = dates.peek().is_some_and(|date| {
            date.day.is_some()
                && (date.span.end() == start
                    || date.hour.is_some() && (date.span.start()..date.span.end()).contains(&clock.start))
        });
        let is_in_hours = clock.unit == '时' && clock.time.minute.is_some();
        // 当日14:30, 14:30起
        let behind = &text[clock.time.span.end()..];
        let is_begun = begins.start_of(behind).is_some();
        let is_of_day = clock.time.hour < 24 && (is_begun || text[..clock.start].ends_with(['日', '天']));
        if is_dated || is_of_day && clock.time.minute.is_some() || clock.time.half.is_some() || is_in_hours {
            times.push(clock.time);
        }
    }
    times
}

/// Byte at which a weekday in brackets before byte `at` begins: the byte at the stroke in
/// 3月12日|（星期四）8:30 ("12 March (Thursday) 8:30"). Returns `at` if there is no such bracket.
pub(in crate::facts) fn before_weekday(text: &str, at: usize) -> usize {
    let Some(inside) = text[..at].strip_suffix(['）', ')']) else { return at };
    let mut last = inside.char_indices().rev().take(MAX_WEEKDAY + 1);
    let open = last.find(|(_, c)| matches!(c, '（' | '(')).map(|(open, _)| open);
    let is_weekday = |open: &usize| {
        let name = inside[*open..].trim_start_matches(['（', '(']);
        ["星期", "周", "礼拜"].iter().any(|word| name.starts_with(word))
    };
    open.filter(is_weekday).unwrap_or(at)
}

/// Finds all texts that may be times of day, in order.
fn clocks(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<Clock> {
    let reader = Reader { text: doc.text(), halves: HALVES.map(|(class, half)| (words.of(class), half)) };
    let mut clocks = Vec::new();
    for tokens in tokens.blocks() {
        let mut at = 0;
        while at < tokens.len() {
            let found = reader.clock(tokens, at);
            at = found.map_or(at + 1, |(_, next)| next);
            clocks.extend(found.map(|(clock, _)| clock));
        }
    }
    clocks
}

/// Reader of the times of day in a text.
struct Reader<'t> {
    text: &'t str,
    halves: [(Members<'t>, Half); 2],
}

impl Reader<'_> {
    /// Reads 9:30, 21时 (21:00), 9点半 (half past 9) or 下午3时20分 ("3:20 in the afternoon") from the
    /// token with index `at` on. Returns the time and the index of the token after it.
    fn clock(&self, tokens: &[Token], at: usize) -> Option<(Clock, usize)> {
        if !matches!(tokens[at].kind, TokenKind::Digits | TokenKind::Numeral) {
            return None;
        }
        let text = self.text;
        let span = tokens[at].span();
        let unit = after(text, span.end()).filter(|unit| matches!(unit, '时' | '点' | ':' | '：'))?;
        let hour = small(text, tokens[at])?;
        let lead = &text[..span.start()];
        // 停水时间：22:00 ("water cut off at: 22:00") is a time; the 30 of 8:30:15 is not the hour of
        // one.
        let head = lead.trim_end_matches([':', '：']);
        let is_inside = head.len() < lead.len() && head.ends_with(|c: char| c.is_ascii_digit());
        if is_inside || lead.ends_with(['.', '第', '/']) {
            return None;
        }
        let behind = span.end() + unit.len_utf8();
        let next = tokens[at + 1..].iter().position(|token| token.span().start() >= behind);
        let next = next.map(|skipped| at + 1 + skipped).filter(|&next| tokens[next].span().start() == behind);
        let has_colon = matches!(unit, ':' | '：');
        let minute = |next: usize| {
            let written = tokens[next].span();
            let value = small(text, tokens[next])?;
            let (is_written, unit) = if has_colon {
                (written.len() == 2 && !goes_on(&text[written.end()..]), 0)
            } else {
                (after(text, written.end()) == Some('分'), '分'.len_utf8())
            };
            is_written.then_some((value, written.end() + unit, next + 1))
        };
        let (minute, end, next) = match next.and_then(minute) {
            Some((minute, end, next)) => (Some(minute), end, next),
            None if has_colon => return None,
            None => {
                let rest = &text[behind..];
                if rest.starts_with(|c| OTHER.contains(c)) {
                    return None;
                }
                let half = rest.strip_prefix('半').map(|_| 30);
                (half, behind + half.map_or(0, |_| '半'.len_utf8()), at + 1)
            }
        };
        let half = self.halves.iter().find_map(|(words, half)| Some((words.end_of(lead)?, *half)));
        let start = span.start() - half.map_or(0, |(word, _)| word.len());
        let half = half.map(|(_, half)| half);
        let time = TimeMention { span: Span::new(start, end), half, hour, minute };
        Some((Clock { time, unit, start: span.start() }, next))
    }
}

/// True if the text behind two digits makes them a part of another number: 8:30:15, 3:10.5. A colon
/// before words ends the time: 14:30：分组讨论 ("14:30: discussion").
fn goes_on(behind: &str) -> bool {
    let rest = behind.strip_prefix([':', '：']).map(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    rest.unwrap_or_else(|| behind.starts_with(['%', '.']))
}

/// Value of a token that is a number below 100, in at most two digits or in Chinese numerals;
/// `None` for other tokens.
fn small(text: &str, token: Token) -> Option<u32> {
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
    use super::{TimeFault, certain, clocks};
    use crate::document::source::Source;
    use crate::facts::date::dates;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::{Words, time};

    fn times(text: &str) -> Vec<(String, Option<TimeFault>)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let tokens = Tokens::lex(&doc);
        let words = Words::new();
        let begins = words.of(&time::BEGINNING);
        let clocks = clocks(&doc, &tokens, &words);
        let found = certain(doc.text(), &clocks, &dates::find(&doc, &tokens), begins);
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
