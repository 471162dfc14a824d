//! Times of day that are compared with each other:
//!
//! - one time given in two ways: 下午5点半（17:30） ("half past five in the afternoon (17:30)")
//! - the time between two: 23:40起飞，次日2:10落地，飞行2小时30分钟 ("departure 23:40, landing 2:10, flight 2 h
//!   30 min")
//! - ranges of the same length: 每班8小时 ("shifts of 8 hours each")
//! - times at equal intervals: 每6小时 ("every 6 hours")

use crate::facts::date::hours::{DAY, HourRange};
use crate::facts::date::relations::hours::{Duration, lasting};
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::times::TimeMention;
use crate::text::numeral::{BRANCHES, STEMS};
use crate::text::span::Span;
use crate::words::{dating, time};

/// Maximum number of bytes between a length of time or a Beijing time and the words that show how
/// it is compared, such as 飞行 ("flight") and 北京时间 ("Beijing time").
const MAX_GAP: usize = 45;
/// Number of bytes beside a time or a length of time that are searched for a word such as 每
/// ("every") or 次日 ("the next day").
const MAX_HEAD: usize = 20;
/// Number of bytes before a range of times (11时至13时) that are searched for the traditional name of
/// a double hour, such as 午时.
const MAX_OLD: usize = 60;
/// Maximum number of bytes between the times of two places (北京时间14:00, 东京时间15:00). If they are
/// farther apart, they are not compared.
const MAX_ZONE: usize = 45;
/// Words before a length of time that each of several ranges of hours must have: 每班 ("each shift"),
/// 每场 ("each show").
const EACH: [&str; 5] = ["每班", "每场", "每节", "每期", "每次"];
/// Maximum number of times in one list that are compared, to bound the time.
const MOST: usize = 12;

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let clocks: Vec<TimeMention> =
        scene.facts.clocks().iter().map(|clock| clock.time).filter(|time| time.hour <= 24).collect();
    if clocks.is_empty() {
        return;
    }
    told_twice(scene, &clocks, relations);
    crossing(scene, &clocks, relations);
    zones(scene, &clocks, relations);
    old_hours(scene, relations);
    for length in scene.facts.lengths() {
        let Some(minutes) = length.length.minutes().filter(|minutes| *minutes > 0) else { continue };
        let lead = scene.before(length.span.start(), MAX_HEAD);
        let unit = lead.trim_end_matches('隔').strip_suffix('每');
        if unit.is_some() {
            steps(scene, &clocks, (length.span, minutes), relations);
        } else if EACH.iter().any(|unit| lead.ends_with(unit)) {
            each(scene, (length.span, minutes), relations);
        }
    }
}

/// Compares the traditional name of a double hour with the clock: 午时，相当于今天的11时至13时 ("the hour of
/// wu, 11:00 to 13:00 today"). The twelve double hours begin at 23:00.
fn old_hours(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    for range in scene.facts.hour_ranges() {
        let lead = scene.before(range.span.start(), MAX_OLD);
        let clause = lead.rsplit(['。', '；', '\n']).next().unwrap_or_default();
        let mut found = clause.char_indices().rev().filter_map(|(at, c)| {
            let place = BRANCHES.chars().position(|branch| branch == c)?;
            let is_hour = clause[at + c.len_utf8()..].starts_with('时');
            let is_bare = !clause[..at].ends_with(|c| STEMS.contains(c));
            Some((at, place)).filter(|_| is_hour && is_bare)
        });
        let Some((at, place)) = found.next().filter(|_| found.next().is_none()) else { continue };
        let gap = &clause[at + 2 * '时'.len_utf8()..];
        let links = scene.facts.words().of(&dating::OLD_HOUR_LINK);
        if !gap.is_empty() && links.end_of(gap).is_none() {
            continue;
        }
        let Ok(place) = u32::try_from(place) else { continue };
        let (from, to) = ((place * 2 + 23) % 24, place * 2 + 1);
        let holds = range.first.minutes() % DAY == from * 60 && range.last.minutes() % DAY == to * 60;
        relations.push(
            Relation::new(DateReading::OldHour, range.span, holds)
                .variant("old")
                .value("first", clause[at..at + 2 * '时'.len_utf8()].to_owned())
                .value("last", format!("{from}时至{to}时")),
        );
    }
}

