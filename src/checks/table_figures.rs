//! Figures of tables that are found in sentences by their structure, and not by their words: the
//! total row of a table, and the row of a project.

use rustc_hash::FxHashMap;

use crate::checks::figures::{Figures, SUM};
use crate::checks::rows::Rows;
use crate::checks::slips::{is_slipped, is_within};
use crate::facts::set::stated_figure::{StatedFigure, SumOf, Unit};
use crate::facts::set::wording::{Pair, Wording};

/// Largest difference of any two values of the same figure, in percent of the greater one: the
/// smaller one is at least a fourth. Values that differ more are about two things.
pub(super) const FAR_WITHIN: u64 = 75;
/// Minimum number of digits of a count that is compared between a table row and a sentence.
const MIN_COUNTED: u8 = 2;
const PERCENT: Unit = Unit::new("%");

impl Figures<'_> {
    /// Returns pairs of a total row in a table and a figure of another paper for the same number of
    /// things, if the values differ: 合计（14个） | 86400 ("total (14)"), 14个项目 ("14 projects").
    pub(super) fn other_sums(&self) -> Vec<(usize, usize)> {
        let mut sums: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
        for (at, (_, figure)) in self.all.iter().enumerate() {
            if let Some(sum) = figure.sum.filter(|_| !figure.is_bare()) {
                sums.entry(sum.count).or_default().push(at);
            }
        }
        let is_total = |at: usize| self.all[at].1.sum.is_some_and(|sum| sum.is_total);
        let is_row = |at: usize| self.all[at].1.sum.is_some_and(|sum| sum.is_row);
        let mut found = Vec::new();
        for alike in sums.into_values() {
            let rows: Vec<usize> = alike.iter().copied().filter(|at| is_total(*at)).collect();
            for &sentence in alike.iter().filter(|at| !is_row(**at)) {
                let mut same = rows.iter().copied().filter(|row| self.is_one_sum(*row, sentence)).peekable();
                let first = same.peek().copied();
                if let Some(row) = first
                    && same.all(|row| !self.all[row].1.meets(self.all[sentence].1))
                {
                    found.push((row.min(sentence), row.max(sentence)));
                }
            }
        }
        found.sort_unstable_by_key(|(first, second)| (*second, *first));
        found
    }

    /// Returns pairs of a figure in a table row and one in a sentence about the same subject that
    /// contradict each other; for an example see `checks::rows`.
    pub(super) fn other_rows(&self) -> Vec<(usize, usize)> {
        let rows = Rows::new(&self.all, &self.alignment);
        let mut found = Vec::new();
        let in_prose =
            |figure: &StatedFigure| figure.thing.is_empty() && figure.sum.is_none_or(|sum| !sum.is_row);
        for (sentence, _) in self.all.iter().enumerate().filter(|(_, (_, figure))| in_prose(figure)) {
            for figures in rows.of(sentence, &|row| self.is_one_of_row(row, sentence)) {
                // A row with two figures of this kind is ambiguous.
                let [row] = figures[..] else { continue };
                let (first, second) = (self.all[row].1, self.all[sentence].1);
                let is_wrong = !first.meets(second)
                    && (is_slipped(first, second) || is_within(FAR_WITHIN, first, second));
                if is_wrong && !self.tells_row(row, sentence) {
                    found.push((row.min(sentence), row.max(sentence)));
                }
            }
        }
        found.sort_unstable_by_key(|(first, second)| (*second, *first));
        found
    }

    /// True if a row and a sentence state the same cost, the same year's money or the same count.
    fn is_one_of_row(&self, row: usize, sentence: usize) -> bool {
        let (first, second) = (self.all[row].1, self.all[sentence].1);
        let is_money = [first, second].iter().any(|figure| figure.unit == SUM || figure.is_money);
        let is_kind = || match is_money {
            true => first.spent.is_some() && first.spent == second.spent,
            false => {
                let mut words =
                    first.wording.own().iter().filter(|pair| first.thing.binary_search(pair).is_err());
                first.unit == second.unit
                    && !first.unit.is_empty()
                    && first.unit != PERCENT
                    && first.digits.min(second.digits) >= MIN_COUNTED
                    && first.aspects.may_be(second.aspects)
                    && first.scope.is_planned() == second.scope.is_planned()
                    && !first.is_beyond_addition(second)
                    && words
                        .any(|pair| second.wording.has(*pair) && second.thing.binary_search(pair).is_err())
            }
        };
        !first.is_bare()
            && self.is_one_unit(row, sentence)
            && self.is_one_year(row, sentence)
            && (first.scope.stretches == second.scope.stretches || is_slipped(first, second))
            && !second.scope.is_part
            && !second.scope.is_so_far
            && is_kind()
            && !self.is_whole(row, sentence)
    }

    /// True if the paper of the sentence also states the row's value near words of the row's name.
    fn tells_row(&self, row: usize, sentence: usize) -> bool {
        let (paper, _) = self.all[sentence];
        let first = self.all[row].1;
        (self.starts[paper]..self.starts[paper + 1]).any(|at| {
            let figure = self.all[at].1;
            let has = |pair: &&Pair| figure.wording.has(**pair) || figure.wording.is_near(**pair);
            figure.meets(first)
                && self.is_one_unit(row, at)
                && first.thing.iter().filter(has).count() * 2 >= first.thing.len()
        })
    }

    /// True if a total row of a table and a figure of another paper are the same total.
    fn is_one_sum(&self, row: usize, sentence: usize) -> bool {
        let [(paper, row_figure), (other, figure)] = [row, sentence].map(|at| self.all[at]);
        let is_named = |name: &str| {
            let name = Wording::new(&[name], &[]);
            !name.own().is_empty() && name.own().iter().all(|pair| figure.wording.has(*pair))
        };
        // 签约金额 ("amount signed") in the head, 签约总额 ("total signed") in the text
        let is_partly_named = |name: &str| {
            let name = Wording::new(&[name], &[]);
            is_slipped(row_figure, figure) && name.own().iter().any(|pair| figure.wording.has(*pair))
        };
        let is_sum = match (row_figure.sum.map(|sum| sum.of), figure.sum.map(|sum| sum.of)) {
            (Some(SumOf::Named), Some(_)) => is_named(&row_figure.name) || is_partly_named(&row_figure.name),
            (row, sentence) => row == sentence,
        };
        // The cost of all projects is the same in each year: 三年总投资 ("total of three years").
        let is_cost = row_figure.sum.is_some_and(|sum| sum.of == SumOf::Cost);
        paper != other
            && is_sum
            && self.is_one_unit(row, sentence)
            && self.is_one_year(row, sentence)
            && (figure.scope.stretches == row_figure.scope.stretches || is_cost)
            && (!figure.scope.is_part || figure.sum.is_some_and(|sum| sum.of == SumOf::Planned))
    }
}
