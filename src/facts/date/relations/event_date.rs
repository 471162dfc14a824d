//! Dates right after the name of an event with known days: 五四运动（1919年） ("May Fourth Movement
//! (1919)"), 青禾集团成立于2008年5月 ("Qinghe Group was founded in May 2008").

use jiff::civil::Date as Day;

use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::words::calendar;

/// Number of bytes before a date that are searched for the name of an event.
const MAX_LEAD: usize = 120;
/// Signs and words that may join the name of an event and its date: 于 ("in") in 成立于2008年5月
/// ("founded in May 2008"), 时间为 ("its time is").
const LINKS: [&str; 5] = ["（", "(", "于", "是在", "时间为"];

/// Characters after a date that show that it is not the date of an event but a limit or one end of
/// a range: 至 ("to"), 前 ("before").
static AROUND: Signs = Signs::of("-—至到～－、前后以之");

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for date in scene.dates {
        if date.year.is_some_and(|year| year.source == Source::Written) {
            told(scene, date, relations);
        }
    }
}

fn told(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let lead = scene.before(date.span.start(), MAX_LEAD).trim_end_matches(is_blank);
    let Some(head) = LINKS.iter().find_map(|link| lead.strip_suffix(link)) else { return };
    let head = head.trim_end_matches(['”', '》', '"']);
    let events = scene.facts.words().of(&calendar::EVENT);
    let Some(word) = events.end_of(head) else { return };
    let Some(year) = events.value(word) else { return };
    let Some((from, to)) = date.first().zip(date.last()) else { return };
    // （1921年—1949年） is a range, and so is 于1921年至1949年 ("from 1921 to 1949").
    let behind = scene.text[date.span.end()..].trim_start_matches(is_blank);
    if behind.starts_with(|c| AROUND.contains(c)) {
        return;
    }
    let (first, last) = days(scene, word).or_else(|| of_year(year)).unwrap_or((from, to));
    let since = match (first == last, i32::from(first.year()) == i32::from(last.year())) {
        (true, _) => first.to_string(),
        (false, true) if first.day_of_year() == 1 && last.month() == 12 && last.day() == 31 => {
            format!("{year}年")
        }
        _ => format!("{first}—{last}"),
    };
    relations.push(
        Relation::new(DateReading::EventDate, date.span, from <= last && first <= to)
            .variant("date")
            .value("event", word)
            .value("since", since.as_str())
            .value("expected", since.as_str()),
    );
}

/// First and last day of an event from the user's configuration.
fn days(scene: &Scene<'_, '_>, word: &str) -> Option<(Day, Day)> {
    let mut events = scene.facts.own_events().iter().rev();
    let event = events.find(|event| !event.is_yearly && event.names.iter().any(|name| name == word))?;
    Some((event.first, event.last))
}

fn of_year(year: u32) -> Option<(Day, Day)> {
    let year = i16::try_from(year).ok()?;
    Some((Day::new(year, 1, 1).ok()?, Day::new(year, 12, 31).ok()?))
}
