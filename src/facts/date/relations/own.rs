//! Compares days and years in the text with the document's own date: 请于4月10日前报送 ("please send in
//! before 10 April") in a document signed on 20 April, 今年（2024年） ("this year (2024)") in one of
//! 2025, 成立于2010年，距今已有15年 ("founded in 2010, 15 years ago").

use jiff::civil::Date as Day;

use crate::facts::date::own_date::{OwnDate, OwnDatePlace};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::{dating, obligation};

/// Number of bytes around a date that are read as its clause.
const MAX_CLAUSE: usize = 150;
/// Maximum number of bytes between the year with which a paragraph begins and a later year in
/// brackets after 去年 ("last year") or 今年 ("this year") that is compared with it.
const MAX_OPENING: usize = 400;
/// Characters after a date that make it a limit or one end of a range, not the day of an event.
static AROUND: Signs = Signs::of("前起至以之—-后");
/// Maximum number of days between a deadline and the later date of the document for the deadline to
/// be reported. A deadline that is even earlier belongs to another year or event.
const MAX_DAYS: i32 = 200;
/// Maximum number of days between the date of a signature and a later day that the text describes
/// as past, if its year is not written but taken from the signature. A day that is even later
/// belongs to another year.
const MAX_DAYS_AFTER: i32 = 60;
/// Like [`MAX_DAYS`], for a deadline without a written year.
const MAX_DAYS_WITHOUT_YEAR: i32 = 45;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let own = scene.facts.own_dates().first().filter(|own| own.place != OwnDatePlace::FrontMatter);
    for (index, date) in scene.dates.iter().enumerate() {
        if let Some(own) = own.filter(|own| own.span != Some(date.span)) {
            year_word(scene, own, date, relations);
            if let Some(date) = day_or_month_end(scene, date) {
                deadline(scene, own, &date, relations);
            }
            since(scene, own, date, relations);
            past(scene, own, date, relations);
        }
        if own.is_none() {
            year_in_brackets(scene, date, relations);
        }
        ordered(scene, index, relations);
    }
}

/// Compares a year in brackets after 去年 ("last year") with the year with which the paragraph
/// begins, which is 今年 ("this year") there: 2025年，…。今年1至11月…比去年（2024年） ("in 2025, … From January to
/// November this year … than last year (2024)").
fn year_in_brackets(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(year) = date.year.filter(|year| year.source == Source::Written) else { return };
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(date.span.start())].span;
    let first = scene.dates.partition_point(|first| first.span.start() < block.start());
    let Some(first) = scene.dates.get(first).filter(|first| first.span.start() == block.start()) else {
        return;
    };
    let is_opening = first.month.is_none()
        && first.span != date.span
        && date.span.start() - first.span.end() <= MAX_OPENING
        && scene.text[first.span.end()..].starts_with(['，', '是']);
    let lead = scene.before(date.span.start(), MAX_OPENING);
    let Some(head) = lead.strip_suffix(['（', '(']).filter(|_| is_opening) else { return };
    let words = scene.facts.words().of(&dating::YEAR_WORD);
    let Some((word, offset)) = words.end_of(head).and_then(|word| Some((word, words.value(word)?))) else {
        return;
    };
    let between = &scene.text[first.span.end()..date.span.start()];
    let Some(now) = first.known_year().filter(|_| between.contains("今年")) else { return };
    let start = date.span.start() - (lead.len() - head.len()) - word.len();
    let place = Span::new(start, date.span.end());
    relations.push(
        Relation::new(DateReading::YearWord, place, year.value + 2 == now + offset)
            .value("first", first.span.of(scene.text))
            .value("second", place.of(scene.text))
            .related("first", first.span),
    );
}

/// Compares a year beside a word such as 今年 ("this year") with the year of the document: 今年（2024年）,
/// 明年（2025年）1月1日 ("1 January of next year (2025)").
fn year_word(scene: &Scene<'_, '_>, own: &OwnDate, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(year) = date.year.filter(|year| year.source == Source::Written) else { return };
    let lead = scene.before(date.span.start(), MAX_CLAUSE);
    let Some(head) = lead
        .strip_suffix(['（', '('])
        .or_else(|| lead.strip_suffix("，即"))
        .or_else(|| lead.strip_suffix("即"))
    else {
        return;
    };
    let words = scene.facts.words().of(&dating::YEAR_WORD);
    let Some(word) = words.end_of(head) else { return };
    let Some(offset) = words.value(word) else { return };
    let is_quoted = head.contains('“') && !head[head.rfind('“').unwrap_or(0)..].contains('”');
    let said = i64::from(year.value) + 2 - i64::from(offset);
    let now = i64::from(own.day.year());
    // In January and February, last year is still called 今年 ("this year").
    let is_early = own.day.month() <= 2 && said + 1 == now;
    if is_quoted {
        return;
    }
    let start = date.span.start() - (lead.len() - head.len()) - word.len();
    let place = Span::new(start, date.span.end());
    let mut relation = Relation::new(DateReading::YearWord, place, said == now || is_early)
        .variant("own")
        .value("first", format!("{}", own.day))
        .value("second", place.of(scene.text));
    if let Some(span) = own.span {
        relation = relation.related("first", span);
    }
    relations.push(relation);
}

