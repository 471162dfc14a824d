//! The figures of all papers of a set, and conditions on the unit, time and place of two figures.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::entities::{NamedEntities, entities};
use crate::checks::same_thing::{is_of_thing, is_other_sum, is_other_unit};
use crate::checks::slips::{MIN_DIGITS, is_close, is_long_swap, is_rarely_slipped, is_slipped};
use crate::facts::set::scope::Scope;
use crate::facts::set::stated_figure::{StatedFigure, Unit};
use crate::facts::set::wording::Pair;
use crate::text::decimal::Decimal;

/// Likeness above which one figure may lack a year, or only one may be preceded by a month.
pub(super) const ALIKE: f32 = 0.55;
/// Maximum value of a part, in tenths of its whole; see [`Figures::is_whole`].
const PART_OF_TEN: u64 = 8;
pub(super) const SUM: Unit = Unit::new("元");

/// The figures of all papers of a set, sorted by paper, with what is needed to compare them.
pub(super) struct Figures<'p> {
    pub(super) all: Vec<(usize, &'p StatedFigure)>,
    /// Year of each figure, shifted if its paper means another year by 今年 ("this year") than
    /// most.
    pub(super) years: Vec<Option<u32>>,
    /// Year of each paper, if they are the reports of several years; else `None`.
    own_years: Vec<Option<u32>>,
    /// For each paper that is the statement of one speaker among several, the words of its title.
    pub(super) speakers: Vec<Option<&'p [Pair]>>,
    /// Index of the first figure of each paper. The last element is the number of all figures.
    pub(super) starts: Vec<usize>,
    /// The year that most papers are about.
    pub(super) year: Option<u32>,
    /// Level of the area that most figures are about: 市 ("city") in 全市 ("the whole city").
    pub(super) level: Option<char>,
    /// Places and organisations in the words of each figure.
    pub(super) named: Vec<NamedEntities>,
    pub(super) alignment: Alignment<'p>,
}

impl<'p> Figures<'p> {
    pub(super) fn new(papers: &[Paper<'p>]) -> Self {
        let mut all = Vec::new();
        let mut starts = Vec::with_capacity(papers.len() + 1);
        for (at, paper) in papers.iter().enumerate() {
            starts.push(all.len());
            all.extend(paper.facts.figures.iter().map(|figure| (at, figure)));
        }
        starts.push(all.len());
        let stated = |(paper, figure): &(usize, &'p StatedFigure)| StatedFact {
            paper: *paper,
            kind: figure.kind(),
            wording: &figure.wording,
        };
        let alignment = Alignment::new(all.iter().map(stated).collect());
        let year = usual_year(papers);
        let moved = |(paper, figure): &(usize, &'p StatedFigure)| {
            figure.scope.moved_year(papers[*paper].facts.year, year)
        };
        let years = all.iter().map(moved).collect();
        let entities = entities(papers);
        let named = all.iter().map(|(_, figure)| NamedEntities::new(&figure.wording, &entities)).collect();
        let level = usual_level(&all);
        let title = |paper: &Paper<'p>| paper.facts.is_of_speaker.then_some(&paper.facts.own_entities[..]);
        let speakers = papers.iter().map(title).collect();
        let own_year = |paper: &Paper<'_>| paper.facts.year.filter(|_| are_of_years(papers, year));
        let own_years = papers.iter().map(own_year).collect();
        Self { all, years, own_years, speakers, starts, year, level, named, alignment }
    }

    /// True if two figures may be the same one, judging by unit, time and place, but not by their
    /// words. If the same digits occur in another order, or a number of [`MIN_DIGITS`] digits has a
    /// slip, the time may differ: such numbers seldom resemble each other by chance, while the
    /// words for the time are sometimes misread.
    pub(super) fn may_be(&self, one: usize, other: usize) -> bool {
        if !self.is_one_unit(one, other) {
            return false;
        }
        let (first, second) = (self.all[one].1, self.all[other].1);
        if is_other_sum(first, second) {
            return false;
        }
        let is_slip = || {
            is_long_swap(first, second)
                || first.digits.min(second.digits) >= MIN_DIGITS
                    && is_slipped(first, second)
                    && (self.is_one_year(one, other) || is_rarely_slipped(first, second))
        };
        let is_scope = first.aspects.may_be(second.aspects)
            && (first.aspects.is_fixed() || Scope::may_be(self.dated(one), self.dated(other), self.year));
        let is_owner = !self.named[one].is_other(&self.named[other]);
        let is_level = first.level.or(self.level) == second.level.or(self.level);
        if is_level && is_owner && is_scope {
            return true;
        }
        // Cheap conditions first. Two places may have values that resemble each other by chance,
        // but the row of a project also names the office in charge.
        let is_row = || is_of_thing(first, second) || is_of_thing(second, first);
        let may_have_owner = is_owner || is_long_swap(first, second) || is_slip() && is_row();
        let may_have_time = is_scope || self.is_one_year(one, other) || is_slip();
        if !may_have_owner || !may_have_time {
            return false;
        }
        let closeness = OnceCell::new();
        let is_close = || *closeness.get_or_init(|| is_close(first, second));
        // Properties of a thing may follow the month in which it is begun:
        // 3月开工，设计流量35立方米每秒.
        let is_alike =
            || self.is_one_year(one, other) && is_close() && self.alignment.likeness(one, other) >= ALIKE;
        (is_level || is_close()) && (is_scope || is_alike() || is_slip())
    }

    /// True if `at` is a row with the whole size of a thing (150公里, "150 km") and `other` the
    /// work done on it (今年改造90公里, "90 km renewed this year").
    pub(super) fn is_whole(&self, at: usize, other: usize) -> bool {
        let [whole, part] = [at, other].map(|at| &self.all[at].1.scope);
        let (value, less) = self.all[at].1.numbers(self.all[other].1);
        let much_less = less.divided(Decimal::integer(PART_OF_TEN), 4).map(|tenth| tenth.shifted(1));
        whole.is_listed
            && !whole.is_year_said
            && (part.is_year_said || part.is_so_far)
            && much_less.is_some_and(|less| value > less)
    }

    /// Returns the time and place of a figure, and its year.
    pub(super) fn dated(&self, at: usize) -> (&'p Scope, Option<u32>) {
        (&self.all[at].1.scope, self.years[at])
    }

    pub(super) fn is_one_year(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.years[one], self.years[other]);
        one.is_none() || other.is_none() || one == other
    }

