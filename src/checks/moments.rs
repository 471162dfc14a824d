//! Weighs what speaks for and against two days or two times of day in different papers being the
//! same moment: the words that they share, their years, the moments beside them, and others that
//! resemble either.
//!
//! Each sign has a weight; the sum of the weights is the logarithm of the odds. The weights were
//! fitted by logistic regression on made-up meetings, with the contradictions that the authors put
//! in on one side and all other pairs, also those of unrelated papers, on the other.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::overlap::{Conflict, Link, Overlap, Rivals, likeliest};
use crate::checks::rivals::AllRivals;
use crate::facts::set::moments::{MONTH, Moment, Role};
use crate::facts::set::wording::Pair;
use crate::text::numeral::is_numeral;

/// Number of signs.
const SIGNS: usize = 30;
/// Weight of each sign. The comments say what [`Moments::signs`] gives for it.
const WEIGHTS: [f32; SIGNS] = [
    0.15,  // the smaller share of words that the other has, from 0 to 1
    4.22,  // weight of the rarest shared word
    2.33,  // weight of the rarest word in both clauses
    2.25,  // weight of words of one clause that are near the other moment
    -1.67, // words that agree less than in a weak link
    1.87,  // how much better the words agree than those of any rival
    0.72,  // … not worse than those of any rival
    1.80,  // … than those of the rivals of one of both
    -1.57, // how well the words agree with those of another moment with the same value
    -0.31, // papers of the two that also state the value of the other
    3.51,  // equal moments before both
    6.47,  // times up to half an hour apart, but not a quarter
    -0.66, // times up to one hour apart
    0.62,  // times of the same part of the meeting
    -1.09, // times of the same day
    -2.73, // times of different days
    2.02,  // near days of one month
    1.21,  // days of one month that differ by ten or twenty
    2.04,  // two months
    -1.64, // months far apart
    1.67,  // the same year
    -0.53, // different years
    0.74,  // the same function, such as the beginning of a range
    4.59,  // for two limits, the agreement of the words
    -0.48, // both are in tables
    1.27,  // the same stage of a project
    -0.75, // different stages
    -0.93, // number of papers that state the more frequent value, up to four
    3.12,  // for the same part of the meeting, weight of the rarest word in both clauses
    -1.26, // only one paper is one of a meeting
];
/// Logarithm of the odds if no sign is seen.
const BASE: f32 = -10.58;
/// Added for nearly the same words. The authors of the meetings seldom copied a sentence, while
/// people who write papers often do, so this was not fitted.
const SAME_WORDS: f32 = 3.5;
/// Minimum logarithm of the odds to report two moments.
const SURE: f32 = 0.4;
/// Maximum number of moments of one part of the meeting with which each other one is compared.
const MAX_EARLIER: usize = 24;
/// Maximum number of bytes between two moments beside each other.
const BESIDE: usize = 150;
/// Agreement of the words below which it counts as weak.
const WEAK: f32 = 0.25;
/// Largest number that the strength of two moments may exceed that of their rivals by.
const MOST_AHEAD: f32 = 0.5;
/// Part of the strength of a link. If one of the papers also states the other's value in words that
/// agree as much as this, the papers speak of two moments.
const ALSO_STATED: f32 = 0.8;
/// Characters after a number that make it the name of a part: 二期 ("phase two").
const PARTS: [char; 3] = ['期', '批', '段'];
/// Maximum number of papers with a moment that counts.
const MANY: u8 = 4;
/// Number of days within which two days are near each other, and of months from which on two months
/// are far apart.
const NEAR_DAYS: u16 = 10;
const FAR_MONTHS: u16 = 3;
/// Minutes within which two times are near each other: half an hour, without a quarter, and one
/// hour.
const QUARTER: u16 = 15;
const HALF_HOUR: u16 = 30;
const HOUR: u16 = 60;

/// The moments of all papers of a set, sorted by paper.
struct Moments<'p> {
    all: Vec<(usize, &'p Moment)>,
    alignment: Alignment<'p>,
    /// The papers that state each day or time, in order.
    stated: FxHashMap<(bool, u16, u16), Vec<usize>>,
    /// True if only one paper has the title of a meeting.
    has_one_meeting: bool,
}

