//! Lengths of time that are not measured between two dates of the text: from a beginning to the
//! date of the document, the years of a class of students, a date that follows after a length; and
//! the order of beginning and end.

use crate::facts::date::length::Length;
use crate::facts::date::lengths::LengthMention;
use crate::facts::date::own_date::OwnDatePlace;
use crate::facts::date::relations::elapsed::compare::{compare, days, is_slip};
use crate::facts::date::relations::elapsed::{LINKS, LengthKind, MAX_SENTENCE, MAX_WORD, points, role};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::dating;

/// Number of bytes before a date that are searched for the length of time counted up to that date:
/// 三年后的2015年 ("three years later, in 2015").
const MAX_STEP: usize = 60;

/// Compares a number of years that have passed until now with the year of a beginning and the date
/// of the document: 2003年注册…。如今已走过二十二年 ("registered in 2003 … It has now gone twenty-two years") in
/// a text of 2025.
pub(super) fn since(
    scene: &Scene<'_, '_>,
    (mention, kind): (&LengthMention, LengthKind),
    relations: &mut Vec<Relation>,
) {
    let Some(own) = scene.facts.own_dates().first().filter(|own| own.place != OwnDatePlace::FrontMatter)
    else {
        return;
    };
    let Some(said) = mention.length.whole_years().filter(|years| *years > 1 && kind == LengthKind::Lasting)
    else {
        return;
    };
    let lead = scene.before(mention.span.start(), MAX_WORD);
    let bare = lead.trim_end_matches(|c| is_blank(c) || LINKS.contains(c));
    let Some(sentence) = scene.facts.sentences().at(mention.span.start()) else { return };
    let until_now = scene.facts.words().of(&dating::UNTIL_NOW);
    let [first] = points(scene, sentence)[..] else { return };
    let is_now = until_now.end_of(bare).is_some();
    let is_begun = first.year.is_some_and(|year| year.source == Source::Written) && role(scene, first).begins;
    if !is_now || !is_begun || first.span.start() > mention.span.start() {
        return;
    }
    let (Some(from), Ok(now)) = (first.known_year(), u32::try_from(own.day.year())) else { return };
    let Some(passed) = now
        .checked_sub(from)
        .filter(|passed| is_slip(i32::try_from(said).unwrap_or(0), i32::try_from(*passed).unwrap_or(0)))
    else {
        return;
    };
    let mut relation = Relation::new(DateReading::SinceOwn, mention.span, said.abs_diff(passed) <= 1)
        .variant("since")
        .value("since", from)
        .value("year", now)
        .value("event", first.span.of(scene.text))
        .value("expected", passed)
        .related("since", first.span);
    if let Some(span) = own.span {
        relation = relation.related("year", span);
    }
    relations.push(relation);
}

/// Checks that an end is not before its beginning: 2009年5月任厂长，2021年5月卸任 ("director from May 2009,
/// left in May 2021").
pub(super) fn in_order(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for pair in scene.dates.windows(2) {
        let [first, last] = [&pair[0], &pair[1]];
        let Some(sentence) = scene.facts.sentences().at(first.span.start()) else { continue };
        if !sentence.contains(last.span) || sentence.len() > MAX_SENTENCE || scene.in_range(last) {
            continue;
        }
        let is_sure = |date: &Resolved, source| date.year.is_some_and(|year| year.source <= source);
        // 2024年12月17日…3月17日 (17 December 2024 … 17 March) ends in the next year.
        if !is_sure(first, Source::Sentence)
            || !is_sure(last, Source::Word)
            || points(scene, sentence).len() != 2
        {
            continue;
        }
        let (begun, ended) = (role(scene, first), role(scene, last));
        if !begun.begins || begun.ends || !ended.ends || ended.begins {
            continue;
        }
        let Some((from, to)) = first.first().zip(last.last()) else { continue };
        relations.push(
            Relation::new(DateReading::InOrder, last.span, from <= to)
                .value("first", first.span.of(scene.text))
                .value("last", last.span.of(scene.text))
                .related("first", first.span),
        );
    }
}

/// Compares a class of students with its years of study and the year of graduation:
/// 2022级…学制四年…2026年6月毕业 ("class of 2022 … four years … graduates in June 2026").
pub(super) fn grade(scene: &Scene<'_, '_>, mention: &LengthMention, relations: &mut Vec<Relation>) {
    let lead = scene.before(mention.span.start(), MAX_WORD);
    let Some(years) = mention.length.whole_years().filter(|years| (2..=8).contains(years)) else { return };
    let Some(sentence) = scene.facts.sentences().at(mention.span.start()).filter(|_| lead.ends_with("学制"))
    else {
        return;
    };
    let head = &scene.text[sentence.start()..mention.span.start()];
    let Some(at) = head.find('级').filter(|_| head.matches('级').count() == 1) else { return };
    let Some(begun) = head[..at].get(at.saturating_sub(4)..).and_then(|year| year.parse::<u32>().ok()) else {
        return;
    };
    let [date] = points(scene, sentence)[..] else { return };
    let Some(year) = date.known_year().filter(|_| scene.behind(date.span.end(), MAX_WORD).contains("毕业"))
    else {
        return;
    };
    if !(1950..2100).contains(&begun) {
        return;
    }
    relations.push(
        Relation::new(DateReading::Grade, date.span, year == begun + years)
            .value("formula", format!("{begun}级，学制{years}年"))
            .value("computed", format!("{}年毕业", begun + years))
            .value("printed", date.span.of(scene.text)),
    );
}

/// Compares a date with the previous date plus a length: 2012年…，三年后的2015年 ("in 2012 …, three years
/// later in 2015"); 10天后（5月3日） ("10 days later (3 May)").
pub(super) fn step(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let [base, target] = [&scene.dates[index - 1], &scene.dates[index]];
    let lead = scene.before(target.span.start(), MAX_STEP);
    let Some(link) = scene.facts.words().of(&dating::STEP).end_of(lead) else { return };
    let head = &lead[..lead.len() - link.len()];
    let whole = head.char_indices().find_map(|(at, _)| {
        let length = Length::at(&head[at..])?;
        (length.skipped == 0 && length.bytes == head.len() - at).then_some((at, length))
    });
    let Some((at, length)) = whole else { return };
    let end = target.span.start() - link.len();
    let mention = LengthMention { span: Span::new(end - (head.len() - at), end), length };
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(mention.span.start())].span;
    let is_near = mention.span.start().checked_sub(base.span.end()).is_some_and(|gap| gap <= MAX_SENTENCE);
    if !is_near || !block.contains(base.span) || scene.in_range(base) || scene.in_range(target) {
        return;
    }
    // 成立三年后的2015年 ("in 2015, three years after the founding") counts from another day.
    let lead = &head[..at];
    if !lead.is_empty() && !lead.ends_with(['，', '。', '、', '；', '过', '了', '（', '在']) {
        return;
    }
    let Some(ends) = days(base, target) else { return };
    let Some((holds, computed)) = compare(&mention.length, [base, target], ends, LengthKind::Apart) else {
        return;
    };
    relations.push(
        Relation::new(DateReading::Step, mention.span, holds)
            .value("formula", format!("{}—{}", base.span.of(scene.text), target.span.of(scene.text)))
            .value("computed", computed)
            .value("printed", mention.span.of(scene.text))
            .related("first", base.span)
            .related("last", target.span),
    );
}
