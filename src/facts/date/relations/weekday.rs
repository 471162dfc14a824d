//! Weekdays beside dates: 3月5日（星期三） ("5 March (Wednesday)"), 星期三（3月5日） ("Wednesday (5 March)"),
//! 3月5日鸣枪，当天是星期三 ("the start is on 5 March, the day is a Wednesday").

use jiff::civil::{Date as Day, Weekday};

use crate::facts::date::ranges::DateRange;
use crate::facts::date::relations::reading::DateReading;
use crate::facts::date::relations::{Relation, Scene};
use crate::facts::date::resolved::{Resolved, Source};
use crate::text::chars::is_blank;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::rules::date::weekday::{DAYS, LEADS, MORE};
use crate::words::{dating, time};

/// Number of bytes before and after a date that are searched for its weekday.
const MAX_LEAD: usize = 48;
/// Number of bytes at the beginning of a document that may name the year that it sums up.
const HEAD: usize = 1200;
/// Number of bytes after a date that are searched for a weekday introduced by words such as 当天是
/// ("the day is").
const MAX_TOLD: usize = 90;

/// Characters after 周 ("week") and a numeral that make another word: 周二期, 周三年.
static LONGER: Signs = Signs::of("期年岁个次届");

/// Characters before a weekday that is not that of a single date: one of several (周一至周四, "Monday to
/// Thursday") or one of every week (每周四, "every Thursday").
static OUTSIDE: Signs = Signs::of("至到-—、和每～第期");

/// A weekday named in the text, with its span.
#[derive(Clone, Copy)]
struct Named {
    span: Span,
    day: Weekday,
}

pub(super) fn find(scene: &Scene<'_, '_>, relations: &mut Vec<Relation>) {
    let mut ranges = scene.facts.date_ranges().iter().peekable();
    for (index, date) in scene.dates.iter().enumerate() {
        while ranges.next_if(|range| range.index < index).is_some() {}
        let range = ranges.peek().filter(|range| range.index == index);
        if date.day.is_none() || date.month.is_none() || scene.facts.dates()[index].fault().is_some() {
            continue;
        }
        if let Some(first) = behind(scene, date) {
            match (range, second(scene, first.span.end())) {
                // 3月5日至7日（周三至周五） ("5 to 7 March (Wednesday to Friday)")
                (Some(DateRange { first: begin, .. }), Some(last)) => {
                    judge(scene, begin, first, DateReading::Weekday, relations);
                    judge(scene, date, last, DateReading::Weekday, relations);
                }
                (None, None) if !scene.text[first.span.end()..].starts_with(MORE) => {
                    judge(scene, date, first, DateReading::Weekday, relations);
                }
                (Some(_), None) if !scene.text[first.span.end()..].starts_with(MORE) => {
                    judge(scene, date, first, DateReading::Weekday, relations);
                }
                _ => {}
            }
        } else if let Some(named) = before(scene, date) {
            judge(scene, date, named, DateReading::WeekdayBefore, relations);
        } else if let Some(named) = in_later_clause(scene, index) {
            judge(scene, date, named, DateReading::WeekdayTold, relations);
        }
    }
}

/// Weekday with which `text` begins; `None` if there is none. `at` is the position of `text` in the
/// document, from which the span is computed.
fn weekday_at(text: &str, at: usize) -> Option<Named> {
    let lead = LEADS.iter().find(|lead| text.starts_with(**lead))?;
    let last = text[lead.len()..].chars().next()?;
    if text[lead.len() + last.len_utf8()..].starts_with(|c| LONGER.contains(c)) {
        return None;
    }
    Some(Named { span: Span::new(at, at + lead.len() + last.len_utf8()), day: weekday(last)? })
}

