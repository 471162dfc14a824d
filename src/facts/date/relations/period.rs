//! Periods compared with the months and days beside them: 第二季度（4—6月） ("second quarter (April to
//! June)"), 上半年（1—6月） ("first half of the year"), 8月下旬（25日前后） ("last third of August (about the
//! 25th)"), 民国二十六年（1937年） ("year 26 of the Republic (1937)"), 20世纪80年代 ("the 1980s").

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, Source, day, joins};
use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::{is_numeral, whole};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Words for a part of a decade: end, beginning, early, middle and late years.
const PART_OF_DECADE: [&str; 5] = ["末", "初", "初期", "中期", "后期"];
/// Years that a school year may have.
const SCHOOL_YEARS: std::ops::Range<u32> = 1900..2100;
/// Characters after a month that make it a limit, one end of a range, or only a part of the month:
/// 至 ("to"), 底 ("end of").
static AROUND: Signs = Signs::of("至-—～前底末起、以之");
/// Maximum number of paragraphs whose months are compared with the title, to bound the time.
const MAX_HEADS: usize = 24;
/// Numbers of days that a month may have.
const DAYS: std::ops::RangeInclusive<u32> = 28..=31;
/// Characters between a month and the number of its days: 共 ("in all"), 有 ("has").
static MONTH_LINKS: Signs = Signs::of("份按共有计全月整的，为");

/// Number of bytes before a range of months that are searched for a period.
const MAX_LEAD: usize = 60;
/// First year of the Republic of China, from which on years follow the common calendar.
const FIRST_OF_REPUBLIC: u32 = 1912;
/// A year that has 29 February, used for dates without a year.
const LEAP_YEAR: u32 = 2000;
/// First year that a text cannot describe as past, so that 21世纪80年代 ("the 2080s") in a text about
/// the past is an error.
const FUTURE: u32 = 2040;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for range in scene.facts.date_ranges() {
        months(scene, range, relations);
    }
    for (index, date) in scene.dates.iter().enumerate() {
        if date.day.is_some() {
            third(scene, index, relations);
        }
        if !scene.in_range(date) {
            month(scene, date, relations);
        }
        if date.year.is_some_and(|year| year.source == Source::Written) && date.month.is_none() {
            republic(scene, date.span, date.known_year().unwrap_or_default(), relations);
            decade(scene, date.span, date.known_year().unwrap_or_default(), relations);
        }
    }
    decades(scene, relations);
    school_years(scene, relations);
    titled(scene, relations);
    for date in scene.dates.iter().filter(|date| date.month.is_some() && date.day.is_none()) {
        days(scene, date, relations);
    }
}

/// Number of the century that `text` ends with: 18世纪 ("18th century").
fn century(text: &str) -> Option<u32> {
    let head = text.strip_suffix("世纪")?;
    let start = head.trim_end_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit()).len();
    whole(&head[start..]).filter(|century| (15..=21).contains(century))
}

/// Checks that a school year ends in the year after its first, which it does not in 2024—2026学年
/// ("school year 2024–2026").
fn school_years(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for at in scene.facts.places_of("学年") {
        let head = scene.before(at, MAX_LEAD);
        let head = head.strip_suffix('年').unwrap_or(head);
        let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let second = digits(head);
        let rest = head[..head.len() - second].trim_end_matches(is_blank);
        let first = rest.trim_end_matches(|c: char| joins(c.encode_utf8(&mut [0; 4])));
        let first = first.strip_suffix('年').unwrap_or(first);
        if rest.len() == first.len() || second != 4 || digits(first) != 4 {
            continue;
        }
        let years = (whole(&head[head.len() - 4..]), whole(&first[first.len() - 4..]));
        let (Some(last), Some(begin)) = years else { continue };
        if !SCHOOL_YEARS.contains(&begin) || !SCHOOL_YEARS.contains(&last) {
            continue;
        }
        // 2022—2025学年 ("school years 2022–2025") may be three school years, if the text gives their
        // number.
        let behind = scene.behind(at, MAX_LEAD);
        let several = behind.starts_with("学年间") || behind.starts_with("学年度间");
        let place = Span::new(at - head.len() + first.len() - 4, at + "学年".len());
        let place = Span::new(place.start().min(at), place.end());
        relations.push(
            Relation::new(DateReading::SchoolYear, place, last == begin + 1 || several)
                .value("period", format!("{begin}年开始的学年"))
                .value("is", format!("{begin}—{}学年", begin + 1))
                .value("said", place.of(scene.text)),
        );
    }
}

