//! Days given relative to another day: 次日（11月11日） ("the next day (11 November)") after 11月10日,
//! 整两周，即4月22日 ("exactly two weeks, that is, 22 April"), 每周五 ("every Friday") with a list of days.

use jiff::civil::Date as Day;

use crate::facts::date::lengths::LengthMention;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::weekday::{name_of, weekday};
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;
use crate::words::rules::date::weekday::LEADS;

/// Number of bytes before a date that are searched for a word that gives the same day, such as 次日
/// ("the next day") in 次日（11月11日）.
const MAX_WORD: usize = 30;
/// Maximum number of bytes between a length of time and the date that the text computes from it
/// (24个月，即至2027年8月19日, "24 months, that is, until 19 August 2027"). If they are farther apart, they
/// are not compared.
const MAX_GAP: usize = 60;
/// Maximum number of bytes between the date from which a length of time is counted and this length.
const MAX_BASE: usize = 200;
/// Maximum number of days by which the end of a number of months may be off, as months differ in
/// length.
const MARGIN: i32 = 3;
/// Maximum number of bytes between 每周五 ("every Friday") and the days listed for it.
const MAX_LIST: usize = 120;
/// Maximum number of bytes between two days listed for a weekday: 5日、12日和19日 ("the 5th, 12th and
/// 19th").
const MAX_BETWEEN: usize = 12;
/// Characters after a weekday in 每周五 ("every Friday") that add a second one, so that it is not
/// checked: 每周一、三 ("every Monday and Wednesday").
static SEVERAL: Signs = Signs::of("至到、和及—-一二三四五六日");

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let signature = signature(scene);
    for index in 0..scene.dates.len() {
        day_word(scene, index, relations);
        reckoned(scene, index, signature, relations);
        signed(scene, index, signature, relations);
        weekly(scene, index, relations);
        of_week(scene, index, relations);
    }
}

/// Days of two dates for a comparison. A year that only one of them has is taken for both; if
/// neither has one, both are taken to be in [`COMMON_YEAR`]. From the end of a year to its
/// beginning, the second day is in the next year.
fn days(first: &Resolved, last: &Resolved) -> Option<(Day, Day)> {
    let year = first.known_year().or_else(|| last.known_year()).unwrap_or(COMMON_YEAR);
    let is_told = |date: &Resolved| date.year.is_some_and(|year| year.source == Source::Written);
    let behind = if is_told(last) { last.known_year()? } else { year };
    let (from, to) = (first.in_year(year)?, last.in_year(behind)?);
    // 12月31日…次日（1月1日） ("31 December … the next day (1 January)")
    let is_over = !is_told(last) && from.month() >= 11 && to.month() <= 2;
    Some((from, if is_over { last.in_year(year + 1)? } else { to }))
}

fn shown(day: Day) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// Compares words such as 次日 ("the next day") with the date given before: 11月10日下午，…。次日（11月11日）
/// ("on the afternoon of 10 November, … The next day (11 November)").
fn day_word(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let lead = scene.before(date.span.start(), MAX_WORD);
    let Some(lead) = lead.strip_suffix(['（', '(']).or_else(|| lead.strip_suffix("，即")) else { return };
    let words = scene.facts.words().of(&dating::DAY_WORD);
    let Some(word) = words.end_of(lead) else { return };
    let Some(offset) = words.value(word) else { return };
    let Some(base) = index.checked_sub(1).map(|before| &scene.dates[before]) else { return };
    let block = scene.facts.doc.block_at(date.span.start());
    let is_near = scene.facts.doc.block_at(base.span.start()) == block
        && date.span.start() - base.span.end() <= 2 * MAX_BASE
        && base.day.is_some();
    // 放假第二天 ("the second day of the holidays") counts from another day, and so does 次日 ("the next
    // day") after 10日至12日.
    let head = &lead[..lead.len() - word.len()];
    let is_bare = head.is_empty() || head.ends_with(['。', '，', '；', '于', '在', '的', '和', '、']);
    if !is_near || !is_bare || scene.in_range(base) {
        return;
    }
    let Some((from, to)) = days(base, date) else { return };
    let Ok(expected) = from.checked_add(jiff::Span::new().days(i64::from(offset) - 2)) else { return };
    relations.push(
        Relation::new(DateReading::DayWord, date.span, expected == to)
            .value("formula", format!("{}的{word}", shown(from)))
            .value("computed", shown(expected))
            .value("printed", date.span.of(scene.text))
            .related("first", base.span),
    );
}