/// Weekday after a date: 3月5日（星期三） ("5 March (Wednesday)"), 3月5日上午9时（星期三） ("9 o'clock on 5 March
/// (Wednesday)"), 1月28日（农历除夕、周二） ("28 January (New Year's Eve, Tuesday)").
fn behind(scene: &Scene<'_, '_>, date: &Resolved) -> Option<Named> {
    let at = date.span.end();
    let window = scene.behind(at, MAX_LEAD);
    let mut rest = window.trim_start_matches(is_blank);
    let half = |rest| {
        let words = scene.facts.words();
        words.of(&time::MORNING).start_of(rest).or_else(|| words.of(&time::AFTERNOON).start_of(rest))
    };
    if let Some(word) = half(rest) {
        rest = &rest[word.len()..];
    }
    rest =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '时' | '点' | '分'));
    let inner = rest.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '(' | '，' | ',' | '、' | '['));
    let place = |rest: &str| at + window.len() - rest.len();
    if let Some(named) = weekday_at(inner, place(inner)) {
        return (rest.len() - inner.len() <= 2 * '（'.len_utf8()).then_some(named);
    }
    // （农历除夕、周二） ("(New Year's Eve, Tuesday)")
    let bracket = rest.strip_prefix(['（', '('])?;
    let close = bracket.find(['）', ')']).unwrap_or(bracket.len());
    let named = bracket[..close].match_indices(['、', '，', ' ', '　', '）']).find_map(|(sign, mark)| {
        let behind = &bracket[sign + mark.len()..];
        weekday_at(behind, place(behind))
    })?;
    (!bracket[..close].contains(['至', '-', '—'])).then_some(named)
}

/// Weekday after a sign of a range at byte `at`: 至周五 ("to Friday") after a first weekday.
fn second(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let window = scene.behind(at, MAX_LEAD);
    let rest = window.strip_prefix(['至', '到', '—', '-', '～', '－', '~'])?;
    weekday_at(rest, at + window.len() - rest.len())
}

/// Weekday before a date: 星期三（3月5日） ("Wednesday (5 March)"), 本周四（6月13日） ("this Thursday (13
/// June)").
fn before(scene: &Scene<'_, '_>, date: &Resolved) -> Option<Named> {
    let window = scene.before(date.span.start(), MAX_LEAD);
    let lead = window.trim_end_matches(is_blank);
    let head = lead.strip_suffix(['（', '('])?;
    let last = head.chars().next_back()?;
    let day = weekday(last)?;
    let lead = &head[..head.len() - last.len_utf8()];
    let word = LEADS.iter().find(|word| lead.ends_with(**word))?;
    let outside = &lead[..lead.len() - word.len()];
    // 每周四（3月6日起） ("every Thursday (from 6 March)"), 周一至周四（…） ("Monday to Thursday (…)")
    if outside.ends_with(|c| OUTSIDE.contains(c)) {
        return None;
    }
    let end = date.span.start() - (window.len() - head.len());
    let start = end - last.len_utf8() - word.len();
    // 周一（3月3日至7日） ("Monday (3 to 7 March)"), 周四（3月6日、13日） ("Thursday (6 and 13 March)")
    let rest = scene.behind(date.span.end(), MAX_LEAD);
    let is_alone = rest.starts_with(['）', ')', '，', ' ', '上', '下', '晚'])
        || rest.starts_with(|c: char| c.is_ascii_digit());
    is_alone.then_some(Named { span: Span::new(start, end), day })
}

/// Weekday of a date in a later clause: 3月5日鸣枪，当天是星期三 ("the start is on 5 March, the day is a
/// Wednesday").
fn in_later_clause(scene: &Scene<'_, '_>, index: usize) -> Option<Named> {
    let at = scene.dates[index].span.end();
    let window = scene.behind(at, MAX_TOLD);
    let window = window.split('；').next()?;
    let next = scene.dates.get(index + 1).map_or(usize::MAX, |next| next.span.start());
    let that = scene.facts.words().of(&dating::THAT_DAY);
    let (start, word) =
        window.char_indices().find_map(|(start, _)| Some((start, that.start_of(&window[start..])?)))?;
    // 截止日期为3月31日。该日是星期二 ("The deadline is 31 March. That day is a Tuesday"): the next sentence
    // begins with the word.
    let is_next = window[..start].find('。').is_none_or(|stop| stop + '。'.len_utf8() == start);
    let rest = &window[start + word.len()..];
    let place = at + start + word.len();
    weekday_at(rest, place).filter(|_| place < next && is_next)
}

