//! Sums: a row 合计 ("total") below or above its parts, a column 合计 beside them, subtotals, rows of
//! levels, and lines without such a name that are sums at all other places.

mod sets;

use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::table::sums::sets::{
    Part, accounts, added, balances, balances_of_name, named, unnamed,
};
use crate::facts::figure::relations::table::{Lines, judged};
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::sheets::{Entry, Figure, Kind, Line};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;

/// Maximum number of lines of a table in which lines without the name of a sum are tried as sums.
/// In a larger table, too many lines would be compared.
const MAX_UNNAMED: usize = 40;
/// Minimum number of places at which a sum without a name must hold, besides the one at which it
/// fails.
const MIN_UNNAMED: usize = 3;
/// Maximum of the number of lines with the name of a sum times the number of all lines. Above it,
/// the sums of a table are not checked, because each may be the sum of very many lines.
const MAX_WORK: usize = 40_000;
/// Number of terms of a formula that are written out in a message.
const MAX_TERMS: usize = 8;

/// Checks the sums of rows, or of columns.
pub(super) fn find<'d>(lines: &Lines<'_, 'd>) -> Vec<Relation<'d>> {
    let mut relations = Vec::new();
    let count = lines.all().len();
    let totals = lines.all().iter().filter(|line| line.is_total()).count();
    if totals * count > MAX_WORK {
        return relations;
    }
    for (total, line) in lines.all().iter().enumerate() {
        let is_few = count <= MAX_UNNAMED && line.is_value();
        let mut trials: Vec<(Vec<Vec<Part>>, bool)> = Vec::new();
        if line.is_total() {
            trials.push((added(named(lines.all(), total)), true));
        } else if is_few {
            trials.push((added(unnamed(lines.all(), total)), false));
        }
        if is_few {
            trials.push((balances(lines.all(), total), false));
            trials.push((balances_of_name(lines.all(), total), false));
            trials.push((accounts(lines.all(), total), true));
        }
        for (candidates, is_named) in trials {
            let mut sums: Vec<Sum<'d>> =
                candidates.iter().map(|parts| Sum::judged(lines, total, parts)).collect();
            sums.retain(|sum| !sum.verdicts.is_empty());
            relations.extend(best_relations(&sums, is_named));
        }
    }
    relations
}

/// Result of a sum at one place of a line.
struct Verdict<'d> {
    printed: Figure<'d>,
    parts: Vec<(Figure<'d>, bool)>,
    sum: Decimal,
    holds: bool,
}

/// A line read as the sum of others, with its verdicts.
struct Sum<'d> {
    name: Kind,
    verdicts: Vec<Verdict<'d>>,
}

impl<'d> Sum<'d> {
    fn judged(lines: &Lines<'_, 'd>, total: usize, parts: &[Part]) -> Self {
        let places = 0..lines.crossing().len();
        let verdicts = places.filter_map(|place| verdict(lines, total, parts, place));
        Self { name: lines.all()[total].kind, verdicts: judged(verdicts, |verdict| verdict.holds) }
    }

