//! The dates of a document, as `hegao outline --format json` writes them: each with its first and
//! last day, and with the parts that are not written but taken from another place, such as the year
//! for 3月5日 ("5 March").

use jiff::civil::Date as Day;
use serde::Serialize;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::date::own_date::{OwnDate, OwnDatePlace};
use crate::facts::date::resolved::{Resolved, Source, Taken};
use crate::output::formats::json::parts::{LocationPart, location};

/// A date that applies to the whole document, such as its date of issue.
#[derive(Serialize)]
pub(super) struct OwnDatePart<'a> {
    place: &'static str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationPart<'a>>,
}

/// A date in the text, with its first and last day.
#[derive(Serialize)]
pub(super) struct DatePart<'a> {
    text: &'a str,
    location: LocationPart<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inherited: Vec<InheritedPart<'a>>,
}

/// A part of a date, such as its year, that is not written in the date but comes from another
/// place.
#[derive(Serialize)]
struct InheritedPart<'a> {
    part: &'static str,
    value: u32,
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationPart<'a>>,
}

/// The dates that apply to the whole document. Its own date, such as that of the signature, is
/// first.
pub(super) fn own<'a>(doc: &'a Document, facts: &Facts<'_>) -> Vec<OwnDatePart<'a>> {
    let part = |own: &OwnDate| OwnDatePart {
        place: place(own.place),
        date: own.day.to_string(),
        location: own.span.map(|span| location(doc, span)),
    };
    facts.own_dates().iter().map(part).collect()
}

/// Every date in the text, in text order.
pub(super) fn all<'a>(doc: &'a Document, facts: &Facts<'_>) -> Vec<DatePart<'a>> {
    let mut ranges = facts.date_ranges().iter().peekable();
    let mut parts = Vec::with_capacity(facts.dates().len());
    for (index, (mention, date)) in facts.dates().iter().zip(facts.resolved_dates()).enumerate() {
        while ranges.next_if(|range| range.index < index).is_some() {}
        // Both days of 6月10-14日 ("10 to 14 June") are in one mention.
        let inside =
            ranges.peek().filter(|range| range.index == index && date.span.contains(range.first.span));
        let days = days(inside.map_or(date, |range| &range.first), date).filter(|_| !mention.is_masked());
        let inherited = [("year", date.year), ("month", date.month)];
        let inherited = inherited.into_iter().filter_map(|(part, taken)| inherit(doc, facts, part, taken?));
        parts.push(DatePart {
            text: doc.slice(date.span),
            location: location(doc, date.span),
            first: days.map(|(first, _)| first.to_string()),
            last: days.map(|(_, last)| last.to_string()),
            inherited: inherited.collect(),
        });
    }
    parts
}

/// The first and the last day of a date; `None` if one of them is unknown, or the last is before
/// the first.
fn days(first: &Resolved, last: &Resolved) -> Option<(Day, Day)> {
    Some((first.first()?, last.last()?)).filter(|(first, last)| first <= last)
}

/// Describes a part of a date that comes from another place; `None` if the part is written in the
/// date itself.
fn inherit<'a>(
    doc: &'a Document,
    facts: &Facts<'_>,
    part: &'static str,
    taken: Taken,
) -> Option<InheritedPart<'a>> {
    let own = facts.own_dates().first().map(|own| own.place);
    let from = name(taken.source, own)?;
    let location = taken.place.map(|place| location(doc, place));
    Some(InheritedPart { part, value: taken.value, from, location })
}

/// Name of the source from which a date takes a part, such as its year. For the document's own
/// date, it is the name of the place that states this date. `None` if the part is written in the
/// date itself.
fn name(source: Source, own: Option<OwnDatePlace>) -> Option<&'static str> {
    Some(match source {
        Source::Written => return None,
        Source::Word => "word",
        Source::Range => "range",
        Source::Sentence => "sentence",
        Source::Paragraph => "paragraph",
        Source::Heading => "heading",
        Source::Own => place(own?),
        Source::Title => "title",
        Source::Number => "number",
        Source::Earlier => "earlier",
    })
}

/// The names of all sources of parts of dates, for the schema.
pub(super) fn sources() -> Vec<&'static str> {
    let own = places().into_iter().map(Some);
    let names = own.flat_map(|own| Source::ALL.into_iter().filter_map(move |source| name(source, own)));
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Names of the places at which a document may state its own date, for the schema.
pub(super) fn place_names() -> [&'static str; 3] {
    places().map(place)
}

fn places() -> [OwnDatePlace; 3] {
    [OwnDatePlace::FrontMatter, OwnDatePlace::Signature, OwnDatePlace::Head]
}

fn place(place: OwnDatePlace) -> &'static str {
    match place {
        OwnDatePlace::FrontMatter => "front_matter",
        OwnDatePlace::Signature => "signature",
        OwnDatePlace::Head => "head",
    }
}
