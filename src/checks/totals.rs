//! Totals of tables that are found in sentences by the number of things, and not by their words.

use rustc_hash::FxHashMap;

use crate::checks::figures::Figures;
use crate::checks::slips::is_slipped;
use crate::facts::set::stated_figure::SumOf;
use crate::facts::set::wording::Wording;

impl Figures<'_> {
    /// Returns pairs of a total row in a table and a figure of another paper for the same number of
    /// things, if the values differ: 合计（14个） | 86400 ("total (14)"), 14个项目 ("14 projects").
    pub(super) fn other_totals(&self) -> Vec<(usize, usize)> {
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
                let mut same =
                    rows.iter().copied().filter(|row| self.is_one_total(*row, sentence)).peekable();
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

    /// True if a total row of a table and a figure of another paper are the same total.
    fn is_one_total(&self, row: usize, sentence: usize) -> bool {
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
        let [year, next] = [row, sentence].map(|at| self.years[at]);
        let is_year = year.is_none() || next.is_none() || year == next;
        paper != other
            && is_sum
            && row_figure.change == figure.change
            && row_figure.bound == figure.bound
            && self.is_one_unit(row, sentence)
            && is_year
            && (figure.scope.stretches == row_figure.scope.stretches || is_cost)
            && (!figure.scope.is_part || figure.sum.is_some_and(|sum| sum.of == SumOf::Planned))
    }
}