    pub(super) fn is_one_unit(&self, one: usize, other: usize) -> bool {
        let [paper, next] = [one, other].map(|at| self.own_years[self.all[at].0]);
        let (one, other) = (self.all[one].1, self.all[other].1);
        let is_other_whole = one.aspects.is_other_whole(other.aspects);
        if one.change != other.change
            || one.bound != other.bound
            || is_other_whole
            || paper.zip(next).is_some_and(|(one, other)| one != other)
        {
            return false;
        }
        let is_unit = one.unit == other.unit
            || one.unit.is_empty()
            || other.unit.is_empty()
            || one.is_counted && other.is_counted
            || is_other_unit(one, other);
        // 投资 ("investment") without a unit is not a length.
        let is_sum = |figure: &StatedFigure| figure.unit.is_empty() || figure.unit == SUM;
        let is_money = (!one.is_money || is_sum(other)) && (!other.is_money || is_sum(one));
        is_unit && is_money
    }
}

/// Level of the area that most figures are about, such as 市 ("city").
fn usual_level(all: &[(usize, &StatedFigure)]) -> Option<char> {
    let mut times: FxHashMap<char, usize> = FxHashMap::default();
    for level in all.iter().filter_map(|(_, figure)| figure.level) {
        *times.entry(level).or_default() += 1;
    }
    times.into_iter().max_by_key(|(level, times)| (*times, *level)).map(|(level, _)| level)
}

/// True if most papers are about other years than the usual one. They are then the reports of
/// several years, and not the papers of one meeting.
fn are_of_years(papers: &[Paper<'_>], usual: Option<u32>) -> bool {
    let years = papers.iter().filter_map(|paper| paper.facts.year);
    let (own, others): (Vec<u32>, Vec<u32>) = years.partition(|year| Some(*year) == usual);
    others.len() > own.len()
}

/// The year that most papers are about; the latest one of equally frequent years.
pub(super) fn usual_year(papers: &[Paper<'_>]) -> Option<u32> {
    let mut times: FxHashMap<u32, usize> = FxHashMap::default();
    for year in papers.iter().filter_map(|paper| paper.facts.year) {
        *times.entry(year).or_default() += 1;
    }
    times.into_iter().max_by_key(|(year, times)| (*times, *year)).map(|(year, _)| year)
}
