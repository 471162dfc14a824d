//! Numbers and days of regular events: the number in the title compared with the one in the text
//! (第十届艺术节, "10th arts festival"), the number of a yearly event compared with the years since its
//! first one, a registration that ends after the event, and the plan for the year after a summary.

use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::whole;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Characters after the name of an event that do not belong to it: 在 ("at"), 由 ("by").
static CALLED: Signs = Signs::of("在于由将已拟");

/// Number of characters after 第N届 ("Nth edition") that must be the same for two texts to name the
/// same event.
const SAME: usize = 4;
/// Number of bytes before the number of an event that are searched for a verb such as 举办 ("hold").
const MAX_LEAD: usize = 60;
/// Number of bytes of a paragraph that are searched for the first edition.
const MAX_FIRST: usize = 400;
/// Maximum number of bytes of a heading. A longer line is running text.
const MAX_HEADING: usize = 60;

/// Mention of an event's Nth edition: 第N届 ("the Nth").
struct Edition {
    value: u32,
    /// Span from 第 to 届.
    span: Span,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let editions = editions(scene);
    named_again(scene, &editions, relations);
    for edition in &editions {
        every_year(scene, edition, relations);
    }
    registration(scene, relations);
    outlook(scene, relations);
}

fn editions(scene: &Scene<'_, '_>) -> Vec<Edition> {
    let mut found = Vec::new();
    if !scene.facts.may_hold("届") {
        return found;
    }
    for token in scene.facts.tokens().numbers() {
        let span = token.span();
        if !scene.text[..span.start()].ends_with('第') || !scene.text[span.end()..].starts_with('届') {
            continue;
        }
        if let Some(value) = whole(span.of(scene.text)) {
            let span = Span::new(span.start() - '第'.len_utf8(), span.end() + '届'.len_utf8());
            found.push(Edition { value, span });
        }
    }
    found
}

/// First characters of the event's name after 第N届 ("Nth edition"); `None` if they are not a name.
fn name<'t>(scene: &Scene<'t, '_>, edition: &Edition) -> Option<&'t str> {
    let rest = &scene.text[edition.span.end()..];
    let end = rest.char_indices().nth(SAME).map(|(at, _)| at)?;
    rest[..end].chars().all(is_han).then_some(&rest[..end])
}

/// Compares the number of an event in the title with those in the text: 关于举办第十届校园文化艺术节的通知 ("notice
/// on the 10th campus arts festival") with 决定举办第九届校园文化艺术节 ("decided to hold the 9th …"). Reported
/// only if the text never names the tenth.
fn named_again(scene: &Scene<'_, '_>, editions: &[Edition], relations: &mut Vec<Relation>) {
    let Some(title) = scene.facts.title() else { return };
    let mut titled = editions.iter().filter(|edition| title.contains(edition.span));
    let Some(first) = titled.next().filter(|_| titled.next().is_none()) else { return };
    let Some(called) = name(scene, first) else { return };
    let inside = || {
        editions.iter().filter(|other| other.span.start() > title.end() && name(scene, other) == Some(called))
    };
    let Some(other) = inside().next() else { return };
    let lead = scene.before(other.span.start(), MAX_LEAD);
    let clause = lead.rsplit(['。', '；', '，']).next().unwrap_or_default();
    let is_held = ["举办", "举行", "召开", "开展", "承办"].iter().any(|word| clause.contains(word))
        || scene.facts.words().of(&dating::CALL).is_in(lead.rsplit(['。', '；']).next().unwrap_or_default());
    let sentence = scene.facts.sentences().at(other.span.start());
    let is_past = sentence.is_some_and(|sentence| {
        let said = sentence.of(scene.text);
        ["上届", "去年", "以来", "曾"].iter().any(|word| said.contains(word))
    }) || clause.contains('在') && clause.contains("基础");
    let is_told = inside().any(|other| other.value == first.value);
    if !is_held || is_past {
        return;
    }
    relations.push(
        Relation::new(DateReading::TitleEdition, other.span, is_told || other.value == first.value)
            .variant("title")
            .value("first", first.span.of(scene.text))
            .value("second", other.span.of(scene.text))
            .related("first", first.span),
    );
}