/// Compares a weekday with the date to which it belongs, and adds the relation. It holds if the
/// weekday fits in one of the years that the date may have.
fn judge(
    scene: &Scene<'_, '_>,
    date: &Resolved,
    named: Named,
    reading: DateReading,
    relations: &mut Vec<Relation>,
) {
    let days = candidates(scene, date);
    let Some(&day) = days.first() else { return };
    let holds = days.iter().any(|day| day.weekday() == named.day);
    let lead =
        LEADS.iter().find(|lead| named.span.of(scene.text).starts_with(**lead)).copied().unwrap_or_default();
    let written = date.span.of(scene.text);
    let is_whole = date.year.is_some_and(|year| year.source == Source::Written);
    let told = if is_whole {
        written.to_owned()
    } else {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    };
    relations.push(
        Relation::new(reading, named.span, holds)
            .value("date", told)
            .value("weekday", format!("{lead}{}", name_of(day.weekday())))
            .related("date", date.span),
    );
}

/// Possible days of a date, in the years that may be meant, the most likely first.
fn candidates(scene: &Scene<'_, '_>, date: &Resolved) -> Vec<Day> {
    let Some(year) = date.year else { return Vec::new() };
    let mut years = vec![year.value];
    if year.source > Source::Range {
        years.extend(scene.facts.document_year().map(|year| year.value));
        // A letter of December names days of January, and one of January names days of December.
        if year.source > Source::Sentence {
            match (
                date.month.map(|month| month.value),
                scene.facts.own_dates().first().map(|own| own.day.month()),
            ) {
                (Some(1..=4), Some(9..=12)) => years.push(year.value + 1),
                (Some(9..=12), Some(1..=4)) => years.push(year.value - 1),
                _ => {}
            }
        }
    }
    // 2024年度总结会议 ("meeting on the work of 2024"), 2月20日（星期四）: the meeting is in the next year.
    if year.source == Source::Heading {
        let head = &scene.text[..scene.text.floor_char_boundary(HEAD)];
        if head.contains(&format!("{}年度", year.value)) {
            years.push(year.value + 1);
        }
    }
    if matches!(year.source, Source::Title | Source::Number | Source::Earlier) {
        years.extend([year.value + 1, year.value - 1]);
    }
    years.into_iter().filter_map(|year| date.in_year(year)).collect()
}

/// Weekday by the last character of its name: Wednesday for 三 of 星期三.
pub fn weekday(last: char) -> Option<Weekday> {
    let last = if last == '天' { '日' } else { last };
    let after_monday = DAYS.iter().position(|day| *day == last)?;
    Weekday::from_monday_zero_offset(i8::try_from(after_monday).ok()?).ok()
}

/// Last character of a weekday's name: 三 for Wednesday (星期三).
pub fn name_of(day: Weekday) -> char {
    DAYS.into_iter().find(|&c| weekday(c) == Some(day)).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::weekday;
    use crate::words::rules::date::weekday::DAYS;

    #[test]
    fn knows_the_seven_days() {
        assert_eq!(DAYS.len(), 7);
        let cases = [('一', Weekday::Monday), ('六', Weekday::Saturday), ('日', Weekday::Sunday)];
        for (last, day) in cases {
            assert_eq!(weekday(last), Some(day));
        }
        assert_eq!((weekday('天'), weekday('七')), (Some(Weekday::Sunday), None));
    }
}
