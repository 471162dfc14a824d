//! Differences in the agenda of a meeting between its papers: another person reads the decision,
//! another one speaks second.

use crate::check::Paper;
use crate::facts::set::agenda::{Act, SaidAct};
use crate::text::chars::is_han;
use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Adjacent characters that a listed speaker and the words of an invitation to speak have in
/// common.
const SHARED: usize = 5;

/// Characters of the noun at the end of the title that is read: 决定.
const NOUN: usize = 2;
/// Words after the name of the issuer of the title that is read: 市政府|关于表彰….
const HONOUR: [&str; 2] = ["关于", "表彰"];

/// Characters of the name of a county, by which its head is invited to speak, and the ends of the
/// names of its government.
const PLACE: usize = 3;
const GOVERNMENTS: [&str; 3] = ["政府", "县委", "党委"];
/// Minimum number of characters of the short name of an office.
const MIN_OFFICE: usize = 4;
/// Last characters of the names of places.
static LEVELS: Signs = Signs::of("市县区旗镇乡");

/// Minimum number of characters of an invitation to speak that names an office too.
const MIN_ASKED: usize = 7;

/// Characters of words that many names end with: 投资集团有限公司, 镇人民政府.
static GENERAL_CHARS: Signs = Signs::of("投资发展控股份集团有限责任公司人民政府镇乡县区市");

/// Maximum number of lists of speakers that are compared with each other, the first ones of a set.
const MAX_LISTS: usize = 64;

/// Two places at which papers name different persons or offices for one act or turn.
pub(super) struct Difference {
    /// The later paper, and the place in it.
    pub(super) place: (usize, Span),
    /// The earlier paper, and the place in it.
    pub(super) first: (usize, Span),
}

