//! Who does what at a meeting, as its papers tell it: who reads the decision, who speaks second.

use crate::check::Paper;
use crate::facts::set::agenda::{Act, SaidAct};
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Characters in a row that a speaker of a list and the words with which one is asked to speak have in common.
const SHARED: usize = 5;

/// Two places at which papers name different ones for one thing.
pub(super) struct Difference {
    /// The later paper, and the place there.
    pub(super) place: (usize, Span),
    /// The same of the earlier one.
    pub(super) first: (usize, Span),
}

/// Acts that one person does in one paper and another one in the other. A paper that names two tells of two.
pub(super) fn acts(papers: &[Paper<'_>]) -> Vec<Difference> {
    let acts = |at: usize, act: Act| papers[at].sayings.agenda.acts.iter().filter(move |one| one.act == act);
    let only = |at: usize, act: Act| {
        let first = acts(at, act).next()?;
        acts(at, act).all(|other| other.name == first.name).then_some(first)
    };
    let mut found = Vec::new();
    for act in [Act::Reads, Act::Hosts, Act::Reports] {
        let told: Vec<(usize, &SaidAct)> =
            (0..papers.len()).filter_map(|at| Some((at, only(at, act)?))).collect();
        for (number, (at, said)) in told.iter().enumerate() {
            // Unlike the papers of a meeting, those of other kinds tell of many.
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

/// True if two acts may be of one thing: 宣读表彰决定, 宣读决定.
fn is_one(one: &SaidAct, other: &SaidAct) -> bool {
    one.object.is_empty()
        || other.object.is_empty()
        || one.object.contains(&*other.object)
        || other.object.contains(&*one.object)
}

/// The one of a list of speakers who is not asked to speak, and who is asked in that place.
pub(super) fn speakers(papers: &[Paper<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
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
            // Between the two that are asked before and behind, one is asked.
            let asked = match (before, behind) {
                (Some(Some(before)), Some(Some(behind))) if before + 2 == behind => before + 1,
                (Some(Some(before)), None) if before + 1 < invited.len() => before + 1,
                (None, Some(Some(behind))) if behind > 0 => behind - 1,
                _ => continue,
            };
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

/// True if the words with which somebody is asked to speak name one of a list.
fn is_named(listed: &str, asked: &str) -> bool {
    let name: Vec<char> = listed.chars().filter(|c| is_han(*c)).collect();
    asked.contains(listed) || name.windows(SHARED).any(|run| asked.contains(&run.iter().collect::<String>()))
}
