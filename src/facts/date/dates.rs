//! Dates as written: `2026年3月5日` (5 March 2026), `二〇二六年三月五日` (the same in Chinese numerals), `3月5日`
//! (5 March), `2026-03-05`, `X月10-14日` (10 to 14 of a masked month), `20XX年` (a masked year). The
//! units are 年 (year), 月 (month), 日 (day) and 时 (hour).

use jiff::civil::Date as Day;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::{after, is_blank};
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, positional};
use crate::text::span::Span;

/// Number of days of the longest month.
const MOST_DAYS: u32 = 31;

/// Number of a year, month, day or hour in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A number as written.
    Known(u32),
    /// Not filled in: `X`, `20XX`, `202_`.
    Masked,
}

impl Part {
    /// The number; `None` if it is not filled in.
    pub fn known(self) -> Option<u32> {
        match self {
            Self::Known(value) => Some(value),
            Self::Masked => None,
        }
    }
}

/// A date in the text, with the parts that are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateMention {
    /// Span from the first part to the last unit.
    pub span: Span,
    /// Year with its century.
    pub year: Option<Part>,
    /// The month.
    pub month: Option<Part>,
    /// Day of the month. In a range (`10-14日`) it is the last day, as a deadline check needs the
    /// latest one.
    pub day: Option<Part>,
    /// Hour after the day: 9 in 3月5日9时 ("5 March, 9 o'clock").
    pub hour: Option<Part>,
}

/// Reason why a date cannot exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The month is greater than twelve.
    Month,
    /// The month does not have this day, such as 31 April. If the date has a year, 29 February is
    /// checked too.
    Day {
        /// Number of days of the month.
        days: u32,
    },
    /// The hour is greater than 24. 24时 (24:00) is allowed: it is the end of the day.
    Hour,
}

impl DateMention {
    /// True if a part is masked (`X月`).
    pub fn is_masked(&self) -> bool {
        [self.year, self.month, self.day, self.hour].contains(&Some(Part::Masked))
    }

    /// The year; `None` if it is not given or not filled in.
    pub fn known_year(&self) -> Option<u32> {
        self.year.and_then(Part::known)
    }

    /// The month; `None` if it is not given or not filled in.
    pub fn known_month(&self) -> Option<u32> {
        self.month.and_then(Part::known)
    }

    /// The day of the month; `None` if it is not given or not filled in.
    pub fn known_day(&self) -> Option<u32> {
        self.day.and_then(Part::known)
    }

    /// True if the date consists of a year alone.
    pub fn is_year(&self) -> bool {
        self.year.is_some() && self.month.is_none() && self.day.is_none()
    }

    /// The day; `None` if year, month and day are not all given, or if there is no such day.
    pub fn day(&self) -> Option<Day> {
        let (year, month, day) = (self.year?.known()?, self.month?.known()?, self.day?.known()?);
        Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Returns the reason why the date cannot exist; `None` if it can. 29 February is possible if
    /// no year is given.
    pub fn fault(&self) -> Option<Fault> {
        let month = self.month.and_then(Part::known);
        let day = self.day.and_then(Part::known);
        if let Some(month) = month
            && (self.day.is_some() || self.known_year().is_some())
            && !(1..=12).contains(&month)
        {
            return Some(Fault::Month);
        }
        if let (Some(month), Some(day)) = (month, day) {
            // 2000 is a leap year: without a year, 29 February is allowed.
            let year =
                self.year.and_then(Part::known).and_then(|year| i16::try_from(year).ok()).unwrap_or(2000);
            let days =
                Day::new(year, i8::try_from(month).ok()?, 1).ok()?.days_in_month().unsigned_abs().into();
            if day == 0 || day > days {
                return Some(Fault::Day { days });
            }
        }
        self.hour.and_then(Part::known).filter(|&hour| hour > 24).map(|_| Fault::Hour)
    }
}

impl Facts<'_> {
    /// All dates of the document with their parts, known or masked, in text order.
    pub fn dates(&self) -> &[DateMention] {
        self.cells.dates.get_or_init(|| find(self.doc, self.tokens()))
    }

    /// Date that ends at `byte`; blanks before `byte` are skipped.
    pub fn date_before(&self, byte: usize) -> Option<&DateMention> {
        let end = self.doc.text()[..byte].trim_end_matches(is_blank).len();
        let next = self.dates().partition_point(|date| date.span.end() <= byte);
        self.dates()[..next].last().filter(|date| date.span.end() == end)
    }

    /// Date that begins at `byte`; blanks after `byte` are skipped.
    pub fn date_behind(&self, byte: usize) -> Option<&DateMention> {
        let rest = &self.doc.text()[byte..];
        let start = byte + (rest.len() - rest.trim_start_matches(is_blank).len());
        let next = self.dates().partition_point(|date| date.span.start() < start);
        self.dates().get(next).filter(|date| date.span.start() == start)
    }
}

