//! Ranges of hours in a day: their order, their length, and the order of an agenda: 9:00—11:30，会期半天
//! ("meeting of half a day"); 21:30至次日5:30（共8小时） ("21:30 to 5:30 the next day (8 hours)").

use crate::facts::date::hours::{DAY, HourRange};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{MAX_SENTENCE, Relation, Scene};
use crate::text::chars::is_blank;
use crate::text::span::Span;
use crate::words::dating;

/// Maximum number of bytes between a range of hours and its length. If they are farther apart, they
/// are not compared.
const MAX_GAP: usize = 45;
/// Maximum number of minutes by which the second time of a range may be earlier than the first for
/// the two to count as exchanged: 15:20—14:40. A larger difference comes from a missing 下午
/// ("afternoon") and is not reported: 9:30—5:30.
const MAX_BACK: u32 = 60;
/// Time in minutes since midnight (6:00) before which a range counts as one at night. The order of
/// its two times is not checked, as it may go past midnight.
const END_OF_NIGHT: u32 = 6 * 60;
/// Maximum number of minutes of a meeting that may be called half a day.
const HALF_DAY: u32 = 6 * 60;
/// Minimum number of minutes of a meeting that may be called a whole day.
const WHOLE_DAY: u32 = 5 * 60;
/// Maximum number of bytes between the beginning of a block and the range of times with which an
/// item of an agenda begins.
const MAX_HEAD: usize = 20;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let ranges = scene.facts.hour_ranges();
    for (at, range) in ranges.iter().enumerate() {
        for clock in [range.first, range.last] {
            if clock.minute > Some(59) {
                relations.push(Relation::new(DateReading::Minutes, clock.span, false).variant("minute"));
            }
        }
        if range.first.minute > Some(59) || range.last.minute > Some(59) {
            continue;
        }
        order(scene, range, relations);
        lasts(scene, at, range, relations);
    }
    agenda(scene, relations);
}

/// Checks that the first time of a range is earlier than the second, which it is not in
/// 15:20—14:40. Ranges at night are skipped, as they go past midnight.
fn order(scene: &Scene<'_, '_>, range: &HourRange, relations: &mut Vec<Relation>) {
    let (from, mut to) = (range.first.minutes(), range.last.minutes());
    // 下午3:00—2:30 ("3:00 in the afternoon to 2:30")
    if range.is_half_told_once() {
        to += DAY / 2;
    }
    let is_by_day = to >= END_OF_NIGHT && !range.is_next_day;
    let holds = range.lasts().is_some();
    if !is_by_day || !holds && from.saturating_sub(to) > MAX_BACK {
        return;
    }
    let before = scene.before(range.span.start(), MAX_SENTENCE);
    let is_night = scene.facts.words().of(&dating::NIGHT).is_in(before);
    if holds || !is_night {
        let relation = Relation::new(DateReading::HourOrder, range.span, holds)
            .value("first", range.first.span.of(scene.text))
            .value("last", range.last.span.of(scene.text));
        relations.push(relation);
    }
}