/// Compares a date with an earlier date plus a length of time: 4月8日完成。…整两周，即4月22日 ("done on 8
/// April. … exactly two weeks, that is, 22 April"); 8月20日验收合格，质保期24个月，自验收合格之日起，即至2027年8月19日
/// ("accepted on 20 August, warranty of 24 months from acceptance, until 19 August 2027").
fn reckoned(scene: &Scene<'_, '_>, index: usize, signature: Option<Resolved>, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    if date.day.is_none() || date.month.is_none() {
        return;
    }
    let words = scene.facts.words();
    let lead = scene.before(date.span.start(), MAX_WORD).trim_end_matches(is_blank);
    let Some(word) = words.of(&dating::NAMELY).end_of(lead) else { return };
    let head = lead[..lead.len() - word.len()].trim_end_matches(is_blank);
    let Some(start) = head
        .ends_with(['，', '（', '(', '—'])
        .then(|| date.span.start() - (scene.before(date.span.start(), MAX_WORD).len() - head.len()))
    else {
        return;
    };
    let lengths = scene.facts.lengths();
    let next = lengths.partition_point(|length| length.span.end() <= start);
    let Some(mention) = lengths[..next].last().filter(|length| start - length.span.end() <= MAX_GAP) else {
        return;
    };
    let gap = &scene.text[mention.span.end()..start];
    let is_one = !gap.contains(['。', '\n', '；']);
    let between = index.checked_sub(1).map(|before| &scene.dates[before]);
    if !is_one || between.is_some_and(|before| before.span.start() >= mention.span.start()) {
        return;
    }
    let length = &mention.length;
    // 之后第三天 ("on the third day after"), 提前3天 ("3 days early") count in another way.
    let lead = scene.before(mention.span.start(), MAX_BASE);
    let clause = lead.rsplit(['。', '；']).next().unwrap_or_default();
    if clause.contains("提前") || gap.starts_with(['前', '之', '以']) && gap.contains('前') {
        return;
    }
    let signed = words.of(&dating::SIGNED_FROM);
    let from_signature = signed.is_in(clause) || signed.is_in(gap);
    let base = if from_signature { signature } else { base(scene, index, mention, [clause, gap]) };
    let Some(base) = base else { return };
    let Some((from, to)) = days(&base, date) else { return };
    if length.is_working {
        // Holidays are not counted: a working-day term can only be checked for not being too early.
        if to < from {
            relations.push(reading(scene, [from, to], mention, [date.span, base.span], false));
        }
        return;
    }
    let Some(end) = length.end(from).filter(|end| *end >= from) else { return };
    let apart = end.until(to).map_or(0, |span| span.get_days());
    let holds = if length.is_in_days() { (-1..=2).contains(&apart) } else { apart.abs() <= MARGIN };
    let target = if length.is_in_days() { end.tomorrow().unwrap_or(end) } else { end };
    relations.push(reading(scene, [from, target], mention, [date.span, base.span], holds));
}

fn reading(
    scene: &Scene<'_, '_>,
    [from, target]: [Day; 2],
    mention: &LengthMention,
    [place, base]: [Span; 2],
    holds: bool,
) -> Relation {
    Relation::new(DateReading::Reckoned, place, holds)
        .value("formula", format!("{}起{}", shown(from), mention.span.of(scene.text)))
        .value("computed", format!("{}年{}", target.year(), shown(target)))
        .value("printed", place.of(scene.text))
        .related("first", base)
}

/// The date from which a length of time is counted: the previous date of the paragraph, if the
/// words around the length say so (自…起, "from … on"; …后, "after"). `clause` is the text before the
/// length, `gap` the text after it.
fn base(
    scene: &Scene<'_, '_>,
    index: usize,
    mention: &LengthMention,
    [clause, gap]: [&str; 2],
) -> Option<Resolved> {
    // Only a length that the text counts from something.
    let runs = clause.contains('起')
        || gap.contains('起')
        || gap.starts_with(['后', '，', '（', '('])
        || gap.starts_with("之后")
        || gap.is_empty();
    let date = index.checked_sub(1).map(|before| scene.dates[before])?;
    let is_near = mention.span.start().checked_sub(date.span.end()).is_some_and(|gap| gap <= MAX_BASE);
    let block = scene.facts.doc.block_at(mention.span.start());
    let is_here = scene.facts.doc.block_at(date.span.start()) == block;
    (runs && is_near && is_here && !scene.in_range(&date) && date.day.is_some()).then_some(date)
}

/// Compares a deadline counted from the signing of a contract with the date of its signature:
/// 本协议签订之日起15日内，即5月27日前 ("within 15 days of the signing, that is, before 27 May").
fn signed(scene: &Scene<'_, '_>, index: usize, signature: Option<Resolved>, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let is_written = date.year.is_some_and(|year| year.source == Source::Written);
    let Some(day) = date.day().filter(|_| is_written) else { return };
    let words = scene.facts.words();
    let lead = scene.before(date.span.start(), MAX_BASE);
    let clause = lead.rsplit(['。', '；']).next().unwrap_or_default();
    let head = clause.trim_end_matches(is_blank);
    let is_reckoned = words.of(&dating::NAMELY).end_of(head).is_some();
    if !is_reckoned || !words.of(&dating::SIGNED_FROM).is_in(clause) || !clause.contains('起') {
        return;
    }
    let Some(base) = signature else { return };
    let Some(today) = base.day() else { return };
    relations.push(
        Relation::new(DateReading::DeadlineOwn, date.span, day >= today)
            .variant("own")
            .value("day", day.to_string())
            .value("today", today.to_string())
            .related("own", base.span),
    );
}

