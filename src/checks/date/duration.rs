//! `date/duration`: 自3月1日至3月5日，为期7天. Both ends may count or not.

use jiff::civil::Date as Day;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::date::dates::DateMention;
use crate::text::decimal::Decimal;
use crate::words::rules::date::duration::{LEADS, SKIPPED};
use crate::words::total;

/// A year without 29 February, for dates without a year.
const COMMON_YEAR: i16 = 2001;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Duration))
}

struct Duration;

impl Check for Duration {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, quantities) = (cx.doc.text(), cx.facts.quantities());
        for pair in cx.facts.dates().windows(2) {
            let (first, last) = (&pair[0], &pair[1]);
            if !matches!(text[first.span.end..last.span.start].trim(), "至" | "到" | "—" | "-" | "～") {
                continue;
            }
            let next = quantities.partition_point(|quantity| quantity.span.start < last.span.end);
            let Some(days) = quantities.get(next).filter(|days| days.unit == "天" && !days.is_approximate)
            else {
                continue;
            };
            let lead = text[last.span.end..days.span.start].trim_start_matches(SKIPPED);
            let is_lead = lead.is_empty()
                || LEADS.contains(&lead)
                || [&total::LABEL, &total::ADVERB]
                    .iter()
                    .any(|class| cx.facts.words().of(class).contains(lead));
            let Some(between) = days_between(first, last).filter(|_| is_lead) else { continue };
            let is_said = |days_between: u64| days.value == Decimal::integer(days_between);
            if !(is_said(between) || is_said(between + 1) || between > 0 && is_said(between - 1)) {
                out.report(days.span)
                    .arg("days", between + 1)
                    .related("first", first.span)
                    .related("last", last.span);
            }
        }
    }
}

/// Days from the first date to the last, 0 for the same day; across New Year where neither has a year.
fn days_between(first: &DateMention, last: &DateMention) -> Option<u64> {
    let year = |date: &DateMention| date.known_year().and_then(|year| i16::try_from(year).ok());
    let start = year(first).unwrap_or(COMMON_YEAR);
    let month = last.known_month().or(first.known_month())?;
    let day = |year: i16, month: u32, day: u32| {
        Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let first_day = day(start, first.known_month()?, first.known_day()?)?;
    let mut last_day = day(year(last).unwrap_or(start), month, last.known_day()?)?;
    if last_day < first_day && year(last).is_none() {
        last_day = day(start + 1, month, last.known_day()?)?;
    }
    u64::try_from(first_day.until(last_day).ok()?.get_days()).ok()
}
