//! Rule `date/term`: reports a length of time that contradicts its start and end:
//! 租期三年，自2022年3月1日起至2024年2月29日止 ("lease of three years, from 1 March 2022 to 29 February 2024").

use crate::check::{Check, Context, Findings};
use crate::checks::dating;
use crate::checks::reckoning::report;
use crate::checks::{BuildInput, no_options};
use crate::facts::date::dates::DateMention;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::reading::FigureReading;
use crate::text::span::Span;

/// Types of statements about a length of time between two dates or two times that this rule
/// reports.
const READINGS: [DateReading; 13] = [
    DateReading::Hours,
    DateReading::HalfDay,
    DateReading::Term,
    DateReading::Years,
    DateReading::DayWord,
    DateReading::Reckoned,
    DateReading::Lasting,
    DateReading::LyingApart,
    DateReading::Shifted,
    DateReading::Step,
    DateReading::WeekWord,
    DateReading::PlanYears,
    DateReading::Grade,
];
/// Maximum distance from a term to its start or end date, in bytes.
const MAX_REACH: usize = 400;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Term))
}

struct Term;

impl Check for Term {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        dating::report(cx, out, &READINGS);
        let reported = cx.facts.date_relations().iter().filter(|it| READINGS.contains(&it.reading));
        let reported: Vec<Span> = reported.map(|it| it.place).collect();
        let terms = cx.facts.relations().iter().filter(|relation| relation.reading == FigureReading::Term);
        let is_reported = |place: Span| {
            let next = reported.partition_point(|span| span.end() <= place.start());
            reported.get(next).is_some_and(|span| span.overlaps(place))
        };
        for relation in terms.filter(|relation| relation.is_wrong() && !is_reported(relation.place)) {
            let ends = ends(cx, relation);
            let finding = report(cx, out, relation).arg("printed", relation.place.of(cx.doc.text()));
            ends.into_iter().fold(finding, |finding, (label, span)| finding.related(label, span));
        }
    }
}

/// Returns the start and end date of a term, labelled "first" and "last": the dates near the term
/// that occur in its formula.
fn ends(cx: &Context<'_>, relation: &Relation<'_>) -> Vec<(&'static str, Span)> {
    let Some((first, last)) = relation.formula.split_once('—') else { return Vec::new() };
    let place = relation.place;
    let at = cx.facts.dates().partition_point(|date| date.span.end() + MAX_REACH < place.start());
    let near = cx.facts.dates()[at..].iter().take_while(|date| date.span.start() < place.end() + MAX_REACH);
    let label = |date: &DateMention| {
        let is = |end: &str| {
            date.day().is_some_and(|day| day.to_string() == end) || cx.doc.slice(date.span) == end
        };
        if is(first) { Some("first") } else { is(last).then_some("last") }
    };
    near.filter_map(|date| Some((label(date)?, date.span))).take(2).collect()
}