/// The date on which the contract was signed, if the text names it, else the document's own date.
fn signature(scene: &Scene<'_, '_>) -> Option<Resolved> {
    let signed = scene.facts.words().of(&dating::SIGNED_ON);
    let is_signed = |date: &&Resolved| {
        date.day().is_some()
            && signed.end_of(scene.before(date.span.start(), MAX_WORD).trim_end_matches(is_blank)).is_some()
    };
    let told = scene.dates.iter().find(is_signed);
    let own = || {
        let own = scene.facts.own_dates().first()?.span?;
        scene.dates.iter().find(|date| date.span == own)
    };
    told.or_else(own).copied()
}

/// Checks the days of a weekly event: 每周五下午上课，日期为9月5日、12日、19日和26日 ("lessons every Friday afternoon,
/// on 5, 12, 19 and 26 September"). If most days of the list are Fridays, all must be.
fn weekly(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let first = &scene.dates[index];
    let is_head = first.day.is_some()
        && first.day().is_some()
        && index.checked_sub(1).is_none_or(|before| !is_listed(scene, before));
    if !is_head || !is_listed(scene, index) {
        return;
    }
    let lead = scene.before(first.span.start(), MAX_LIST);
    let lead = lead.rsplit(['。', '；']).next().unwrap_or_default();
    let every = scene.facts.words().of(&dating::EVERY_WEEK);
    let Some((word, said)) = lead.char_indices().rev().find_map(|(at, _)| {
        let word = every.start_of(&lead[at..])?;
        let last = lead[at + word.len()..].chars().next()?;
        let rest = &lead[at + word.len() + last.len_utf8()..];
        let is_one = !rest.starts_with(|c| SEVERAL.contains(c));
        Some((&lead[at..at + word.len() + last.len_utf8()], weekday(last).filter(|_| is_one)?))
    }) else {
        return;
    };
    let mut end = index + 1;
    while is_listed(scene, end - 1) {
        end += 1;
    }
    let listed = &scene.dates[index..end];
    let fits = |date: &Resolved| date.day().is_some_and(|day| day.weekday() == said);
    let right = listed.iter().filter(|date| fits(date)).count();
    // If half of the list or more is wrong, it is of another year or of something else.
    if 2 * right <= listed.len() {
        return;
    }
    for date in listed {
        let Some(day) = date.day() else { continue };
        let name = LEADS.first().copied().unwrap_or_default();
        relations.push(
            Relation::new(DateReading::Weekly, date.span, fits(date))
                .variant("weekly")
                .value("date", shown(day))
                .value("weekday", format!("{name}{}", name_of(day.weekday())))
                .value("every", word),
        );
    }
}

/// Compares a weekday of this or next week with the date of the document: 自下周一（6月9日）起 ("from next
/// Monday (9 June) on"), with a signature of 5 June.
fn of_week(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let Some(own) = scene.facts.own_dates().first().filter(|own| own.span != Some(date.span)) else { return };
    let lead = scene.before(date.span.start(), MAX_WORD);
    let Some(head) = lead.strip_suffix(['（', '(']).or_else(|| lead.strip_suffix("，即")) else { return };
    let Some((head, day)) =
        head.chars().next_back().and_then(|last| Some((head.strip_suffix(last)?, weekday(last)?)))
    else {
        return;
    };
    let Some(word) = LEADS.iter().find(|word| head.ends_with(**word)) else { return };
    let weeks = match head[..head.len() - word.len()].trim_end_matches('个').chars().next_back() {
        Some('下') => 1,
        Some('本' | '这') => 0,
        _ => return,
    };
    let monday = i64::from(own.day.weekday().to_monday_zero_offset());
    let ahead = weeks * 7 - monday + i64::from(day.to_monday_zero_offset());
    let Ok(is) = own.day.checked_add(jiff::Span::new().days(ahead)) else { return };
    let year = u32::from(is.year().unsigned_abs());
    let told = date.year.filter(|year| year.source == Source::Written).map_or(year, |year| year.value);
    let Some(said) = date.in_year(told) else { return };
    relations.push(
        Relation::new(DateReading::WeekWord, date.span, said == is)
            .value(
                "formula",
                format!("{}周{}（{}起）", if weeks > 0 { "下" } else { "本" }, name_of(day), shown(own.day)),
            )
            .value("computed", shown(is))
            .value("printed", date.span.of(scene.text)),
    );
}

/// True if the date with index `index` is followed by another day of the same list, as 5日 in
/// 5日、12日.
fn is_listed(scene: &Scene<'_, '_>, index: usize) -> bool {
    let (Some(one), Some(next)) = (scene.dates.get(index), scene.dates.get(index + 1)) else { return false };
    let gap = scene.text.get(one.span.end()..next.span.start()).unwrap_or("\n");
    one.day.is_some()
        && next.day.is_some()
        && gap.len() <= MAX_BETWEEN
        && matches!(gap.trim(), "、" | "和" | "及" | "，" | "与")
}
