//! Dates of plans and meetings: stages of a plan in order, days that are left until a date, one
//! meeting with two dates, the year in the first lines of a summary.

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{COMMON_YEAR, Resolved, Source, day};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::dating;

/// Maximum number of bytes between the beginning of a block and the dates of a stage of a plan, as
/// in 动员阶段（3月1日至15日） ("mobilisation stage (1–15 March)").
const MAX_HEAD: usize = 90;
/// Maximum number of bytes between a date and the number of days until it. If they are farther
/// apart, they are not compared.
const MAX_LEFT: usize = 45;
/// Number of bytes around a date that are searched for the name of a meeting.
const MAX_NEAR: usize = 45;
/// Number of blocks after the title in which the opening of the text is looked for.
const HEAD_BLOCKS: usize = 8;
/// Characters after the year of a summary: 2025年度 ("year 2025"), 2025年工作总结 ("work summary of
/// 2025").
static OF_YEAR: Signs = Signs::of("度工全个述年终");
/// Number of characters before a year of the title that must be repeated in the opening.
const SAME_BEFORE: usize = 2;
/// Number of characters after a year of the title that must be repeated in the opening.
const SAME_BEHIND: usize = 4;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    stages(scene, relations);
    for index in 0..scene.dates.len() {
        left(scene, index, relations);
    }
    meeting(scene, relations);
    opening(scene, relations);
}

/// Checks that each stage of a plan begins no earlier than the one before: （一）动员（5月25日至5月31日） ("(1)
/// mobilisation (25–31 May)"), （二）整治（6月1日至8月20日） ("(2) improvement (1 June to 20 August)").
fn stages(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let blocks = scene.facts.doc.blocks();
    let mut last: Option<(usize, &DateRange)> = None;
    for range in scene.facts.date_ranges() {
        let block = scene.facts.doc.block_at(range.span.start());
        let span = blocks[block].span;
        let head = &scene.text[span.start()..range.span.start()];
        let is_stage = head.len() <= MAX_HEAD
            && head.contains("阶段")
            && head.ends_with(['（', '('])
            && !head.contains('。');
        if !is_stage {
            continue;
        }
        if let Some((before, earlier)) = last
            && block > before
            && block - before <= 3
            && let (Some(first), Some(next)) = (begin(earlier), begin(range))
        {
            relations.push(
                Relation::new(DateReading::Stages, range.first.span, first <= next)
                    .variant("stage")
                    .value("first", earlier.span.of(scene.text))
                    .value("last", range.span.of(scene.text))
                    .related("first", earlier.span),
            );
        }
        last = Some((block, range));
    }
}

/// First day of a range. If its year is not known, the day of [`COMMON_YEAR`], so that ranges
/// without a year can be compared with each other.
fn begin(range: &DateRange) -> Option<jiff::civil::Date> {
    let year = range.first.known_year().unwrap_or(COMMON_YEAR);
    day(year, range.first.month?.value, range.first.day.unwrap_or(1))
}

/// Compares the number of remaining days with two dates: 今天是2025年11月10日，距离12月31日只剩51天 ("today is 10
/// November 2025, only 51 days are left until 31 December").
fn left(scene: &Scene<'_, '_>, index: usize, relations: &mut Vec<Relation>) {
    let date = &scene.dates[index];
    let words = scene.facts.words();
    let lead = scene.before(date.span.start(), MAX_NEAR).trim_end_matches(is_blank);
    if words.of(&dating::COUNTED_FROM).end_of(lead).is_none() {
        return;
    }
    let end = date.span.end();
    let lengths = scene.facts.lengths();
    let next = lengths.partition_point(|length| length.span.start() < end);
    let Some(length) = lengths.get(next).filter(|length| length.span.start() <= end + MAX_LEFT) else {
        return;
    };
    let gap = scene.text[end..length.span.start()].trim_end_matches(is_blank);
    let gap = gap.trim_end_matches(['整', '仅', '足']);
    let is_left = words.of(&dating::APART).end_of(gap).is_some() && !gap.contains(['。', '；', '\n']);
    let Some(said) =
        length.length.whole_days().map(i64::from).filter(|_| is_left && !length.length.is_working)
    else {
        return;
    };
    // Day from which the text counts: that of 今天 ("today"), or that of the document.
    let today = |before: &&Resolved| {
        let lead = scene.before(before.span.start(), MAX_NEAR);
        words.of(&dating::TODAY).end_of(lead).is_some() && before.day.is_some()
    };
    let now = scene.dates[..index].iter().rev().take(2).find(today);
    let own = scene.facts.own_dates().first();
    let Some((from, place)) = now
        .and_then(|now| Some((now.in_year(now.known_year().unwrap_or(COMMON_YEAR))?, Some(now.span))))
        .or_else(|| own.map(|own| (own.day, own.span)))
    else {
        return;
    };
    let Some(until) = date.in_year(date.known_year().unwrap_or(COMMON_YEAR)) else { return };
    let Ok(days) = from.until(until) else { return };
    let days = i64::from(days.get_days());
    if days <= 0 {
        return;
    }
    let margin = if now.is_some() { 1 } else { 15 };
    let mut relation = Relation::new(DateReading::Left, length.span, (said - days).abs() <= margin)
        .variant("left")
        .value("days", u64::try_from(days).unwrap_or_default())
        .related("last", date.span);
    if let Some(place) = place {
        relation = relation.related("first", place);
    }
    relations.push(relation);
}

