//! Finds differences in the agenda of one meeting between the documents ("papers") of a set.
//! Example: one paper says that Li reads the decision, another that Wang does; or a list and a
//! script name different second speakers.

use crate::check::Paper;
use crate::facts::set::agenda::{Act, AgendaAct};
use crate::text::chars::is_han;
use crate::text::shortened::may_be_one;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Minimum number of consecutive characters that must match for an invitation to speak
/// (下面请柏溪县人民法院发言, "now the court of Baixi county will speak") to refer to an entry in the list of
/// speakers.
const SHARED: usize = 5;

/// Number of characters compared at the end of a title that is read aloud: its noun, such as 决定
/// ("decision").
const NOUN: usize = 2;
/// Words that follow the issuer in the title of a decision that is read aloud: 市政府|关于表彰… ("city
/// government | on honouring …").
const HONOUR: [&str; 2] = ["关于", "表彰"];

/// Number of characters of a county's name with its suffix: 柏溪县 ("Baixi county"). The head of the
/// county (柏溪县县长) may be invited to speak for its government.
const PLACE: usize = 3;
/// Ends of the names of a county's government and party committee. Other offices of a county are
/// not meant by an invitation to its head.
const GOVERNMENTS: [&str; 3] = ["政府", "县委", "党委"];
/// Minimum number of characters that must match if an invitation uses the short name of an office:
/// 县检察院 for 柏溪县人民检察院 ("people's procuratorate of Baixi county").
const MIN_OFFICE: usize = 4;
/// Suffixes of place names: 市 (city), 县 (county), 区 (district), 旗 (banner), 镇 (town), 乡 (township).
static LEVELS: Signs = Signs::of("市县区旗镇乡");

/// Minimum number of characters of an invitation that names an office besides the person. Shorter
/// ones contain only a person's name and cannot be compared.
const MIN_ASKED: usize = 7;

/// Characters of words that many names end with, which therefore do not identify a speaker:
/// 投资集团有限公司 ("investment group Ltd"), 镇人民政府 ("town government").
static GENERAL_CHARS: Signs = Signs::of("投资发展控股份集团有限责任公司人民政府镇乡县区市");

/// Maximum number of papers whose lists of speakers are compared with each other. Further papers
/// are skipped.
const MAX_LISTS: usize = 64;

/// A contradiction between two papers: they name different persons or offices for the same act or
/// the same turn to speak.
pub(super) struct AgendaConflict {
    /// Index of the later paper, and the span of the name in it. The finding is reported here.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other name in it.
    pub(super) first: (usize, Span),
}

/// Finds acts of a meeting (reading a decision, explaining a draft) that two papers assign to
/// different persons. Papers that assign one act to two persons are skipped, because they are about
/// two acts.
pub(super) fn act_conflicts(papers: &[Paper<'_>]) -> Vec<AgendaConflict> {
    let acts = |at: usize, act: Act| papers[at].facts.agenda.acts.iter().filter(move |one| one.act == act);
    let only = |at: usize, act: Act| {
        let first = acts(at, act).next()?;
        acts(at, act).all(|other| other.name == first.name).then_some(first)
    };
    let mut found = Vec::new();
    for act in Act::ALL {
        let stated: Vec<(usize, &AgendaAct)> =
            (0..papers.len()).filter_map(|at| Some((at, only(at, act)?))).collect();
        for (number, (at, one)) in stated.iter().enumerate() {
            // Unlike the papers of a meeting, other papers mention many acts.
            let has_meeting = |at: usize| papers[at].facts.occasion.meeting.is_some();
            let earlier = stated[..number]
                .iter()
                .find(|(other, earlier)| (has_meeting(*at) || has_meeting(*other)) && is_one(one, earlier));
            if let Some((other, earlier)) = earlier.filter(|(_, earlier)| earlier.name != one.name) {
                found.push(AgendaConflict { place: (*at, one.span), first: (*other, earlier.span) });
            }
        }
    }
    found
}

/// True if two acts of the same type may be about the same text: 宣读表彰决定 ("reads the decision on
/// honours") and 宣读关于表彰先进集体的决定 ("reads the decision on honouring groups"). False if both name an
/// issuer and the issuers differ: 市委决定 (party committee), 市政府决定 (city government).
fn is_one(one: &AgendaAct, other: &AgendaAct) -> bool {
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
        // Two plans may be the same text if their last two characters agree: 就三年行动方案 ("about the
        // three-year action plan"), 就实施方案 ("about the implementation plan").
        Act::Explains => end(first) == end(second),
        _ => false,
    }
}

