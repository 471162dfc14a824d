//! Times at which the parts of a meeting begin: 下午2:30分组讨论 ("2:30 p.m. discussion in groups"),
//! 14:00在北门集合 ("meet at the north gate at 14:00"), 1月21日报到 ("registration on 21 January").

use crate::facts::Facts;
use crate::facts::date::times::{TimeMention, before_weekday};
use crate::facts::set::agenda_rows::AgendaRow;
use crate::facts::set::appointments::{self, day_before, event_in};
use crate::facts::set::part_start::{Begins, NOON, PartStart, UNTIL};
use crate::facts::set::submissions::limit;
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_longer};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::set;

/// Number of characters after a time that are searched for the part of the meeting.
const MAX_BEHIND: usize = 30;
/// Maximum number of characters of a clause after a time that does not name anything: 整 ("sharp").
/// A longer clause names something.
const MAX_EMPTY: usize = 2;
/// Signs that end a clause.
const ENDS: [char; 7] = ['，', ',', '；', ';', '。', '：', '\n'];
/// Number of clauses after a time that are searched for the part: 2月25日下午，与会人员深入青石、白沙等镇，观摩了… ("on
/// the afternoon of 25 February the participants went to Qingshi, Baisha and other towns and
/// visited …").
const MAX_CLAUSES: usize = 3;
/// Number of bytes that may precede the activity in a clause after a time: 实地|观摩 ("on-site|visit").
const MAX_LEAD: usize = 12;
/// Maximum number of characters of a label before a time: 分组讨论时间 ("time of the discussion").
const MAX_LABEL: usize = 14;
/// Signs between a label and its text. A label before a full stop begins its paragraph:
/// 二、分组审议。3月12日15:00开始 ("2. Discussion. Begins on 12 March at 15:00").
const LABELLED: [char; 3] = ['：', ':', '。'];
/// Maximum number of dates and times between a label and what it names.
const MAX_DATES: usize = 3;
/// Characters of words before an hour that name a day relative to the meeting: 今天 ("today"), 次日
/// ("the next day").
static DAYS: Signs = Signs::of("今明天当日次：:");

/// Parts that a meeting has only once, as word classes: taking seats, discussion, gathering,
/// registration, return, preparation, visit, group photo, departure.
const PARTS: [&Class; 9] = [
    &set::SEATING,
    &set::DISCUSSION,
    &set::GATHERING,
    &set::REGISTRATION,
    &set::RETURNING,
    &set::PREPARATION,
    &set::VISITING,
    &set::PHOTO,
    &set::DEPARTURE,
];
/// The giving of prizes. It is read only from a schedule, because a report may name a date and the
/// prizes of its year in one clause.
const AWARDING: &Class = &set::AWARDING;
/// Signs between the items of a row of an agenda.
const ITEMS: [char; 11] = ['；', ';', '，', ',', '、', '。', '：', ':', '（', '(', '\n'];
/// Index in [`PARTS`] of taking seats, the only part that is read from a time with 前 ("before"):
/// 8:40前入场 ("be seated before 8:40").
const SEATING: usize = 0;
/// Index in [`PARTS`] of the visit. If a clause names another part too, that part counts, because
/// the word for the visit may only describe the participants: 参加观摩的同志 ("those who take part in the
/// visit").
const VISITING: usize = 6;

/// Finds all hours and days at which parts of the meeting begin. `rows` are the rows of its agenda.
pub(super) fn find(facts: &Facts<'_>, rows: &[AgendaRow]) -> Vec<PartStart> {
    let times = facts.times();
    let hours = times.iter().enumerate().filter_map(|(at, time)| {
        // 14:00至16:30: the second one is the end.
        let is_end = at.checked_sub(1).is_some_and(|last| is_range(facts, &times[last], time));
        let next = times.get(at + 1).filter(|next| is_range(facts, time, next));
        let end = next.map_or(time.span.end(), |next| next.span.end());
        let part = part(facts, Span::new(time.span.start(), end)).filter(|_| !is_end)?;
        let day = day_before(facts, time.span);
        Some(PartStart { span: time.span, begins: Begins::Hour(time.minutes() % NOON), part, day })
    });
    let days = facts.dates().iter().filter_map(|date| {
        let begins = Begins::Day(date.known_month()?, date.known_day()?);
        // Trains depart too, and other bodies have a second plenary: only with an hour they are of
        // the meeting.
        let is_of_meeting =
            |part: &str| part != set::DEPARTURE.id && !facts.words().of(&set::LATER_SITTING).contains(part);
        let part = part(facts, date.span).filter(|part| is_of_meeting(part))?;
        Some(PartStart { span: date.span, begins, part, day: None })
    });
    let mut found: Vec<PartStart> = hours.chain(days).chain(appointments::find(facts)).collect();
    for row in rows {
        in_row(facts, row, &mut found);
    }
    found.sort_by_key(|hour| hour.span);
    found
}

