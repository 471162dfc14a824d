//! Rows of tables, and the sentences about their subjects: 县殡仪馆改建 | 850 and 县殡仪馆改建…今年再安排950万元. They
//! are matched by the name of the row, because the words of the cell and of the clause may differ.

use rustc_hash::FxHashMap;

use crate::checks::alignment::Alignment;
use crate::facts::set::said::SaidFigure;
use crate::facts::set::wording::{Pair, pair};
use crate::text::numeral::is_numeral;

/// Pairs of characters by which a row is looked up: the rarest of its name.
const MAX_KEYS: usize = 4;
/// Maximum number of rows per pair that are looked at.
const MAX_ROWS: usize = 48;
/// Smallest share of the name, by weight, that a clause must have, and that the clause and the
/// words before it must have together.
const OWN: f32 = 0.45;
const AROUND: f32 = 0.6;
/// Part of the best row's share from which on another row is a rival.
const RIVAL: f32 = 0.8;
/// Minimum number of pairs of characters in a name.
const MIN_NAME: usize = 3;

/// A figure of a row that may be the figure of a sentence.
#[derive(Clone, Copy)]
pub(super) struct RowFigure {
    /// Index of the figure in the row.
    pub(super) row: usize,
    /// Share of the row's name that the sentence contains.
    share: f32,
}

/// The rows of all papers by their names.
pub(super) struct Rows<'p, 'a> {
    all: &'a [(usize, &'p SaidFigure)],
    alignment: &'a Alignment<'p>,
    named: FxHashMap<Pair, Vec<u32>>,
}

impl<'p, 'a> Rows<'p, 'a> {
    /// Collects the rows among the figures of a set, each with its paper.
    pub(super) fn new(all: &'a [(usize, &'p SaidFigure)], alignment: &'a Alignment<'p>) -> Self {
        let mut named: FxHashMap<Pair, Vec<u32>> = FxHashMap::default();
        for (at, (_, figure)) in
            all.iter().enumerate().filter(|(_, (_, figure))| figure.thing.len() >= MIN_NAME)
        {
            let mut keys: Vec<(f32, Pair)> =
                figure.thing.iter().map(|pair| (alignment.weight(*pair), *pair)).collect();
            keys.sort_unstable_by(|(weight, pair), (other, next)| {
                other.total_cmp(weight).then(pair.cmp(next))
            });
            for (_, pair) in keys.into_iter().take(MAX_KEYS) {
                let list = named.entry(pair).or_default();
                if list.len() < MAX_ROWS {
                    list.push(u32::try_from(at).unwrap_or(u32::MAX));
                }
            }
        }
        Self { all, alignment, named }
    }

    /// The figures of the row that a figure in prose is about, for each other paper. Skips papers
    /// of which two rows may be meant.
    pub(super) fn of(&self, told: usize, is_kind: &dyn Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let (paper, figure) = self.all[told];
        let mut found: Vec<usize> = figure
            .wording
            .all()
            .filter_map(|pair| self.named.get(&pair))
            .flatten()
            .map(|at| *at as usize)
            .collect();
        found.sort_unstable();
        found.dedup();
        let alike = found.into_iter().filter(|row| self.all[*row].0 != paper);
        let shares: Vec<RowFigure> =
            alike.filter_map(|row| Some(RowFigure { row, share: self.share(row, figure)? })).collect();
        let of_papers = shares.chunk_by(|one, next| self.all[one.row].0 == self.all[next.row].0);
        of_papers.filter_map(|rows| self.best(rows, is_kind)).collect()
    }

    /// The figures of the row with the largest share in one paper. `None` if it has a rival.
    fn best(&self, rows: &[RowFigure], is_kind: &dyn Fn(usize) -> bool) -> Option<Vec<usize>> {
        let best = rows.iter().copied().max_by(|one, next| one.share.total_cmp(&next.share))?;
        let thing = |row: &RowFigure| &self.all[row.row].1.thing;
        let is_only = rows.iter().all(|row| thing(row) == thing(&best) || row.share < best.share * RIVAL);
        let figures = rows.iter().filter(|row| thing(row) == thing(&best)).map(|row| row.row);
        is_only.then(|| figures.filter(|row| is_kind(*row)).collect())
    }

    /// Share of a row's name that a sentence contains. `None` if it is too small, or the sentence
    /// is about another stage.
    fn share(&self, row: usize, figure: &SaidFigure) -> Option<f32> {
        let thing = &self.all[row].1.thing;
        let weight = |pair: &Pair| self.alignment.weight(*pair);
        let all: f32 = thing.iter().map(weight).sum();
        let own: f32 = thing.iter().filter(|pair| figure.wording.has(**pair)).map(weight).sum();
        let near: f32 = thing.iter().filter(|pair| figure.wording.is_near(**pair)).map(weight).sum();
        let is_thing = own >= OWN * all || own + near >= AROUND * all;
        (all > 0.0 && is_thing && !is_other_stage(thing, figure)).then_some((own + near) / all + own / all)
    }
}

/// True if a name and a sentence are about two stages of one thing: 一期, 二期.
fn is_other_stage(thing: &[Pair], figure: &SaidFigure) -> bool {
    let numerals = "一二三四五六七八九十".chars();
    let stages: Vec<Pair> = numerals.filter(|c| is_numeral(*c)).filter_map(|c| pair(c, '期')).collect();
    let mut told = figure.wording.all().filter(|pair| stages.contains(pair)).peekable();
    let own: Vec<&Pair> = thing.iter().filter(|pair| stages.contains(pair)).collect();
    match told.peek() {
        Some(_) => !told.any(|pair| own.contains(&&pair)),
        None => false,
    }
}
