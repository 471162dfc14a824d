//! Weighs what speaks for and against two figures of different papers being the same one: the words
//! that they share, their time and place, the figures beside them, other figures that resemble
//! either, and how the values differ.
//!
//! Each sign has a weight; the sum of the weights is the logarithm of the odds that one of the two
//! figures is a mistake. The weights were fitted by logistic regression: the contradictions that
//! the authors of made-up meetings put in on one side, all other pairs with different values on the
//! other, among them those of final documents that have nothing to do with each other. They are the
//! means of two such fits on different meetings. Those that meetings show too seldom were set by
//! hand: nearly the same words, an aim and a result, an earlier value, a broken limit, the value of
//! each of several things, a change beside a value, a moved point and another unit.

use crate::checks::figures::Figures;
use crate::checks::overlap::{Link, Overlap};
use crate::checks::rivals::AllRivals;
use crate::checks::same_thing::{is_one_area, is_other_unit};
use crate::checks::slips::{is_long_swap, is_moved, is_rarely_slipped, is_slipped, is_within};
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::wording::Pair;

/// Number of signs.
const SIGNS: usize = 37;
/// Weight of each sign. The comments say what [`Figures::signs`] gives for it.
const WEIGHTS: [f32; SIGNS] = [
    3.50,  // nearly the same words about one time, both for a value or for a change
    1.06,  // weight of the rarest word in both clauses
    -0.46, // agreement of the words
    1.63,  // share of the name of a table row in the words of the other figure
    1.38,  // part of the shorter name that the other has
    0.50,  // part of the longer name that the other has
    3.08,  // how much better the words agree than those of a rival
    0.73,  // no rival whose words agree better
    -3.73, // how well the words agree with those of another figure that has the same value
    -2.87, // the same, in other papers, for the figure that has less of it
    -1.25, // … and for the figure that has more
    1.78,  // the same unit
    -3.59, // only one is a limit, or one is a minimum and one a maximum
    3.30,  // … and the other does not keep the limit
    -3.20, // only one is a change, or they change in two directions
    1.86,  // the same year
    5.00,  // one is the earlier value that is told beside the other, and the years do not differ
    -0.13, // one without a year
    -2.79, // different years, given in one sentence
    -3.28, // different years, given in both sentences
    -1.18, // different periods
    -2.25, // an aim and a result
    -2.37, // … and the same value elsewhere
    -1.18, // different areas
    -1.11, // the places or organisations of one are not near the other
    1.20,  // a place or organisation that both have, or none in either
    -3.36, // areas of two levels, and no slip that is rarely a coincidence
    -0.93, // only one is in a table
    -1.38, // what was added, and what was reached
    -3.00, // only one is the value of each of several things
    -0.76, // an approximate value
    1.69,  // the same number of decimals and the same multiple of the unit
    -1.17, // a single digit
    -0.77, // number of digits, up to five
    1.22,  // a single digit, and values that are not near each other
    1.74,  // equal figures before both, and behind both
    1.11,  // equal figures near both
];
/// Weights of the ways in which two values differ, for numbers of less than three digits and for
/// longer ones; see [`Deviation`].
const DEVIATIONS: [[f32; 2]; 8] = [
    [0.00, 7.57],   // four and more digits in another order
    [2.50, 5.00],   // the decimal point moved
    [4.82, 6.49],   // two digits swapped
    [0.00, 3.78],   // a digit replaced or left out
    [2.72, 1.37],   // at most 5 percent apart
    [2.76, 0.53],   // at most 20 percent apart
    [-0.45, -2.50], // farther apart
    [3.00, 3.00],   // another unit of the same dimension
];
/// Logarithm of the odds if no sign is seen.
const BASE: f32 = -10.69;
/// Minimum logarithm of the odds to count two figures as different values of the same thing.
pub(super) const POSSIBLE: f32 = -2.0;
/// Minimum logarithm of the odds to report two figures.
pub(super) const SURE: f32 = -0.3;
/// Largest differences of two values near each other, in percent of the greater one.
const NEAR_WITHIN: u64 = 5;
const CLOSE_WITHIN: u64 = 20;
/// Largest difference of any two values of the same figure, in percent of the greater one: the
/// smaller one is at least a fourth. Values that differ more are about two things.
const FAR_WITHIN: u64 = 75;
/// Minimum number of digits of a long number.
const LONG: u8 = 3;
/// Number of digits above which more digits say nothing more.
const MOST_DIGITS: u8 = 5;
/// Largest number that the agreement of two figures may exceed that of their rivals by.
const MOST_AHEAD: f32 = 0.5;
/// Maximum number of bytes between two figures beside each other.
const BESIDE: usize = 120;
/// Maximum number of figures before or behind a figure that are near it.
const COMPANY: usize = 5;

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

/// Way in which two values differ, in the order of [`DEVIATIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deviation {
    /// Four and more digits in another order.
    Reordered,
    /// The decimal point is moved.
    Moved,
    /// Two digits are swapped.
    Swapped,
    /// A digit is replaced or left out.
    Replaced,
    /// No slip; at most [`NEAR_WITHIN`] percent.
    Near,
    /// No slip; at most [`CLOSE_WITHIN`] percent.
    Close,
    /// No slip, and not near each other.
    Far,
    /// The same number with another unit of the same dimension.
    OtherUnit,
}

