//! Lines (rows or columns) that follow from another one by their order: ranks, row numbers, and
//! running sums.

use std::cmp::{Ordering, Reverse};

use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::table::sums::{formula, total};
use crate::facts::figure::relations::table::{Lines, judged};
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::sheets::{Entry, Figure, Kind, Line, Sheet};
use crate::text::decimal::Decimal;

/// Number of lines on each side of a line that are tried as the values of its ranks, or as the
/// changes of its running sum.
const NEAR: usize = 6;
/// Minimum number of correct ranks, numbers or running sums beside a wrong one.
const MIN_RIGHT: usize = 3;
/// Maximum number of wrong ranks or sums in a line. One mistake makes two wrong if two ranks are
/// exchanged.
const MAX_WRONG: usize = 2;
/// Maximum number of places of a line whose ranks are compared. Each rank is compared with all
/// others, so this bounds the time.
const MAX_RANKED: usize = 200;

/// Checks the ranks and running sums among rows, or columns.
pub(super) fn find<'d>(lines: &Lines<'_, 'd>) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    for (stated, line) in lines.all().iter().enumerate() {
        match line.kind {
            Kind::Rank => relations.extend(ranks(lines, stated)),
            _ if line.is_running => relations.extend(running(lines, stated)),
            _ => {}
        }
    }
    relations
}

/// Indices of the nearest lines before and after `stated` for which `is_fit` returns true.
fn near(lines: &Lines<'_, '_>, stated: usize, is_fit: impl Fn(&Line) -> bool) -> Vec<usize> {
    let all = lines.all();
    let before = (0..stated).rev().take(NEAR);
    let behind = (stated + 1..all.len()).take(NEAR);
    before.chain(behind).filter(|&at| is_fit(&all[at])).collect()
}

/// A rank in a table, with the value by which it is ranked.
struct Ranked<'d> {
    rank: Figure<'d>,
    value: Figure<'d>,
    /// Number of better values.
    better: usize,
    /// Number of equal values, including this one.
    equal: usize,
    /// True if this rank and its value are in the same order as all others: a better rank has a
    /// better value. In a table of selected rows, ranks have gaps, so the number of better values
    /// alone does not make a rank wrong.
    is_in_order: bool,
}

impl Ranked<'_> {
    fn is_right(&self) -> bool {
        let rank = self.rank.quantity.value;
        let [first, last] =
            [self.better + 1, self.better + self.equal].map(|rank| Decimal::integer(rank as u64));
        self.is_in_order || first <= rank && rank <= last
    }
}

/// Relations of the ranks in the line `stated` with the values by which they are ranked. The line
/// of the values and the direction are found by trying: those that make most ranks right are taken.
fn ranks<'d>(lines: &Lines<'_, 'd>, stated: usize) -> Vec<Relation<'d>> {
    let candidates = near(lines, stated, |line| !matches!(line.kind, Kind::Rank | Kind::Serial));
    let trials = candidates
        .iter()
        .flat_map(|&values| [false, true].map(|is_least| ranked(lines, stated, values, is_least)));
    let trials: Vec<Vec<Ranked<'d>>> = trials.collect();
    let right = |trial: &Vec<Ranked<'_>>| trial.iter().filter(|ranked| ranked.is_right()).count();
    let Some(best) = trials.iter().rev().max_by_key(|trial| right(trial)) else { return Vec::new() };
    let (right, wrong) = (right(best), best.len() - right(best));
    if right < MIN_RIGHT || wrong > MAX_WRONG || right <= wrong {
        return Vec::new();
    }
    let relation = |ranked: &Ranked<'d>| Relation {
        reading: FigureReading::TableRank,
        stated: ranked.rank.quantity,
        place: ranked.rank.cell,
        operands: vec![Operand::new("value", ranked.value.quantity)],
        holds: ranked.is_right(),
        is_unambiguous: true,
        formula: ranked.value.quantity.printed.to_string(),
        computed: (ranked.better + 1).to_string(),
    };
    best.iter().map(relation).collect()
}

/// Pairs the ranks of the line `stated` with the values of the line `values`. Rank 1 belongs to the
/// greatest value, or to the smallest if `is_least` is true.
fn ranked<'d>(lines: &Lines<'_, 'd>, stated: usize, values: usize, is_least: bool) -> Vec<Ranked<'d>> {
    let crossing = lines.crossing();
    let places = (0..crossing.len()).filter(|&place| !crossing[place].is_total()).take(MAX_RANKED);
    let pairs: Vec<(Figure<'d>, Figure<'d>)> =
        places.filter_map(|place| lines.figure(stated, place).zip(lines.figure(values, place))).collect();
    let better = |one: Decimal, other: Decimal| if is_least { one < other } else { one > other };
    let ranked = |&(rank, value): &(Figure<'d>, Figure<'d>)| {
        let own = value.quantity.value;
        let others = || pairs.iter().map(|(_, other)| other.quantity.value);
        let own_rank = rank.quantity.value;
        let is_in_order = |(other_rank, other): &(Figure<'d>, Figure<'d>)| {
            let (other_rank, other) = (other_rank.quantity.value, other.quantity.value);
            match own_rank.cmp(&other_rank) {
                Ordering::Less => !better(other, own),
                Ordering::Equal => own == other,
                Ordering::Greater => !better(own, other),
            }
        };
        Ranked {
            rank,
            value,
            better: others().filter(|other| better(*other, own)).count(),
            equal: others().filter(|other| *other == own).count(),
            is_in_order: pairs.iter().all(is_in_order),
        }
    };
    pairs.iter().map(ranked).collect()
}

