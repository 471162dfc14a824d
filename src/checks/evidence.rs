//! Weighs what speaks for and against two figures of different papers being the same one: the words
//! that they share, their time and place, the figures beside them, and other figures that resemble
//! either.
//!
//! Each sign has a weight; the sum of the weights is the logarithm of the odds. The weights were
//! fitted by logistic regression on made-up meetings: equal numbers of three and more digits and
//! the contradictions that the authors put in on one side, all other pairs on the other.

use rustc_hash::FxHashMap;

use crate::checks::figures::Figures;
use crate::checks::overlap::{Overlap, Rivals};
use crate::checks::same_thing::is_other_sum;
use crate::checks::slips::{MIN_DIGITS, is_long_swap, is_moved, is_rarely_slipped, is_slipped, is_within};
use crate::checks::table_figures::FAR_WITHIN;
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::wording::Pair;

/// Number of signs.
const SIGNS: usize = 23;
/// Weight of each sign. The comments say what [`Figures::signs`] gives for it.
const WEIGHTS: [f32; SIGNS] = [
    1.54,  // the smaller share of words that the other has, from 0 to 1
    0.94,  // weight of the rarest shared word
    1.73,  // weight of the rarest word in both clauses
    0.52,  // for a short clause, weight of words that are near the other figure
    1.04,  // share of the name of a table row in the words of the other figure
    1.06,  // the same unit
    0.55,  // no word for a mean, a peak or an addition that only one has
    0.40,  // the same year
    0.53,  // … given in both sentences
    0.43,  // … given in one sentence
    -1.02, // different years, given in both sentences
    -1.39, // different years, given in one sentence
    -1.33, // an aim and a result
    -0.51, // a part and a whole
    -0.50, // the places or organisations of one are not near the other
    0.65,  // a place or organisation that both have, or none in either
    -0.41, // only one is in a paragraph that begins with its subject
    -0.70, // only one is in a table
    -0.63, // an approximate value
    0.90,  // equal figures before both
    1.08,  // equal figures behind both
    2.56,  // how much better the words agree than those of any rival
    -0.90, // how well the words agree with those of another figure that has the same value
];
/// Logarithm of the odds if no sign is seen.
const BASE: f32 = -5.62;
/// Added for a difference that a typing slip explains, from the surest one to the least sure: four
/// and more digits in another order; two digits swapped; a replaced digit or a moved point; values
/// near each other.
const REORDERED: f32 = 5.0;
const SWAPPED: f32 = 3.5;
const SWAPPED_SHORT: f32 = 2.0;
const REPLACED: f32 = 2.0;
const REPLACED_SHORT: f32 = 0.5;
const CLOSE: f32 = 0.5;
/// Added if the values are not near each other.
const FAR: f32 = -0.75;
/// Largest difference of two values near each other, in percent of the greater one.
const CLOSE_WITHIN: u64 = 20;
/// Minimum logarithm of the odds to report two figures whose words do not agree enough by
/// themselves.
pub(super) const SURE: f32 = 1.25;
/// Minimum logarithm of the odds to report two figures at all.
pub(super) const POSSIBLE: f32 = -0.5;
/// Minimum weight of a word of a title that names a speaker's place or office, and not the meeting.
const RARE_NAME: f32 = 2.7;
/// Largest number that the strength of two figures may exceed that of their rivals by.
const MOST_AHEAD: f32 = 0.5;
/// Maximum number of bytes between two figures beside each other.
const BESIDE: usize = 120;

/// Two figures of different papers with shared words.
struct Link {
    first: usize,
    second: usize,
    overlap: Overlap,
    /// True if both may have the same value.
    is_equal: bool,
}

/// Two figures of different papers with different values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Odds {
    /// Index of the figure in the earlier paper.
    pub(super) first: usize,
    /// Index of the figure in the later paper.
    pub(super) second: usize,
    /// Logarithm of the odds that both are the same figure, one of them with a mistake.
    pub(super) logarithm: f32,
}