/// Finds moments that differ in two papers: for each one the most likely, sorted by the later one.
pub(super) fn conflicts(papers: &[Paper<'_>]) -> Vec<Conflict> {
    let meetings = papers.iter().filter(|paper| paper.facts.occasion.meeting.is_some()).count();
    if meetings == 0 {
        return Vec::new();
    }
    let moments = Moments::new(papers, meetings == 1);
    likeliest(moments.likely(), &|at| (moments.all[at].0, moments.all[at].1.span))
}

impl<'p> Moments<'p> {
    fn new(papers: &[Paper<'p>], has_one_meeting: bool) -> Self {
        let mut all = Vec::new();
        let mut stated: FxHashMap<(bool, u16, u16), Vec<usize>> = FxHashMap::default();
        for (at, paper) in papers.iter().enumerate() {
            for moment in &paper.facts.moments {
                all.push((at, moment));
                let papers = stated.entry(value(moment)).or_default();
                if papers.last() != Some(&at) {
                    papers.push(at);
                }
            }
        }
        let fact = |(paper, moment): &(usize, &'p Moment)| StatedFact {
            paper: *paper,
            kind: 1 + u32::from(moment.is_time),
            wording: &moment.wording,
        };
        let alignment = Alignment::new(all.iter().map(fact).collect());
        Self { all, alignment, stated, has_one_meeting }
    }

    /// Returns pairs of different moments that are likely meant for the same one, with the
    /// logarithm of the odds.
    fn likely(&self) -> Vec<(usize, usize, f32)> {
        let links = self.links();
        let papers: Vec<usize> = self.all.iter().map(|(paper, _)| *paper).collect();
        let rivals = AllRivals::new(links.iter(), &papers);
        let differing = links
            .iter()
            .filter(|link| !link.is_equal && !self.are_of_two_years(link) && !self.are_of_two_parts(link));
        let odds = differing.filter_map(|link| {
            let both =
                [rivals.of(link.first, papers[link.second]), rivals.of(link.second, papers[link.first])];
            let also = both[0].equal.max(both[1].equal);
            if also >= ALSO_STATED * link.overlap.strength {
                return None;
            }
            let signs = self.signs(link, both);
            let sum: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
            let same = if self.alignment.is_same(link) { SAME_WORDS } else { 0.0 };
            Some((link.first, link.second, BASE + sum + same))
        });
        odds.filter(|(.., odds)| *odds > SURE).collect()
    }

    /// True for days of two years that both papers name, such as those of two meetings.
    fn are_of_two_years(&self, link: &Link) -> bool {
        let [one, other] = [link.first, link.second].map(|at| self.all[at].1);
        one.is_year_said && other.is_year_said && one.year != other.year && one.first != other.first
    }

    /// True if one moment is that of a part, such as 二期 ("phase two"), that the words of the other
    /// do not name.
    fn are_of_two_parts(&self, link: &Link) -> bool {
        let is_part = |pair: &Pair| {
            let [number, part] = [*pair >> 16, *pair & 0xFFFF].map(char::from_u32);
            number.is_some_and(is_numeral) && part.is_some_and(|part| PARTS.contains(&part))
        };
        let is_other = |at: usize, next: usize| {
            let [own, other] = [at, next].map(|at| &self.all[at].1.wording);
            let mut parts = own.own().iter().filter(|pair| is_part(pair));
            parts.any(|part| !other.has(*part) && !other.is_near(*part))
        };
        is_other(link.first, link.second) || is_other(link.second, link.first)
    }

    /// Pairs of moments that share rare words or are of one part of the meeting.
    fn links(&self) -> Vec<Link> {
        let may_be = |one: usize, other: usize| may_be(self.all[one].1, self.all[other].1);
        let mut related = self.alignment.related(&may_be);
        let mut events: FxHashMap<(&str, bool), Vec<usize>> = FxHashMap::default();
        for (at, (paper, moment)) in self.all.iter().enumerate() {
            if moment.event.is_empty() {
                continue;
            }
            let earlier = events.entry((&moment.event, moment.is_time)).or_default();
            let others = earlier.iter().filter(|other| self.all[**other].0 != *paper && may_be(**other, at));
            related.extend(others.map(|other| (*other, at)));
            if earlier.len() < MAX_EARLIER {
                earlier.push(at);
            }
        }
        related.sort_unstable();
        related.dedup();
        let links = related.into_iter().map(|(first, second)| {
            let [one, other] = [first, second].map(|at| self.all[at].1);
            let overlap = Overlap::new(&self.alignment, first, second);
            Link { first, second, overlap, is_equal: one.meets(other) }
        });
        links.collect()
    }

    /// Signs for and against a link, each as a number from 0 to about 1.
    fn signs(&self, link: &Link, rivals: [Rivals; 2]) -> [f32; SIGNS] {
        let Link { first, second, overlap, .. } = link;
        let [(paper, one), (next, other)] = [*first, *second].map(|at| self.all[at]);
        let ahead = rivals.map(|rivals| overlap.strength - rivals.without(overlap.strength));
        let limited = |number: f32| number.clamp(-MOST_AHEAD, MOST_AHEAD);
        let (least, most) = (ahead[0].min(ahead[1]), ahead[0].max(ahead[1]));
        let [papers, others] = [one, other].map(|moment| &self.stated[&value(moment)][..]);
        let states = |papers: &[usize], paper: usize| f32::from(u8::from(papers.contains(&paper)));
        let many = u8::try_from(papers.len().max(others.len())).unwrap_or(MANY).min(MANY) - 1;
        let is = |condition: bool| f32::from(u8::from(condition));
        let is_time = one.is_time;
        let apart = one.first.abs_diff(other.first);
        let is_year = one.year.is_some() && other.year.is_some();
        let is_days = !is_time && one.is_day() && other.is_day();
        let is_months = !is_time && !one.is_day() && !other.is_day();
        let [month, last] = [one, other].map(|moment| moment.first / MONTH);
        let is_event = !one.event.is_empty() && one.event == other.event;
        let has_days = one.day.is_some() && other.day.is_some();
        let has_stages = !one.stages.is_empty() && !other.stages.is_empty();
        let is_limit = one.role == Role::Limit && other.role == Role::Limit;
        [
            overlap.least,
            overlap.rarest,
            overlap.rarest_own,
            overlap.crossed,
            (WEAK - overlap.strength).max(0.0),
            limited(least),
            is(least >= 0.0),
            limited(most),
            rivals[0].equal.max(rivals[1].equal),
            states(papers, next) + states(others, paper),
            is(self.is_equal_before(*first, *second)),
            is(is_time && apart > QUARTER && apart <= HALF_HOUR),
            is(is_time && apart > HALF_HOUR && apart <= HOUR),
            is(is_time && is_event),
            is(has_days && one.day == other.day),
            is(has_days && one.day != other.day),
            is(is_days && month == last && apart <= NEAR_DAYS),
            is(is_days && month == last && apart.is_multiple_of(NEAR_DAYS)),
            is(is_months),
            is(!is_time && !is_days && month.abs_diff(last) >= FAR_MONTHS),
            is(is_year && one.year == other.year),
            is(is_year && one.year != other.year),
            is(one.role == other.role),
            if is_limit { overlap.strength } else { 0.0 },
            is(one.is_listed && other.is_listed),
            is(has_stages && one.stages.meets(other.stages)),
            is(has_stages && !one.stages.meets(other.stages)),
            f32::from(many),
            if is_event { overlap.rarest_own } else { 0.0 },
            is(self.has_one_meeting),
        ]
    }

    /// True if equal moments stand before both: 1月8日14:30 ("8 January, 14:30") in one paper,
    /// 1月8日15:00 in the other.
    fn is_equal_before(&self, one: usize, other: usize) -> bool {
        let before = |at: usize| {
            let (paper, own) = self.all[at];
            let (same, moment) = self.all[at.checked_sub(1)?];
            let gap = own.span.start().saturating_sub(moment.span.end());
            (same == paper && gap < BESIDE).then_some(moment)
        };
        let both = before(one).zip(before(other));
        both.is_some_and(|(one, other)| one.is_time == other.is_time && one.meets(other))
    }
}

/// The day or time of a moment.
fn value(moment: &Moment) -> (bool, u16, u16) {
    (moment.is_time, moment.first, moment.last)
}

/// True unless one moment begins a time and the other ends one.
fn may_be(one: &Moment, other: &Moment) -> bool {
    let is_end = |role: Role| matches!(role, Role::Last | Role::Limit);
    match [one.role, other.role] {
        [first, second] if first == second => true,
        [Role::First, role] | [role, Role::First] if is_end(role) => false,
        [Role::Last, role] | [role, Role::Last] => !one.is_time || is_end(role),
        _ => true,
    }
}