/// Compares a range of hours with the length stated after it: （共8小时） ("(8 hours)"), 历时3小时 ("lasting
/// 3 hours"), 会期半天 ("meeting of half a day").
fn lasts(scene: &Scene<'_, '_>, at: usize, range: &HourRange, relations: &mut Vec<Relation>) {
    let Some(minutes) = range.lasts().filter(|minutes| *minutes > 0) else { return };
    let end = range.span.end();
    let window = scene.behind(end, MAX_GAP);
    let clause = window.split(['。', '；']).next().unwrap_or_default();
    let ranges = scene.facts.hour_ranges();
    // 9时至11时、14时至16时，共4小时 ("9 to 11, 14 to 16, 4 hours in all")
    let is_alone =
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|other| ranges.get(other)).all(
            |other| {
                let (from, to) = if other.span.start() > end {
                    (end, other.span.start())
                } else {
                    (other.span.end(), range.span.start())
                };
                to > from + 2 * MAX_GAP || scene.text[from..to].contains(['。', '；', '\n'])
            },
        );
    if !is_alone {
        return;
    }
    if let Some(half) = clause.find("会期半天").or_else(|| clause.find("为期半天")) {
        let place = Span::new(range.span.start(), end + half + "会期半天".len());
        let holds = minutes <= HALF_DAY;
        let half = Duration { reading: DateReading::HalfDay, place, minutes, holds };
        relations.push(lasting(scene, range, half));
        return;
    }
    if let Some(whole) = clause.find("会期一天").or_else(|| clause.find("会期1天")) {
        let place = Span::new(range.span.start(), end + whole + "会期".len());
        let holds = minutes >= WHOLE_DAY;
        let day = Duration { reading: DateReading::HalfDay, place, minutes, holds };
        relations.push(lasting(scene, range, day));
        return;
    }
    let lengths = scene.facts.lengths();
    let next = lengths.partition_point(|length| length.span.start() < end);
    let Some(length) = lengths.get(next).filter(|length| length.span.start() <= end + MAX_GAP) else {
        return;
    };
    let gap = scene.text[end..length.span.start()].trim_end_matches(is_blank);
    let is_lead = scene.facts.words().of(&dating::TERM).end_of(gap).is_some()
        || matches!(gap, "（" | "(" | "（约" | "，");
    // 9:00—17:00（每天8小时） ("(8 hours a day)")
    let is_daily = ["（每天", "（每日"].contains(&gap);
    let is_plain = !gap.contains(['。', '；', '\n', '每', '前', '后', '：'])
        && !gap.contains(|c: char| c.is_ascii_digit());
    let bare = gap.is_empty()
        || gap.starts_with(['（', '(', '，', ',', '、'])
        || ["止", "召开", "举行", "进行"].iter().any(|word| gap.starts_with(word));
    if let Some(said) = length.length.minutes().filter(|_| is_daily || is_lead && is_plain && bare) {
        let (place, holds) = (length.span, said == minutes);
        relations.push(lasting(
            scene,
            range,
            Duration { reading: DateReading::Hours, place, minutes, holds },
        ));
    }
}

/// A stated length, compared with the minutes of its range.
#[derive(Clone, Copy)]
pub(super) struct Duration {
    pub(super) reading: DateReading,
    /// Span of the stated length.
    pub(super) place: Span,
    /// Number of minutes from the first time to the last.
    pub(super) minutes: u32,
    /// True if the stated length is right.
    pub(super) holds: bool,
}

/// Creates the relation for a stated length and a range of hours.
pub(super) fn lasting(scene: &Scene<'_, '_>, range: &HourRange, duration: Duration) -> Relation {
    let Duration { reading, place, minutes, holds } = duration;
    let computed = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, minutes) => format!("{hours}小时{minutes}分钟"),
    };
    Relation::new(reading, place, holds)
        .value("formula", format!("{}—{}", range.first.span.of(scene.text), range.last.span.of(scene.text)))
        .value("computed", computed)
        .value("printed", place.of(scene.text))
}

/// Checks that each item of an agenda, one per line, begins no earlier than the one before.
fn agenda(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let blocks = scene.facts.doc.blocks();
    let mut run: Vec<(usize, &HourRange)> = Vec::new();
    for range in scene.facts.hour_ranges() {
        let block = scene.facts.doc.block_at(range.span.start());
        if range.span.start() > blocks[block].span.start() + MAX_HEAD {
            continue;
        }
        if run.last().is_some_and(|(last, _)| block > last + 1) {
            items(scene, &run, relations);
            run.clear();
        }
        if run.last().is_none_or(|(last, _)| *last != block) {
            run.push((block, range));
        }
    }
    items(scene, &run, relations);
}

/// Compares each item with the one before it. An item that is earlier fails only if it is the only
/// one and the others are in order without it.
fn items(scene: &Scene<'_, '_>, run: &[(usize, &HourRange)], relations: &mut Vec<Relation>) {
    if run.len() < 3 {
        return;
    }
    let starts: Vec<u32> = run.iter().map(|(_, range)| range.first.minutes()).collect();
    let falls: Vec<usize> = (1..starts.len()).filter(|&at| starts[at] < starts[at - 1]).collect();
    for at in 1..starts.len() {
        let (before, item) = (run[at - 1].1, run[at].1);
        // The item is wrong only if the rest is in order without it.
        let is_out = falls == [at]
            && starts.get(at + 1).is_none_or(|next| *next >= starts[at - 1])
            && at + 1 < starts.len();
        let holds = starts[at] >= starts[at - 1];
        if holds || is_out {
            relations.push(
                Relation::new(DateReading::Agenda, item.first.span, holds)
                    .variant("agenda")
                    .value("first", before.span.of(scene.text))
                    .value("last", item.span.of(scene.text))
                    .related("first", before.span),
            );
        }
    }
}
