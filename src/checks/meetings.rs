//! Statements of papers about one meeting, compared with those of the majority.

use crate::check::{Paper, SetFindings};
use crate::facts::set::statement::{Statement, What};
use crate::text::signs::Signs;

/// Shortest name that refers to a meeting by the end of its full name, in characters.
const MIN_NAME: usize = 5;
/// Minimum number of common characters at the end of two names of one meeting, and most characters
/// of the place before them.
const MIN_TAIL: usize = 8;
const MAX_PLACE: usize = 5;
/// Last characters of the names of places.
static LEVELS: Signs = Signs::of("省市州盟县区旗镇乡");

/// The statements of papers about one meeting, and one that most agree with.
pub(super) struct Agreed<'p> {
    /// The papers and their statements.
    pub(super) said: Vec<(usize, &'p Statement)>,
    /// The first statement that most agree with.
    pub(super) right: (usize, &'p Statement),
}

/// The statements about the meeting that satisfy `is_kind`. `None` if there are none.
pub(super) fn agreed<'p>(
    papers: &[Paper<'p>],
    is_kind: &dyn Fn(&What) -> bool,
    may_be: &dyn Fn(&What, &What) -> bool,
) -> Option<Agreed<'p>> {
    let own: Vec<&str> =
        papers.iter().filter_map(|paper| paper.sayings.occasion.meeting.as_deref()).collect();
    let is_meeting = |statement: &Statement| {
        statement.meeting.as_deref().is_none_or(|named| own.iter().any(|own| is_same(own, named)))
    };
    let mut said: Vec<(usize, &Statement)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let statements = paper.sayings.occasion.statements.iter();
        said.extend(statements.filter(|one| is_kind(&one.what) && is_meeting(one)).map(|one| (at, one)));
    }
    let agree = |one: &Statement| said.iter().filter(|(_, other)| may_be(&one.what, &other.what)).count();
    // 上午 agrees with every hour before noon, so only hours are compared.
    let is_vague = |one: &Statement| matches!(one.what, What::Half(_));
    let has_exact = said.iter().any(|(_, one)| !is_vague(one));
    let exact = || said.iter().copied().filter(|(_, one)| !has_exact || !is_vague(one));
    let most = exact().map(|(_, one)| agree(one)).max()?;
    let right = exact().find(|(_, one)| agree(one) == most)?;
    Some(Agreed { said, right })
}

/// Reports statements about the meeting that contradict the majority. Of two, the later is
/// reported.
pub(super) fn compare(
    papers: &[Paper<'_>],
    out: &mut SetFindings<'_>,
    is_kind: &dyn Fn(&What) -> bool,
    may_be: &dyn Fn(&What, &What) -> bool,
) {
    let Some(Agreed { said, right }) = agreed(papers, is_kind, may_be) else { return };
    // If two papers agree, their statement is about another sitting and not a slip.
    let is_alone = |at: usize, one: &Statement| {
        !said.iter().any(|(other, statement)| *other != at && one.what == statement.what)
    };
    for one in said.iter().filter(|(at, one)| *at != right.0 && !may_be(&one.what, &right.1.what)) {
        let (at, one) = *one;
        // A paper that has the right day too is about two days: 时间：1月16日, 时间：1月17日.
        let is_next_day = matches!(one.what, What::Day(..))
            && said.iter().any(|(paper, other)| *paper == at && may_be(&other.what, &right.1.what));
        if !is_alone(at, one) || is_next_day {
            continue;
        }
        out.contradiction((at, one.span), (right.0, right.1.span));
    }
}

/// True if two names mean one meeting: one is the end of the other, or both are the same after the
/// place: 全|区社区治理推进会, 柳浦|区社区治理推进会.
fn is_same(own: &str, named: &str) -> bool {
    let [one, other] = [own, named].map(|name| name.chars().collect::<Vec<char>>());
    let shorter = one.len().min(other.len());
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let is_of_place = || {
        let places = [&one, &other].map(|name| name.len() - tail);
        tail >= MIN_TAIL && LEVELS.contains(one[places[0]]) && places.iter().all(|place| *place <= MAX_PLACE)
    };
    shorter >= MIN_NAME && (tail == shorter || is_of_place())
}
