//! Lines (rows or columns) that follow from two others: growth, shares, completion, differences,
//! products and quotients.
//!
//! The two lines are not known but tried: of the lines nearby, the two for which the formula holds
//! most often are taken.

mod formula;

use std::cmp::Reverse;

use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, is_slip, slip};
use crate::facts::figure::relations::table::rates::formula::{
    Formula, Value, holds, may_hold, shifted, value, whole,
};
use crate::facts::figure::relations::table::{Lines, judged};
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::sheets::{Figure, Kind, Line};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;

/// Number of lines on each side of a line that are tried as the two other lines of a formula such
/// as price × quantity = amount.
const NEAR: usize = 6;
/// Number of lines of prices before a line that are tried too, at any distance.
const MAX_PRICES: usize = 2;
/// Number of decimals of a computed figure beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Minimum number of places at which a formula must hold if the name of the line does not suggest
/// it. It may fail at one place, which is then wrong.
const MIN_UNNAMED: usize = 3;
/// Minimum number of places at which a formula must hold so that a changed digit at another place
/// is reported.
const MIN_NEAR: usize = 2;
/// Number of units of the last digit by which a rate may be off because it was computed from
/// unrounded figures.
const LOOSE: u32 = 5;
/// Powers of ten between units that a table does not give: 3 for 吨 (tons) and 公斤 (kg), 4 for 万元 and
/// 元 (yuan).
const SHIFTS: [u32; 3] = [0, 3, 4];

/// Checks each line of one direction: all rows, or all columns.
pub(super) fn find<'d>(lines: &Lines<'_, 'd>) -> Vec<Relation<'d>> {
    let stated = 0..lines.all().len();
    stated.flat_map(|stated| of_line(lines, stated)).collect()
}

/// A formula with the units in which it is tried on a line.
#[derive(Clone, Copy)]
struct Way {
    formula: Formula,
    /// True if the line has percentages.
    is_rate: bool,
    /// Power of ten by which the unit of the first operand is larger than the table says: 4 if 万元
    /// (10,000 yuan) is not mentioned.
    shift: u32,
}

/// Formulas that the name of a line allows, and true if the name suggests one of them.
fn formulas(line: &Line, is_rate: bool) -> (&'static [Formula], bool) {
    match line.kind {
        Kind::Growth if is_rate => (&[Formula::Growth, Formula::Fall], true),
        Kind::Growth | Kind::Difference => (&[Formula::Difference], true),
        Kind::Share => (&[Formula::Share, Formula::Ratio], true),
        Kind::Completion => (&[Formula::Ratio, Formula::RatioOfSum], true),
        Kind::Rate if is_rate => {
            (&[Formula::Ratio, Formula::Share, Formula::Growth, Formula::RatioOfSum], false)
        }
        Kind::Rate => (&[Formula::Ratio], line.is_quotient),
        Kind::Plain | Kind::Total | Kind::Subtotal | Kind::Whole => (&[Formula::Product], line.is_amount),
        Kind::Part | Kind::Rank | Kind::Serial => (&[], false),
    }
}

/// Relations of the figures of one line with those of two lines nearby. The formulas that its name
/// allows are tried with all pairs of such lines.
fn of_line<'d>(lines: &Lines<'_, 'd>, stated: usize) -> Vec<Relation<'d>> {
    let all = lines.all();
    let line = &all[stated];
    let figures = || (0..lines.crossing().len()).filter_map(|place| lines.figure(stated, place));
    let is_rate = line.is_percentage || figures().any(|figure| figure.quantity.is_percentage());
    let (formulas, is_named) = formulas(line, is_rate);
    if formulas.is_empty() || figures().next().is_none() {
        return Vec::new();
    }
    let before = (0..stated).rev().filter(|&at| may_be_operand(&all[at])).take(NEAR);
    let behind = (stated + 1..all.len()).filter(|&at| may_be_operand(&all[at])).take(NEAR);
    let mut near: Vec<usize> = before.chain(behind).collect();
    // One price may be far before several numbers and amounts.
    let is_price =
        |at: &usize| all[*at].kind == Kind::Rate && !all[*at].is_percentage && !all[*at].is_quotient;
    let prices =
        (0..stated).filter(is_price).take(MAX_PRICES).filter(|at| !near.contains(at)).collect::<Vec<_>>();
    near.extend(prices);
    let mut trials = Vec::new();
    let shifts = if line.is_quotient && !is_rate { &SHIFTS[..] } else { &SHIFTS[..1] };
    let ways =
        formulas.iter().flat_map(|&formula| shifts.iter().map(move |&shift| Way { formula, is_rate, shift }));
    for way in ways {
        for &a in &near {
            let others = near.iter().filter(|&&b| match way.formula {
                Formula::Share => b == a,
                // 收入 = 人数 × 人均 ("income = people × income per person") only repeats the definition
                // of 人均 ("per person").
                Formula::Product => a < b && (is_named || !all[a].is_quotient && !all[b].is_quotient),
                // 同比增减 ("change over last year") beside 起数 ("cases") and 死亡人数 ("deaths") is of
                // figures that are not in the table.
                Formula::Difference if line.kind == Kind::Growth => {
                    b != a && all[a].is_timed && all[b].is_timed
                }
                Formula::RatioOfSum => b != a && b + 1 != a && near.contains(&(b + 1)),
                _ => b != a,
            });
            trials.extend(others.map(|&b| Trial::of(lines, way, [stated, a, b])));
        }
    }
    best_relations(&trials, is_named)
}

