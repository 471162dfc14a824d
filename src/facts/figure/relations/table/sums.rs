//! Sums: a row 合计 below or above its parts, a column 合计 beside them, subtotals, rows of levels, and lines that no name
//! says to be sums and that are everywhere else.

use std::ops::Range;

use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::table::Lines;
use crate::facts::figure::relations::{Operand, Reading, Relation};
use crate::facts::figure::sheets::{Entry, Figure, Kind, Line};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;

/// Most lines among which sums without a name are looked for.
const MAX_UNNAMED: usize = 40;
/// Most parts of a sum without a name.
const MAX_PARTS: usize = 12;
/// Fewest places at which a sum without a name holds beside the one where it does not.
const MIN_UNNAMED: usize = 3;
/// Terms of a formula that are written out.
const MAX_TERMS: usize = 8;

/// The sums of rows, or of columns.
pub(super) fn find<'d>(lines: &Lines<'_, 'd>) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    let count = lines.all().len();
    for (total, line) in lines.all().iter().enumerate() {
        let (candidates, is_named) = if line.is_total() {
            (named(lines.all(), total), true)
        } else if count <= MAX_UNNAMED && line.is_value() {
            (unnamed(lines.all(), total), false)
        } else {
            continue;
        };
        let mut sums: Vec<Sum<'d>> =
            candidates.iter().map(|parts| Sum::judged(lines, total, parts)).collect();
        sums.retain(|sum| !sum.verdicts.is_empty());
        relations.extend(told(&sums, is_named));
    }
    relations
}

/// The lines that a total may be the sum of.
fn named(all: &[Line], total: usize) -> Vec<Vec<usize>> {
    let is_part = |at: &usize| all[*at].kind == Kind::Plain || all[*at].kind == Kind::Difference;
    let is_own = |at: usize| all[at].group == all[total].group;
    let before = |at: usize| all[..at].iter().rposition(Line::is_total).map_or(0, |last| last + 1);
    let behind = all[total + 1..].iter().position(Line::is_total).map_or(all.len(), |next| total + 1 + next);
    let plain = |range: Range<usize>| range.filter(is_part).collect::<Vec<usize>>();
    let subtotals = (0..total).filter(|&at| all[at].kind == Kind::Subtotal).collect();
    let mut sets = vec![
        plain(before(total)..total),
        plain(before(total)..total).into_iter().filter(|&at| is_own(at)).collect(),
        plain(0..total),
        subtotals,
        plain(total + 1..behind),
        plain(total + 1..behind).into_iter().filter(|&at| is_own(at)).collect(),
        plain(total + 1..all.len()),
        (total + 1..all.len()).filter(|&at| all[at].kind == Kind::Subtotal).collect(),
        (0..all.len()).filter(|&at| at != total && all[at].is_total()).collect(),
    ];
    let levels = sets.clone().into_iter().filter_map(|set| highest(all, set));
    sets.extend(levels.collect::<Vec<_>>());
    sets.retain(|set| set.len() > 1);
    sets.sort();
    sets.dedup();
    sets
}

/// The lines of the highest level among those of a set, where some have a lower one or none.
fn highest(all: &[Line], set: Vec<usize>) -> Option<Vec<usize>> {
    let level = set.iter().map(|&at| all[at].level).filter(|level| *level > 0).min()?;
    let high: Vec<usize> = set.iter().copied().filter(|&at| all[at].level == level).collect();
    (high.len() < set.len()).then_some(high)
}

/// The neighbours that a line without the name of a sum may be the sum of: those right before or right behind it.
fn unnamed(all: &[Line], total: usize) -> Vec<Vec<usize>> {
    let is_part = |at: &usize| all[*at].is_value() && all[*at].power == all[total].power;
    let before: Vec<usize> = (0..total).rev().take_while(is_part).take(MAX_PARTS).collect();
    let behind: Vec<usize> = (total + 1..all.len()).take_while(is_part).take(MAX_PARTS).collect();
    let runs = |parts: &[usize]| (2..=parts.len()).map(|end| parts[..end].to_vec()).collect::<Vec<_>>();
    [runs(&before), runs(&behind)].concat()
}

/// One place at which a sum was judged.
struct Verdict<'d> {
    printed: Figure<'d>,
    parts: Vec<Figure<'d>>,
    sum: Decimal,
    holds: bool,
}

/// A line as the sum of others.
struct Sum<'d> {
    verdicts: Vec<Verdict<'d>>,
}

impl<'d> Sum<'d> {
    fn judged(lines: &Lines<'_, 'd>, total: usize, parts: &[usize]) -> Self {
        let places = 0..lines.crossing().len();
        Self { verdicts: places.filter_map(|place| verdict(lines, total, parts, place)).collect() }
    }