/// Finds all dates, in text order.
pub fn find(doc: &Document, tokens: &Tokens) -> Vec<DateMention> {
    let mut dates = Vec::new();
    for tokens in tokens.blocks() {
        let reader = Reader { text: doc.text(), tokens };
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            // Most tokens are punctuation.
            let is_part = matches!(
                token.kind,
                TokenKind::Digits | TokenKind::Numeral | TokenKind::Mask(_) | TokenKind::Dotted
            );
            if !is_part {
                at += 1;
                continue;
            }
            match reader.date(at).or_else(|| reader.numeric(at)) {
                Some((date, next)) => {
                    dates.push(date);
                    at = next;
                }
                None => at += 1,
            }
        }
    }
    dates
}

/// A number and the unit after it, such as 3 and 月 (month).
struct Number {
    part: Part,
    span: Span,
    /// Number of digits as written: 4 for `2026`.
    width: usize,
    /// Unit after the number (年, 月, 日, 时), and the byte at which it begins.
    unit: (char, usize),
    next: usize,
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Reader<'_> {
    /// Reads years, months, days and hours, each a number followed by its unit, from the token with
    /// index `at` on. Returns the date and the index of the token after it.
    fn date(&self, at: usize) -> Option<(DateMention, usize)> {
        let mut date = DateMention::default();
        let mut next = at;
        let mut rank = 0;
        while let Some(number) = self.number(next) {
            if rank > 0 && self.skip_blanks(date.span.end()) != number.span.start() {
                break;
            }
            let (unit, unit_at) = number.unit;
            let behind = after(self.text, unit_at + unit.len_utf8());
            let part = Some(number.part);
            match unit {
                '年' if rank < 1
                    && (number.width == 4 || number.part == Part::Masked)
                    && behind != Some('级') =>
                {
                    (date.year, rank) = (part, 1);
                }
                '月' if rank < 2 => (date.month, rank) = (part, 2),
                '日' if rank < 3 => (date.day, rank) = (part, 3),
                '号' if rank == 2 => (date.day, rank) = (part, 3),
                '时' if rank == 3 => (date.hour, rank) = (part, 4),
                _ => break,
            }
            let start = if date.span.is_empty() { number.span.start() } else { date.span.start() };
            date.span = Span::new(start, unit_at + unit.len_utf8());
            next = number.next;
        }
        // 60日 ("60 days") alone is a length of time, not a day of a month.
        let is_length = date.month.is_none() && date.known_day().is_some_and(|day| day > MOST_DAYS);
        (rank > 0 && !is_length).then_some((date, next))
    }

    /// Reads a date in digits: `2026-03-05`, `2026/3/5`, `2026.3.5`. `at` is the index of its first
    /// token; returns the date and the index of the token after it.
    fn numeric(&self, at: usize) -> Option<(DateMention, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Dotted {
            let span = token.span();
            return Some((date_of(span, span.of(self.text).split('.'))?, at + 1));
        }
        // Cheap tests first: this runs for every token.
        let (year, month, day) =
            (token.span(), self.tokens.get(at + 1)?.span(), self.tokens.get(at + 2)?.span());
        let is_joined = year.len() == 4 && month.start() == year.end() + 1 && day.start() == month.end() + 1;
        // 2022—11—30
        let is_dashed = year.len() == 4
            && self.text.get(year.end()..month.start()) == Some("—")
            && self.text.get(month.end()..day.start()) == Some("—")
            && after(self.text, day.end()) != Some('—');
        if is_dashed {
            let parts = [year, month, day].map(|part| part.of(self.text));
            return Some((date_of(year.join(day), parts.into_iter())?, at + 3));
        }
        let separator = self.text.as_bytes()[year.end()];
        if !is_joined || !matches!(separator, b'-' | b'/') || self.text.as_bytes()[month.end()] != separator {
            return None;
        }
        let parts = [year, month, day].map(|part| part.of(self.text));
        Some((date_of(year.join(day), parts.into_iter())?, at + 3))
    }

    /// Reads the number whose first token has index `at`: digits, a Chinese numeral, a mask, digits
    /// with a mask, or a range of days.
    fn number(&self, at: usize) -> Option<Number> {
        let first = self.tokens.get(at)?;
        let (mut span, mut next, mut masked) = (first.span(), at, false);
        while let Some(token) =
            self.tokens.get(next).filter(|token| token.span().start() == span.end() || next == at)
        {
            match token.kind {
                TokenKind::Mask(_) => masked = true,
                TokenKind::Digits | TokenKind::Numeral => {}
                _ => break,
            }
            span.set_end(token.span().end());
            next += 1;
        }
        if next == at {
            return None;
        }
        if let Some(number) = self.range_end(span, next) {
            return Some(number);
        }
        let unit = self.unit(span.end())?;
        let written = span.of(self.text);
        let width = written.chars().count();
        let part = if masked { Part::Masked } else { Part::Known(value(written)?) };
        Some(Number { part, span, width, unit, next })
    }

