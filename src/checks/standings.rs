//! Compares the ranks that papers give to one thing within one whole: 接待总量居全省第4位 ("the fourth
//! in the province by the number of visitors"), 游客接待量跃居全省第三 ("rose to the third place").

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::checks::entities::{NamedEntities, entities};
use crate::checks::figures::usual_year;
use crate::facts::set::standings::{Rank, Standing};
use crate::facts::set::wording::{Pair, Wording, pair};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::{Words, standing};

/// Maximum number of ranks of things with one last word that are compared with each other.
const MAX_ALIKE: usize = 60;
/// Levels of places, the lowest one last.
const LEVELS: &str = "国省市州盟县区旗镇乡村";
/// Number of characters at the end of a name under which it is looked up.
const ENDING: usize = 2;

/// A rank that differs from that in an earlier paper.
pub(super) struct RankConflict {
    /// Index of the later paper, and the span of the rank in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other rank.
    pub(super) first: (usize, Span),
    /// Name of the rank: 营商环境位次 ("rank of the business environment").
    pub(super) label: String,
}

/// A rank with the index of its paper and its year.
struct Placed<'p> {
    /// Index of the paper.
    paper: usize,
    year: Option<u32>,
    standing: &'p Standing,
    /// Places and organisations in its words.
    named: NamedEntities,
}

/// Finds ranks that differ between papers. `unlike` are pairs of papers about different subjects.
pub(super) fn conflicts(papers: &[Paper<'_>], unlike: &FxHashSet<(usize, usize)>) -> Vec<RankConflict> {
    if papers.iter().filter(|paper| !paper.facts.standings.is_empty()).nth(1).is_none() {
        return Vec::new();
    }
    let names = Names::new(papers);
    let mut alike: FxHashMap<String, Vec<Placed<'_>>> = FxHashMap::default();
    let usual = usual_year(papers);
    for (paper, facts) in papers.iter().map(|paper| paper.facts).enumerate() {
        for standing in &facts.standings {
            let ending: String = standing.subject.chars().rev().take(ENDING).collect();
            let year = standing.scope.moved_year(facts.year, usual);
            let named = NamedEntities::new(&standing.wording, &names.entities);
            alike.entry(ending).or_default().push(Placed { paper, year, standing, named });
        }
    }
    alike.retain(|_, alike| {
        alike.truncate(MAX_ALIKE);
        alike.iter().any(|one| one.paper != alike[0].paper)
    });
    let mut found = Vec::new();
    let mut agreed = FxHashSet::default();
    for all in alike.into_values() {
        Alike { all, names: &names }.compare(&mut found, &mut agreed);
    }
    // Papers that agree in no rank and differ in several are those of two places.
    let mut times: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    let papers_of = |conflict: &RankConflict| (conflict.first.0, conflict.place.0);
    for conflict in &found {
        *times.entry(papers_of(conflict)).or_default() += 1;
    }
    found.retain(|conflict| {
        let papers = papers_of(conflict);
        !unlike.contains(&papers) && (times[&papers] == 1 || agreed.contains(&papers))
    });
    found.sort_unstable_by_key(|conflict| (conflict.place, conflict.first));
    found
}

/// Names of places and organisations in a set, by pairs of their characters.
struct Names<'p> {
    /// Names below the issuers of the papers.
    entities: FxHashSet<Pair>,
    /// Words in the first lines of the papers, which name their issuers.
    issuers: FxHashSet<Pair>,
    /// For each paper, the places that its first lines name.
    places: Vec<Vec<Pair>>,
    /// For each paper, the words of its first lines.
    heads: Vec<&'p [Pair]>,
    /// Level of the place that the papers are about.
    level: Option<char>,
}

