//! Periods against the months and days that they are said to be: 第二季度（4—6月）, 上半年（1—6月）, 8月下旬（25日前后）, 民国二十六年（1937年）,
//! 20世纪80年代.

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::{Reading, Relation, Scene};
use crate::facts::date::resolved::Source;
use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::{is_numeral, whole};
use crate::text::span::Span;
use crate::words::dating;

/// Bytes before a range in which a period is named.
const MAX_LEAD: usize = 60;
/// The first year of the Republic, which counts by the common calendar.
const FIRST_OF_REPUBLIC: u32 = 1912;
/// First decade that nothing can have been done in.
const FUTURE: u32 = 2040;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for range in scene.facts.date_ranges() {
        months(scene, range, relations);
    }
    for (index, date) in scene.dates.iter().enumerate() {
        if date.day.is_some() {
            third(scene, index, relations);
        }
        if date.year.is_some_and(|year| year.source == Source::Written) && date.month.is_none() {
            republic(scene, date.span, date.known_year().unwrap_or_default(), relations);
            decade(scene, date.span, date.known_year().unwrap_or_default(), relations);
        }
    }
    decades(scene, relations);
}

/// 第二季度（4—6月）, 上半年（1—6月）.
fn months(scene: &Scene<'_, '_>, range: &DateRange, relations: &mut Vec<Relation>) {
    let (Some(from), Some(to)) = (range.first.month, range.last.month) else { return };
    if range.first.day.is_some() || range.last.day.is_some() {
        return;
    }
    let lead = scene.before(range.span.start, MAX_LEAD);
    let Some(head) = lead.strip_suffix(['（', '(']) else { return };
    let periods = scene.facts.words().of(&dating::MONTHS);
    let Some(word) = periods.end_of(head) else { return };
    let Some(value) = periods.value(word) else { return };
    let (first, last) = (value / 100, value % 100);
    let holds = (from.value, to.value) == (first, last)
        || from.value >= first && to.value <= last && from.value <= to.value;
    let start = range.span.start - (lead.len() - head.len()) - word.len();
    relations.push(
        Relation::new(Reading::Months, Span::new(start, range.span.end), holds)
            .value("period", word)
            .value("is", format!("{first}—{last}月"))
            .value("said", range.span.of(scene.text)),
    );
}

/// 8月下旬（25日前后）, 上旬（8日）.
fn third(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let lead = scene.before(date.span.start, MAX_LEAD);
    let head = lead.strip_suffix(['（', '(']).or_else(|| lead.strip_suffix("，即"));
    let Some(head) = head else { return };
    let thirds = [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31)];
    let Some(&(word, first, last)) = thirds.iter().find(|(word, _, _)| head.ends_with(word)) else { return };
    let Some(day) = date.day else { return };
    // 中旬（11日至20日）: the first day of a range within the mention is not known here.
    let written = date.span.of(scene.text);
    let is_range = written.contains(['-', '—', '至', '～', '－']) || written.ends_with(['前', '起']);
    if is_range {
        return;
    }
    let start = date.span.start - (lead.len() - head.len()) - word.len();
    relations.push(
        Relation::new(Reading::Third, Span::new(start, date.span.end), (first..=last).contains(&day))
            .value("period", word)
            .value("is", format!("{first}—{last}日"))
            .value("said", written),
    );
}

/// 民国二十六年（1937年）.
fn republic(scene: &Scene<'_, '_>, span: Span, year: u32, relations: &mut Vec<Relation>) {
    let lead = scene.before(span.start, MAX_LEAD);
    let Some(head) = lead.strip_suffix(['（', '(']).and_then(|head| head.strip_suffix('年')) else {
        return;
    };
    let is_number = |c: char| is_numeral(c) || narrow(c).is_ascii_digit() || is_blank(c) || c == '元';
    let start = head.trim_end_matches(is_number).len();
    let eras = scene.facts.words().of(&dating::ERA);
    let Some(era) = eras.end_of(&head[..start]) else { return };
    let Some(first) = eras.value(era) else { return };
    let written = head[start..].trim();
    let number = if written == "元" { Some(1) } else { whole(written) };
    let Some(number) = number.filter(|number| (1..=200).contains(number)) else { return };
    let begin = span.start - lead.len() + start - era.len();
    let is = first + number - 1;
    // The last weeks of a year of the old calendar are of the next one.
    let holds = year == is || first < FIRST_OF_REPUBLIC && year == is + 1;
    relations.push(
        Relation::new(Reading::Republic, Span::new(begin, span.end), holds)
            .value("period", format!("{era}{written}年"))
            .value("is", format!("{is}年"))
            .value("said", span.of(scene.text)),
    );
}

/// 20世纪80年代: a decade that has not come yet, told as past.
fn decades(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let text = scene.text;
    for (at, word) in text.match_indices("世纪") {
        let head = &text[..at];
        let start = head.trim_end_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit()).len();
        let behind = &text[at + word.len()..];
        let length = behind.find(|c: char| !is_numeral(c) && !narrow(c).is_ascii_digit()).unwrap_or(0);
        let (Some(century), Some(decade)) = (whole(&head[start..]), whole(&behind[..length])) else {
            continue;
        };
        if !behind[length..].starts_with("年代") || !(15..=21).contains(&century) || decade > 90 {
            continue;
        }
        let place = Span::new(start, at + word.len() + length + "年代".len());
        let Some(sentence) = scene.sentence(start) else { continue };
        let year = (century - 1) * 100 + decade;
        let is_past = scene.facts.words().of(&dating::PAST).is_in(sentence.of(text));
        if is_past {
            relations.push(
                Relation::new(Reading::Decade, place, year < FUTURE)
                    .variant("decade")
                    .value("period", place.of(text))
                    .value("is", format!("{year}年"))
                    .value("said", place.of(text)),
            );
        }
    }
}

/// 上世纪80年代（1985年）.
fn decade(scene: &Scene<'_, '_>, span: Span, year: u32, relations: &mut Vec<Relation>) {
    let lead = scene.before(span.start, MAX_LEAD);
    let Some(head) = lead.strip_suffix(['（', '(']).and_then(|head| head.strip_suffix("年代")) else {
        return;
    };
    let start = head.trim_end_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit()).len();
    let written = &head[start..];
    let Some(decade) = whole(written).filter(|decade| *decade < 100 && decade % 10 == 0) else { return };
    // 80年代（1978年以来）
    if !scene.text[span.end..].starts_with(['）', ')']) {
        return;
    }
    let begin = span.start - lead.len() + start;
    let place = Span::new(begin, span.end);
    relations.push(
        Relation::new(Reading::Decade, place, year % 100 / 10 * 10 == decade)
            .value("period", format!("{written}年代"))
            .value("is", format!("{decade}—{}年", decade + 9))
            .value("said", span.of(scene.text)),
    );
}
