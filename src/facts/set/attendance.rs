//! Numbers of all who take part in a meeting: 参会人员（共128人） ("those who take part (128 persons)"),
//! 来自各县的120余名代表参加会议 ("more than 120 delegates from all counties took part").

use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::facts::set::ahead;
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::members::Members;
use crate::words::{number, set};

/// Minimum number of persons. Fewer are a group or the speakers.
const MIN_PERSONS: u64 = 10;
/// Maximum number of characters between a unit and the verb for taking part: 代表 ("delegates") in
/// 120名代表参加会议.
const MAX_NOUN: usize = 8;
/// Word for the hall of the meeting itself, if others take part from elsewhere.
const MAIN_HALL: &str = "主会场";
/// Word for all who take part, whose number may be in the next clause.
const ALL: &str = "全体";
/// Word for people of several kinds, which are counted together.
const FROM: &str = "来自";
/// Signs and characters before the words for those who take part: 三、 ("3."), 全市 ("the whole city").
static LEAD: Signs = Signs::of("、）)（(.．今天的本次这全市县区州镇校院会议大主场预计#* \u{3000}");
/// Characters between the verb for taking part and the end of the clause: 今天的会议 ("today's
/// meeting").
static EVENT: Signs = Signs::of("今天本次这此会议大的了全程活动");
/// Signs behind a statement.
static ENDS: Signs = Signs::of("，,。；;、：:（()）\n");

/// Number of all who take part in a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Span of the number.
    pub span: Span,
    /// The number as printed, in persons.
    pub number: u64,
    /// Least and greatest number that the words allow: 120余人 ("120-odd") is from 120 to 130.
    pub range: (u64, u64),
    /// True for those who came, false for those who are to come.
    pub is_present: bool,
    /// True for those in the main hall only.
    pub is_hall: bool,
}

impl Attendance {
    /// True if both numbers may be right. Those who came may be fewer than were expected, unless
    /// the digits are those of the expected number in another order: 42 of 24.
    pub fn agrees(&self, other: &Self) -> bool {
        let (least, most) = (self.range.0.max(other.range.0), self.range.1.min(other.range.1));
        if least <= most {
            return true;
        }
        let (came, expected) = match (self.is_present, other.is_present) {
            (true, false) => (self, other),
            (false, true) => (other, self),
            _ => return false,
        };
        came.range.0 < expected.range.0 && !is_reordered(came.number, expected.number)
    }
}

/// True if both numbers have the same digits in another order.
fn is_reordered(one: u64, other: u64) -> bool {
    let sorted = |number: u64| {
        let mut digits: Vec<u8> = number.to_string().into();
        digits.sort_unstable();
        digits
    };
    one != other && sorted(one) == sorted(other)
}

/// Finds the numbers of all who take part, in order. Those of a part of them, or about another
/// meeting, are left out.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Attendance> {
    let persons = facts.quantities().iter().filter(|quantity| is_person(quantity.unit));
    persons.filter_map(|quantity| attendance(facts, quantity)).collect()
}

fn attendance(facts: &Facts<'_>, quantity: &Quantity<'_>) -> Option<Attendance> {
    let (text, words) = (facts.doc.text(), facts.words());
    if quantity.value.has_decimals() {
        return None;
    }
    let number = u64::try_from(quantity.value.unscaled()).ok().filter(|number| *number >= MIN_PERSONS)?;
    let sentence = facts.sentences().at(quantity.span.start())?;
    let before = near(text, sentence.start(), quantity.span.start());
    let behind = ahead(text, quantity.span.end());
    let clause = before.rsplit(['，', ',', '；', ';']).next().unwrap_or_default();
    let is_other = words.of(&set::OTHER_MEETING).is_in(before)
        || words.of(&set::PART_OF_PERSONS).is_in(clause)
        || behind.starts_with('次');
    if is_other {
        return None;
    }
    let (lead, is_total) = without_total(before, words.of(&set::IN_ALL));
    let (expected, came) = (words.of(&set::EXPECTED), words.of(&set::CAME));
    let is_present = if is_labelled(lead, expected) || is_total && is_about_all(lead, expected) {
        false
    } else if is_labelled(lead, came)
        || is_came(behind, came) && (is_total || lead.ends_with('等') || clause.contains(FROM))
    {
        true
    } else {
        return None;
    };
    let printed = quantity.of(text);
    let digits = printed.find(|c: char| !c.is_ascii_digit() && !is_numeral(c)).unwrap_or(printed.len());
    let odd = [&number::ODD, &number::ABOUT, &number::NEARLY].map(|class| words.of(class));
    Some(Attendance {
        span: Span::new(quantity.span.start(), quantity.span.start() + digits),
        number,
        range: range(number, quantity, before, text, odd),
        is_present,
        is_hall: clause.contains(MAIN_HALL),
    })
}

