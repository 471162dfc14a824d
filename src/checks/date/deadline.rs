//! Rule `date/deadline`: reports a deadline in the past: 请于2025年3月1日前报送 ("please submit by 1 March
//! 2025"), read in 2026.
//!
//! Only dates with a year, in a clause that demands an action, are reported: an action that was
//! done before a date is history, and a deadline without a year may be in any year.

use crate::check::{Check, Context, Findings};
use crate::checks::dating::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::relations::reading::DateReading;
use crate::text::span::Span;
use crate::words::obligation;
use crate::words::rules::date::deadline::{BEFORE, DONE};

/// Maximum number of bytes between a word for a demand, such as 请 ("please"), and the date.
const MAX_REACH: usize = 60;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Deadline))
}

struct Deadline;

impl Check for Deadline {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let readings = [DateReading::DeadlineOwn, DateReading::MeetingOwn, DateReading::OrderAfterEvent];
        report(cx, out, &readings);
        let Some(reference) = cx.reference else { return };
        let told = cx.facts.date_relations().iter();
        let told: Vec<Span> =
            told.filter(|told| readings.contains(&told.reading)).map(|told| told.place).collect();
        let text = cx.doc.text();
        for date in cx.facts.dates().iter().filter(|date| told.binary_search(&date.span).is_err()) {
            let Some(day) = date.day().filter(|day| *day < reference.day) else { continue };
            let rest = text[date.span.end()..].trim_start_matches("（").trim_start();
            let Some(word) = BEFORE.iter().find(|word| rest.starts_with(**word)) else {
                continue;
            };
            let end = text.len() - rest.len() + word.len();
            let Some(sentence) = cx.facts.sentences().at(date.span.start()) else { continue };
            let start =
                text.ceil_char_boundary(date.span.start().saturating_sub(MAX_REACH)).max(sentence.start());
            let before = &text[start..date.span.start()];
            let stop = text.floor_char_boundary((end + MAX_REACH).min(sentence.end()));
            let asks = [&obligation::DUTY, &obligation::EFFORT]
                .iter()
                .any(|class| cx.facts.words().of(class).is_in(before));
            let is_done =
                DONE.iter().any(|word| before.contains(word) || text[end.min(stop)..stop].contains(word));
            if asks && !is_done {
                out.report(Span::new(date.span.start(), end))
                    .at_most(reference.max_severity())
                    .variant(reference.origin.name())
                    .arg("day", day.to_string())
                    .arg("today", reference.day.to_string());
            }
        }
    }
}