/// Compares the times of two places by their time zones: 北京时间14:00（东京时间15:00） ("14:00 Beijing time
/// (15:00 Tokyo time)"). For places with summer time both differences are possible.
fn zones(scene: &Scene<'_, '_>, clocks: &[TimeMention], relations: &mut Vec<Relation>) {
    let words = scene.facts.words();
    for pair in clocks.windows(2) {
        let [first, second] = [pair[0], pair[1]];
        let gap = scene.text.get(first.span.end()..second.span.start()).filter(|gap| gap.len() <= MAX_ZONE);
        let Some(head) = gap.and_then(|gap| gap.trim_end_matches(['：', ':']).strip_suffix("时间")) else {
            continue;
        };
        let zone = |class| {
            let zones = words.of(class);
            zones.end_of(head).and_then(|word| zones.value(word))
        };
        let (fixed, summer) = (zone(&dating::ZONE), zone(&dating::ZONE_SUMMER));
        let Some(ahead) = fixed.or(summer) else { continue };
        let lead = scene.before(first.span.start(), 2 * MAX_GAP);
        if !lead.contains("北京时间") || head.contains(['。', '；', '至', '-', '—']) {
            continue;
        }
        let is = |ahead: u32| (first.minutes() + ahead * 60) % DAY;
        let twelve = |minutes: u32| if second.half.is_some() { minutes } else { minutes % DAY };
        let told = twelve(second.minutes() % DAY);
        let holds = told == is(ahead) || summer.is_some() && told == is(ahead + 1);
        let expected = is(ahead);
        relations.push(
            Relation::new(DateReading::Zone, second.span, holds)
                .variant("zone")
                .value("first", first.span.of(scene.text))
                .value("last", format!("{}:{:02}", expected / 60, expected % 60)),
        );
    }
}

/// Compares two forms of the same time: 下午5点半（17:30） ("half past five in the afternoon (17:30)").
fn told_twice(scene: &Scene<'_, '_>, clocks: &[TimeMention], relations: &mut Vec<Relation>) {
    for pair in clocks.windows(2) {
        let [first, second] = [pair[0], pair[1]];
        let gap = scene.text.get(first.span.end()..second.span.start());
        let is_closed = scene.text[second.span.end()..].starts_with(['）', ')']);
        if !gap.is_some_and(|gap| matches!(gap, "（" | "(" | "（即" | "，即")) || !is_closed {
            continue;
        }
        let twelve = |time: &TimeMention| time.minutes() % (DAY / 2);
        let is_open = first.half.is_none() || second.half.is_none() && second.hour < 12;
        let holds = first.minutes() == second.minutes() || is_open && twelve(&first) == twelve(&second);
        relations.push(
            Relation::new(DateReading::HourTwice, second.span, holds)
                .variant("same")
                .value("first", first.span.of(scene.text))
                .value("last", second.span.of(scene.text)),
        );
    }
    // 早上8点…，8:75准时发车 ("at 8 in the morning …, departure at 8:75 sharp")
    for pair in clocks.windows(2) {
        let [first, second] = [pair[0], pair[1]];
        let here = scene.sentence(first.span.start()).is_some_and(|sentence| sentence.contains(second.span));
        let is_certain = first.half.is_some() && second.minute > Some(59) && second.hour <= 24;
        let rest = scene.behind(second.span.end(), MAX_HEAD);
        let starts = scene.facts.words().of(&dating::ON_TIME).start_of(rest).is_some();
        if here && is_certain && starts && second.half.is_none() {
            relations.push(Relation::new(DateReading::Minutes, second.span, false).variant("minute"));
        }
    }
}

