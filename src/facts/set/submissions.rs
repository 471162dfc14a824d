//! Deadlines for handing in papers, with the recipient: 贯彻落实情况于3月31日前报县政府办公室 ("reports on the
//! implementation to the county office by 31 March").

use crate::facts::Facts;
use crate::facts::set::ahead;
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::set;

/// Characters between a date and 前 ("before") that give the time of day: 下班 ("end of work"), 17:00.
const HOURS: &str = "上下午班点时之以半中日0123456789:：";
/// Maximum number of characters of a time of day between a date and 前 ("before").
const MAX_HOURS: usize = 9;
/// Maximum number of characters between 前 ("before") and the verb for handing in.
const MAX_BEFORE_VERB: usize = 18;
/// Maximum number of characters that are read of the name of a recipient.
const MAX_RECIPIENT: usize = 14;
/// Maximum number of characters read before the noun of a paper: 贯彻落实 ("implementation") in 贯彻落实情况
/// ("report on the implementation").
const MAX_OBJECT: usize = 16;
/// Signs that end a clause.
const ENDS: [char; 9] = ['，', ',', '；', ';', '。', '、', '（', '(', '\n'];
/// Characters of words that do not distinguish two papers: 各单位的书面 in 各单位的书面意见 ("the written
/// opinions of all units").
const GENERAL: &str = "各的书面将把请于和及与本地";
/// Nouns of papers of which an office receives only one kind: 意见 ("opinion"), 回执 ("reply slip").
/// Two deadlines with such a noun are compared even if no other word agrees.
const ALONE: [&str; 4] = ["意见", "回执", "发言稿", "分解表"];
/// 下周 ("next week"), before a weekday in the week after that of the meeting.
const NEXT_WEEK: &str = "下周";

/// Day by which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueDay {
    /// The month and the day.
    Day(u32, u32),
    /// Weekday in the week after that of the meeting; 1 is Monday.
    NextWeek(i8),
}

/// Papers to hand in, with the day on which they are due and the recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionDeadline {
    /// Span of the day.
    pub span: Span,
    /// The day.
    pub day: DueDay,
    /// Names of the papers, each divided before its noun: 贯彻落实|情况 ("implementation|report").
    objects: Vec<(Box<str>, Box<str>)>,
    /// Office that receives the papers.
    pub recipient: Box<str>,
}

impl SubmissionDeadline {
    /// True if both deadlines may be for the same paper: their papers have the same noun and,
    /// unless it is in `ALONE`, another word in common.
    pub fn is_like(&self, other: &Self) -> bool {
        self.objects.iter().any(|(name, noun)| {
            let is_known = ALONE.contains(&&**noun);
            let mut others = other.objects.iter().filter(|(_, last)| noun == last);
            others.any(|(second, _)| is_known || has_common_word(name, second))
        })
    }
}

/// True if both texts contain the same two adjacent characters, and neither of these is general (各,
/// "each").
fn has_common_word(one: &str, other: &str) -> bool {
    let pairs = one.chars().zip(one.chars().skip(1));
    let mut specific =
        pairs.filter(|(first, second)| !GENERAL.contains(*first) && !GENERAL.contains(*second));
    specific.any(|(first, second)| other.contains(&String::from_iter([first, second])))
}

/// Finds the papers that are due by a day.
pub(super) fn find(facts: &Facts<'_>) -> Vec<SubmissionDeadline> {
    let text = facts.doc.text();
    let days = facts.dates().iter().filter_map(|date| {
        let month = date.known_month()?;
        if let Some(day) = date.known_day() {
            return Some((date.span, DueDay::Day(month, day)));
        }
        // 3月底前 ("by the end of March"); the last day of February depends on the year.
        let is_end = date.day.is_none() && text[date.span.end()..].starts_with('底') && month != 2;
        let last = if matches!(month, 4 | 6 | 9 | 11) { 30 } else { 31 };
        let span = Span::new(date.span.start(), date.span.end() + '底'.len_utf8() * usize::from(is_end));
        is_end.then_some((span, DueDay::Day(month, last)))
    });
    let weekdays = facts.places_of(NEXT_WEEK).filter_map(|at| {
        let end = at + NEXT_WEEK.len();
        let sign = text[end..].chars().next()?;
        let number = cardinal(&text[end..end + sign.len_utf8()]).filter(|number| *number < 7)?;
        let day = DueDay::NextWeek(i8::try_from(number).ok()?);
        Some((Span::new(at, end + sign.len_utf8()), day))
    });
    let mut found: Vec<SubmissionDeadline> =
        days.chain(weekdays).filter_map(|(span, day)| due(facts, span, day)).collect();
    found.sort_by_key(|due| due.span);
    found
}