/// The clause around a date, as the text before the date and the text after it.
fn clause<'t>(scene: &Scene<'t, '_>, span: Span) -> (&'t str, &'t str) {
    let before = scene.before(span.start(), MAX_CLAUSE);
    let before = before.rsplit(['。', '；', '！']).next().unwrap_or_default();
    let behind = scene.behind(span.end(), MAX_CLAUSE);
    let behind = behind.split(['。', '；', '！']).next().unwrap_or_default();
    (before, behind)
}

/// The date, if it has a day, or the last day of the month for 3月底 ("end of March"). The span then
/// includes the word for the end. `None` for other dates.
fn day_or_month_end(scene: &Scene<'_, '_>, date: &Resolved) -> Option<Resolved> {
    if date.day.is_some() {
        return Some(*date);
    }
    let behind = &scene.text[date.span.end()..];
    let end = ["底", "末"].iter().find(|word| behind.starts_with(**word))?;
    let last = date.month.and(date.last())?;
    let span = Span::new(date.span.start(), date.span.end() + end.len());
    Some(Resolved { span, day: u32::try_from(last.day()).ok(), ..*date })
}

/// Finds deadlines and announced events that precede the date of the document: 请于4月10日前报送 ("please
/// send in before 10 April"), 兹定于3月8日召开 ("it will be held on 8 March"), 截止时间为7月28日 ("the deadline
/// is 28 July").
fn deadline(scene: &Scene<'_, '_>, own: &OwnDate, date: &Resolved, relations: &mut Vec<Relation>) {
    let words = scene.facts.words();
    let (before, behind) = clause(scene, date.span);
    let lead = before.trim_end_matches(is_blank);
    let rest = behind.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '('));
    let is_before = ["之前", "以前", "前"].iter().any(|word| rest.starts_with(word));
    let is_limit = words.of(&dating::LIMIT).end_of(lead).is_some();
    let is_call =
        words.of(&dating::CALL).end_of(lead).is_some_and(|word| !matches!(word, "于" | "在" | "并于"));
    let last = before.rsplit('，').next().unwrap_or_default();
    let asks = is_before
        && (words.of(&obligation::DUTY).is_in(last)
            || words.of(&obligation::EFFORT).is_in(last)
            || lead.ends_with('于') && behind.contains(['报', '送', '交']));
    if !is_limit && !is_call && !asks {
        return;
    }
    let done = words.of(&dating::DONE);
    let tail = behind.trim_start_matches(['之', '以', '前', '）', '日']);
    let is_done = !is_limit && done.is_in(before)
        || done.is_in(tail.split('，').next().unwrap_or_default())
        || tail.contains('曾');
    let Some((day, most)) = day_of_deadline(date, own.day) else { return };
    let late = day.until(own.day).map_or(0, |span| span.get_days());
    if is_done || late > most {
        return;
    }
    let (reading, variant) = if is_call && !is_before {
        (DateReading::MeetingOwn, "called")
    } else {
        (DateReading::DeadlineOwn, "own")
    };
    let mut relation = Relation::new(reading, date.span, late <= 0)
        .variant(variant)
        .value("day", day.to_string())
        .value("today", own.day.to_string());
    if let Some(span) = own.span {
        relation = relation.related("own", span);
    }
    relations.push(relation);
}

/// Day of a deadline in a document with the date `own`, and the maximum number of days by which it
/// may be earlier to be reported as wrong. If its year is not written, the day is one of the
/// document's year, but for a document of autumn a day of spring is one of the next year.
fn day_of_deadline(date: &Resolved, own: Day) -> Option<(Day, i32)> {
    if date.year?.source <= Source::Sentence {
        return Some((date.day()?, MAX_DAYS));
    }
    let year = u32::try_from(own.year()).ok()?;
    let is_next = own.month() >= 9 && date.month?.value <= 4;
    Some((date.in_year(year + u32::from(is_next))?, MAX_DAYS_WITHOUT_YEAR))
}