/// Reads the parts in a row of an agenda. The hour is that of the first item: 15:00 | 分组审议
/// ("15:00 | discussion in groups"). The day is that of all items.
fn in_row(facts: &Facts<'_>, row: &AgendaRow, found: &mut Vec<PartStart>) {
    let items = row.content.of(facts.doc.text()).split(ITEMS).map(str::trim);
    for (at, item) in items.enumerate() {
        let part = part_at_end(facts, item).or_else(|| part_at_start(facts, item)).map(Box::from);
        let Some(part) = event_in(facts, item).or(part) else { continue };
        let hour = (at == 0 && *part != *set::SEATING.id).then_some(row.hour);
        let hour = hour.map(|(span, minutes)| (span, Begins::Hour(minutes % NOON)));
        let day = row.day.map(|(span, month, day)| (span, Begins::Day(month, day)));
        let begins = hour.into_iter().chain(day);
        let day = row.day.map(|(_, month, day)| (month, day));
        found.extend(begins.map(|(span, begins)| PartStart { span, begins, part: part.clone(), day }));
    }
}

/// Part of the meeting, or another event, with which `text` ends. A later sitting is one if it is
/// the whole text, because 纪委第二次全体会议 ("second plenary of the discipline committee") is another
/// meeting.
pub(super) fn part_at_end<'f>(facts: &'f Facts<'_>, text: &str) -> Option<&'f str> {
    let words = facts.words();
    if let Some(sitting) = words.of(&set::LATER_SITTING).end_of(text).filter(|word| *word == text) {
        return Some(sitting);
    }
    let mut classes = PARTS.iter().chain([&AWARDING]);
    let class = classes.find(|class| words.of(class).end_of(text).is_some());
    class.map(|class| class.id).or_else(|| words.of(&set::SIDE_EVENT).end_of(text))
}

/// Part of the meeting, or another event, with which `text` begins.
fn part_at_start<'f>(facts: &'f Facts<'_>, text: &str) -> Option<&'f str> {
    let words = facts.words();
    let class = PARTS.iter().find(|class| words.of(class).start_of(text).is_some());
    class.map(|class| class.id).or_else(|| words.of(&set::SIDE_EVENT).start_of(text))
}

/// Part of a meeting, or another event, that `text` names.
pub(super) fn part_in<'f>(facts: &'f Facts<'_>, text: &str) -> Option<&'f str> {
    let words = facts.words();
    let class = PARTS.iter().find(|class| words.of(class).is_in(text));
    class.map(|class| class.id).or_else(|| words.of(&set::SIDE_EVENT).found_in(text).first().copied())
}

/// Part of the meeting that begins at the time in `time`. Its name comes before it (启动仪式定在3月13日,
/// "the opening is set for 13 March") or after it.
fn part(facts: &Facts<'_>, time: Span) -> Option<Box<str>> {
    let before = facts.sentences().at(time.start());
    let before = before.map_or("", |sentence| near(facts.doc.text(), sentence.start(), time.start()));
    if facts.words().of(&set::LAST_YEAR).is_in(before) {
        return None;
    }
    let labelled = || labelled(facts, time.start()).map(Box::from);
    // 审议时间：15:00开始，请先签到 ("discussion: begins at 15:00, please sign in first"): the verb has no
    // other subject than the label.
    let behind = &facts.doc.text()[time.end()..];
    let is_begun = behind.starts_with('起') || facts.words().of(&set::BEGINNING).start_of(behind).is_some();
    let first = named_before(facts, time.start()).or_else(|| labelled().filter(|_| is_begun));
    let behind = || named_behind(facts, time.end());
    first.or_else(behind).or_else(labelled).or_else(|| below(facts, time.end()))
}

/// Part of the meeting with which the next line begins, if the time ends its own line: 15:00—17:00
/// above 分组审议 ("discussion in groups").
fn below(facts: &Facts<'_>, end: usize) -> Option<Box<str>> {
    let blocks = facts.doc.blocks();
    let at = facts.doc.block_at(end.checked_sub(1)?);
    let rest = facts.doc.text().get(end..blocks[at].span.end())?;
    let is_time =
        |c: char| c.is_ascii_digit() || matches!(c, ':' | '：') || UNTIL.contains(&c) || is_blank(c);
    let next = blocks.get(at + 1).filter(|_| rest.chars().all(is_time))?;
    let part = part_at_start(facts, next.span.of(facts.doc.text()))?;
    (part != set::SEATING.id).then(|| part.into())
}