/// Compares the lists of speakers of all pairs of papers. Returns a difference for two lists of the
/// same length in which exactly one speaker differs.
fn lists(papers: &[Paper<'_>]) -> Vec<AgendaConflict> {
    let listed = |at: usize| papers[at].facts.agenda.listed.as_slice();
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
                found.push(AgendaConflict { place: (at, place), first: (other, first) });
            }
        }
    }
    found
}

/// Finds speakers who differ between papers: between two lists of speakers, and between a list and
/// a script in which one listed speaker is not invited, but another one is invited in that turn.
pub(super) fn speaker_conflicts(papers: &[Paper<'_>]) -> Vec<AgendaConflict> {
    let mut found = lists(papers);
    // Few of thousands of papers have a list or invite somebody. All pairs of these are compared.
    let lists = papers.iter().enumerate().filter(|(_, paper)| !paper.facts.agenda.listed.is_empty());
    let scripts = papers.iter().enumerate().filter(|(_, paper)| !paper.facts.agenda.invited.is_empty());
    let scripts: Vec<(usize, &Paper<'_>)> = scripts.collect();
    for (at, paper) in lists {
        let listed = &paper.facts.agenda.listed;
        for &(other, script) in scripts.iter().filter(|(other, _)| *other != at) {
            let invited = &script.facts.agenda.invited;
            let place = |listed: &Span| {
                let name = paper.doc.slice(*listed);
                invited.iter().position(|one| is_named(name, script.doc.slice(*one)))
            };
            let places: Vec<Option<usize>> = listed.iter().map(place).collect();
            let mut missing = (0..places.len()).filter(|&item| places[item].is_none());
            let (Some(item), None) = (missing.next(), missing.next()) else { continue };
            let before = item.checked_sub(1).map(|item| places[item]);
            let behind = places.get(item + 1).copied();
            // One invitation is left between those of the previous and the next listed speaker.
            let asked = match (before, behind) {
                (Some(Some(before)), Some(Some(behind))) if before + 2 == behind => before + 1,
                (Some(Some(before)), None) if before + 1 < invited.len() => before + 1,
                (None, Some(Some(behind))) if behind > 0 => behind - 1,
                _ => continue,
            };
            // 请何敬棠同志发言 ("comrade He Jingtang, please speak") does not name an office.
            if script.doc.slice(invited[asked]).chars().count() < MIN_ASKED {
                continue;
            }
            let (list, script) = ((at, listed[item]), (other, invited[asked]));
            found.push(if at < other {
                AgendaConflict { place: script, first: list }
            } else {
                AgendaConflict { place: list, first: script }
            });
        }
    }
    found
}

/// True if an invitation to speak refers to a listed speaker: it contains the full name, part of
/// it, or the head of the place (柏溪县县长, "head of Baixi county").
fn is_named(listed: &str, asked: &str) -> bool {
    let name: Vec<char> = listed.chars().filter(|c| is_han(*c)).collect();
    let place = name.get(..PLACE).filter(|place| place.last().is_some_and(|c| LEVELS.contains(*c)));
    let is_place = || {
        let place: Option<String> = place.map(|place| place.iter().collect());
        // An office of the county, such as 柏溪县交通运输局 ("transport bureau of Baixi county"), is not
        // its government.
        let is_government =
            listed.chars().count() <= PLACE || GOVERNMENTS.iter().any(|word| listed.ends_with(word));
        place.is_some_and(|place| is_government && asked.contains(&place))
    };
    // The short name of an office has characters of the full one in the same order: 县检察院|检察长…,
    // 柏溪县人民检察院 ("people's procuratorate of Baixi county").
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
