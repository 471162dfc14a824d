//! Lines that follow from one other by their order: ranks, the numbers of rows, and sums that run on.

use std::cmp::{Ordering, Reverse};

use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::table::Lines;
use crate::facts::figure::relations::{Operand, Reading, Relation};
use crate::facts::figure::sheets::{Figure, Kind, Line, Sheet};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;

/// Most lines on each side among which the values of a rank or of a sum that runs on are looked for.
const NEAR: usize = 6;
/// Fewest places at which ranks, numbers or running sums are right beside one that is not.
const MIN_RIGHT: usize = 3;
/// Most ranks that one slip makes wrong: two are exchanged.
const MAX_WRONG: usize = 2;
/// Most places of a line whose ranks are compared, each with all others.
const MAX_RANKED: usize = 200;

/// Ranks and running sums among rows, or columns.
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

/// The lines next to one.
fn near(lines: &Lines<'_, '_>, stated: usize, is_fit: impl Fn(&Line) -> bool) -> Vec<usize> {
    let all = lines.all();
    let before = (0..stated).rev().take(NEAR);
    let behind = (stated + 1..all.len()).take(NEAR);
    before.chain(behind).filter(|&at| is_fit(&all[at])).collect()
}

/// A rank and the value that it is the rank of.
struct Ranked<'d> {
    rank: Figure<'d>,
    value: Figure<'d>,
    /// How many values are better, and how many as good, its own among them.
    better: usize,
    equal: usize,
    /// Ranks of a selection have gaps: no other rank says that the order is another.
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

/// The ranks of a line, by the line and the direction in which most of them are right.
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
        reading: Reading::TableRank,
        stated: ranked.rank.quantity,
        place: ranked.rank.cell,
        operands: vec![Operand::new("value", ranked.value.quantity)],
        holds: ranked.is_right(),
        is_strict: true,
        formula: ranked.value.quantity.printed.to_string(),
        computed: (ranked.better + 1).to_string(),
    };
    best.iter().map(relation).collect()
}

/// The ranks beside the values of a line; the first is the greatest, or the least.
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

/// Sums that run on: each is the one before it and what came to it.
fn running<'d>(lines: &Lines<'_, 'd>, stated: usize) -> Vec<Relation<'d>> {
    let candidates = near(lines, stated, |line| line.is_value() && !line.is_running);
    let trials: Vec<Vec<(Relation<'d>, bool)>> =
        candidates.iter().map(|&added| steps(lines, stated, added)).collect();
    let right = |trial: &&Vec<(Relation<'_>, bool)>| {
        trial.iter().filter(|(step, tells)| step.holds && *tells).count()
    };
    let key = |trial: &&Vec<(Relation<'_>, bool)>| (right(trial), Reverse(trial.len()));
    let Some(best) = trials.iter().rev().max_by_key(key) else { return Vec::new() };
    let (right, wrong) = (right(&best), best.iter().filter(|(step, _)| !step.holds).count());
    // One wrong sum makes the step to the next wrong too.
    let first = best.iter().position(|(step, _)| !step.holds);
    let is_near = |step: &Relation<'_>| is_slip(step.stated.value, reckoned(step));
    let is_steady = wrong <= MAX_WRONG
        && (right >= MIN_RIGHT || right + 1 >= MIN_RIGHT && first.is_some_and(|at| is_near(&best[at].0)));
    let told = best
        .iter()
        .enumerate()
        .filter(|(at, (step, tells))| if step.holds { *tells } else { Some(*at) == first });
    if is_steady { told.map(|(_, (step, _))| step.clone()).collect() } else { Vec::new() }
}

/// What the operands of a step come to.
fn reckoned(step: &Relation<'_>) -> Decimal {
    step.operands.iter().fold(Decimal::integer(0), |sum, operand| sum.plus(operand.quantity.value))
}

/// Each step of a sum that runs on, and whether it tells anything: what came to it is not nothing.
fn steps<'d>(lines: &Lines<'_, 'd>, stated: usize, added: usize) -> Vec<(Relation<'d>, bool)> {
    let crossing = lines.crossing();
    let places: Vec<usize> = (0..crossing.len()).filter(|&place| !crossing[place].is_total()).collect();
    let step = |pair: &[usize]| {
        let [before, place] = *pair else { return None };
        let last = lines.figure(stated, before)?;
        let [now, more] = [stated, added].map(|line| lines.figure(line, place));
        let (now, more) = (now?, more?);
        let interval = |line, place, figure: &Figure<'d>| lines.interval(line, place, figure);
        let sum: Interval = interval(stated, before, &last).plus(interval(added, place, &more));
        let zero = Decimal::integer(0);
        let relation = Relation {
            reading: Reading::TableSum,
            stated: now.quantity,
            place: now.cell,
            operands: vec![Operand::new("part", last.quantity), Operand::new("part", more.quantity)],
            holds: sum.meets(interval(stated, place, &now)),
            is_strict: true,
            formula: format!("{} + {}", last.quantity.value, more.quantity.value),
            computed: last.quantity.value.plus(more.quantity.value).to_string(),
        };
        Some((relation, more.quantity.value != zero))
    };
    places.windows(2).filter_map(step).collect()
}

/// The numbers of rows: one that is told twice, or one that is left out, among numbers that follow each other.
pub(super) fn serials<'d>(sheet: &Sheet<'d>) -> Vec<Relation<'d>> {
    let one = Decimal::integer(1);
    let step = |pair: &[Figure<'d>]| {
        let [before, next] = pair else { return None };
        let expected = before.quantity.value.plus(one);
        Some(Relation {
            reading: Reading::TableSerial,
            stated: next.quantity,
            place: next.cell,
            operands: vec![Operand::new("before", before.quantity)],
            holds: next.quantity.value == expected,
            is_strict: true,
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
        // Two steps are wrong where one number is.
        if begins && wrong <= MAX_WRONG && steps.len() >= MIN_RIGHT + wrong {
            let first = steps.iter().position(|step| !step.holds);
            let told = steps.into_iter().enumerate().filter(|(at, step)| step.holds || Some(*at) == first);
            relations.extend(told.map(|(_, step)| step));
        }
    }
    relations
}
