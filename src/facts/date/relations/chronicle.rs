//! Dates that must be in order or fit each other: a chronicle, in which each entry begins with its
//! day; a list of days followed by their number; 昨天（3月4日） ("yesterday (4 March)") and 今天（3月5日）
//! ("today (5 March)") in one text.

use jiff::civil::Date as Day;

use crate::facts::date::own_date::OwnDatePlace;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved};
use crate::text::span::Span;
use crate::words::dating;

/// Minimum number of entries of a chronicle that is checked.
const LEAST: usize = 4;
/// Maximum number of bytes between two days of a list, such as 、 in 6日、7日. With more text between
/// two days, the list ends.
const MAX_BETWEEN: usize = 12;
/// Number of bytes before a date that are searched for a word that names the same day, such as 昨天
/// ("yesterday") in 昨天（3月4日）.
const MAX_WORD: usize = 15;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    entries(scene, relations);
    listed(scene, relations);
    day_words(scene, relations);
}

/// Checks that the dates of a chronicle, in which each paragraph begins with a day, are in order.
fn entries(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let blocks = scene.facts.doc.blocks();
    let mut run: Vec<(usize, &Resolved)> = Vec::new();
    for date in scene.dates.iter().filter(|date| date.day.is_some() && date.month.is_some()) {
        let block = scene.facts.doc.block_at(date.span.start());
        if blocks[block].span.start() != date.span.start() {
            continue;
        }
        if run.last().is_some_and(|(last, _)| block > last + 1) {
            compare_entries(scene, &run, relations);
            run.clear();
        }
        run.push((block, date));
    }
    compare_entries(scene, &run, relations);
}

/// Compares the day of each entry of a chronicle with the day of the previous entry, and adds a
/// relation for each. The relation of an earlier day is an error only if this entry alone is out of
/// order. If several are, the text is not a chronicle in order of time.
fn compare_entries(scene: &Scene<'_, '_>, run: &[(usize, &Resolved)], relations: &mut Vec<Relation>) {
    if run.len() < LEAST {
        return;
    }
    let day = |date: &Resolved| date.in_year(date.known_year().unwrap_or(COMMON_YEAR));
    let days: Option<Vec<Day>> = run.iter().map(|(_, date)| day(date)).collect();
    let Some(days) = days else { return };
    let falls: Vec<usize> = (1..days.len()).filter(|&at| days[at] < days[at - 1]).collect();
    for at in 1..days.len() {
        let holds = days[at] >= days[at - 1];
        let is_out = falls == [at]
            && at + 1 < days.len()
            && (days[at + 1] >= days[at - 1] || at > 1 && days[at] >= days[at - 2]);
        if holds || is_out {
            let (before, entry) = (run[at - 1].1, run[at].1);
            relations.push(
                Relation::new(DateReading::Chronicle, entry.span, holds)
                    .value("first", before.span.of(scene.text))
                    .value("last", entry.span.of(scene.text))
                    .related("first", before.span),
            );
        }
    }
}

/// Compares a number of days with the days listed before it: 5月6日、7日、8日三天 ("6, 7 and 8 May, three
/// days").
fn listed(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let mut at = 0;
    while at < scene.dates.len() {
        let mut end = at + 1;
        while end < scene.dates.len() && is_listed(scene, [&scene.dates[end - 1], &scene.dates[end]]) {
            end += 1;
        }
        let run = &scene.dates[at..end];
        at = end;
        let last = &run[run.len() - 1];
        let is_plain = run.len() > 1 && run.iter().all(|date| !scene.in_range(date));
        let lengths = scene.facts.lengths();
        let next = lengths.partition_point(|length| length.span.start() < last.span.end());
        let Some(length) = lengths.get(next).filter(|_| is_plain) else { continue };
        let gap = scene.text.get(last.span.end()..length.span.start()).unwrap_or("。");
        let Some(said) = length.length.whole_days().filter(|_| matches!(gap, "" | "这" | "共" | "，共"))
        else {
            continue;
        };
        let Ok(days) = u32::try_from(run.len()) else { continue };
        relations.push(
            Relation::new(DateReading::DaysListed, length.span, said == days)
                .value("days", u64::from(days))
                .related("first", run[0].span)
                .related("last", last.span),
        );
    }
}

fn is_listed(scene: &Scene<'_, '_>, [one, next]: [&Resolved; 2]) -> bool {
    let gap = scene.text.get(one.span.end()..next.span.start()).unwrap_or("\n");
    one.day.is_some()
        && next.day.is_some()
        && gap.len() <= MAX_BETWEEN
        && matches!(gap.trim(), "、" | "和" | "及" | "与")
}

/// Checks that the words for days in one text imply the same date of today: 昨天（3月4日）…今天（3月5日）
/// ("yesterday (4 March) … today (5 March)").
fn day_words(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let words = scene.facts.words().of(&dating::DAY_NOW);
    let own = scene.facts.own_dates().first().filter(|own| own.place == OwnDatePlace::Signature);
    let mut known: Option<(usize, Day, Span)> = None;
    for date in scene.dates {
        let lead = scene.before(date.span.start(), MAX_WORD);
        let Some(head) = lead.strip_suffix(['（', '(']) else { continue };
        let Some((word, offset)) = words.end_of(head).and_then(|word| Some((word, words.value(word)?)))
        else {
            continue;
        };
        let year = own.and_then(|own| u32::try_from(own.day.year()).ok());
        let told = date.in_year(date.known_year().or(year).unwrap_or(COMMON_YEAR));
        let Some(today) =
            told.and_then(|day| day.checked_sub(jiff::Span::new().days(i64::from(offset) - 2)).ok())
        else {
            continue;
        };
        let start = date.span.start() - (lead.len() - head.len()) - word.len();
        let place = Span::new(start, date.span.end());
        let block = scene.facts.doc.block_at(date.span.start());
        let same_year = |day: Day| (day.month(), day.day()) == (today.month(), today.day());
        if let Some((_, day, first)) = known.filter(|(known, _, _)| *known == block) {
            relations.push(
                Relation::new(DateReading::DayNow, place, same_year(day))
                    .value("first", first.of(scene.text))
                    .value("second", place.of(scene.text))
                    .related("first", first),
            );
        } else if let Some(own) = own {
            let mut relation = Relation::new(DateReading::DayNow, place, same_year(own.day))
                .variant("own")
                .value("first", own.day.to_string())
                .value("second", place.of(scene.text));
            if let Some(span) = own.span {
                relation = relation.related("first", span);
            }
            relations.push(relation);
        }
        known = Some((block, today, place));
    }
}
