//! `set/figure`: 完成投资12.58亿元 in the report, 完成投资12.85亿元 in the decision.

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::no_options;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::set::figures::SaidFigure;
use crate::text::decimal::Decimal;

/// Earlier figures of one pair of characters that one is held against, the first ones.
const MAX_EARLIER: usize = 24;
/// Digits from which on two numbers have the same ones in another order by no chance.
const LONG: usize = 4;
/// Fewest digits of numbers of which one digit may be other by a slip.
const MIN_DIGITS: usize = 3;
/// Fewest pairs of characters of two names that are held to be one whatever their values are.
const MIN_SAME: usize = 4;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Figure))
}

struct Figure;

impl SetCheck for Figure {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let mut index: FxHashMap<(char, char), Vec<(usize, usize)>> = FxHashMap::default();
        for (at, paper) in papers.iter().enumerate() {
            for figure in &paper.sayings.figures {
                let Some((other, earlier)) = contradicted(papers, &index, (at, figure)) else { continue };
                if let Some(finding) = out.contradiction((at, figure.span), (other, earlier.span)) {
                    finding.arg("label", earlier.name.as_str());
                }
            }
            for (number, figure) in paper.sayings.figures.iter().enumerate() {
                for &(one, next) in &figure.pairs {
                    let list = index.entry((one, next)).or_default();
                    if list.len() < MAX_EARLIER {
                        list.push((at, number));
                    }
                }
            }
        }
    }
}

/// The earlier figure that a figure contradicts, with its paper.
fn contradicted<'p>(
    papers: &[Paper<'p>],
    index: &FxHashMap<(char, char), Vec<(usize, usize)>>,
    (at, figure): (usize, &SaidFigure),
) -> Option<(usize, &'p SaidFigure)> {
    // How many pairs each earlier figure shares.
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for &(one, next) in &figure.pairs {
        for &place in index.get(&(one, next)).into_iter().flatten() {
            *shared.entry(place).or_default() += 1;
        }
    }
    let mut best: Option<(usize, (usize, usize))> = None;
    // A single pair is common to names of all kinds: it is enough for long numbers alone.
    let fewest = if figure.digits >= LONG { 1 } else { 2 };
    for (&(paper, number), &count) in shared.iter().filter(|(_, count)| **count >= fewest) {
        let earlier = &papers[paper].sayings.figures[number];
        let own = papers[paper].sayings.year.max(papers[at].sayings.year);
        if paper == at || !is_wrong(earlier, figure, (count, own)) {
            continue;
        }
        if best.is_none_or(|(most, place)| {
            (count, std::cmp::Reverse((paper, number))) > (most, std::cmp::Reverse(place))
        }) {
            best = Some((count, (paper, number)));
        }
    }
    let (_, (paper, number)) = best?;
    let earlier = &papers[paper].sayings.figures[number];
    // A paper that tells both has two things of like names.
    let tells = |paper: usize, value: &SaidFigure, like: &SaidFigure| {
        papers[paper].sayings.figures.iter().any(|other| {
            other.meets(value) && other.pairs.intersection(&like.pairs).count() * 2 >= like.pairs.len()
        })
    };
    (!tells(paper, figure, earlier) && !tells(at, earlier, figure)).then_some((paper, earlier))
}

/// True if two figures are of one thing, and differ as they cannot. `shared` is how many pairs of characters their names have in
/// common, `own` the later year of their papers.
fn is_wrong(first: &SaidFigure, second: &SaidFigure, (shared, own): (usize, Option<u32>)) -> bool {
    let is_unit = first.unit == second.unit || first.unit.is_empty() || second.unit.is_empty();
    if !is_unit || first.change != second.change || first.meets(second) {
        return false;
    }
    let digits = first.digits.min(second.digits);
    let (one, other) = first.numbers(second);
    let slip = slip(other, one);
    let is_swapped = slip == Some(Slip::Swapped) || is_permuted(one, other);
    if is_swapped && digits >= LONG && shared >= 2 && first.scope.is_part == second.scope.is_part {
        // No chance, whatever the sentences say of the time.
        return true;
    }
    if !first.scope.may_be(&second.scope, own) {
        return false;
    }
    let (least, most) =
        (first.pairs.len().min(second.pairs.len()), first.pairs.len().max(second.pairs.len()));
    let is_year_known = first.scope.year.is_some() && second.scope.year.is_some();
    let is_same_name = shared == least && least >= MIN_SAME && most - least <= 2;
    match slip {
        _ if is_swapped && digits >= LONG => true,
        Some(Slip::Swapped) => {
            digits >= 2 && (shared >= 3 && digits >= MIN_DIGITS || shared >= 2 && shared * 2 >= least)
        }
        Some(Slip::Moved) => shared >= 3 && shared * 2 >= least && digits >= 2,
        Some(Slip::Digit) => {
            let is_alike = shared >= 3 && shared * 5 >= least * 3;
            is_alike && (digits >= MIN_DIGITS || is_year_known && shared >= MIN_SAME)
        }
        None => is_same_name && is_year_known,
    }
}

/// True if two numbers of many digits have the same digits in another order, with as many behind the point: 94.36, 96.34.
fn is_permuted(one: Decimal, other: Decimal) -> bool {
    let digits = |number: Decimal| {
        let mut digits: Vec<char> = number.to_string().chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    one != other && one.decimals() == other.decimals() && digits(one) == digits(other)
}