/// Compares a length with two times of its sentence that are not written as a range:
/// 23:40起飞，次日凌晨2:10落地，飞行2小时30分钟 ("departure 23:40, landing 2:10 the next day, flight 2 h 30 min").
fn crossing(scene: &Scene<'_, '_>, clocks: &[TimeMention], relations: &mut Vec<Relation>) {
    for length in scene.facts.lengths() {
        let Some(said) = length.length.minutes().filter(|minutes| *minutes > 0) else { continue };
        let lead = scene.before(length.span.start(), MAX_GAP);
        let bare = lead.trim_end_matches(['约', '了', '共', '为', '大']);
        let words = scene.facts.words();
        if words.of(&dating::TAKING).end_of(bare).is_none() && words.of(&time::LASTING).end_of(bare).is_none()
        {
            continue;
        }
        let Some(sentence) = scene.sentence(length.span.start()) else { continue };
        let first = clocks.partition_point(|time| time.span.start() < sentence.start());
        let inside: Vec<&TimeMention> =
            clocks[first..].iter().take_while(|time| time.span.end() <= sentence.end()).take(3).collect();
        let [from, to] = inside[..] else { continue };
        if to.span.end() > length.span.start() || from.hour > 24 || to.hour > 24 {
            continue;
        }
        let gap = scene.text.get(from.span.end()..to.span.start()).unwrap_or_default();
        let is_next = words.of(&dating::NEXT_DAY).is_in(gap)
            || words.of(&dating::NEXT_DAY).end_of(scene.before(to.span.start(), MAX_HEAD)).is_some();
        let (from, mut to_minutes) = (from.minutes(), to.minutes());
        if is_next {
            to_minutes += DAY;
        } else if to_minutes < from && to.half.is_none() && to.hour < 12 {
            to_minutes += DAY / 2;
        }
        let Some(minutes) = to_minutes.checked_sub(from) else { continue };
        // 全食阶段持续了12分钟 ("totality lasted 12 minutes") is the length of a part.
        let [longer, shorter] = [said.max(minutes), said.min(minutes)].map(u64::from);
        if shorter * 20 < longer * 9 {
            continue;
        }
        let margin = if bare.len() < lead.len() && lead.contains('约') { said / 6 } else { 0 };
        let range = HourRange {
            span: inside[0].span.join(inside[1].span),
            first: *inside[0],
            last: *inside[1],
            is_next_day: is_next,
        };
        let (place, holds) = (length.span, said.abs_diff(minutes) <= margin);
        relations.push(lasting(
            scene,
            &range,
            Duration { reading: DateReading::Hours, place, minutes, holds },
        ));
    }
}

/// Compares the stated length with each range of a list: 每班8小时：0:00—8:00，8:00—16:00，16:00—24:00
/// ("shifts of 8 hours each: …").
fn each(scene: &Scene<'_, '_>, (span, minutes): (Span, u32), relations: &mut Vec<Relation>) {
    let Some(sentence) = scene.sentence(span.start()) else { return };
    let ranges = scene.facts.hour_ranges();
    let first = ranges.partition_point(|range| range.span.start() < span.end());
    let inside = ranges[first..].iter().take_while(|range| range.span.end() <= sentence.end());
    let inside: Vec<&HourRange> = inside.take(MOST).collect();
    let lasts = |range: &HourRange| {
        range.lasts().or_else(|| (range.last.minutes() + DAY).checked_sub(range.first.minutes()))
    };
    let fitting = inside.iter().filter(|range| lasts(range) == Some(minutes)).count();
    if inside.len() < 2 || fitting == 0 {
        return;
    }
    for range in inside {
        let Some(is) = lasts(range) else { continue };
        let (place, holds) = (range.span, is == minutes);
        let duration = Duration { reading: DateReading::Hours, place, minutes: is, holds };
        relations.push(lasting(scene, range, duration));
    }
}

/// Compares a list of times with the interval that the text states: 每6小时：6:00、12:00、18:00、24:00
/// ("every 6 hours: …").
fn steps(
    scene: &Scene<'_, '_>,
    clocks: &[TimeMention],
    (span, minutes): (Span, u32),
    relations: &mut Vec<Relation>,
) {
    let block = scene.facts.doc.blocks()[scene.facts.doc.block_at(span.start())].span;
    let first = clocks.partition_point(|time| time.span.start() < span.end());
    let inside = clocks[first..].iter().take_while(|time| time.span.end() <= block.end()).take(MOST);
    let mut listed: Vec<&TimeMention> = Vec::new();
    for time in inside {
        let gap = listed.last().map(|last| scene.text[last.span.end()..time.span.start()].trim());
        if gap.is_some_and(|gap| !matches!(gap, "、" | "和" | "，" | "及")) {
            break;
        }
        listed.push(time);
    }
    let steps: Vec<u32> =
        listed.windows(2).map(|pair| (pair[1].minutes() + 2 * DAY - pair[0].minutes()) % DAY).collect();
    let wrong: Vec<usize> = (0..steps.len()).filter(|&at| steps[at] != minutes).collect();
    if steps.len() < 2 || wrong.len() == steps.len() {
        return;
    }
    for (at, time) in listed.iter().enumerate().skip(1) {
        let holds = steps[at - 1] == minutes;
        // After a wrong step, a time is reported only if the step before was right: one wrong time
        // makes two wrong steps.
        let is_told = holds || at == 1 || steps[at - 2] == minutes;
        if is_told {
            let before = listed[at - 1];
            let range = HourRange {
                span: before.span.join(time.span),
                first: *before,
                last: **time,
                is_next_day: false,
            };
            let (place, minutes) = (time.span, steps[at - 1]);
            let duration = Duration { reading: DateReading::Hours, place, minutes, holds };
            relations.push(lasting(scene, &range, duration));
        }
    }
}