impl Deviation {
    fn of(one: &StatedFigure, other: &StatedFigure) -> Self {
        match () {
            () if is_other_unit(one, other) => Self::OtherUnit,
            () if is_long_swap(one, other) => Self::Reordered,
            () if is_moved(one, other) => Self::Moved,
            () if is_rarely_slipped(one, other) => Self::Swapped,
            () if is_slipped(one, other) => Self::Replaced,
            () if is_within(NEAR_WITHIN, one, other) => Self::Near,
            () if is_within(CLOSE_WITHIN, one, other) => Self::Close,
            () => Self::Far,
        }
    }

    /// True if two values rarely differ in this way by chance.
    fn is_rare(self) -> bool {
        matches!(self, Self::Reordered | Self::Moved | Self::Swapped | Self::OtherUnit)
    }
}

impl Figures<'_> {
    /// Returns the pairs of figures that share words, sorted by the later one. Their values are
    /// equal or may be mistaken for each other.
    pub(super) fn links(&self) -> Vec<Link> {
        let related = self.alignment.related(&|one, other| self.is_one_unit(one, other));
        let links = related.into_iter().filter_map(|(first, second)| {
            let [one, other] = [first, second].map(|at| self.all[at].1);
            let is_equal = one.meets(other) && !is_other_unit(one, other);
            if !is_equal && !is_within(FAR_WITHIN, one, other) && !is_slipped(one, other) {
                return None;
            }
            Some(Link { first, second, overlap: Overlap::new(&self.alignment, first, second), is_equal })
        });
        links.collect()
    }

    /// Returns the odds of the links whose values differ, sorted by the later figure.
    pub(super) fn odds(&self, links: &[Link]) -> Vec<Odds> {
        let papers: Vec<usize> = self.all.iter().map(|(paper, _)| *paper).collect();
        // The same value for another year does not support a figure: it may have been left over.
        let is_stale = |link: &&Link| link.is_equal && self.is_other_year(link);
        let rivals = AllRivals::new(links.iter().filter(|link| !is_stale(link)), &papers);
        let differing = links.iter().filter(|link| !link.is_equal && !self.are_of_other_days(link));
        differing
            .map(|link| {
                let [one, other] = [link.first, link.second].map(|at| self.all[at].1);
                let deviation = Deviation::of(one, other);
                let signs = self.signs(link, deviation, &rivals);
                let sum: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
                let is_long = one.digits.min(other.digits) >= LONG;
                let logarithm = BASE + sum + DEVIATIONS[deviation as usize][usize::from(is_long)];
                Odds { first: link.first, second: link.second, logarithm }
            })
            .collect()
    }

    /// Signs for and against a link, each as a number from 0 to about 1, in the order of
    /// [`WEIGHTS`].
    fn signs(&self, link: &Link, deviation: Deviation, rivals: &AllRivals) -> [f32; SIGNS] {
        let signs = [
            &self.word_signs(link)[..],
            &self.rival_signs(link, rivals),
            &self.time_signs(link, rivals),
            &self.scope_signs(link, deviation),
            &self.value_signs(link, deviation),
            &self.company_signs(link),
        ];
        let mut all = [0.0; SIGNS];
        for (place, sign) in all.iter_mut().zip(signs.into_iter().flatten()) {
            *place = *sign;
        }
        all
    }

    /// Signs from the words of both figures.
    fn word_signs(&self, link: &Link) -> [f32; 6] {
        let Link { first, second, overlap, .. } = link;
        let [one, other] = [*first, *second].map(|at| self.all[at].1);
        let [own, others] = [(one, other), (other, one)].map(|(of, in_name)| shared(&of.name, &in_name.name));
        let part = |(both, all): (f32, f32)| both / all.max(1.0);
        [
            is(self.alignment.is_same(link) && self.is_one_time(link) && one.change == other.change),
            overlap.rarest_own,
            overlap.strength,
            self.named_thing(one, *second) + self.named_thing(other, *first),
            part(own).max(part(others)),
            part(own).min(part(others)),
        ]
    }

    /// True if nothing shows that two figures are of two times.
    fn is_one_time(&self, link: &Link) -> bool {
        let [one, other] = [link.first, link.second].map(|at| &self.all[at].1.scope);
        !self.is_other_year(link)
            && one.stretches == other.stretches
            && one.is_planned() == other.is_planned()
    }

    /// True if two figures are as of two days: 截至2月16日完工131处 ("131 finished by 16 February"),
    /// 截至3月20日已完工158处 ("158 finished by 20 March").
    fn are_of_other_days(&self, link: &Link) -> bool {
        let [one, other] = [link.first, link.second].map(|at| &self.all[at].1.scope.stretches);
        let is_day = |stretches: &[String]| stretches.iter().any(|stretch| stretch.ends_with(['日', '号']));
        one != other && is_day(one) && is_day(other)
    }

    /// True if two figures are of two years.
    fn is_other_year(&self, link: &Link) -> bool {
        let [year, next] = [link.first, link.second].map(|at| self.years[at]);
        year.is_some() && next.is_some() && year != next
    }

    /// Signs from other figures that resemble one of the two.
    fn rival_signs(&self, link: &Link, rivals: &AllRivals) -> [f32; 5] {
        let Link { first, second, overlap, .. } = link;
        let [paper, next] = [*first, *second].map(|at| self.all[at].0);
        let of = [rivals.of(*first, next), rivals.of(*second, paper)];
        let [one, other] = of.map(|rivals| rivals.without(overlap.strength));
        let [support, others] = [rivals.support(*first, next), rivals.support(*second, paper)];
        [
            (overlap.strength - one.min(other)).clamp(-MOST_AHEAD, MOST_AHEAD),
            is(overlap.strength >= one.max(other)),
            of[0].equal.max(of[1].equal),
            support.min(others),
            support.max(others),
        ]
    }

    /// Signs from the unit and the time of both figures.
    fn time_signs(&self, link: &Link, rivals: &AllRivals) -> [f32; 12] {
        let (first, second) = (link.first, link.second);
        let [(paper, one), (next_paper, other)] = [first, second].map(|at| self.all[at]);
        let [year, next] = [first, second].map(|at| self.years[at]);
        let is_dated = year.is_some() && next.is_some();
        let said = [one, other].iter().filter(|figure| figure.scope.is_year_said).count();
        let is_other_year = self.is_other_year(link);
        let [period, others] = [one, other].map(|figure| &figure.scope.stretches);
        let is_other_period = period != others && !period.is_empty() && !others.is_empty();
        let is_plan = one.scope.is_planned() != other.scope.is_planned();
        let also = rivals.of(first, next_paper).equal.max(rivals.of(second, paper).equal);
        [
            is(one.unit == other.unit && !one.unit.is_empty()),
            is(one.bound != other.bound),
            is(one.is_limit_broken(other)),
            is(one.change != other.change),
            is(is_dated && year == next),
            is(!is_other_year && one.is_earlier(other)),
            is(!is_dated),
            is(is_other_year && said == 1),
            is(is_other_year && said == 2),
            is(is_other_period),
            is(is_plan),
            if is_plan { also } else { 0.0 },
        ]
    }

    /// Signs from the places, organisations and papers of both figures.
    fn scope_signs(&self, link: &Link, deviation: Deviation) -> [f32; 7] {
        let (first, second) = (link.first, link.second);
        let [one, other] = [first, second].map(|at| self.all[at].1);
        let is_common = !deviation.is_rare();
        [
            is(!is_one_area((&one.scope, one), (&other.scope, other))),
            is(self.named[first].is_other(&self.named[second])),
            is(self.named[first].is_one(&self.named[second])),
            is(is_common && one.level.or(self.level) != other.level.or(self.level)),
            is(one.thing.is_empty() != other.thing.is_empty()),
            is(one.is_beyond_addition(other)),
            is(one.aspects.is_other_whole(other.aspects)),
        ]
    }

    /// Signs from the values of both figures.
    fn value_signs(&self, link: &Link, deviation: Deviation) -> [f32; 5] {
        let [one, other] = [link.first, link.second].map(|at| self.all[at].1);
        let digits = one.digits.min(other.digits);
        [
            is(one.is_approximate || other.is_approximate),
            is(one.printed.decimals() == other.printed.decimals() && one.shift == other.shift),
            is(digits == 1),
            f32::from(digits.min(MOST_DIGITS)) / f32::from(MOST_DIGITS),
            is(digits == 1 && deviation == Deviation::Far),
        ]
    }

    /// Signs from the figures near both figures.
    fn company_signs(&self, link: &Link) -> [f32; 2] {
        let of = [link.first, link.second];
        let before = self.is_beside(of[0].checked_sub(1), of[1].checked_sub(1), of);
        [is(before) + is(self.is_beside(Some(of[0] + 1), Some(of[1] + 1), of)), is(self.has_company(of))]
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

    /// True if an equal figure is near both figures, before or behind.
    fn has_company(&self, of: [usize; 2]) -> bool {
        let near = |at: usize| {
            let (paper, _) = self.all[at];
            let own = (self.starts[paper], self.starts[paper + 1]);
            let places = at.saturating_sub(COMPANY).max(own.0)..(at + COMPANY + 1).min(own.1);
            places.filter(move |place| *place != at).map(|place| self.all[place].1)
        };
        near(of[0]).any(|one| {
            one.digits >= 2 && near(of[1]).any(|other| one.unit == other.unit && one.is_same_value(other))
        })
    }
}

fn is(condition: bool) -> f32 {
    f32::from(u8::from(condition))
}

/// Number of pairs of adjacent characters of a name that another name has too, and of all its
/// pairs.
fn shared(name: &str, other: &str) -> (f32, f32) {
    let pairs = |name: &'_ str| -> Vec<(char, char)> { name.chars().zip(name.chars().skip(1)).collect() };
    let (own, others) = (pairs(name), pairs(other));
    let both = own.iter().filter(|pair| others.contains(pair)).count();
    let number = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    (number(both), number(own.len()))
}