/// Checks that the deadline of an order is not before the event that caused it:
/// 2024年6月12日，…检查，…责令于6月2日前整改完毕 ("on 12 June 2024 an inspection …, ordered to be corrected before 2
/// June").
fn ordered(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let Some(day) = date.day().filter(|_| date.is_sure()) else { return };
    let (before, behind) = clause(scene, date.span);
    let is_before = ["之前", "以前", "前"].iter().any(|word| behind.starts_with(word));
    let last = before.rsplit('，').next().unwrap_or_default();
    let orders = scene.facts.words().of(&dating::ORDER);
    if !is_before || !orders.is_in(last) {
        return;
    }
    let sentence = scene.sentence(date.span.start());
    let Some(first) = scene.dates[..index]
        .iter()
        .rev()
        .take_while(|first| sentence.is_some_and(|sentence| sentence.start() <= first.span.start()))
        .find(|first| sentence.is_some_and(|sentence| sentence.start() == first.span.start()))
    else {
        return;
    };
    let Some(begin) = first.day().filter(|_| first.is_sure()) else { return };
    // 2024年6月12日前 ("before 12 June 2024") is itself a deadline.
    if scene.text[first.span.end()..].starts_with(|c| AROUND.contains(c)) {
        return;
    }
    relations.push(
        Relation::new(DateReading::OrderAfterEvent, date.span, begin <= day)
            .variant("ordered")
            .value("day", day.to_string())
            .value("today", begin.to_string())
            .related("own", first.span),
    );
}

/// Compares the number of years up to now with a year and the date of the document:
/// 成立于2010年，距今已有15年 ("founded in 2010, 15 years ago").
fn since(scene: &Scene<'_, '_>, own: &OwnDate, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(year) = date.year.filter(|year| year.source == Source::Written) else { return };
    let behind = scene.behind(date.span.end(), MAX_CLAUSE);
    let behind = behind.split(['。', '；']).next().unwrap_or_default();
    let Some(at) = ["距今", "至今"].iter().filter_map(|word| behind.find(word)).min() else { return };
    let lengths = scene.facts.lengths();
    let start = date.span.end() + at;
    let next = lengths.partition_point(|length| length.span.start() < start);
    let Some(length) = lengths.get(next).filter(|length| length.span.start() <= start + 30) else { return };
    let lead = &scene.text[start..length.span.start()];
    let is_exact = lead
        .trim_start_matches(['距', '至', '今'])
        .chars()
        .all(|c| matches!(c, '已' | '有' | '经' | '整' | '了' | '足' | '，' | '过' | ' '))
        && !scene.text[length.span.end()..].starts_with(['多', '余', '左']);
    let Some(said) = length.length.whole_years().filter(|years| *years > 0 && is_exact) else { return };
    let Some(passed) = u32::try_from(own.day.year()).ok().and_then(|now| now.checked_sub(year.value)) else {
        return;
    };
    let mut relation = Relation::new(DateReading::SinceOwn, length.span, said.abs_diff(passed) <= 1)
        .variant("since")
        .value("since", year.value)
        .value("year", u32::try_from(own.day.year()).unwrap_or_default())
        .value("event", date.span.of(scene.text))
        .value("expected", passed)
        .related("since", date.span);
    if let Some(span) = own.span {
        relation = relation.related("year", span);
    }
    relations.push(relation);
}

/// Checks that a past event is not after the date of the document: 7月15日，我局召开了推进会 ("on 15 July our
/// bureau held a meeting") in a document with an earlier date.
fn past(scene: &Scene<'_, '_>, own: &OwnDate, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(day) = date.day().filter(|_| own.place == OwnDatePlace::Signature) else { return };
    // 6月5日 (5 June), with a signature of 28 May: a day of another year would be further away.
    let ahead = own.day.until(day).map_or(0, |span| span.get_days());
    let is_written = date.year.is_some_and(|year| year.source == Source::Written)
        || date.year.is_some_and(|year| year.source == Source::Own) && ahead <= MAX_DAYS_AFTER;
    let is_first =
        scene.sentence(date.span.start()).is_some_and(|sentence| sentence.start() == date.span.start());
    if !is_written || !is_first {
        return;
    }
    let behind = scene.behind(date.span.end(), MAX_CLAUSE);
    let mut clauses = behind.split(['。', '；']).next().unwrap_or_default().split('，');
    // 7月15日，我局召开了推进会 ("on 15 July our bureau held a meeting"); 7月15日上午，… ("on the morning of 15
    // July …")
    let told =
        clauses.next().filter(|first| first.contains('了')).or_else(|| clauses.next()).unwrap_or_default();
    let words = scene.facts.words();
    let is_past = words.of(&dating::HELD).is_in(told);
    let is_ahead = words.of(&obligation::INTENTION).is_in(told)
        || words.of(&obligation::DUTY).is_in(told)
        || words.of(&obligation::EFFORT).is_in(told);
    if !is_past || is_ahead {
        return;
    }
    relations.push(told_as_past(scene, own, (date.span, day)));
}

/// Creates the relation between a day that the text describes as past and the document's own date.
/// It holds if the day is not after the document's date.
pub(super) fn told_as_past(scene: &Scene<'_, '_>, own: &OwnDate, (span, day): (Span, Day)) -> Relation {
    let relation = Relation::new(DateReading::PastOwn, span, day <= own.day)
        .variant("told")
        .value("first", own.day.to_string())
        .value("second", span.of(scene.text));
    match own.span {
        Some(signed) => relation.related("first", signed),
        None => relation,
    }
}