    fn holding(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.holds).count()
    }

    fn failing(&self) -> usize {
        self.verdicts.len() - self.holding()
    }

    fn relation(&self, verdict: &Verdict<'d>, holds: bool, is_strict: bool) -> Relation<'d> {
        let operand = |figure: &Figure<'d>| Operand::new("part", figure.quantity);
        Relation {
            reading: Reading::TableSum,
            stated: verdict.printed.quantity,
            place: verdict.printed.cell,
            operands: verdict.parts.iter().map(operand).collect(),
            holds,
            is_strict,
            formula: formula(&verdict.parts),
            computed: verdict.sum.to_string(),
        }
    }

    /// True for a place at which a total is not likely to be a mean of the others, or anything else that is no sum.
    fn is_sure(&self, verdict: &Verdict<'d>) -> bool {
        let values = || verdict.parts.iter().map(|part| part.quantity.value);
        let printed = verdict.printed.quantity.value;
        let is_between = values().max() >= Some(printed) && values().min() <= Some(printed);
        !is_between || is_slip(printed, verdict.sum)
    }
}

/// Whether a figure is the sum of others. `None` if one of them is not there, or cannot be added.
fn verdict<'d>(lines: &Lines<'_, 'd>, total: usize, parts: &[usize], place: usize) -> Option<Verdict<'d>> {
    let printed = lines.figure(total, place)?;
    let mut figures = Vec::new();
    for &part in parts {
        match lines.entry(part, place) {
            Entry::Figure(figure) => figures.push((part, figure)),
            Entry::Nothing | Entry::Empty => {}
            Entry::Words => return None,
        }
    }
    let all = || figures.iter().map(|(_, figure)| figure).chain([&printed]);
    if figures.is_empty() || !is_addend(&lines.crossing()[place], printed.quantity.value, all) {
        return None;
    }
    let zero = Interval::exact(Decimal::integer(0));
    let range =
        figures.iter().fold(zero, |sum, (part, figure)| sum.plus(lines.interval(*part, place, figure)));
    let sum = figures.iter().fold(Decimal::integer(0), |sum, (_, figure)| sum.plus(figure.quantity.value));
    let holds = range.meets(lines.interval(total, place, &printed));
    let parts = figures.into_iter().map(|(_, figure)| figure).collect();
    Some(Verdict { printed, parts, sum, holds })
}

/// True if figures that a line crosses may be added: values, changes in whole numbers, and shares that make a hundred.
fn is_addend<'f, 'd: 'f, F: Iterator<Item = &'f Figure<'d>>>(
    crossing: &Line,
    total: Decimal,
    figures: impl Fn() -> F,
) -> bool {
    let are_rates = || crossing.is_percentage || figures().any(|figure| figure.quantity.is_rate());
    match crossing.kind {
        Kind::Share => total == Decimal::integer(100),
        Kind::Growth => !are_rates() && figures().all(|figure| !figure.quantity.printed.has_decimals()),
        _ => crossing.is_value() && !are_rates(),
    }
}

/// The relations of a line: each place by the set of parts that holds there, or by the one that holds most often.
fn told<'d>(sums: &[Sum<'d>], is_named: bool) -> Vec<Relation<'d>> {
    let Some(best) = sums.iter().rev().max_by_key(|sum| sum.holding()) else { return Vec::new() };
    let (holding, failing) = (best.holding(), best.failing());
    let is_steady = if is_named { holding >= failing } else { holding >= MIN_UNNAMED && failing == 1 };
    let mut relations = Vec::new();
    for verdict in &best.verdicts {
        let same = |other: &&Verdict<'_>| other.printed.cell == verdict.printed.cell;
        let holds = |sum: &Sum<'d>| sum.verdicts.iter().find(same).is_some_and(|other| other.holds);
        let holding_set = sums.iter().find(|sum| holds(sum));
        if let Some(sum) = holding_set {
            // Of a line without a name only what holds throughout is read as a sum.
            if is_named || is_steady || sum.failing() == 0 && sum.holding() >= MIN_UNNAMED {
                relations
                    .extend(sum.verdicts.iter().find(same).map(|verdict| sum.relation(verdict, true, true)));
            }
            continue;
        }
        let is_slip = is_slip(verdict.printed.quantity.value, verdict.sum);
        let is_strict = if is_named {
            best.is_sure(verdict) && (holding > 0 && is_steady || sums.len() == 1 || is_slip)
        } else {
            is_steady && is_slip
        };
        if is_named || is_steady {
            relations.push(best.relation(verdict, false, is_strict));
        }
    }
    relations
}

/// `3 + 4 − 2`; of many terms those in the middle are left out.
fn formula(parts: &[Figure<'_>]) -> String {
    let zero = Decimal::integer(0);
    let mut formula = String::new();
    for (at, part) in parts.iter().enumerate() {
        let value = part.quantity.value;
        if parts.len() > MAX_TERMS && (MAX_TERMS / 2..parts.len() - 1).contains(&at) {
            formula.push_str(if at == MAX_TERMS / 2 { " + …" } else { "" });
        } else if at == 0 {
            formula.push_str(&value.to_string());
        } else if value < zero {
            formula.push_str(&format!(" {MINUS} {}", zero.minus(value)));
        } else {
            formula.push_str(&format!(" + {value}"));
        }
    }
    formula
}
