//! Numbers of those who take part in a meeting (参会人员共128人, "128 persons take part") and of the
//! sites that they visit together (看了6个点位, "visited six sites").

use crate::facts::Facts;
use crate::facts::count::counts::Count;
use crate::facts::set::ahead;
use crate::facts::set::stated_count::StatedCount;
use crate::facts::set::wording::near;
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::set;

/// Noun under which the numbers of persons are compared.
const PERSONS: &str = "参会人员";
/// Noun under which the numbers of sites are compared.
const SITES: &str = "观摩点";
/// Word for a site, which may be any site if the sentence does not tell of a visit.
const SITE: &str = "点位";
/// Words for persons, behind the words for taking part in a meeting.
const ENDS: [&str; 5] = ["人员名单", "人员", "同志", "代表", "人数"];
/// Characters between the word for taking part and that for persons: 参加|今天会议的各位|同志 ("all
/// comrades who take part in today's meeting").
static EVENT: Signs = Signs::of("今天本次这会议大的各位全体");
/// Words for a part of a visit: a group, a route, half a day.
const PARTS: [&str; 5] = ["组", "线", "上午", "下午", "半天"];
/// Words before a total.
static TOTAL: Signs = Signs::of("共有计总合为（(：");

/// Signs and words before the words for those who take part: 今天的 ("today's"), 二、 ("2.").
static LEAD: Signs = Signs::of("、）).今天的本次这");

/// Finds the numbers of persons and sites. Numbers of a part of them, or about another meeting, are
/// left out.
pub(super) fn find(facts: &Facts<'_>) -> Vec<StatedCount> {
    let places = facts.words_in(facts.words().of(&set::ATTENDING));
    let persons = places.filter_map(|(at, word)| persons(facts, at, word));
    persons.chain(facts.counts().iter().filter_map(|count| sites(facts, count))).collect()
}

/// Reads the number of all who take part: 参会人员（共128人） ("those who take part (128 persons)"). `at`
/// and `word` are the word for taking part.
fn persons(facts: &Facts<'_>, at: usize, word: &str) -> Option<StatedCount> {
    let (text, words) = (facts.doc.text(), facts.words());
    let sentence = facts.sentences().at(at)?;
    // （二）参会人员 ("(2) Persons"), 今天的参会同志 ("the comrades of today")
    let before = near(text, sentence.start(), at);
    let clause = before.rsplit(['，', ',', '；', '：']).next().unwrap_or_default();
    let is_lead = |c: char| is_numeral(c) || is_blank(c) || c.is_ascii_digit() || LEAD.contains(c);
    let is_other = words.of(&set::OTHER_MEETING).is_in(before);
    let behind = &ahead(text, at)[word.len()..];
    let length = behind.find(|c: char| !is_han(c) || TOTAL.contains(c))?;
    let (who, rest) = behind.split_at(length);
    // 参加|培训人员 ("those in a training"): of another event.
    let of_meeting = ENDS.iter().find_map(|end| who.strip_suffix(end));
    let is_who = of_meeting.is_some_and(|event| event.chars().all(|c| EVENT.contains(c)));
    let total = rest.trim_start_matches(|c| TOTAL.contains(c));
    let digits = total.len() - total.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_total = total.len() < rest.len()
        && total[digits..].starts_with(['人', '名'])
        && !total[digits..].starts_with("人次");
    if is_other || !clause.chars().all(is_lead) || !is_who || !is_total {
        return None;
    }
    let start = at + word.len() + behind.len() - total.len();
    let (span, noun) = (Span::new(start, start + digits), PERSONS.to_owned());
    Some(StatedCount {
        span,
        number: total[..digits].parse().ok()?,
        noun,
        points: String::new(),
        tense: None,
    })
}

/// Reads the number of the sites of a visit: 走了6个点位 ("went to six sites"), 5个观摩点 ("five sites").
fn sites(facts: &Facts<'_>, count: &Count) -> Option<StatedCount> {
    let (text, words) = (facts.doc.text(), facts.words());
    let rest = text[count.number.end()..].strip_prefix('个')?;
    let sentence = facts.sentences().at(count.number.start())?;
    let before = near(text, sentence.start(), count.number.start());
    let others = [&set::OTHER_TIME, &set::LAST_YEAR];
    let is_other = others.iter().any(|class| words.of(class).is_in(before))
        || before.contains("其中")
        || PARTS.iter().any(|part| before.contains(part))
        || before.ends_with(['每', '各']);
    let is_named = words.of(&set::VISITED).start_of(rest).is_some();
    let is_visit = || rest.starts_with(SITE) && words.of(&set::VISIT).is_in(before);
    (!is_other && (is_named || is_visit())).then(|| StatedCount::honour(count, SITES))
}