/// Compares the number of a yearly event with the year of its first edition:
/// 第七届…。自2018年举办首届以来，每年一届，2025年… ("the 7th … Since the first in 2018, held every year, in 2025 …").
fn every_year(scene: &Scene<'_, '_>, edition: &Edition, relations: &mut Vec<Relation>) {
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(edition.span.start())].span;
    let from =
        scene.text.ceil_char_boundary(edition.span.start().saturating_sub(MAX_FIRST)).max(block.start());
    let to = scene.text.floor_char_boundary((edition.span.end() + MAX_FIRST).min(block.end()));
    let words = scene.facts.words();
    // A skipped year, or two events in a year, change the count.
    let is_broken = scene.text[from..to].contains("停办") || scene.text[from..to].contains("延期");
    let said = &scene.text[from..to];
    let every = words.of(&dating::EVERY_YEARS);
    let every = every.iter().find(|word| said.contains(word)).and_then(|word| every.value(word));
    let every = every.or_else(|| words.of(&dating::EVERY_YEAR).is_in(said).then_some(1));
    let Some(every) = every.filter(|_| !is_broken && edition.value > 1) else { return };
    let next = scene.dates.partition_point(|date| date.span.start() < from);
    let inside: Vec<&Resolved> = scene.dates[next..]
        .iter()
        .take_while(|date| date.span.end() <= to)
        .filter(|date| date.year.is_some_and(|year| year.source == Source::Written))
        .collect();
    let is_first = |date: &&&Resolved| {
        let behind = scene.behind(date.span.end(), MAX_LEAD);
        let clause = behind.split(['，', '。', '；']).next().unwrap_or_default();
        let lead = scene.before(date.span.start(), MAX_LEAD);
        let lead = lead.rsplit(['，', '。', '；']).next().unwrap_or_default();
        ["首届", "第一届"].iter().any(|word| clause.contains(word) || lead.contains(word))
    };
    let Some(first) = inside.iter().find(is_first) else { return };
    let Some(since) = first.known_year() else { return };
    let mut years: Vec<(u32, Option<Span>)> = inside
        .iter()
        .filter_map(|date| Some((date.known_year().filter(|year| *year > since)?, Some(date.span))))
        .collect();
    let own = scene.facts.own_dates().first();
    years.extend(own.and_then(|own| Some((u32::try_from(own.day.year()).ok()?, own.span))));
    let Some(&(year, place)) = years.first() else { return };
    let fits = |year: u32| year.checked_sub(since).is_some_and(|passed| passed / every + 1 == edition.value);
    let called = name(scene, edition).unwrap_or("活动");
    let mut relation =
        Relation::new(DateReading::EveryYear, edition.span, years.iter().any(|(year, _)| fits(*year)))
            .variant("ordinal")
            .value("since", since)
            .value("year", year)
            .value("event", called.trim_end_matches(|c| CALLED.contains(c)))
            .value("expected", year.saturating_sub(since) / every + 1)
            .related("since", first.span);
    if let Some(place) = place {
        relation = relation.related("year", place);
    }
    relations.push(relation);
}

/// Checks that registration ends before the event: 比赛时间：5月16日 ("competition: 16 May") and
/// 报名表于5月20日前交 ("registration by 20 May").
fn registration(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let words = scene.facts.words();
    let labels = words.of(&dating::HELD_ON);
    let is_label = |date: &&Resolved| {
        date.day().is_some()
            && labels.end_of(scene.before(date.span.start(), MAX_LEAD).trim_end_matches(is_blank)).is_some()
    };
    let mut held = scene.dates.iter().filter(is_label);
    let Some(first) = held.next().filter(|_| held.next().is_none()) else { return };
    let range = scene.facts.date_ranges().iter().find(|range| range.first.span == first.span);
    let last = range.map_or(first, |range| &range.last);
    // 5月16日、23日 ("16 and 23 May"): several days.
    let behind = &scene.text[last.span.end()..];
    if behind.starts_with(['、', '和', '起', '前', '后', '开']) {
        return;
    }
    let Some(day) = last.day() else { return };
    for date in scene.dates {
        let behind = &scene.text[date.span.end()..];
        let is_end = ["前", "之前", "以前", "截止"].iter().any(|word| behind.starts_with(word));
        let sentence = scene.facts.sentences().at(date.span.start());
        let Some(sentence) = sentence.filter(|_| is_end && date.span != last.span) else { continue };
        let lead = &scene.text[sentence.start()..date.span.start()];
        if lead.len() > MAX_FIRST || !lead.contains("报名") {
            continue;
        }
        let Some(until) = day_of(date, day) else { continue };
        relations.push(
            Relation::new(DateReading::Registration, date.span, until <= day)
                .variant("registration")
                .value("first", first.span.of(scene.text))
                .value("second", date.span.of(scene.text))
                .related("first", first.span),
        );
    }
}

/// Day of a date. If no year is written in it, the date is taken to be in the year of `other`.
fn day_of(date: &Resolved, other: jiff::civil::Date) -> Option<jiff::civil::Date> {
    let told = date.year.filter(|year| year.source == Source::Written).map(|year| year.value);
    date.in_year(told.or_else(|| u32::try_from(other.year()).ok())?)
}

/// Compares the year of a plan with the year of the report that contains it: the title 2025年工作总结
/// ("summary of 2025") with the heading 2025年工作计划 ("plan for 2025") below, where 2026 is expected.
fn outlook(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let is_year = |date: &&Resolved| {
        date.month.is_none() && date.year.is_some_and(|year| year.source == Source::Written)
    };
    let words = scene.facts.words();
    let mut summed: Option<&Resolved> = None;
    let blocks = scene.facts.doc.blocks();
    for date in scene.dates.iter().filter(is_year) {
        let line = blocks[scene.facts.doc.block_at(date.span.start())].span;
        let is_heading = line.len() <= MAX_HEADING && !line.of(scene.text).contains(['。', '，', '：']);
        if !is_heading {
            continue;
        }
        let rest = Span::new(date.span.end(), line.end()).of(scene.text).trim_matches(is_blank);
        // 2025年上半年工作总结 ("summary of the first half of 2025")
        if rest.contains("半年")
            || rest.contains("季度")
            || rest.contains('月')
            || rest.contains('及')
            || rest.contains('和')
        {
            return;
        }
        let rest = rest.trim_start_matches(['度', '的']);
        if rest.ends_with("总结") {
            summed = Some(date);
        } else if words.of(&dating::OUTLOOK).contains(rest)
            && let Some(first) = summed
        {
            let Some((past, next)) = first.known_year().zip(date.known_year()) else { continue };
            relations.push(
                Relation::new(DateReading::Outlook, date.span, past != next)
                    .variant("plan")
                    .value("first", first.span.of(scene.text))
                    .value("second", date.span.of(scene.text))
                    .related("first", first.span),
            );
        }
    }
}
