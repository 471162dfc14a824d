//! Compares the prizes that papers give for one honour: 先进村各奖励5万元 ("50,000 yuan for each model
//! village"), 每个先进村奖励8万元 ("80,000 yuan").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::prizes::PrizeAmount;
use crate::text::span::Span;

/// A prize that differs from that of an earlier paper.
pub(super) struct PrizeConflict<'p> {
    /// Index of the later paper, and the span of the amount in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other amount.
    pub(super) first: (usize, Span),
    /// Name of the honour.
    pub(super) honour: &'p str,
}

/// Finds prizes that differ between papers. Papers with two amounts for one honour are skipped:
/// they are about two classes of it.
pub(super) fn conflicts<'p>(papers: &[Paper<'p>]) -> Vec<PrizeConflict<'p>> {
    let mut first: FxHashMap<&str, (usize, &PrizeAmount)> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        let prizes = &paper.facts.prizes;
        for (number, prize) in prizes.iter().enumerate() {
            let is_same = |other: &&PrizeAmount| other.honour == prize.honour;
            let is_first = !prizes[..number].iter().any(|other| is_same(&other));
            let is_only = prizes.iter().filter(is_same).all(|other| other.value == prize.value);
            if !is_first || !is_only {
                continue;
            }
            let (paper, earlier) = *first.entry(&prize.honour).or_insert((at, prize));
            if earlier.value != prize.value {
                let (place, first) = ((at, prize.span), (paper, earlier.span));
                found.push(PrizeConflict { place, first, honour: &prize.honour });
            }
        }
    }
    found
}