/// Compares months at the beginning of paragraphs with the quarter in the title: 第三季度工作小结 ("summary
/// of the third quarter"), with paragraphs that begin with 7月， ("July,"), 8月， and 9月，.
fn titled(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let Some(title) = scene.facts.title() else { return };
    let line = title.of(scene.text);
    let periods = scene.facts.words().of(&dating::MONTHS);
    let mut found = line.char_indices().filter_map(|(at, _)| periods.start_of(&line[at..]));
    let Some(word) = found.next() else { return };
    let Some(value) = periods.value(word) else { return };
    if !line.ends_with("结") && !line.ends_with("汇报") {
        return;
    }
    let months = value / 100..=value % 100;
    let blocks = scene.facts.doc.blocks();
    let is_head = |date: &&Resolved| {
        let block = blocks[scene.facts.doc.block_at(date.span.start())].span;
        date.span.start() == block.start()
            && date.day.is_none()
            && scene.text[date.span.end()..].starts_with('，')
    };
    let heads: Vec<&Resolved> = scene.dates.iter().filter(is_head).take(MAX_HEADS).collect();
    let fits = |date: &Resolved| date.month.is_some_and(|month| months.contains(&month.value));
    if heads.iter().filter(|date| fits(date)).count() + 1 < heads.len() || heads.len() < 2 {
        return;
    }
    for date in heads {
        relations.push(
            Relation::new(DateReading::TitlePeriod, date.span, fits(date))
                .value("period", word)
                .value("is", format!("{}—{}月", months.start(), months.end()))
                .value("said", date.span.of(scene.text)),
        );
    }
}

/// Compares a month with the number of its days: 11月份按31天计 ("November counted with 31 days").
fn days(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let window = scene.behind(date.span.end(), MAX_LEAD);
    let rest = window.trim_start_matches(|c| MONTH_LINKS.contains(c));
    let at = date.span.end() + window.len() - rest.len();
    let lengths = scene.facts.lengths();
    let next = lengths.partition_point(|length| length.span.start() < at);
    let Some(length) = lengths.get(next).filter(|length| length.span.start() == at) else { return };
    let Some(said) = length.length.whole_days().filter(|days| DAYS.contains(days)) else { return };
    let Some(month) = date.month.map(|month| month.value) else { return };
    let of = |year: u32| Some(u32::try_from(day(year, month, 1)?.days_in_month()).unwrap_or_default());
    let sure = date.known_year().filter(|_| date.is_sure());
    let (Some(common), leap) = (of(sure.unwrap_or(COMMON_YEAR)), of(LEAP_YEAR)) else { return };
    let holds = said == common || sure.is_none() && Some(said) == leap;
    let place = Span::new(date.span.start(), length.span.end());
    relations.push(
        Relation::new(DateReading::MonthDays, place, holds)
            .value("period", format!("{month}月"))
            .value("is", format!("{common}天"))
            .value("said", length.span.of(scene.text)),
    );
}

/// Compares the months of a quarter or a half year with the calendar: 第二季度（4—6月） ("second quarter
/// (April to June)"), 上半年（1—6月） ("first half of the year").
fn months(scene: &Scene<'_, '_>, range: &DateRange, relations: &mut Vec<Relation>) {
    let (Some(from), Some(to)) = (range.first.month, range.last.month) else { return };
    if range.first.day.is_some() || range.last.day.is_some() {
        return;
    }
    let lead = scene.before(range.span.start(), MAX_LEAD);
    let Some(head) = lead.strip_suffix(['（', '(']) else { return };
    let periods = scene.facts.words().of(&dating::MONTHS);
    let Some(word) = periods.end_of(head) else { return };
    let Some(value) = periods.value(word) else { return };
    let (first, last) = (value / 100, value % 100);
    let is_sum = word.starts_with('前');
    let holds = (from.value, to.value) == (first, last)
        || !is_sum && from.value >= first && to.value <= last && from.value <= to.value;
    let start = range.span.start() - (lead.len() - head.len()) - word.len();
    relations.push(
        Relation::new(DateReading::Months, Span::new(start, range.span.end()), holds)
            .value("period", word)
            .value("is", format!("{first}—{last}月"))
            .value("said", range.span.of(scene.text)),
    );
}

/// Checks that a month belongs to the period named before it: 第四季度的11月 ("November of the fourth
/// quarter"), 下半年（9月） ("second half of the year (September)").
fn month(scene: &Scene<'_, '_>, date: &Resolved, relations: &mut Vec<Relation>) {
    let Some(month) = date.month.filter(|month| month.source == Source::Written) else { return };
    let lead = scene.before(date.span.start(), MAX_LEAD);
    let head = ["（", "(", "的", "，即", "（即"].iter().find_map(|link| lead.strip_suffix(link));
    let Some(head) = head else { return };
    let periods = scene.facts.words().of(&dating::MONTHS);
    let Some(word) = periods.end_of(head) else { return };
    let Some(value) = periods.value(word) else { return };
    // 上半年（7月25日）总结 ("summary of the first half-year (25 July)") gives the day of the document;
    // 下半年的1月 ("January of the second half-year") would be a month of another year.
    let behind = &scene.text[date.span.end()..];
    if date.day.is_some() || behind.starts_with(|c| AROUND.contains(c)) {
        return;
    }
    let (first, last) = (value / 100, value % 100);
    let start = date.span.start() - (lead.len() - head.len()) - word.len();
    relations.push(
        Relation::new(
            DateReading::MonthOf,
            Span::new(start, date.span.end()),
            (first..=last).contains(&month.value),
        )
        .value("period", word)
        .value("is", format!("{first}—{last}月"))
        .value("said", date.span.of(scene.text)),
    );
}

