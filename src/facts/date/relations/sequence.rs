//! Order of events: 1986年7月毕业，同年8月分配 ("graduated in July 1986, assigned in August of the same
//! year"); 早在 ("as early as") before an earlier event; a letter that is received before it is
//! answered.

use crate::facts::date::relations::own::told_as_past;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::words::dating;

/// Number of bytes before a date that are searched for a word for its order, such as 同年 ("the same
/// year").
const MAX_LEAD: usize = 24;
/// Number of bytes after the date of a letter that are searched for a word such as 收悉 ("received").
const MAX_LETTER: usize = 240;
/// Maximum number of days between two planned days, if the year of the second is raised by one, for
/// this year to be reported as a slip. The old year was then left in the second date.
const MAX_SLIP: i32 = 90;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for (index, date) in scene.dates.iter().enumerate() {
        same_year(scene, index, date, relations);
        early(scene, index, date, relations);
        received(scene, date, relations);
        next_year(scene, index, date, relations);
    }
}

/// The date before the one with index `index`, if both are in the same sentence.
fn before<'f>(scene: &Scene<'f, '_>, index: usize) -> Option<&'f Resolved> {
    let date = index.checked_sub(1).map(|before| &scene.dates[before])?;
    let sentence = scene.sentence(scene.dates[index].span.start())?;
    sentence.contains(date.span).then_some(date)
}

/// Finds an event that is earlier than the one before it although 同年 ("in the same year") joins
/// them: 1986年7月毕业，同年8月分配 ("graduated in July 1986, assigned in August of the same year") is right.
fn same_year(scene: &Scene<'_, '_>, index: usize, date: &Resolved, relations: &mut Vec<Relation>) {
    let is_same = date.year.is_some_and(|year| year.source == Source::Word);
    let lead = scene.before(date.span.start(), MAX_LEAD);
    // 3月29日被拘留（同年3月28日被羁押） ("arrested on 29 March (in custody since 28 March of the same year)")
    if !is_same || !lead.ends_with("同年") || lead.ends_with("（同年") {
        return;
    }
    let Some(first) = before(scene, index).filter(|first| first.known_year() == date.known_year()) else {
        return;
    };
    let (Some(from), Some(to)) = (first.month, date.month) else { return };
    let days = first.day.zip(date.day);
    let holds =
        from.value < to.value || from.value == to.value && days.is_none_or(|(first, last)| first <= last);
    relations.push(
        Relation::new(DateReading::SameYear, date.span, holds)
            .value("first", first.span.of(scene.text))
            .value("last", date.span.of(scene.text))
            .related("first", first.span),
    );
}

/// Finds an event that the text calls early with 早在 ("as early as") although its date is not before
/// that of the other event. 合同签订于2023年6月8日，而首付款早在5月30日就已支付 ("signed on 8 June 2023, the first
/// payment made as early as 30 May") is right.
fn early(scene: &Scene<'_, '_>, index: usize, date: &Resolved, relations: &mut Vec<Relation>) {
    if !scene.before(date.span.start(), MAX_LEAD).ends_with("早在") {
        return;
    }
    let Some(first) = before(scene, index) else { return };
    let (Some(from), Some(to)) = (first.first(), date.first()) else { return };
    relations.push(
        Relation::new(DateReading::Early, date.span, to <= from)
            .value("first", first.span.of(scene.text))
            .value("last", date.span.of(scene.text))
            .related("first", first.span),
    );
}

/// Checks that a letter is dated before the answer to it: 你乡2025年6月12日《关于…的函》收悉 ("your letter of 12
/// June 2025 on … was received") must have a later signature.
fn received(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(own) = scene.facts.own_dates().first().filter(|own| own.span != Some(date.span)) else { return };
    let Some(day) = date.day().filter(|_| date.is_sure()) else { return };
    let behind = scene.behind(date.span.end(), MAX_LETTER);
    let clause = behind.split(['。', '；']).next().unwrap_or_default();
    if !scene.facts.words().of(&dating::RECEIVED).is_in(clause) {
        return;
    }
    relations.push(told_as_past(scene, own, (date.span, day)));
}

/// Checks that the second of two planned days with years is later than the first:
/// 将于2025年12月28日停止服务，2026年1月3日恢复 ("service will stop on 28 December 2025 and resume on 3 January
/// 2026"). A common slip leaves the old year in the second.
fn next_year(scene: &Scene<'_, '_>, index: usize, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(first) = before(scene, index) else { return };
    let is_written = |date: &Resolved| date.year.is_some_and(|year| year.source == Source::Written);
    if !is_written(first) || !is_written(date) {
        return;
    }
    let Some((from, to)) = first.day().zip(date.day()) else { return };
    let lead = scene.before(first.span.start(), MAX_LEAD);
    let words = scene.facts.words();
    let is_ahead = words.of(&dating::CALL).end_of(lead).is_some_and(|word| word.contains(['将', '定', '拟']))
        || lead.ends_with('自');
    if !is_ahead || scene.in_range(date) {
        return;
    }
    let apart = from.until(to).map_or(0, |span| span.get_days());
    let slips = (-365..-365 + MAX_SLIP).contains(&apart) || (-366..-366 + MAX_SLIP).contains(&apart);
    if apart < 0 && !slips {
        return;
    }
    relations.push(
        Relation::new(DateReading::NextYear, date.span, apart >= 0)
            .value("first", first.span.of(scene.text))
            .value("last", date.span.of(scene.text))
            .related("first", first.span),
    );
}