    fn holding(&self) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.holds).count()
    }

    fn failing(&self) -> usize {
        self.verdicts.len() - self.holding()
    }

    fn relation(&self, verdict: &Verdict<'d>, holds: bool, is_unambiguous: bool) -> Relation<'d> {
        let operand = |(figure, _): &(Figure<'d>, bool)| Operand::new("part", figure.quantity);
        Relation {
            reading: FigureReading::TableSum,
            stated: verdict.printed.quantity,
            place: verdict.printed.cell,
            operands: verdict.parts.iter().map(operand).collect(),
            holds,
            is_unambiguous,
            formula: formula(&verdict.parts),
            computed: verdict.sum.to_string(),
        }
    }

    /// True if no other sum can be meant: this one holds at most places, or it is the only
    /// candidate for a line that has the name of a total, and fails at one place.
    fn is_clear(&self, sums: &[Self]) -> bool {
        let (holding, failing) = (self.holding(), self.failing());
        let is_only = self.name == Kind::Total && failing == 1 && sums.len() == 1;
        is_only || holding > 0 && holding >= failing * 2 && (self.name != Kind::Whole || failing == 1)
    }

    /// True if the total at this place is hardly anything but a sum. It is not between the parts,
    /// as a mean would be, unless it is a typing error for the sum, and the parts are not several
    /// lists with this total each.
    fn is_sure(&self, verdict: &Verdict<'d>) -> bool {
        let values = || verdict.parts.iter().map(|(part, _)| part.quantity.value);
        let printed = verdict.printed.quantity.value;
        let is_between = values().max() >= Some(printed) && values().min() <= Some(printed);
        !is_divided(verdict) && (!is_between || is_slip(printed, verdict.sum))
    }
}

/// True if the parts are several lists, each of which adds up to the total: by sex, then by age.
fn is_divided(verdict: &Verdict<'_>) -> bool {
    let zero = Decimal::integer(0);
    let printed = verdict.printed.quantity.value;
    let mut sum = zero;
    for (part, _) in &verdict.parts {
        sum = sum.plus(part.quantity.value);
        if sum == printed {
            sum = zero;
        }
    }
    sum == zero
}

/// Compares a figure with the sum of others. `None` if one of them is missing or cannot be added.
fn verdict<'d>(lines: &Lines<'_, 'd>, total: usize, parts: &[Part], place: usize) -> Option<Verdict<'d>> {
    let printed = lines.figure(total, place)?;
    let zero = Decimal::integer(0);
    let (mut figures, mut range) = (Vec::new(), Interval::exact(zero));
    for &(part, is_minus) in parts {
        match lines.entry(part, place) {
            Entry::Figure(figure) => {
                let interval = lines.interval(part, place, &figure);
                range = if is_minus { range.minus(interval) } else { range.plus(interval) };
                figures.push((figure, is_minus));
            }
            Entry::Nothing | Entry::Empty => {}
            Entry::Words => return None,
        }
    }
    let all = || figures.iter().map(|(figure, _)| figure).chain([&printed]);
    if figures.is_empty() || !is_addend(&lines.crossing()[place], printed.quantity.value, all) {
        return None;
    }
    let holds = range.meets(lines.interval(total, place, &printed));
    Some(Verdict { printed, sum: self::total(&figures), parts: figures, holds })
}

/// True if the figures on a crossing line may be added: values, changes in whole numbers, and
/// shares that add up to a hundred.
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

/// Relations of a line with its parts. At each place a set of parts is taken for which the sum
/// holds, or else the set for which it holds at most places.
fn best_relations<'d>(sums: &[Sum<'d>], is_named: bool) -> Vec<Relation<'d>> {
    let Some(best) = sums.iter().rev().max_by_key(|sum| sum.holding()) else { return Vec::new() };
    let (holding, failing) = (best.holding(), best.failing());
    let is_steady = if is_named { holding >= failing } else { holding >= MIN_UNNAMED && failing == 1 };
    let mut relations = Vec::new();
    for verdict in &best.verdicts {
        let same = |other: &&Verdict<'_>| other.printed.cell == verdict.printed.cell;
        let holds = |sum: &Sum<'d>| sum.verdicts.iter().find(same).is_some_and(|other| other.holds);
        let holding_set = sums.iter().find(|sum| holds(sum));
        if let Some(sum) = holding_set {
            // A line without a name is read as a sum only if it holds everywhere, or everywhere but
            // once.
            if is_named || is_steady || sum.failing() == 0 && sum.holding() >= MIN_UNNAMED {
                relations
                    .extend(sum.verdicts.iter().find(same).map(|verdict| sum.relation(verdict, true, true)));
            }
            continue;
        }
        let zero = Decimal::integer(0);
        let printed = verdict.printed.quantity.value;
        let is_slip = is_slip(printed, verdict.sum)
            || printed == zero.minus(verdict.sum) && printed != zero
            || verdict.parts.iter().any(|(part, _)| {
                // The sign of a part was lost.
                let value = part.quantity.value;
                printed == verdict.sum.minus(value).minus(value) && value != zero
            });
        let is_unambiguous = if is_named {
            best.is_sure(verdict) && (is_slip && holding + 1 >= failing || best.is_clear(sums))
        } else {
            is_steady && is_slip
        };
        if is_unambiguous {
            relations.push(best.relation(verdict, false, true));
        }
    }
    relations
}

/// Sum of parts with their signs.
pub(super) fn total(parts: &[(Figure<'_>, bool)]) -> Decimal {
    let add = |sum: Decimal, (part, is_minus): &(Figure<'_>, bool)| {
        if *is_minus { sum.minus(part.quantity.value) } else { sum.plus(part.quantity.value) }
    };
    parts.iter().fold(Decimal::integer(0), add)
}

/// Formula as text: `3 + 4 − 2`. If there are many terms, those in the middle are left out.
pub(super) fn formula(parts: &[(Figure<'_>, bool)]) -> String {
    let zero = Decimal::integer(0);
    let mut formula = String::new();
    for (at, (part, is_minus)) in parts.iter().enumerate() {
        let value = part.quantity.value;
        if parts.len() > MAX_TERMS && (MAX_TERMS / 2..parts.len() - 1).contains(&at) {
            formula.push_str(if at == MAX_TERMS / 2 { " + …" } else { "" });
        } else if at == 0 {
            formula.push_str(&value.to_string());
        } else if (value < zero) == *is_minus {
            formula.push_str(&format!(" + {}", value.distance(zero)));
        } else {
            formula.push_str(&format!(" {MINUS} {}", value.distance(zero)));
        }
    }
    formula
}