/// Compares the days that a text gives for one meeting: 会议于3月5日召开 ("the meeting takes place on 5
/// March"), 请于3月6日参加会议 ("please attend the meeting on 6 March").
fn meeting(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let mut held: Vec<&Resolved> = Vec::new();
    let mut called: Vec<&Resolved> = Vec::new();
    for date in scene.dates.iter().filter(|date| date.day.is_some()) {
        let lead = scene.before(date.span.start(), MAX_NEAR).trim_end_matches(is_blank);
        let behind = scene.behind(date.span.end(), MAX_NEAR);
        let clause = behind.split(['。', '；', '，', '\n']).next().unwrap_or_default();
        if scene.in_range(date) {
            return;
        }
        let is_held = lead.ends_with("定于") && (clause.contains("召开") || clause.contains("举行"));
        let is_time = ["会议时间为", "会议时间：", "会议时间"].iter().any(|word| lead.ends_with(word));
        let last = lead.rsplit(['。', '，', '；']).next().unwrap_or_default();
        // 于3月3日前将参会回执报办公室 ("send the reply card by 3 March") is about another day.
        let joins = ["参加会议", "参会", "到会"].iter().any(|word| clause.trim_end().ends_with(word));
        let joins = joins && !clause.contains('前');
        if is_held || is_time || lead.ends_with("会议于") || lead.ends_with("会议定于") {
            held.push(date);
        } else if lead.ends_with('于') && last.contains('请') && joins {
            called.push(date);
        }
    }
    let Some(first) = held.first() else { return };
    let of = |date: &Resolved| (date.month.map(|month| month.value), date.day);
    if held.iter().any(|date| of(date) != of(first)) {
        return;
    }
    for date in called {
        relations.push(
            Relation::new(DateReading::OneMeeting, date.span, of(date) == of(first))
                .variant("meeting")
                .value("first", first.span.of(scene.text))
                .value("second", date.span.of(scene.text))
                .related("first", first.span),
        );
    }
}

/// Compares the year in the title with the year in the opening: the title 2025年度工作总结 ("summary of
/// 2025") with 2024年，… ("in 2024 …"); 关于做好2025年防汛工作的通知 ("notice on flood prevention in 2025") with
/// 做好2024年防汛工作 ("flood prevention in 2024").
fn opening(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let Some(title) = scene.facts.title() else { return };
    let first = scene.dates.partition_point(|date| date.span.start() < title.start());
    let mut inside = scene.dates[first..].iter().take_while(|date| date.span.end() <= title.end());
    let is_year = |date: &&Resolved| {
        date.month.is_none() && date.year.is_some_and(|year| year.source == Source::Written)
    };
    let Some(named) = inside.find(is_year) else { return };
    if inside.next().is_some() {
        return;
    }
    let (Some(year), line) = (named.known_year(), title.of(scene.text)) else { return };
    let blocks = scene.facts.doc.blocks();
    let head = scene.facts.doc.block_at(title.start());
    let end = blocks.get(head + HEAD_BLOCKS).map_or(scene.text.len(), |block| block.span.start());
    let behind = scene.dates.partition_point(|date| date.span.start() < title.end());
    let is_summary = scene.facts.words().of(&dating::SUMMARY).is_in(line)
        && scene.text[named.span.end()..].starts_with(|c| OF_YEAR.contains(c));
    for date in scene.dates[behind..].iter().take_while(|date| date.span.start() < end).filter(is_year) {
        let Some(said) = date.known_year() else { continue };
        let block = blocks[scene.facts.doc.block_at(date.span.start())].span;
        let is_first = date.span.start() == block.start()
            && scene.text[date.span.end()..].starts_with(['，', '以', '是']);
        let reading = if is_summary && is_first {
            DateReading::SummaryYear
        } else if same_words(scene, named.span, date.span) {
            DateReading::TitleWords
        } else {
            continue;
        };
        relations.push(
            Relation::new(reading, date.span, said == year)
                .variant("title")
                .value("first", named.span.of(scene.text))
                .value("second", date.span.of(scene.text))
                .related("first", named.span),
        );
        if reading == DateReading::SummaryYear {
            return;
        }
    }
}

/// True if the text around both years is the same: 做好2025年防汛工作, 做好2024年防汛工作 ("flood prevention in
/// …").
fn same_words(scene: &Scene<'_, '_>, one: Span, other: Span) -> bool {
    let before = |span: Span| scene.text[..span.start()].chars().rev().take(SAME_BEFORE).collect::<Vec<_>>();
    let behind = |span: Span| scene.text[span.end()..].chars().take(SAME_BEHIND).collect::<Vec<_>>();
    before(one) == before(other) && behind(one) == behind(other)
}