/// True for lines of values, and of rates that are not percentages. Figures computed from others
/// are not operands.
fn may_be_operand(line: &Line) -> bool {
    line.is_value() || line.kind == Kind::Rate && !line.is_percentage
}

/// Result of a formula at one place of a line.
struct Verdict<'d> {
    printed: Figure<'d>,
    operands: [Value<'d>; 2],
    /// Result of the formula, in the unit of the printed figure.
    reckoned: Decimal,
    holds: bool,
    /// True if the figure may be right although the formula fails: it may have been computed from
    /// unrounded figures, or with the other operand as the divisor.
    may_hold: bool,
    /// False for figures with which every formula holds, such as zeros, ones, or two equal figures.
    /// They do not show that this formula is meant.
    is_evidence: bool,
}

/// A formula tried on a line, with its result at each place.
struct Trial<'d> {
    way: Way,
    verdicts: Vec<Verdict<'d>>,
}

impl<'d> Trial<'d> {
    fn of(lines: &Lines<'_, 'd>, way: Way, trio: [usize; 3]) -> Self {
        let crossing = lines.crossing();
        let whole = if way.formula == Formula::Share { whole(lines, trio[1]) } else { None };
        // If the total is not printed, only plain lines have a share of it.
        let whole =
            |place: usize| whole.filter(|it| it.figure.is_some() || crossing[place].kind == Kind::Plain);
        let verdicts =
            (0..crossing.len()).filter_map(|place| verdict(lines, way, trio, (place, whole(place))));
        Self { way, verdicts: judged(verdicts, |verdict| verdict.holds) }
    }

    fn holding(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.holds && verdict.is_evidence).count()
    }

    fn failing(&self) -> usize {
        self.verdicts.iter().filter(|verdict| !verdict.holds).count()
    }

    /// Creates the relation of a figure with the operands of the formula. It is unambiguous if the
    /// sign, a typing error, or the other places of the line show that the figure is wrong.
    fn relation(&self, verdict: &Verdict<'d>, holds: bool) -> Relation<'d> {
        let found = slip(verdict.printed.quantity.printed, verdict.reckoned);
        let is_rare = found.is_some_and(Slip::is_rare) || has_wrong_sign(verdict);
        let is_near = is_rare || is_slip(verdict.printed.quantity.printed, verdict.reckoned);
        let holding = self.holding();
        let labels = match self.way.formula {
            Formula::Growth | Formula::Fall | Formula::Difference => ["to", "from"],
            Formula::Ratio | Formula::RatioOfSum | Formula::Share => ["part", "whole"],
            Formula::Product => ["price", "count"],
        };
        let operands = labels.into_iter().zip(&verdict.operands);
        let shown =
            verdict.printed.quantity.printed.decimals().max(u32::from(self.way.formula.is_quotient()));
        let unit = if verdict.printed.quantity.is_rate() { verdict.printed.quantity.unit } else { "" };
        Relation {
            reading: self.reading(),
            stated: verdict.printed.quantity,
            place: verdict.printed.cell,
            operands: operands
                .filter_map(|(label, value)| Some(Operand::new(label, value.figure?.quantity)))
                .collect(),
            holds,
            // A large difference is an error only if all other places hold.
            is_unambiguous: is_rare && self.failing() * 2 <= holding.max(2)
                || is_near && holding >= MIN_NEAR && self.failing() * 2 <= holding
                || holding >= MIN_UNNAMED && self.failing() == 1,
            formula: self.shown(verdict.operands.map(|operand| operand.shown())),
            computed: format!("{}{unit}", verdict.reckoned.rounded(shown).shortened(0)),
        }
    }

    fn reading(&self) -> FigureReading {
        match self.way.formula {
            Formula::Growth | Formula::Fall => FigureReading::TableGrowth,
            Formula::Ratio | Formula::RatioOfSum | Formula::Share => FigureReading::TableRatio,
            Formula::Difference => FigureReading::TableDifference,
            Formula::Product => FigureReading::TableProduct,
        }
    }

    /// The formula with its figures, as text.
    fn shown(&self, [a, b]: [Decimal; 2]) -> String {
        match self.way.formula {
            Formula::Growth => format!("({a} {MINUS} {b}) ÷ {b}"),
            Formula::Fall => format!("({b} {MINUS} {a}) ÷ {b}"),
            _ if self.way.shift > 0 => format!("{a} × {} ÷ {b}", Decimal::integer(1).shifted(self.way.shift)),
            Formula::Ratio | Formula::RatioOfSum | Formula::Share => format!("{a} ÷ {b}"),
            Formula::Difference => format!("{a} {MINUS} {b}"),
            Formula::Product => format!("{a} × {b}"),
        }
    }
}