impl<'p> Names<'p> {
    fn new(papers: &[Paper<'p>]) -> Self {
        let heads = papers.iter().map(|paper| &paper.facts.own_entities);
        let places = papers.iter().map(|paper| {
            let named = paper.facts.entities.iter().filter(|(_, occurrences)| occurrences.is_name());
            named.map(|(name, _)| *name).filter(|name| paper.facts.own_entities.contains(name)).collect()
        });
        Self {
            entities: entities(papers),
            issuers: heads.flatten().copied().collect(),
            places: places.collect(),
            heads: papers.iter().map(|paper| paper.facts.own_entities.as_slice()).collect(),
            level: level(papers),
        }
    }

    /// True if the first lines of two papers name different places.
    fn is_other_place(&self, one: usize, other: usize) -> bool {
        let (own, others) = (&self.places[one], &self.places[other]);
        !own.is_empty() && !others.is_empty() && !own.iter().any(|name| others.contains(name))
    }
}

/// Ranks of things whose names end with the same word.
struct Alike<'p, 'n> {
    all: Vec<Placed<'p>>,
    names: &'n Names<'p>,
}

impl<'p> Alike<'p, '_> {
    /// Adds the ranks that contradict each other to `found`, and pairs of papers with the same rank
    /// to `agreed`.
    fn compare(&self, found: &mut Vec<RankConflict>, agreed: &mut FxHashSet<(usize, usize)>) {
        let mut reported: Vec<(usize, Span)> = Vec::new();
        for (at, later) in self.all.iter().enumerate() {
            let mut rival = None;
            for earlier in &self.all[..at] {
                if earlier.paper == later.paper || !self.is_one(earlier, later) {
                    continue;
                }
                // 居第五位，前移一位 ("the fifth, one place better"): the sixth of the year before.
                if earlier.year.is_none() != later.year.is_none()
                    && tells_both(earlier.standing, later.standing)
                {
                    continue;
                }
                let Some(differing) = Differing::of(earlier.standing, later.standing) else {
                    agreed.insert((earlier.paper, later.paper));
                    continue;
                };
                // If the earlier rank contradicts an even earlier one, that one may be right.
                let is_reported = reported.contains(&(earlier.paper, earlier.standing.span));
                if !is_reported && self.is_kept(earlier.paper, later) && self.is_kept(later.paper, earlier) {
                    rival = rival.or(Some((earlier.paper, differing)));
                }
            }
            if let Some((paper, Differing { first, place, is_earlier })) = rival {
                reported.push((later.paper, later.standing.span));
                let kind = if is_earlier { "原位次" } else { "位次" };
                let label = format!("{}{kind}", later.standing.subject);
                found.push(RankConflict { place: (later.paper, place), first: (paper, first), label });
            }
        }
    }

    /// True if all ranks that a paper gives to the thing of `one` differ from it. A paper that also
    /// has the same rank speaks of two things.
    fn is_kept(&self, paper: usize, one: &Placed<'_>) -> bool {
        let mut own = self.all.iter().filter(|own| own.paper == paper && self.is_one(own, one));
        own.all(|own| Differing::of(own.standing, one.standing).is_some())
    }

    /// True if two ranks are of one thing within one whole at one time.
    fn is_one(&self, one: &Placed<'_>, other: &Placed<'_>) -> bool {
        let (first, second) = (one.standing, other.standing);
        // A rank within the place of the papers is that of a part of it, which both must name.
        let is_of_part = first.whole.group.is_empty() && first.whole.level == self.names.level;
        let is_of_list = !first.place.is_empty() || !second.place.is_empty();
        let is_of_place = if is_of_list {
            self.is_one_place(one, other) && self.is_one_place(other, one)
        } else {
            !one.named.is_other(&other.named) && (!is_of_part || one.named.meets(&other.named))
        };
        first.is_aim == second.is_aim
            && is_of_place
            && first.measure == second.measure
            && first.whole.meets(&second.whole)
            && (one.year == other.year || one.year.is_none() || other.year.is_none())
            && stretches(first).eq(stretches(second))
            && is_one_subject(first, second)
            && (one.paper == other.paper || !self.names.is_other_place(one.paper, other.paper))
            && self.has_owners(first, second)
            && self.has_owners(second, first)
    }

