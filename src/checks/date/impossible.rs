//! Rule `date/impossible`: reports dates and times that do not exist: `11月31日` (31 November),
//! `上午9时75分` (9:75 a.m.).

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::dates::{DateMention, Fault, Part};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::resolved::Source;
use crate::facts::date::times::TimeFault;
use crate::facts::placeholder::values::EPOCH;
use crate::text::span::Span;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Impossible))
}

struct Impossible;

impl Check for Impossible {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        // A spreadsheet shows an empty date cell in this form, which is the fault of another rule.
        let is_empty_cell = |span: Span| cx.doc.slice(span) == EPOCH;
        for date in cx.facts.dates().iter().filter(|date| !is_empty_cell(date.span)) {
            match date.fault() {
                Some(Fault::Day { days }) => {
                    out.report(date.span).arg("days", u64::from(days));
                }
                Some(Fault::Month) => {
                    out.report(date.span).variant("month");
                }
                Some(Fault::Hour) => {
                    out.report(date.span).variant("hour");
                }
                None => {}
            }
        }
        report(cx, out, &[DateReading::Minutes, DateReading::NamedBy]);
        for (date, resolved) in cx.facts.dates().iter().zip(cx.facts.resolved_dates()) {
            // 6月27日至31日 ("27 to 31 June"): the second day takes the month from the first.
            let is_own =
                date.month.is_some() || resolved.month.is_none_or(|month| month.source != Source::Range);
            let month = resolved.month.filter(|_| !is_own);
            let whole =
                month.map(|month| DateMention { month: Some(Part::Known(month.value)), ..date.clone() });
            if let Some(Fault::Day { days }) = whole.and_then(|whole| whole.fault()) {
                out.report(date.span).arg("days", u64::from(days));
            }
        }
        for time in cx.facts.times() {
            let variant = match time.fault() {
                // An hour after a day belongs to the date, which reports it.
                Some(TimeFault::Hour) if !is_in_date(cx, time.span) => "hour",
                Some(TimeFault::Minute) => "minute",
                Some(TimeFault::Half) => "half",
                Some(TimeFault::Hour) | None => continue,
            };
            out.report(time.span).variant(variant);
        }
    }
}

/// True if the hour is part of a date with a day: 3月5日25时 ("5 March, 25:00"). The date then reports
/// it.
fn is_in_date(cx: &Context<'_>, time: Span) -> bool {
    let dates = cx.facts.dates();
    let next = dates.partition_point(|date| date.span.end() <= time.start());
    dates.get(next).is_some_and(|date| date.span.overlaps(time))
}