/// Relations of the formula that holds at most places of a line. Empty if it fails too often.
/// `is_named` is true if the name of the line suggests a formula.
fn best_relations<'d>(trials: &[Trial<'d>], is_named: bool) -> Vec<Relation<'d>> {
    let key = |trial: &&Trial<'_>| (trial.holding(), Reverse(trial.failing()));
    let Some(best) = trials.iter().rev().max_by_key(key) else { return Vec::new() };
    let (holding, failing) = (best.holding(), best.failing());
    let is_steady = if is_named { holding > failing } else { holding >= MIN_UNNAMED && failing <= 1 };
    if !is_steady {
        return Vec::new();
    }
    let holds = |verdict: &Verdict<'_>| {
        let same = |other: &&Verdict<'_>| other.printed.cell == verdict.printed.cell;
        // A formula that holds at few other places is not a reading of the line.
        let mut others = trials.iter().filter(|trial| trial.holding() * 2 > holding);
        others.any(|trial| trial.verdicts.iter().find(same).is_some_and(|other| other.may_hold))
    };
    let told = best.verdicts.iter().filter(|verdict| verdict.is_evidence || !verdict.holds);
    let relations = told.map(|verdict| best.relation(verdict, holds(verdict)));
    relations.filter(|relation| relation.holds || relation.is_unambiguous).collect()
}

/// True if only the sign of the figure is wrong.
fn has_wrong_sign(verdict: &Verdict<'_>) -> bool {
    let printed = verdict.printed.quantity.printed;
    let turned = Decimal::integer(0).minus(verdict.reckoned).rounded(printed.decimals());
    turned == printed && printed != Decimal::integer(0)
}

/// Compares a figure with two others. `None` if one of them is missing.
fn verdict<'d>(
    lines: &Lines<'_, 'd>,
    Way { formula, is_rate, shift }: Way,
    [stated, a, b]: [usize; 3],
    (place, whole): (usize, Option<Value<'d>>),
) -> Option<Verdict<'d>> {
    let printed = lines.figure(stated, place)?;
    // -5.2pct and +0.4年 ("+0.4 years") are not rates.
    if is_rate && !printed.quantity.unit.is_empty() && !printed.quantity.is_percentage() {
        return None;
    }
    let first = value(lines, a, place)?.shifted(shift);
    let second = match formula {
        Formula::Share => whole?,
        Formula::RatioOfSum => value(lines, b, place)?.plus(value(lines, b + 1, place)?),
        _ => value(lines, b, place)?,
    };
    let (x, y) = (first.value, second.value);
    let [zero, one, size] = [0, 1, if is_rate { 100 } else { 1 }].map(Decimal::integer);
    let power = if is_rate { 0 } else { lines.power(stated, place) };
    let finer = printed.quantity.printed.decimals() + EXTRA_DECIMALS;
    let unit = one.shifted(power);
    let share = |part: Decimal, whole: Decimal| part.times(size)?.divided(whole.times(unit)?, finer);
    let reckoned = match formula {
        Formula::Growth => share(x.minus(y), y)?,
        Formula::Fall => share(y.minus(x), y)?,
        Formula::Ratio | Formula::RatioOfSum | Formula::Share => share(x, y)?,
        Formula::Difference => x.minus(y).divided(unit, finer)?,
        Formula::Product => x.times(y)?.divided(unit, finer)?,
    };
    let is_evidence = match formula {
        Formula::Growth | Formula::Fall | Formula::Share => x != y && y > zero,
        Formula::Ratio | Formula::RatioOfSum => x != y && y != one && x != zero,
        Formula::Difference => x != zero && y != zero,
        Formula::Product => x > one && y > one,
    };
    let step = printed.quantity.printed.half_step().shifted(printed.quantity.scale);
    let said = match formula {
        Formula::Difference | Formula::Product => lines.interval(stated, place, &printed),
        // A rate may be truncated instead of rounded.
        _ => Interval::around(printed.quantity.value, step.plus(step)),
    };
    let said = shifted(said, power);
    let holds = holds(formula, [&first, &second], said, size)?;
    let may_hold = holds || may_hold(formula, [&first, &second], said, size) == Some(true);
    // A rate may have been computed from unrounded figures.
    let step = step.plus(step).shifted(power);
    let margin = (0..LOOSE).fold(Decimal::integer(0), |sum, _| sum.plus(step));
    let is_near = formula.is_quotient()
        && reckoned.shifted(power).distance(printed.quantity.value.shifted(power)) <= margin;
    Some(Verdict {
        printed,
        operands: [first, second],
        reckoned,
        holds,
        may_hold: may_hold || is_near,
        is_evidence,
    })
}