    /// Unit of a date (年, 月, 日, 时) at byte `at` or after blanks there, and its position.
    fn unit(&self, at: usize) -> Option<(char, usize)> {
        let at = self.skip_blanks(at);
        let unit = after(self.text, at).filter(|unit| matches!(unit, '年' | '月' | '日' | '号' | '时'))?;
        Some((unit, at))
    }

    /// Reads the second number of a range of days, `10-14日` (10th to 14th) or `1至3日`. The span of
    /// the result covers both numbers.
    fn range_end(&self, first: Span, next: usize) -> Option<Number> {
        let token = self.tokens.get(next).filter(|token| token.kind == TokenKind::Digits)?;
        let last = token.span();
        let unit = self.unit(last.end()).filter(|(unit, _)| *unit == '日')?;
        let dash = self.text[first.end()..last.start()].trim_matches(is_blank);
        let is_range = matches!(dash, "-" | "—" | "－" | "–" | "～" | "~" | "至");
        let part = Part::Known(value(last.of(self.text))?);
        is_range.then(|| Number { part, span: first.join(last), width: 2, unit, next: next + 1 })
    }

    /// Byte after the blanks that begin at byte `at`; `at` if there are none, as before 月 in `X 月`.
    fn skip_blanks(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + (rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\u{3000}']).len())
    }
}

/// Makes a date of the parts year, month and day, such as those of `2026-3-5`. Returns `None` if
/// the text is more likely a code or a version number.
fn date_of<'p>(span: Span, mut parts: impl Iterator<Item = &'p str>) -> Option<DateMention> {
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_date = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let known = |value| Some(Part::Known(value));
    is_date.then(|| DateMention { span, year: known(year), month: known(month), day: known(day), hour: None })
}

/// Value of digits, of a Chinese cardinal (三十一, 31) or of a row of Chinese digits (二〇二六, 2026).
fn value(written: &str) -> Option<u32> {
    // Nearly all digits are half-width.
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let digits: String = written.chars().map(narrow).collect();
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let number = if written.chars().count() == 4 { positional(written) } else { None };
    number.or_else(|| cardinal(written)).and_then(|number| u32::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::{DateMention, Fault, Part, find};
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    fn dates(text: &str) -> Vec<(String, DateMention)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc));
        found.into_iter().map(|date| (doc.slice(date.span).to_owned(), date)).collect()
    }

    #[test]
    fn reads_full_dates_in_every_form() {
        for text in
            ["2026年3月5日", "二〇二六年三月五日", "二○二六年三月五日", "2026-03-05", "2026/3/5", "2026.3.5"]
        {
            let found = dates(&format!("定于{text}召开"));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, text);
            assert_eq!(found[0].1.day().unwrap().to_string(), "2026-03-05", "{text}");
        }
    }

    #[test]
    fn a_second_year_or_month_begins_another_date() {
        let texts = |text: &str| dates(text).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(texts("2024年2025年"), ["2024年", "2025年"]);
        assert_eq!(texts("3月4月"), ["3月", "4月"]);
        assert_eq!(texts("3月5日6日"), ["3月5日", "6日"]);
    }

    #[test]
    fn a_masked_date_is_one_with_its_parts() {
        for text in [
            "X月X日X时", "20XX年X月X日", "X月10-14日", "X月4日", "20_年", "二〇××年×月", "202x年06月18日",
            "*月*日",
        ] {
            let found = dates(&format!("截至{text}，"));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, text);
            assert!(found[0].1.is_masked(), "{text}");
        }
    }

    #[test]
    fn knows_what_no_calendar_has() {
        let cases = [
            ("2月30日", Some(Fault::Day { days: 29 })),
            ("2025年2月29日", Some(Fault::Day { days: 28 })),
            ("2024年2月29日", None),
            ("2月29日", None),
            ("11月31日", Some(Fault::Day { days: 30 })),
            ("13月5日", Some(Fault::Month)),
            ("3月5日24时", None),
            ("3月5日25时", Some(Fault::Hour)),
            ("6月28-31日", Some(Fault::Day { days: 30 })),
            ("X月31日", None),
        ];
        for (text, fault) in cases {
            assert_eq!(dates(text)[0].1.fault(), fault, "{text}");
        }
    }

    #[test]
    fn passes_over_durations_versions_and_codes() {
        for text in
            ["10年来", "3个月", "版本1.2.3", "192.168.1.1", "第5号", "12-34-56", "3.15活动", "2026- 03-05"]
        {
            assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
        }
        assert_eq!(dates("2024级")[..], []);
        assert_eq!(dates("第3月").first().map(|(_, date)| date.month), Some(Some(Part::Known(3))));
    }
}
