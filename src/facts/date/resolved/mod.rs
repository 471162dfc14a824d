//! Dates with their missing parts filled in: in 3月5日至6日 ("5 to 6 March"), 6日 is a day of March; in
//! a letter signed in 2025, 3月18日 (18 March) is a day of that year.
//!
//! A missing part comes from the nearest place that gives it: the other end of its range, its
//! sentence, its paragraph, a heading above, the document's own date or its title. The place is
//! kept, and its kind tells how certain the part is.

mod year;

use jiff::civil::Date as Day;

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Place from which the year or month of a date was taken. The variants are ordered from the place
/// that is nearest to the date to the farthest, so that a lower one is more certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Written in the date itself.
    Written,
    /// A word before the date: 今年 ("this year"), 同年 ("the same year"), 次年 ("the next year").
    Word,
    /// The other end of its range.
    Range,
    /// Another date of the same sentence.
    Sentence,
    /// An earlier date of the same paragraph.
    Paragraph,
    /// A heading above.
    Heading,
    /// The date of the document.
    Own,
    /// The title of the document.
    Title,
    /// The number of the document: 2025 of 〔2025〕8号 ("No. 8 of 2025").
    Number,
    /// An earlier paragraph.
    Earlier,
}

impl Source {
    /// All sources, the nearest first.
    pub const ALL: [Self; 10] = [
        Self::Written,
        Self::Word,
        Self::Range,
        Self::Sentence,
        Self::Paragraph,
        Self::Heading,
        Self::Own,
        Self::Title,
        Self::Number,
        Self::Earlier,
    ];
}

/// The year or the month of a date, with the place from which it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Number of the year or the month.
    pub value: u32,
    /// Kind of the place from which the value was taken.
    pub source: Source,
    /// Span in the text that gives the value. `None` if the front matter gives it, which is not
    /// part of the text.
    pub place: Option<Span>,
}

impl Taken {
    /// Creates a value with its source and the span that gives it.
    fn new(value: u32, source: Source, place: Span) -> Self {
        Self { value, source, place: Some(place) }
    }
}

/// A date with its missing parts filled in. It has the same index as its mention in
/// [`Facts::dates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Span of the date.
    pub span: Span,
    /// Year of the date, with its source.
    pub year: Option<Taken>,
    /// Month of the date, with its source.
    pub month: Option<Taken>,
    /// Day of the month.
    pub day: Option<u32>,
}

impl Resolved {
    /// The year, if it is known.
    pub fn known_year(&self) -> Option<u32> {
        self.year.map(|year| year.value)
    }

    /// True if the year, and the month if there is one, are certain: written in the date, or given
    /// in the same sentence.
    pub fn is_sure(&self) -> bool {
        let is_near = |taken: Option<Taken>| taken.is_some_and(|taken| taken.source <= Source::Sentence);
        is_near(self.year) && (self.month.is_none() || is_near(self.month))
    }

    /// First day that the date may mean: the day itself, or the first day of the month or year if
    /// the date has no day. `None` if the year is unknown.
    pub fn first(&self) -> Option<Day> {
        let month = self.month.map_or(1, |month| month.value);
        day(self.known_year()?, month, self.day.unwrap_or(1))
    }

    /// Last day that the date may mean: the day itself, or the last day of the month or year if the
    /// date has no day. `None` if the year is unknown.
    pub fn last(&self) -> Option<Day> {
        let month = self.month.map_or(12, |month| month.value);
        match self.day {
            Some(date) => day(self.known_year()?, month, date),
            None => Some(day(self.known_year()?, month, 1)?.last_of_month()),
        }
    }

    /// The day; `None` if year, month and day are not all known.
    pub fn day(&self) -> Option<Day> {
        self.in_year(self.known_year()?)
    }

    /// Same month and day in another year.
    pub fn in_year(&self, year: u32) -> Option<Day> {
        day(year, self.month?.value, self.day?)
    }
}

/// Day with these numbers. `None` if it does not exist.
pub fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year without 29 February. Dates whose year is not known are computed in this year.
pub const COMMON_YEAR: u32 = 2001;

/// True if `text` is a sign or a word that joins the two ends of a range: `—`, 至 ("to").
pub fn joins(text: &str) -> bool {
    matches!(
        text,
        "至" | "到"
            | "—"
            | "——"
            | "-"
            | "－"
            | "–"
            | "～"
            | "~"
            | "--"
            | "─"
            | "―"
            | "﹣"
            | "起至"
            | "起到"
            | "开到"
    )
}

impl Facts<'_> {
    /// Dates of [`Facts::dates`], in the same order, with their missing parts filled in.
    pub fn resolved_dates(&self) -> &[Resolved] {
        self.cells.resolved_dates.get_or_init(|| find(self))
    }

    /// Year of the document, from its own date, its number or its title.
    pub fn document_year(&self) -> Option<Taken> {
        year::of_document(self)
    }
}