/// Reads the deadline that the words after the date at `span` set. `None` if they name no paper or
/// no recipient.
fn due(facts: &Facts<'_>, span: Span, day: DueDay) -> Option<SubmissionDeadline> {
    let (text, words) = (facts.doc.text(), facts.words());
    let sentence = facts.sentences().at(span.start())?;
    let behind = ahead(&text[..sentence.end().max(span.end())], span.end());
    // 4月25日前，各单位把落实情况报县民政局 ("by 25 April all units send their reports to the county's civil affairs
    // bureau")
    let behind = behind[limit(behind)?..].trim_start_matches(['，', ',']);
    let clause = &behind[..behind.find(ENDS).unwrap_or(behind.len())];
    let verbs = words.of(&set::HAND_IN);
    let mut places = clause.char_indices().take(MAX_BEFORE_VERB);
    let found = places.find_map(|(at, _)| Some((at, verbs.start_of(&clause[at..])?)));
    // 4月10日前制定实施细则，报县民政局备案 ("draw up rules by 10 April and send them to the civil affairs bureau"):
    // the paper is named in the clause before the verb.
    let next = behind[clause.len()..].trim_start_matches(['，', ',']);
    let next = &next[..next.find(ENDS).unwrap_or(next.len())];
    let in_next = || Some((clause, next, 0, verbs.start_of(next)?));
    let (made, clause, at, verb) = found.map(|(at, verb)| ("", clause, at, verb)).or_else(in_next)?;
    let rest = clause[at + verb.len()..].trim_start_matches(['到', '至', '给', '送', '往']);
    let recipient: String = rest.chars().take_while(|c| is_han(*c)).take(MAX_RECIPIENT).collect();
    let recipient = recipient.trim_end_matches(['汇', '总', '备', '案']);
    // 3月31日前将贯彻落实情况报县政府办公室 ("by 31 March send the reports to the county office")
    let lead = if !made.is_empty() {
        made
    } else if clause[..at].contains(['将', '把']) {
        &clause[..at]
    } else {
        near(text, sentence.start(), span.start())
    };
    let nouns = words.of(&set::PAPER_NOUN);
    // 3月10日前报送参会回执 ("send in the reply slip by 10 March"): no office is named.
    let object = nouns.places_in(recipient).into_iter().min();
    // 3月10日前向县政府办公室提交落实情况 ("by 10 March hand in to the county office the reports")
    let given = clause[..at].rsplit_once('向').map(|(_, office)| office).filter(|_| object.is_some());
    let (recipient, lead) = match object {
        Some(at) if at > 0 && given.is_some() => (given.unwrap_or_default(), recipient),
        Some(at) if at > 0 => ("", &clause[..clause.len() - rest.len() + recipient.len()]),
        _ => (recipient, lead),
    };
    let objects = lead.char_indices().filter_map(|(at, _)| {
        let noun = nouns.start_of(&lead[at..])?;
        let before = lead[..at].char_indices().rev().take(MAX_OBJECT).take_while(|(_, c)| is_han(*c)).last();
        let (start, _) = before?;
        Some((Box::from(&lead[start..at]), Box::from(noun)))
    });
    let objects: Vec<_> = objects.collect();
    let is_alone = || objects.iter().any(|(_, noun)| ALONE.contains(&&**noun));
    let is_complete = !objects.is_empty() && (recipient.chars().nth(1).is_some() || is_alone());
    is_complete.then(|| SubmissionDeadline { span, day, objects, recipient: recipient.into() })
}

/// Length in bytes of the words after a date that make it a deadline: （星期五）下班前 ("(Friday) before
/// the end of work"), 之前 ("before"). `None` if there are none.
pub(super) fn limit(behind: &str) -> Option<usize> {
    let mut rest = behind.trim_start_matches(is_blank);
    if rest.starts_with(['（', '(']) {
        rest = rest.split_once(['）', ')'])?.1;
    }
    let (at, sign) = rest.char_indices().take(MAX_HOURS).find(|(_, c)| !HOURS.contains(*c))?;
    (sign == '前').then(|| behind.len() - rest.len() + at + sign.len_utf8())
}