/// Acts with different persons in two papers. A paper with two persons for an act is about two
/// acts.
pub(super) fn acts(papers: &[Paper<'_>]) -> Vec<Difference> {
    let acts = |at: usize, act: Act| papers[at].sayings.agenda.acts.iter().filter(move |one| one.act == act);
    let only = |at: usize, act: Act| {
        let first = acts(at, act).next()?;
        acts(at, act).all(|other| other.name == first.name).then_some(first)
    };
    let mut found = Vec::new();
    for act in Act::ALL {
        let told: Vec<(usize, &SaidAct)> =
            (0..papers.len()).filter_map(|at| Some((at, only(at, act)?))).collect();
        for (number, (at, said)) in told.iter().enumerate() {
            // Unlike the papers of a meeting, other papers mention many acts.
            let has_meeting = |at: usize| papers[at].sayings.occasion.meeting.is_some();
            let earlier = told[..number]
                .iter()
                .find(|(other, earlier)| (has_meeting(*at) || has_meeting(*other)) && is_one(said, earlier));
            if let Some((other, earlier)) = earlier.filter(|(_, earlier)| earlier.name != said.name) {
                found.push(Difference { place: (*at, said.span), first: (*other, earlier.span) });
            }
        }
    }
    found
}

/// True if two acts may be the same: 宣读表彰决定, 宣读关于表彰先进集体的决定; but not if both name an issuer and
/// these differ: 市委决定, 市政府决定.
fn is_one(one: &SaidAct, other: &SaidAct) -> bool {
    let (first, second) = (&*one.object, &*other.object);
    if first.is_empty() || second.is_empty() || first.contains(second) || second.contains(first) {
        return true;
    }
    let end = |object: &str| object.chars().rev().take(NOUN).collect::<Vec<char>>();
    let issuer = |object: &str| HONOUR.iter().filter_map(|word| object.find(word)).min();
    match one.act {
        Act::Reads => match [issuer(first), issuer(second)] {
            [Some(own), Some(others)] => {
                let (own, others) = (&first[..own], &second[..others]);
                end(first) == end(second) && (own.is_empty() || others.is_empty() || may_be_one(own, others))
            }
            _ => false,
        },
        // 就三年行动方案, 就实施方案
        Act::Explains => end(first) == end(second),
        _ => false,
    }
}

/// Pairs of lists with the same number of speakers and one different speaker each.
fn lists(papers: &[Paper<'_>]) -> Vec<Difference> {
    let listed = |at: usize| papers[at].sayings.agenda.listed.as_slice();
    let mut found = Vec::new();
    let with: Vec<usize> = (0..papers.len()).filter(|at| !listed(*at).is_empty()).take(MAX_LISTS).collect();
    for (number, &at) in with.iter().enumerate() {
        for &other in with[..number].iter().filter(|other| listed(**other).len() == listed(at).len()) {
            let names = |paper: usize| listed(paper).iter().map(move |span| papers[paper].doc.slice(*span));
            let alone = |of: usize, in_paper: usize| {
                let mut alone = listed(of).iter().zip(names(of));
                let mut alone = alone.by_ref().filter(|(_, name)| {
                    !names(in_paper).any(|other| is_named(other, name) || is_named(name, other))
                });
                let first = alone.next().map(|(span, _)| *span);
                first.filter(|_| alone.next().is_none())
            };
            if let (Some(first), Some(place)) = (alone(other, at), alone(at, other)) {
                found.push(Difference { place: (at, place), first: (other, first) });
            }
        }
    }
    found
}

/// The listed speaker who is not invited to speak, and the one who is invited instead.
pub(super) fn speakers(papers: &[Paper<'_>]) -> Vec<Difference> {
    let mut found = lists(papers);
    for (at, paper) in papers.iter().enumerate() {
        let listed = &paper.sayings.agenda.listed;
        for (other, script) in papers.iter().enumerate().filter(|(other, _)| *other != at) {
            let invited = &script.sayings.agenda.invited;
            let place = |listed: &Span| {
                let name = paper.doc.slice(*listed);
                invited.iter().position(|one| is_named(name, script.doc.slice(*one)))
            };
            let places: Vec<Option<usize>> = listed.iter().map(place).collect();
            let mut missing = (0..places.len()).filter(|&item| places[item].is_none());
            let (Some(item), None) = (missing.next(), missing.next()) else { continue };
            let before = item.checked_sub(1).map(|item| places[item]);
            let behind = places.get(item + 1).copied();
            // Between the invitations before and after, one is left.
            let asked = match (before, behind) {
                (Some(Some(before)), Some(Some(behind))) if before + 2 == behind => before + 1,
                (Some(Some(before)), None) if before + 1 < invited.len() => before + 1,
                (None, Some(Some(behind))) if behind > 0 => behind - 1,
                _ => continue,
            };
            // 请何敬棠同志发言 does not name an office.
            if script.doc.slice(invited[asked]).chars().count() < MIN_ASKED {
                continue;
            }
            let (list, script) = ((at, listed[item]), (other, invited[asked]));
            found.push(if at < other {
                Difference { place: script, first: list }
            } else {
                Difference { place: list, first: script }
            });
        }
    }
    found
}

/// True if the words of an invitation to speak name a listed speaker: in full, in part, or by its
/// place (柏溪县县长).
fn is_named(listed: &str, asked: &str) -> bool {
    let name: Vec<char> = listed.chars().filter(|c| is_han(*c)).collect();
    let place = name.get(..PLACE).filter(|place| place.last().is_some_and(|c| LEVELS.contains(*c)));
    let is_place = || {
        let place: Option<String> = place.map(|place| place.iter().collect());
        // 柏溪县交通运输局 is not the government of the county.
        let is_government =
            listed.chars().count() <= PLACE || GOVERNMENTS.iter().any(|word| listed.ends_with(word));
        place.is_some_and(|place| is_government && asked.contains(&place))
    };
    // 县检察院|检察长…, 柏溪县人民检察院: the short name of an office.
    let mut rest = listed.chars();
    let short = asked.chars().take_while(|c| rest.any(|other| other == *c)).count();
    asked.contains(listed)
        || short >= MIN_OFFICE
        || name.windows(SHARED).any(|run| {
            let is_general = run.iter().all(|c| GENERAL_CHARS.contains(*c));
            !is_general && asked.contains(&run.iter().collect::<String>())
        })
        || is_place()
}