/// Fills in the missing parts of every date of a document.
fn find(facts: &Facts<'_>) -> Vec<Resolved> {
    if facts.dates().is_empty() {
        return Vec::new();
    }
    let mut resolved: Vec<Resolved> = Vec::with_capacity(facts.dates().len());
    let mut surroundings = year::Surroundings::of(facts);
    for date in facts.dates() {
        let month = month_of(facts, date, &resolved);
        let year = year::of(facts, date, month, &resolved, &mut surroundings);
        resolved.push(Resolved { span: date.span, year, month, day: date.known_day() });
    }
    resolved
}

/// Month of a date: the one written in it. A day alone takes the month of the date before it, if
/// that is in the same sentence or if a word such as 本月 ("this month") refers to it. `known` are
/// the resolved dates before it.
fn month_of(facts: &Facts<'_>, date: &DateMention, known: &[Resolved]) -> Option<Taken> {
    if let Some(month) = date.month {
        return Some(Taken::new(month.known()?, Source::Written, date.span));
    }
    date.day?;
    let text = facts.doc.text();
    let before = &text[..date.span.start()];
    let last = known.last()?;
    if before.ends_with("本月") || before.ends_with("当月") || before.ends_with("同月") {
        return Some(Taken::new(last.month?.value, Source::Word, last.span));
    }
    let gap = text.get(last.span.end()..date.span.start())?;
    let source = if joins(strip(gap)) { Source::Range } else { Source::Sentence };
    let is_near = gap.len() <= MAX_GAP && !gap.contains(['。', '\n', '！', '？']);
    Some(Taken::new(last.month?.value, source, last.span)).filter(|_| is_near && last.day.is_some())
}

/// Maximum number of bytes between a date and a day alone that takes its month from that date. If
/// they are farther apart, the day gets no month from it.
const MAX_GAP: usize = 60;

/// The text between two dates without what belongs to the first one: a bracket, 起 ("from") or a
/// time of day. 至 ("to") remains of （星期三）至 ("(Wednesday) to").
pub fn strip(gap: &str) -> &str {
    let mut rest = gap.trim();
    for _ in 0..2 {
        let inner = rest.strip_prefix(['（', '(']);
        let behind = inner.and_then(|inner| {
            let close = inner.find(['）', ')'])?;
            (close <= MAX_BRACKET).then(|| inner[close..].trim_start_matches(['）', ')']))
        });
        rest = behind.unwrap_or(rest).trim_start();
        rest = rest.strip_prefix("起").filter(|rest| !rest.is_empty()).unwrap_or(rest);
    }
    let rest = rest.trim_start_matches(['，', ',']).trim();
    // 3月5日8:00至3月7日18:00
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || TIME.contains(c)).trim_start();
    if behind.is_empty() || behind.len() == rest.len() { rest } else { behind }
}

/// Characters of a time of day after a date.
static TIME: Signs = Signs::of(":：时点分上下午零");
/// Maximum number of bytes in brackets after the first date of a range, such as its weekday. After
/// a longer bracket, the date begins no range.
const MAX_BRACKET: usize = 30;

#[cfg(test)]
mod tests {
    use super::{Source, find};
    use crate::document::source::Source as File;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn days(text: &str) -> Vec<(String, Option<Source>)> {
        let doc = readers::read(&File { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let shown = |found: &super::Resolved| {
            let day = found.day().map_or_else(|| "-".to_owned(), |day| day.to_string());
            (day, found.year.map(|year| year.source))
        };
        find(&facts).iter().map(shown).collect()
    }

    #[test]
    fn takes_what_is_unsaid_from_the_nearest_place() {
        let cases = [
            ("2025年3月5日（星期三）至6日（星期五）召开。", "2025-03-06", Source::Range),
            ("2025年12月29日（周一）至1月2日（周五）闭馆。", "2026-01-02", Source::Range),
            ("2024年2月3日立案，6月7日结案。", "2024-06-07", Source::Sentence),
            ("2024年2月3日立案。6月7日结案。", "2024-06-07", Source::Paragraph),
            ("因盗窃于2017年6月19日被拘留，同年7月1日被捕。", "2017-07-01", Source::Word),
            ("赛程安排（2025年）\n1.初赛：11月8日，图书馆。", "2025-11-08", Source::Heading),
        ];
        for (text, day, source) in cases {
            assert_eq!(days(text).last(), Some(&(day.to_owned(), Some(source))), "{text}");
        }
        let letter = "请于3月18日到会。\n\n石桥镇办公室\n2025年3月13日";
        assert_eq!(days(letter)[0], ("2025-03-18".to_owned(), Some(Source::Own)));
    }
}