/// Compares a day with the third of the month named beside it: 8月下旬（25日前后） ("last third of August
/// (about the 25th)"), 上旬（8日） ("first third (the 8th)").
fn third(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let lead = scene.before(date.span.start(), MAX_LEAD);
    let head = lead.strip_suffix(['（', '(']).or_else(|| lead.strip_suffix("，即"));
    let head = head.or_else(|| lead.strip_suffix("，也就是"));
    let Some(head) = head else { return };
    let thirds = [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31)];
    let Some(&(word, first, last)) = thirds.iter().find(|(word, _, _)| head.ends_with(word)) else { return };
    let Some(day) = date.day else { return };
    // 中旬（11日至20日） ("middle third (11th to 20th)"): the mention has only the last day of a range.
    let written = date.span.of(scene.text);
    let is_range = written.contains(['-', '—', '至', '～', '－']) || written.ends_with(['前', '起']);
    if is_range {
        return;
    }
    let start = date.span.start() - (lead.len() - head.len()) - word.len();
    relations.push(
        Relation::new(DateReading::Third, Span::new(start, date.span.end()), (first..=last).contains(&day))
            .value("period", word)
            .value("is", format!("{first}—{last}日"))
            .value("said", written),
    );
}

/// Compares a year of the Republic of China with the common year: 民国二十六年（1937年） ("year 26 of the
/// Republic (1937)").
fn republic(scene: &Scene<'_, '_>, span: Span, year: u32, relations: &mut Vec<Relation>) {
    let lead = scene.before(span.start(), MAX_LEAD);
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
    let begin = span.start() - lead.len() + start - era.len();
    let is = first + number - 1;
    // The last weeks of a year of the old calendar fall in the next common year.
    let holds = year == is || first < FIRST_OF_REPUBLIC && year == is + 1;
    relations.push(
        Relation::new(DateReading::Republic, Span::new(begin, span.end()), holds)
            .value("period", format!("{era}{written}年"))
            .value("is", format!("{is}年"))
            .value("said", span.of(scene.text)),
    );
}

/// Checks that a decade described as past is not in the future: 20世纪80年代 ("the 1980s"), but not
/// 21世纪80年代 ("the 2080s").
fn decades(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let text = scene.text;
    let word = "世纪";
    for at in scene.facts.places_of(word) {
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
                Relation::new(DateReading::Decade, place, year < FUTURE)
                    .variant("decade")
                    .value("period", place.of(text))
                    .value("is", format!("{year}年"))
                    .value("said", place.of(text)),
            );
        }
    }
}

/// Compares a year with the decade named beside it: 上世纪80年代（1985年） ("the eighties of the last
/// century (1985)").
fn decade(scene: &Scene<'_, '_>, span: Span, year: u32, relations: &mut Vec<Relation>) {
    let lead = scene.before(span.start(), MAX_LEAD);
    let is_bracket = lead.ends_with(['（', '(']);
    let head = lead.strip_suffix(['（', '(']).or_else(|| lead.strip_suffix('的'));
    let head = head.or_else(|| lead.strip_suffix("，具体说是")).or_else(|| lead.strip_suffix("，即"));
    let head =
        head.map(|head| PART_OF_DECADE.iter().find_map(|part| head.strip_suffix(part)).unwrap_or(head));
    let Some(head) = head.and_then(|head| head.strip_suffix("年代")) else { return };
    let start = head.trim_end_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit()).len();
    let written = &head[start..];
    let Some(decade) = whole(written).filter(|decade| *decade < 100 && decade % 10 == 0) else { return };
    // 80年代（1978年以来） ("the eighties (since 1978)")
    if is_bracket && !scene.text[span.end()..].starts_with(['）', ')']) {
        return;
    }
    let begin = span.start() - lead.len() + start;
    let place = Span::new(begin, span.end());
    if let Some(century) = century(&head[..start]).filter(|_| year % 100 / 10 * 10 == decade) {
        let start = head[..start].trim_end_matches("世纪");
        let digits = start.trim_end_matches(|c: char| is_numeral(c) || narrow(c).is_ascii_digit()).len();
        let place = Span::new(span.start() - lead.len() + digits, span.end());
        relations.push(
            Relation::new(DateReading::Century, place, year / 100 + 1 == century)
                .value("period", format!("{century}世纪"))
                .value("is", format!("{}—{}年", (century - 1) * 100, century * 100 - 1))
                .value("said", span.of(scene.text)),
        );
        return;
    }
    relations.push(
        Relation::new(DateReading::Decade, place, year % 100 / 10 * 10 == decade)
            .value("period", format!("{written}年代"))
            .value("is", format!("{decade}—{}年", decade + 9))
            .value("said", span.of(scene.text)),
    );
}
