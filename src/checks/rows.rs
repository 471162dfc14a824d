//! Matches rows of tables with sentences about the same subject: the row 县殡仪馆改建 | 850 ("county
//! funeral home, rebuilding | 850") and the sentence 县殡仪馆改建…今年再安排950万元 ("… another 9.5 million yuan
//! this year"). Rows are matched by their name, because the headings of the columns and the words
//! of the sentence may differ.

use rustc_hash::FxHashMap;

use crate::checks::alignment::Alignment;
use crate::facts::set::stated_figure::StatedFigure;
use crate::facts::set::wording::{Pair, pair};
use crate::text::numeral::is_numeral;

/// Number of keys (pairs of adjacent characters) by which a row is looked up: the rarest ones of
/// its name.
const MAX_KEYS: usize = 4;
/// Maximum number of rows stored per key.
const MAX_ROWS: usize = 48;
/// Minimum share of a row's name, by weight, that a clause must contain to be about the row.
const OWN: f32 = 0.45;
/// Minimum share of a row's name, by weight, that a clause and the text before it must contain
/// together, if the clause alone contains less than [`OWN`].
const AROUND: f32 = 0.6;
/// Fraction of the best row's share. If a row with another name reaches it, the match is ambiguous
/// and is dropped.
const RIVAL: f32 = 0.8;
/// Minimum number of character pairs in a row's name.
const MIN_NAME: usize = 3;

/// A figure in a table row that may be the same figure as one in a sentence.
#[derive(Clone, Copy)]
pub(super) struct RowFigure {
    /// Index of the row's figure among all figures of the set.
    pub(super) row: usize,
    /// Share of the row's name that the sentence contains. Used for ranking; above 1 is possible,
    /// because the clause itself counts twice.
    share: f32,
}

/// Index of the table rows of all papers, by the rarest character pairs of their names.
pub(super) struct Rows<'p, 'a> {
    all: &'a [(usize, &'p StatedFigure)],
    alignment: &'a Alignment<'p>,
    named: FxHashMap<Pair, Vec<u32>>,
}

impl<'p, 'a> Rows<'p, 'a> {
    /// Indexes the table rows among `all` figures of a set, each with the index of its paper.
    /// `alignment` supplies the weights of character pairs.
    pub(super) fn new(all: &'a [(usize, &'p StatedFigure)], alignment: &'a Alignment<'p>) -> Self {
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

    /// For the figure with the index `at` in a sentence, returns the figures of the row that the
    /// sentence is about, one list for each other paper. Papers in which two rows match are
    /// skipped. `is_kind` selects the figures of the row that are of the same type.
    pub(super) fn of(&self, at: usize, is_kind: &dyn Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let (paper, figure) = self.all[at];
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

    /// Returns the figures of the best row in one paper. `None` if a row with another name matches
    /// nearly as well.
    fn best(&self, rows: &[RowFigure], is_kind: &dyn Fn(usize) -> bool) -> Option<Vec<usize>> {
        let best = rows.iter().copied().max_by(|one, next| one.share.total_cmp(&next.share))?;
        let thing = |row: &RowFigure| &self.all[row.row].1.thing;
        let is_only = rows.iter().all(|row| thing(row) == thing(&best) || row.share < best.share * RIVAL);
        let figures = rows.iter().filter(|row| thing(row) == thing(&best)).map(|row| row.row);
        is_only.then(|| figures.filter(|row| is_kind(*row)).collect())
    }

    /// Share of a row's name that a sentence contains. `None` if it is too small, or if the
    /// sentence is about another stage of the project.
    fn share(&self, row: usize, figure: &StatedFigure) -> Option<f32> {
        let thing = &self.all[row].1.thing;
        let weight = |pair: &Pair| self.alignment.weight(*pair);
        let all: f32 = thing.iter().map(weight).sum();
        let own: f32 = thing.iter().filter(|pair| figure.wording.has(**pair)).map(weight).sum();
        let near: f32 = thing.iter().filter(|pair| figure.wording.is_near(**pair)).map(weight).sum();
        let is_thing = own >= OWN * all || own + near >= AROUND * all;
        (all > 0.0 && is_thing && !is_other_stage(thing, figure)).then_some((own + near) / all + own / all)
    }
}

/// True if a row's name and a sentence are about different stages of a project: 一期 ("phase one"),
/// 二期 ("phase two").
fn is_other_stage(thing: &[Pair], figure: &StatedFigure) -> bool {
    let numerals = "一二三四五六七八九十".chars();
    let stages: Vec<Pair> = numerals.filter(|c| is_numeral(*c)).filter_map(|c| pair(c, '期')).collect();
    let mut named = figure.wording.all().filter(|pair| stages.contains(pair)).peekable();
    let own: Vec<&Pair> = thing.iter().filter(|pair| stages.contains(pair)).collect();
    match named.peek() {
        Some(_) => !named.any(|pair| own.contains(&&pair)),
        None => false,
    }
}