impl Figures<'_> {
    /// Returns the pairs of figures with different values that share words, sorted by the later
    /// one.
    pub(super) fn odds(&self) -> Vec<Odds> {
        let links = self.links();
        let mut rivals: FxHashMap<(usize, usize), Rivals> = FxHashMap::default();
        for Link { first, second, overlap, is_equal } in &links {
            for (at, other) in [(*first, *second), (*second, *first)] {
                rivals.entry((at, self.all[other].0)).or_default().add(overlap.strength, *is_equal);
            }
        }
        let differing = links.iter().filter(|link| !link.is_equal);
        differing
            .map(|link| {
                let [one, other] = [link.first, link.second].map(|at| self.all[at].1);
                let beside = self.equal_beside(link);
                let odds = Odds { first: link.first, second: link.second, logarithm: f32::NEG_INFINITY };
                let slip = slip(one, other);
                if slip == f32::NEG_INFINITY || self.is_of_others(link, beside) {
                    return odds;
                }
                let of = |at: usize, other: usize| rivals[&(at, self.all[other].0)];
                let both = [of(link.first, link.second), of(link.second, link.first)];
                let signs = self.signs(link, both, beside);
                let sum: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
                Odds { logarithm: BASE + sum + slip, ..odds }
            })
            .collect()
    }

    /// Pairs of figures that share words and whose values are equal or may be mistaken for each
    /// other.
    fn links(&self) -> Vec<Link> {
        let related = self.alignment.related(&|one, other| {
            self.is_one_unit(one, other) && !is_other_sum(self.all[one].1, self.all[other].1)
        });
        let links = related.into_iter().filter_map(|(first, second)| {
            let [one, other] = [first, second].map(|at| self.all[at].1);
            let is_equal = one.meets(other);
            if !is_equal && !is_within(FAR_WITHIN, one, other) && !is_slipped(one, other) {
                return None;
            }
            Some(Link { first, second, overlap: Overlap::new(&self.alignment, first, second), is_equal })
        });
        links.collect()
    }

    /// True for figures of two places or organisations: one is named with the first figure and not
    /// near the second, they are of areas of two levels, or one is in the statement of a speaker.
    /// Slips and equal figures `beside` both say more than a name that may be misread.
    fn is_of_others(&self, link: &Link, beside: [bool; 2]) -> bool {
        let [one, other] = [link.first, link.second].map(|at| self.all[at].1);
        let [named, others] = [link.first, link.second].map(|at| &self.named[at]);
        let is_other_area = || {
            one.level.or(self.level) != other.level.or(self.level)
                || !named.is_one(others)
                || self.is_of_speaker(link.first, link.second)
                || self.is_of_speaker(link.second, link.first)
        };
        let is_other = named.is_other(others) && !is_long_swap(one, other);
        is_other || beside == [false; 2] && !is_slipped(one, other) && is_other_area()
    }

    /// For the places before and behind both figures, true if equal figures stand there.
    fn equal_beside(&self, link: &Link) -> [bool; 2] {
        let of = [link.first, link.second];
        let before = self.is_beside(of[0].checked_sub(1), of[1].checked_sub(1), of);
        [before, self.is_beside(Some(of[0] + 1), Some(of[1] + 1), of)]
    }

    /// True if a figure is in the statement of a speaker, and another one is in another paper,
    /// whose words do not name the speaker's place or office.
    fn is_of_speaker(&self, at: usize, other: usize) -> bool {
        let [own, next] = [at, other].map(|at| self.speakers[self.all[at].0]);
        let Some(title) = own.filter(|_| next.is_none()) else { return false };
        let wording = self.alignment.wording(other);
        let mut named = title.iter().filter(|pair| wording.has(**pair) || wording.is_near(**pair));
        !named.any(|pair| self.alignment.weight(*pair) > RARE_NAME)
    }

    /// Signs for and against a link, each as a number from 0 to about 1.
    fn signs(&self, link: &Link, rivals: [Rivals; 2], beside: [bool; 2]) -> [f32; SIGNS] {
        let Link { first, second, overlap, .. } = link;
        let (first, second) = (*first, *second);
        let [one, other] = [first, second].map(|at| self.all[at].1);
        let [year, next] = [first, second].map(|at| self.years[at]);
        let is_dated = year.is_some() && next.is_some();
        let said = [one, other].iter().filter(|figure| figure.scope.is_year_said).count();
        let rival = rivals[0].without(overlap.strength).max(rivals[1].without(overlap.strength));
        let also = rivals[0].equal.max(rivals[1].equal);
        let is = |condition: bool| f32::from(u8::from(condition));
        [
            overlap.least,
            overlap.rarest,
            overlap.rarest_own,
            if overlap.is_short { overlap.crossed } else { 0.0 },
            self.named_thing(one, second) + self.named_thing(other, first),
            is(one.unit == other.unit && !one.unit.is_empty()),
            is(one.aspects.may_be(other.aspects)),
            is(is_dated && year == next),
            is(is_dated && year == next && said == 2),
            is(is_dated && year == next && said == 1),
            is(is_dated && year != next && said == 2),
            is(is_dated && year != next && said == 1),
            is(one.scope.is_planned() != other.scope.is_planned()),
            is(one.scope.is_part != other.scope.is_part),
            is(self.named[first].is_other(&self.named[second])),
            is(self.named[first].is_one(&self.named[second])),
            is(one.is_of_item != other.is_of_item),
            is(one.thing.is_empty() != other.thing.is_empty()),
            is(one.is_approximate || other.is_approximate),
            is(beside[0]),
            is(beside[1]),
            (overlap.strength - rival).clamp(-MOST_AHEAD, MOST_AHEAD),
            also,
        ]
    }

    /// Share, by weight, of the name of a figure's table row that the words of another figure
    /// contain.
    fn named_thing(&self, row: &StatedFigure, other: usize) -> f32 {
        let wording = self.alignment.wording(other);
        let weight = |pair: &Pair| self.alignment.weight(*pair);
        let all: f32 = row.thing.iter().map(weight).sum();
        let named = row.thing.iter().filter(|pair| wording.has(**pair) || wording.is_near(**pair));
        if all > 0.0 { named.map(weight).sum::<f32>() / all } else { 0.0 }
    }

    /// True if two figures are equal and each stands beside one of `of`:
    /// 发电量186.4亿千瓦时，增长7.3% ("18.64 billion kWh generated, 7.3 % more") in one paper,
    /// 186.4亿千瓦时，增长7.8% in the other.
    fn is_beside(&self, one: Option<usize>, other: Option<usize>, of: [usize; 2]) -> bool {
        let beside = |at: Option<usize>, of: usize| {
            let (paper, figure) = self.all.get(at?)?;
            let (own, near) = self.all[of];
            let gap = figure
                .span
                .start()
                .max(near.span.start())
                .checked_sub(figure.span.end().min(near.span.end()))?;
            (*paper == own && gap < BESIDE).then_some(*figure)
        };
        let figures = beside(one, of[0]).zip(beside(other, of[1]));
        figures
            .is_some_and(|(one, other)| one.digits >= 2 && one.unit == other.unit && one.is_same_value(other))
    }
}

/// Logarithm of the odds that a mistake makes the one value from the other. No odds if no slip
/// explains the difference and the figures hold for two periods (the end of August, the end of the
/// year), or are an aim and a result.
fn slip(one: &StatedFigure, other: &StatedFigure) -> f32 {
    let digits = one.digits.min(other.digits);
    let is_long = digits >= MIN_DIGITS;
    let [period, next] = [one, other].map(|figure| &figure.scope.stretches);
    let is_other_period = period != next && !period.is_empty() && !next.is_empty();
    // An aim is often near the result.
    let is_one_kind = one.scope.is_planned() == other.scope.is_planned();
    match () {
        () if is_long_swap(one, other) => REORDERED,
        () if is_moved(one, other) => [REPLACED_SHORT, REPLACED][usize::from(is_long)],
        () if is_rarely_slipped(one, other) => [SWAPPED_SHORT, SWAPPED][usize::from(is_long)],
        () if is_slipped(one, other) => [REPLACED_SHORT, REPLACED][usize::from(is_long && is_one_kind)],
        () if is_other_period || !is_one_kind => f32::NEG_INFINITY,
        () if is_within(CLOSE_WITHIN, one, other) => CLOSE,
        () => FAR,
    }
}
