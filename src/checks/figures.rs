//! The figures of all papers of a set, and conditions on the unit, time and place of two figures.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::entities::{NamedEntities, entities};
use crate::checks::same_thing::is_other_unit;
use crate::facts::set::stated_figure::{StatedFigure, Unit};

const SUM: Unit = Unit::new("元");

/// The figures of all papers of a set, sorted by paper, with what is needed to compare them.
pub(super) struct Figures<'p> {
    pub(super) all: Vec<(usize, &'p StatedFigure)>,
    /// Year of each figure, shifted if its paper means another year by 今年 ("this year") than
    /// most.
    pub(super) years: Vec<Option<u32>>,
    /// Year of each paper, if they are the reports of several years; else `None`.
    own_years: Vec<Option<u32>>,
    /// Index of the first figure of each paper. The last element is the number of all figures.
    pub(super) starts: Vec<usize>,
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
        let own_year = |paper: &Paper<'_>| paper.facts.year.filter(|_| are_of_years(papers, year));
        let own_years = papers.iter().map(own_year).collect();
        Self { all, years, own_years, starts, level, named, alignment }
    }

    /// True if two figures may have the same unit.
    pub(super) fn is_one_unit(&self, one: usize, other: usize) -> bool {
        let [paper, next] = [one, other].map(|at| self.own_years[self.all[at].0]);
        let (one, other) = (self.all[one].1, self.all[other].1);
        let is_other_year = paper.zip(next).is_some_and(|(one, other)| one != other);
        if is_other_year {
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
        let is_divisor = one.divisor == other.divisor || one.divisor.is_empty() || other.divisor.is_empty();
        is_unit && is_divisor && is_money
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