/// Part of the meeting in the label before the time or place at byte `start`: 分组审议：3月12日下午3:30
/// ("discussion in groups: 12 March, 3:30 p.m."). Only a date may come between.
pub(super) fn labelled<'f>(facts: &'f Facts<'_>, start: usize) -> Option<&'f str> {
    let text = facts.doc.text();
    let block = facts.doc.blocks().get(facts.doc.block_at(start))?.span;
    let mut end = start;
    for _ in 0..MAX_DATES {
        let at = text[..end].trim_end_matches(|c| is_blank(c) || matches!(c, '，' | ',')).len();
        let at = before_weekday(text, at);
        let time = facts.times().partition_point(|time| time.span.end() <= at).checked_sub(1);
        let time = time.map(|time| facts.times()[time].span).filter(|time| time.end() == at);
        let Some(span) = time.or_else(|| Some(facts.date_before(at)?.span)) else { break };
        end = span.start();
    }
    let lead = near(text, block.start(), end.max(block.start())).trim_end_matches(is_blank);
    let label = lead.strip_suffix(LABELLED)?;
    let is_head = block.start() + lead.len() == end && !label.contains(ENDS);
    let name =
        label.rsplit(|c| ENDS.contains(&c) || matches!(c, '）' | ')' | '.' | '．' | '、')).next()?.trim();
    let name =
        ["时间", "安排", "活动"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
    let is_label = !lead.ends_with('。') || is_head;
    part_at_end(facts, name).filter(|_| is_label && !is_longer(name, MAX_LABEL))
}

/// True if two times are the start and the end of one period.
fn is_range(facts: &Facts<'_>, first: &TimeMention, second: &TimeMention) -> bool {
    let between = facts.doc.text().get(first.span.end()..second.span.start());
    between.is_some_and(|between| !between.is_empty() && between.chars().all(|c| UNTIL.contains(&c)))
}

/// Part of the meeting named directly before a time: 现场观摩安排在今天下午 ("the visit is planned for this
/// afternoon").
fn named_before(facts: &Facts<'_>, start: usize) -> Option<Box<str>> {
    let words = facts.words();
    let before = near(facts.doc.text(), facts.sentences().at(start)?.start(), start);
    let before = before.trim_end_matches(|c| DAYS.contains(c));
    let lead = words.of(&set::SCHEDULED).end_of(before)?;
    let before = before[..before.len() - lead.len()].trim_end_matches(is_blank);
    let before = ["活动", "环节"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    part_at_end(facts, before).map(Box::from)
}

/// Part of the meeting that the words after a time name first.
fn named_behind(facts: &Facts<'_>, end: usize) -> Option<Box<str>> {
    let behind = &facts.doc.text()[end..];
    let behind = behind.char_indices().nth(MAX_BEHIND).map_or(behind, |(end, _)| &behind[..end]);
    // Words after the next date belong to that date.
    let next = facts.dates().partition_point(|date| date.span.start() < end);
    let next = facts.dates().get(next).map_or(behind.len(), |date| date.span.start() - end);
    let behind = &behind[..next.min(behind.len())];
    // 17:00前报讨论情况 ("report on the discussion before 17:00") is not a start.
    let is_limit = limit(behind).is_some();
    let mut is_first = true;
    let found = behind.split_inclusive(ENDS).take(MAX_CLAUSES).find_map(|clause| {
        // 下午2点整，参加观摩的同志在东门集合 ("at 2 p.m. sharp, those who take part in the visit meet at the east
        // gate"). After a clause that is not empty, only the activity counts: 观摩了 ("visited").
        let named = clause.trim_end_matches(ENDS).trim_start_matches(['）', ')']);
        let is_near = is_first;
        is_first &= named.chars().nth(MAX_EMPTY).is_none();
        let is_sentence = clause.ends_with(['。', '；', ';', '\n']);
        match first_part(facts, clause, is_limit) {
            Some((at, part)) if is_near || at <= MAX_LEAD => Some(Some(part)),
            _ if is_sentence => Some(None),
            _ => None,
        }
    });
    found.flatten()
}

/// Part of the meeting that a clause names first, with its offset in bytes. `is_limit` is true if
/// the time is a limit: 17:00前 ("before 17:00").
fn first_part(facts: &Facts<'_>, clause: &str, is_limit: bool) -> Option<(usize, Box<str>)> {
    let words = facts.words();
    let others = words.of(&set::OTHER_MEETING).found_in(clause);
    let is_other = others.iter().any(|word| PARTS.iter().all(|class| !words.of(class).contains(word)));
    let parts = PARTS.iter().enumerate().filter_map(|(part, class)| {
        let at = words.of(class).places_in(clause).into_iter().min()?;
        Some((part == VISITING, at, part, class.id))
    });
    let events = words.of(&set::SIDE_EVENT);
    let event = events.places_in(clause).into_iter().min();
    let event = event.and_then(|at| Some((at, events.start_of(&clause[at..])?)));
    let sittings = words.of(&set::LATER_SITTING);
    let sitting = sittings.places_in(clause).into_iter().min();
    // 回到这里召开第二次全体会议 ("back here for the second sitting")
    let is_held = |at: &usize| *at == 0 || words.of(&set::HOLD).end_of(&clause[..*at]).is_some();
    let sitting = sitting.filter(is_held).and_then(|at| Some((at, sittings.start_of(&clause[at..])?)));
    // 在启动仪式上 ("at the opening") introduces other facts about the event.
    let event = event.filter(|(at, word)| !clause[at + word.len()..].starts_with(['上', '中', '后', '前']));
    let event = event.into_iter().chain(sitting).map(|(at, word)| (true, at, PARTS.len(), word));
    // 参加观摩的同志在东门集合 ("those who take part in the visit meet at the east gate"): the visit begins
    // later.
    let (_, at, part, name) = parts.chain(event).min()?;
    (!is_other && (part == SEATING || !is_limit)).then(|| (at, name.into()))
}