/// One step of a running sum.
struct Step<'d> {
    relation: Relation<'d>,
    reckoned: Decimal,
    /// False if nothing is added or subtracted in this step. It then holds in any case, and does
    /// not show that the line is a running sum.
    is_evidence: bool,
}

/// Checks a line that may be a running sum: each value is the previous one plus the value of a
/// second line and, in some tables, minus that of a third. The other lines are found by trying.
fn running<'d>(lines: &Lines<'_, 'd>, stated: usize) -> Vec<Relation<'d>> {
    let near = near(lines, stated, |line| line.is_value() && !line.is_running);
    let single = near.iter().map(|&added| (added, None));
    let pair = |&added: &usize| {
        near.iter().filter(move |&&taken| taken != added).map(move |&taken| (added, Some(taken)))
    };
    let ways = single.chain(near.iter().flat_map(pair));
    let trials: Vec<Vec<Step<'d>>> = ways.map(|way| steps(lines, stated, way)).collect();
    let right =
        |trial: &[Step<'_>]| trial.iter().filter(|step| step.relation.holds && step.is_evidence).count();
    let key = |trial: &&Vec<Step<'_>>| (right(trial), Reverse(trial.len()));
    let Some(best) = trials.iter().rev().max_by_key(key) else { return Vec::new() };
    let right = right(best);
    // One wrong sum makes the next step wrong too.
    let wrong = best.iter().filter(|step| !step.relation.holds).count();
    let first = best.iter().position(|step| !step.relation.holds);
    let is_near = first.is_some_and(|at| is_slip(best[at].relation.stated.value, best[at].reckoned));
    if wrong > MAX_WRONG || right < MIN_RIGHT - usize::from(is_near) {
        return Vec::new();
    }
    let is_told = |(at, step): &(usize, &Step<'d>)| {
        if step.relation.holds { step.is_evidence } else { Some(*at) == first }
    };
    best.iter().enumerate().filter(is_told).map(|(_, step)| step.relation.clone()).collect()
}

/// All steps of the running sum in the line `stated`. `added` is the line that is added in each
/// step, `taken` the one that is subtracted.
fn steps<'d>(lines: &Lines<'_, 'd>, stated: usize, (added, taken): (usize, Option<usize>)) -> Vec<Step<'d>> {
    let crossing = lines.crossing();
    let places: Vec<usize> = (0..crossing.len()).filter(|&place| !crossing[place].is_total()).collect();
    let step = |pair: &[usize]| {
        let [before, place] = *pair else { return None };
        let [last, now] = [before, place].map(|place| lines.figure(stated, place));
        let (last, now) = (last?, now?);
        let mut parts = vec![(last, false)];
        let mut range = lines.interval(stated, before, &last);
        let changes = [Some((added, false)), taken.map(|taken| (taken, true))];
        for (line, is_taken) in changes.into_iter().flatten() {
            match lines.entry(line, place) {
                Entry::Figure(figure) => {
                    let change = lines.interval(line, place, &figure);
                    range = if is_taken { range.minus(change) } else { range.plus(change) };
                    parts.push((figure, is_taken));
                }
                Entry::Nothing | Entry::Empty => {}
                Entry::Words => return None,
            }
        }
        let zero = Decimal::integer(0);
        let reckoned = total(&parts);
        let relation = Relation {
            reading: FigureReading::TableSum,
            stated: now.quantity,
            place: now.cell,
            operands: parts.iter().map(|(part, _)| Operand::new("part", part.quantity)).collect(),
            holds: range.meets(lines.interval(stated, place, &now)),
            is_unambiguous: true,
            formula: formula(&parts),
            computed: reckoned.to_string(),
        };
        let is_evidence = parts[1..].iter().any(|(change, _)| change.quantity.value != zero);
        Some(Step { relation, reckoned, is_evidence })
    };
    judged(places.windows(2).filter_map(step), |step| step.relation.holds)
}

/// Checks row numbers: reports one number that is repeated or skipped among consecutive ones.
pub(super) fn serials<'d>(sheet: &Sheet<'d>) -> Vec<Relation<'d>> {
    let one = Decimal::integer(1);
    let step = |pair: &[Figure<'d>]| {
        let [before, next] = pair else { return None };
        let expected = before.quantity.value.plus(one);
        Some(Relation {
            reading: FigureReading::TableSerial,
            stated: next.quantity,
            place: next.cell,
            operands: vec![Operand::new("before", before.quantity)],
            holds: next.quantity.value == expected,
            is_unambiguous: true,
            formula: before.quantity.printed.to_string(),
            computed: expected.to_string(),
        })
    };
    let runs = sheet.serials.chunk_by(|_, next| next.quantity.value != one);
    let mut relations = Vec::new();
    for run in runs {
        let steps: Vec<Relation<'d>> = run.windows(2).filter_map(step).collect();
        let wrong = steps.iter().filter(|step| !step.holds).count();
        let begins = run.first().is_some_and(|first| first.quantity.value == one);
        // One wrong number makes two steps wrong.
        if begins && wrong <= MAX_WRONG && steps.len() >= MIN_RIGHT + wrong {
            let first = steps.iter().position(|step| !step.holds);
            let told = steps.into_iter().enumerate().filter(|(at, step)| step.holds || Some(*at) == first);
            relations.extend(told.map(|(_, step)| step));
        }
    }
    relations
}