    /// True if `one` is no member of a list of ranks, or the same place as `other`: one that its
    /// clause names, or the place of its paper.
    fn is_one_place(&self, one: &Placed<'_>, other: &Placed<'_>) -> bool {
        let (place, words) = (&one.standing.place, &other.standing.wording);
        let mut characters = place.chars();
        let name = characters.next().zip(characters.next()).and_then(|(first, second)| pair(first, second));
        let Some(name) = name else { return true };
        if !other.standing.place.is_empty() {
            return *place == other.standing.place;
        }
        words.has(name) || !other.named.has_own() && self.names.heads[other.paper].contains(&name)
    }

    /// True if the words of `other` contain the organisations that `one` names.
    fn has_owners(&self, one: &Standing, other: &Standing) -> bool {
        let mut owners = one.owners.iter().filter(|owner| !self.names.issuers.contains(owner));
        owners.all(|owner| other.wording.has(*owner) || other.wording.is_near(*owner))
    }
}

/// True if the rank before one of two ranks is the other one.
fn tells_both(one: &Standing, other: &Standing) -> bool {
    let is_before = |of: &Standing, rank: Rank| of.earlier.is_some_and(|it| Rank::Exact(it.rank) == rank);
    is_before(one, other.rank) || is_before(other, one.rank)
}

/// Periods for which a rank holds. 第三 ("thirdly") before a sentence is none, and 六年 ("six years")
/// says how long it has held.
fn stretches(standing: &Standing) -> impl Iterator<Item = &String> {
    let is_order = |stretch: &str| stretch.starts_with('第') && !stretch.contains('季');
    let is_length = |stretch: &str| {
        let number = stretch.strip_suffix('年').unwrap_or_default();
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || is_numeral(c))
    };
    standing.scope.stretches.iter().filter(move |stretch| !is_order(stretch) && !is_length(stretch))
}

/// Level of the place that the papers are about: 县 ("county") if most titles speak of 全县 ("the
/// whole county") or 县委 ("the county's committee").
fn level(papers: &[Paper<'_>]) -> Option<char> {
    let titles = || papers.iter().map(|paper| &paper.facts.own_entities);
    let times = |level: char| {
        let words = [pair('全', level), pair(level, '委'), pair(level, '政')];
        titles().filter(|title| words.iter().flatten().any(|word| title.contains(word))).count()
    };
    let levels = LEVELS.chars().map(|level| (times(level), level));
    levels.filter(|(times, _)| *times > 0).max_by_key(|(times, _)| *times).map(|(_, level)| level)
}

/// True if two names are of one thing: equal, or one has more words at its front, which the other
/// paper has near its rank: 游客接待 ("visits of tourists"), 接待 ("visits").
fn is_one_subject(one: &Standing, other: &Standing) -> bool {
    let (short, long) = if one.subject.len() <= other.subject.len() { (one, other) } else { (other, one) };
    let Some(more) = long.subject.strip_suffix(&*short.subject) else { return false };
    let has = |pair: &Pair| short.wording.has(*pair) || short.wording.is_near(*pair);
    let pairs = Wording::new(&[more], &[]);
    more.is_empty()
        || Words::new().of(&standing::BRANCH).found_in(more).is_empty() && pairs.own().iter().any(has)
}

/// Two ranks that contradict each other.
struct Differing {
    first: Span,
    place: Span,
    /// True if the ranks before the stated ones differ.
    is_earlier: bool,
}

impl Differing {
    /// `None` if both statements about a thing can be right.
    fn of(one: &Standing, other: &Standing) -> Option<Self> {
        let is_other = match (one.rank, other.rank) {
            (Rank::Exact(first), Rank::Exact(second)) => first != second,
            (Rank::Exact(rank), Rank::Within(limit)) | (Rank::Within(limit), Rank::Exact(rank)) => {
                rank > limit
            }
            (Rank::Within(first), Rank::Within(second)) => one.is_aim && first != second,
        };
        if is_other {
            return Some(Self { first: one.span, place: other.span, is_earlier: false });
        }
        let (first, second) = one.earlier.zip(other.earlier)?;
        let is_change = one.rank == other.rank && first.year == second.year && first.rank != second.rank;
        is_change.then_some(Self { first: first.span, place: second.span, is_earlier: true })
    }
}
