//! Compares what the papers of a set state about their meeting (day, hour, place), and reports
//! those that differ from the majority.

use crate::check::{Paper, SetFindings};
use crate::facts::set::meeting_statement::{MeetingDetail, MeetingStatement};
use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;

/// Minimum number of characters of a short name that refers to a meeting by the end of its full
/// name.
const MIN_NAME: usize = 5;
/// Minimum number of common characters at the end of two names of the same meeting, if one of them
/// begins with a short form: 文旅 for 文化和旅游 ("culture and tourism").
const MIN_TAIL: usize = 8;
/// Maximum number of characters of the place at the start of a meeting's name, without its level.
const MAX_PLACE: usize = 4;
/// Maximum number of papers whose meetings are compared, the first ones. More papers are not those
/// of one meeting.
const MAX_MEETINGS: usize = 64;
/// Number of digits of a year.
const YEAR: usize = 4;
/// Suffixes of place names: 省 (province), 市 (city), 县 (county), 区 (district), 镇 (town) and the
/// like.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡");

/// Statements of all papers about their meeting, and the one that counts as right.
pub(super) struct Agreed<'p> {
    /// Every statement, with the index of its paper.
    pub(super) statements: Vec<(usize, &'p MeetingStatement)>,
    /// The statement that most others agree with; the first of equally frequent ones.
    pub(super) right: (usize, &'p MeetingStatement),
}

/// Collects the statements about the meeting that satisfy `is_kind`. `may_be` is true for two
/// statements that do not contradict each other. Returns `None` if there are no statements.
pub(super) fn agreed<'p>(
    papers: &[Paper<'p>],
    is_kind: &dyn Fn(&MeetingDetail) -> bool,
    may_be: &dyn Fn(&MeetingDetail, &MeetingDetail) -> bool,
) -> Option<Agreed<'p>> {
    let own: Vec<&str> = papers.iter().filter_map(|paper| paper.facts.occasion.meeting.as_deref()).collect();
    let is_meeting = |statement: &MeetingStatement| {
        statement.meeting.as_deref().is_none_or(|named| own.iter().any(|own| is_same(own, named)))
    };
    let mut statements: Vec<(usize, &MeetingStatement)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let all = paper.facts.occasion.statements.iter();
        statements.extend(all.filter(|one| is_kind(&one.detail) && is_meeting(one)).map(|one| (at, one)));
    }
    let agree = |one: &MeetingStatement| {
        statements.iter().filter(|(_, other)| may_be(&one.detail, &other.detail)).count()
    };
    // 上午 ("morning") agrees with every hour before noon, so only hours are compared.
    let has_exact = statements.iter().any(|(_, one)| !is_vague(one));
    let exact = || statements.iter().copied().filter(|(_, one)| !has_exact || !is_vague(one));
    let most = exact().map(|(_, one)| agree(one)).max()?;
    let right = exact().find(|(_, one)| agree(one) == most)?;
    Some(Agreed { statements, right })
}

/// Reports statements about the meeting that contradict the majority. If there are only two, the
/// later one is reported. `is_kind` and `may_be` are those of [`agreed`].
pub(super) fn compare(
    papers: &[Paper<'_>],
    out: &mut SetFindings<'_>,
    is_kind: &dyn Fn(&MeetingDetail) -> bool,
    may_be: &dyn Fn(&MeetingDetail, &MeetingDetail) -> bool,
) {
    let Some(Agreed { statements, right }) = agreed(papers, is_kind, may_be) else { return };
    // If two papers agree, their statement is about another sitting and not a slip.
    let is_equal = |one: &MeetingDetail, other: &MeetingDetail| {
        one == other || matches!(one, MeetingDetail::Day(..)) && may_be(one, other)
    };
    let is_alone = |at: usize, one: &MeetingStatement| {
        !statements.iter().any(|(other, statement)| *other != at && is_equal(&one.detail, &statement.detail))
    };
    for one in statements.iter().filter(|(at, one)| *at != right.0 && !may_be(&one.detail, &right.1.detail)) {
        let (at, one) = *one;
        // A paper that also states the right one is about two: 时间：1月16日, 时间：1月17日 ("time: 16
        // January", "time: 17 January").
        let states_right = statements
            .iter()
            .any(|(paper, other)| *paper == at && !is_vague(other) && may_be(&other.detail, &right.1.detail));
        if !is_alone(at, one) || states_right {
            continue;
        }
        out.contradiction((at, one.span), (right.0, right.1.span));
    }
}

/// True if at least half of the papers name one meeting of one year, perhaps by shorter names.
pub(super) fn have_one(papers: &[Paper<'_>]) -> bool {
    let names = papers.iter().filter_map(|paper| paper.facts.occasion.meeting.as_deref());
    let names: Vec<&str> = names.take(MAX_MEETINGS).collect();
    let year = |name: &'_ str| {
        let end = name.find('年')?;
        name.get(end.checked_sub(YEAR)?..end).map(str::to_owned)
    };
    let is_year = |one: &str, other: &str| year(one).zip(year(other)).is_none_or(|(one, other)| one == other);
    names.iter().any(|one| {
        let same = names.iter().filter(|other| is_same(one, other) && is_year(one, other)).count();
        same > 1 && same * 2 >= papers.len()
    })
}

/// True if a statement gives only half of a day: 上午 ("morning").
fn is_vague(one: &MeetingStatement) -> bool {
    matches!(one.detail, MeetingDetail::Half(_))
}

/// True if two names may mean the same meeting: without place and year, one is the end of the
/// other, or they differ only in a short form. Example: 全区社区治理推进会 ("meeting of the whole district
/// on communities"), 柳浦区2025年社区治理推进会 ("meeting of Liupu district on communities in 2025").
fn is_same(own: &str, named: &str) -> bool {
    // 工作会 is short for 工作会议.
    let [own, named] = [own, named].map(|name| name.strip_suffix('议').unwrap_or(name));
    let shorter = own.chars().count().min(named.chars().count());
    if shorter >= MIN_NAME && (own.ends_with(named) || named.ends_with(own)) {
        return true;
    }
    let [(level, own), (other, named)] = [own, named].map(without_place);
    let is_level = level == other || level.is_none() || other.is_none();
    let shorter = own.len().min(named.len());
    let tail = own.iter().rev().zip(named.iter().rev()).take_while(|(one, other)| one == other).count();
    // 文化和旅游|年度重点计划推进会, 文旅|年度重点计划推进会
    let is_shortened = || {
        let heads = [&own, &named].map(|name| name[..name.len() - tail].iter().collect::<String>());
        tail >= MIN_TAIL && may_be_one(&heads[0], &heads[1])
    };
    is_level && shorter >= MIN_NAME && (tail == shorter || is_shortened())
}

/// Level of the place at the start of a meeting's name, and the name without the place and its
/// year.
fn without_place(name: &str) -> (Option<char>, Vec<char>) {
    let mut characters: Vec<char> = name.chars().collect();
    let level = characters.iter().take(MAX_PLACE + 1).position(|c| LEVELS.contains(*c)).filter(|at| *at > 0);
    let place = level.map(|at| characters[at]);
    characters.drain(..level.map_or(0, |at| at + 1));
    let year = characters
        .windows(YEAR + 1)
        .position(|letters| letters[..YEAR].iter().all(char::is_ascii_digit) && letters[YEAR] == '年');
    if let Some(year) = year {
        let end = year + YEAR + 1;
        let end = if characters.get(end) == Some(&'度') { end + 1 } else { end };
        characters.drain(year..end);
    }
    (place, characters)
}
