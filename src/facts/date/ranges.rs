//! Ranges of days, months and years: 3月5日至6日 ("5 to 6 March"), 2016—2020年 ("2016 to 2020"),
//! 6月10-14日 ("10–14 June").

use crate::facts::Facts;
use crate::facts::date::dates::DateMention;
use crate::facts::date::resolved::{Resolved, Source, Taken, joins, strip};
use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::whole;
use crate::text::span::Span;

/// Maximum number of bytes of the sign or word that joins the two ends of a range (至, "to"). If
/// more text is between two dates, they are not a range.
const MAX_SIGN: usize = 12;

/// A range of two dates: 3月5日至8日 ("5 to 8 March").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// Span from the first date to the last one.
    pub span: Span,
    /// First date of the range.
    pub first: Resolved,
    /// Last date of the range.
    pub last: Resolved,
    /// Index of the last date in [`Facts::resolved_dates`].
    pub index: usize,
}

impl Facts<'_> {
    /// Ranges between two dates, in text order.
    pub fn date_ranges(&self) -> &[DateRange] {
        self.cells.date_ranges.get_or_init(|| find(self))
    }
}

/// Finds all ranges, in text order.
fn find(facts: &Facts<'_>) -> Vec<DateRange> {
    let (text, dates, resolved) = (facts.doc.text(), facts.dates(), facts.resolved_dates());
    let mut ranges = Vec::new();
    for (index, (date, &last)) in dates.iter().zip(resolved).enumerate() {
        if date.is_masked() {
            continue;
        }
        let before = index.checked_sub(1).map(|before| resolved[before]);
        let joined = before.filter(|first| {
            let gap = text.get(first.span.end()..last.span.start()).filter(|gap| !gap.contains('\n'));
            // 2025年3—5月 ("March to May 2025"): the year is not the first end of a range of months.
            let is_alike = in_words(text, first.span) == in_words(text, last.span)
                && (first.month.is_some() || last.month.is_none());
            is_alike && gap.is_some_and(|gap| joins(strip(gap))) && !dates[index - 1].is_masked()
        });
        let first =
            joined.or_else(|| first_day(text, date, last)).or_else(|| first_without_unit(text, date, last));
        if let Some(first) = first {
            ranges.push(DateRange { span: first.span.join(last.span), first, last, index });
        }
    }
    ranges
}

/// True for a date written with units (2025年3月5日), false for one in digits (2025-03-05). Both dates
/// of a range are written in the same way.
fn in_words(text: &str, span: Span) -> bool {
    span.of(text).contains(['年', '月', '日', '号'])
}

/// First day of a range that is written as one date: 10 June for 6月10-14日 ("10–14 June"). `last` is
/// the last day, 14 June. Returns `None` if the date is not a range.
fn first_day(text: &str, date: &DateMention, last: Resolved) -> Option<Resolved> {
    let day = last.day?;
    let written = date.span.of(text);
    if !written.ends_with(['日', '号']) {
        return None;
    }
    let head = written.trim_end_matches(['日', '号', ' ']);
    let head = head.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    let sign = head.trim_end_matches(|c: char| is_blank(c) || joins(c.encode_utf8(&mut [0; 4])));
    let digits = sign.len() - sign.trim_end_matches(|c: char| narrow(c).is_ascii_digit()).len();
    let number = whole(&sign[sign.len() - digits..]).filter(|_| digits > 0 && sign.len() < head.len())?;
    let is_date = date.span.len() > 10 || !matches!(sign.as_bytes().first(), Some(b'1' | b'2')) || digits < 4;
    (is_date && number <= 31 && day <= 31).then_some(Resolved { day: Some(number), ..last })
}

/// First date of a range whose first number has no unit: 2016 in 2016—2020年 ("2016–2020"), 3 in
/// 3—5月 ("March to May"). `last` is the last date of the range.
fn first_without_unit(text: &str, date: &DateMention, last: Resolved) -> Option<Resolved> {
    let lead = &text[..date.span.start()];
    let digits = lead.trim_end_matches(|c: char| is_blank(c) || joins(c.encode_utf8(&mut [0; 4])));
    let sign = lead[digits.len()..].trim_matches(is_blank);
    if !joins(sign) || sign.len() > MAX_SIGN {
        return None;
    }
    let length = digits.len() - digits.trim_end_matches(|c: char| narrow(c).is_ascii_digit()).len();
    let before = digits[..digits.len() - length].trim_end_matches(is_blank);
    let number = whole(&digits[digits.len() - length..])?;
    // 第3-5月, 1.2—3月, 2024-03-05: the number is part of a longer expression.
    if before.ends_with(['.', '/', '-', '—', '~', '～', ':', '：', '第', '+', '年']) && date.is_year()
        || before.ends_with(['.', '/', '-', '—', '第', '〔'])
    {
        return None;
    }
    let span = Span::new(digits.len() - length, digits.len());
    let written = Some(Taken { value: number, source: Source::Written, place: Some(span) });
    if date.is_year() {
        return (length == 4 && (1000..2200).contains(&number)).then_some(Resolved {
            span,
            year: written,
            ..last
        });
    }
    let is_month = date.day.is_none() && date.month.is_some() && date.year.is_none();
    (is_month && length <= 2 && (1..=12).contains(&number)).then_some(Resolved {
        span,
        month: written,
        ..last
    })
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn ranges(text: &str) -> Vec<String> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let shown = |range: &super::DateRange| {
            let end = |end: super::Resolved| {
                format!(
                    "{:?}.{:?}.{:?}",
                    end.known_year().unwrap_or(0),
                    end.month.map_or(0, |month| month.value),
                    end.day.unwrap_or(0)
                )
            };
            format!("{}..{}", end(range.first), end(range.last))
        };
        facts.date_ranges().iter().map(shown).collect()
    }

    #[test]
    fn reads_ranges_in_every_form() {
        for (text, range) in [
            ("2025年3月5日至3月7日", "2025.3.5..2025.3.7"),
            ("2025年3月5日（星期三）至7日", "2025.3.5..2025.3.7"),
            ("2025年3月5—7日", "2025.3.5..2025.3.7"),
            ("2016至2020年", "2016.0.0..2020.0.0"),
            ("2016年－2020年", "2016.0.0..2020.0.0"),
            ("2025年3—5月", "2025.3.0..2025.5.0"),
            ("1000—1127年", "1000.0.0..1127.0.0"),
            ("自2025年7月1日起至2026年6月30日止", "2025.7.1..2026.6.30"),
            ("2025年3月5日8:00至3月7日18:00", "2025.3.5..2025.3.7"),
        ] {
            assert_eq!(ranges(text), [range], "{text}");
        }
        assert!(ranges("第3-5章，2024年，1.5—3万").is_empty());
    }
}
