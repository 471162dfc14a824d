//! `date/anniversary`: 2025年是新中国成立75周年, the 76th.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::date::calendar::anniversaries::event_before;
use crate::facts::lexicon::LiteralId;
use crate::text::decimal::Decimal;
use crate::text::span::Span;

/// Longest text between the year and the event, in characters.
const MAX_BETWEEN: usize = 14;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Anniversary { word: parts.lexicon.add("周年") }))
}

struct Anniversary {
    word: LiteralId,
}

impl Check for Anniversary {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, quantities, dates) = (cx.doc.text(), cx.facts.quantities(), cx.facts.dates());
        for word in cx.facts.occurrences(self.word) {
            let at = quantities.partition_point(|quantity| quantity.span.end < word.end);
            let Some(years) =
                quantities.get(at).filter(|years| years.span.end == word.end && !years.is_approximate)
            else {
                continue;
            };
            let Some(event) = event_before(&text[..years.span.start], cx.facts.words()) else { continue };
            let event_at = Span::new(years.span.start - event.words.len(), years.span.start);
            let next = dates.partition_point(|date| date.span.end <= event_at.start);
            let Some(date) = dates[..next].last().filter(|date| date.is_year()) else { continue };
            let between = &text[date.span.end..event_at.start];
            let is_of = between.chars().nth(MAX_BETWEEN).is_none()
                && !between.contains(['。', '；', '\n', '《', '“', '、']);
            let Some(year) = date.known_year().filter(|&year| is_of && year > event.year) else { continue };
            let expected = year - event.year;
            if years.value != Decimal::integer(u64::from(expected)) {
                out.report(years.span)
                    .arg("year", u64::from(year))
                    .arg("event", event.words)
                    .arg("since", u64::from(event.year))
                    .arg("expected", u64::from(expected))
                    .related("year", date.span);
            }
        }
    }
}