/// Words before a number without those for a total, such as 共约 ("in all about"), and if there are
/// any.
fn without_total<'t>(before: &'t str, total: Members<'_>) -> (&'t str, bool) {
    let is_sign = |c: char| is_blank(c) || matches!(c, '（' | '(' | '：' | ':');
    let mut rest = before.trim_end_matches(is_sign);
    while let Some(word) = total.end_of(rest) {
        rest = rest[..rest.len() - word.len()].trim_end_matches(is_sign);
    }
    (rest, rest.len() < before.len())
}

/// True if the clause is a label for all who take part: 三、参会人员 ("3. Those who take part"), but not
/// 各县参会人员 ("those from each county").
fn is_labelled(lead: &str, labels: Members<'_>) -> bool {
    let Some(label) = labels.end_of(lead) else { return false };
    let rest = &lead[..lead.len() - label.len()];
    let clause = rest.rsplit(['，', ',', '；', ';', '：', ':', '\n']).next().unwrap_or_default();
    let is_lead = |c: char| is_numeral(c) || c.is_ascii_digit() || LEAD.contains(c);
    clause.chars().all(is_lead)
}

/// True before a number of all whom the clause before it is about: 全体参会人员编入小组，共268人 ("all who take
/// part are put into groups, 268 in all").
fn is_about_all(lead: &str, labels: Members<'_>) -> bool {
    let Some(lead) = lead.strip_suffix(['，', ',']) else { return false };
    let clause = lead.rsplit(['，', ',', '；', ';', '。']).next().unwrap_or_default();
    let behind = clause.split_once(ALL).map(|(_, rest)| rest);
    behind.is_some_and(|rest| labels.start_of(rest).is_some())
}

/// True if the words behind a number say that so many came: 代表参加会议 ("delegates took part"), 到会
/// ("came"), up to the end of the clause.
fn is_came(behind: &str, came: Members<'_>) -> bool {
    let places = behind.char_indices().take(MAX_NOUN + 1);
    let mut nouns = places.take_while(|(_, c)| is_han(*c));
    let verb = nouns.find_map(|(at, _)| came.start_of(&behind[at..]).map(|verb| at + verb.len()));
    let rest = verb.map(|end| behind[end..].trim_start_matches(|c| EVENT.contains(c)));
    rest.is_some_and(|rest| rest.chars().next().is_none_or(|c| ENDS.contains(c)))
}

/// Least and greatest number that the words around a number allow.
fn range(
    number: u64,
    quantity: &Quantity<'_>,
    before: &str,
    text: &str,
    [odd, about, nearly]: [Members<'_>; 3],
) -> (u64, u64) {
    let mut step = 1;
    while number.is_multiple_of(step * 10) {
        step *= 10;
    }
    let before = before.trim_end_matches(is_blank);
    match () {
        () if odd.is_in(quantity.of(text)) => (number, number + step),
        () if nearly.end_of(before).is_some() => (number.saturating_sub(step), number),
        () if quantity.is_approximate || about.end_of(before).is_some() => {
            (number - number / 10, number + number / 10)
        }
        () => (number, number),
    }
}
