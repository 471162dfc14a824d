//! Figures that are defined by their names: 容积率 ("floor area ratio") is 建筑面积 ("floor area") divided
//! by 用地面积 ("site area"), 标准差 ("standard deviation") the root of 方差 ("variance"), 价税合计 ("price with
//! tax") a sum with 税额 ("tax").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, kind_of};
use crate::facts::figure::relations::{Operand, Relation, called, rounded_or_cut};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::words::Words;
use crate::words::rules::figure::formula::{FORMULAS, LAST};

/// Number of figures before and after a figure that are searched for its operands.
const REACH: usize = 8;
/// Maximum number of characters that are read of a figure's name.
const MAX_NAME: usize = 14;
/// Number of steps in the approximation of a root.
const ROUNDS: usize = 40;
/// Number of decimals with which quotients are computed beyond the printed ones.
const EXTRA_DECIMALS: u32 = 6;

/// Checks each figure of a paragraph whose name says how it is computed from other figures: 容积率
/// ("floor area ratio").
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list };
    (0..list.len()).filter_map(|at| reader.formula(at)).collect()
}

/// Operation by which a figure is computed from its operands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operation {
    Sum,
    Difference,
    Product,
    Quotient,
    /// First operand minus the second, divided by the first: 毛利率 ("gross margin").
    ShareLeft,
    QuotientOfSquare,
    Root,
}

/// Result of a definition, with its comparison with the stated figure.
#[derive(Clone, Copy)]
struct Computed {
    interval: Interval,
    /// True if the stated figure may be right.
    holds: bool,
}

/// A definition of a figure: the operation, and the names of the operands.
struct Definition<'a> {
    operation: Operation,
    operands: Vec<&'a str>,
}

struct Reader<'a, 'w> {
    text: &'w str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'w> Reader<'_, 'w> {
    fn formula(&self, at: usize) -> Option<Relation<'w>> {
        let stated = &self.list[at];
        if !matches!(stated.role, Role::Value | Role::To(_)) || stated.quantity.is_approximate {
            return None;
        }
        let name = self.name(at);
        if !name.ends_with(LAST) {
            return None;
        }
        let definitions = FORMULAS.iter().filter_map(|entry| definition(entry, name));
        let mut wrong = None;
        for definition in definitions {
            let Some(places) = self.operands(at, &definition) else { continue };
            let Some(reckoned) = self.reckoned(definition.operation, &places) else { continue };
            let is_root = definition.operation == Operation::Root;
            let holds = if is_root { self.is_root(at, reckoned) } else { self.holds(at, reckoned) };
            let Some(holds) = holds else { continue };
            let computed = Computed { interval: reckoned, holds };
            let relation = self.relation(at, &definition, &places, computed);
            if holds {
                return relation;
            }
            wrong = wrong.or(relation);
        }
        wrong
    }

    /// Words before the figure with index `at` that name it, without a bracket after them.
    fn name(&self, at: usize) -> &'w str {
        called(self.text, &self.list[at])
    }

    /// Indices of the figures that are the operands of a definition, recognised by their names.
    /// `at` is the index of the result. For each operand the nearest figure before the result is
    /// taken, or else the nearest one after it. `None` if an operand is missing.
    fn operands(&self, at: usize, definition: &Definition<'_>) -> Option<Vec<usize>> {
        let last = self.list.len().min(at + REACH + 1);
        let near = || (at.saturating_sub(REACH)..at).rev().chain(at + 1..last);
        let mut places: Vec<usize> = Vec::with_capacity(definition.operands.len());
        for names in &definition.operands {
            let is_called = |&other: &usize| {
                let measure = &self.list[other];
                let name = self.name(other);
                let near = name.char_indices().rev().take(MAX_NAME).last().map_or(0, |(at, _)| at);
                // 身高 ("height") ends with a word for a difference, so the role `By` is allowed.
                let is_told =
                    !matches!(measure.role, Role::From | Role::Against) && !measure.quantity.is_approximate;
                let (first, last) = (at.min(other), at.max(other));
                let apart =
                    &self.text[self.list[first].quantity.span.end()..self.list[last].quantity.span.start()];
                let is_near = apart.matches(['。', '；']).count()
                    <= usize::from(definition.operation != Operation::Product);
                is_told
                    && is_near
                    && !places.contains(&other)
                    && names.split('|').any(|word| name[near..].ends_with(word))
            };
            let found = near().find(is_called)?;
            places.push(found);
        }
        Some(places)
    }

    /// Value of a figure in base units; a percentage as a share of one.
    fn value(&self, at: usize) -> Option<(Interval, Option<Kind<'w>>)> {
        let quantity = self.list[at].quantity;
        if quantity.is_percentage() {
            let interval = quantity.interval();
            return Some((
                Interval { low: interval.low.hundredths(), high: interval.high.hundredths() },
                None,
            ));
        }
        if quantity.unit.is_empty() {
            let step = quantity.printed.half_step().shifted(quantity.scale);
            let margin = if quantity.printed.has_decimals() { step } else { Decimal::integer(0) };
            return Some((Interval::around(quantity.value, margin), None));
        }
        let (kind, size) = kind_of(self.words, quantity.unit)?;
        Some((quantity.interval().times(Interval::exact(size))?, Some(kind)))
    }

    fn reckoned(&self, operation: Operation, places: &[usize]) -> Option<Interval> {
        let values: Vec<(Interval, Option<Kind<'w>>)> =
            places.iter().map(|&at| self.value(at)).collect::<Option<_>>()?;
        let one_kind = || values.windows(2).all(|pair| pair[0].1 == pair[1].1);
        let divided = |a: Interval, b: Interval| {
            Some(Interval {
                low: a.low.divided(b.high, EXTRA_DECIMALS)?,
                high: a.high.divided(b.low, EXTRA_DECIMALS)?,
            })
        };
        let (first, rest) = values.split_first()?;
        match operation {
            Operation::Sum if one_kind() => Some(rest.iter().fold(first.0, |sum, value| sum.plus(value.0))),
            Operation::Difference if one_kind() => {
                Some(rest.iter().fold(first.0, |sum, value| sum.minus(value.0)))
            }
            Operation::Product => rest.iter().try_fold(first.0, |all, value| all.times(value.0)),
            Operation::Quotient => divided(first.0, rest.first()?.0),
            Operation::ShareLeft if one_kind() => {
                let less = rest.first()?.0;
                divided(first.0.minus(less), first.0)
            }
            Operation::QuotientOfSquare => {
                let below = rest.first()?.0;
                divided(first.0, below.times(below)?)
            }
            Operation::Root => Some(first.0),
            _ => None,
        }
    }

    fn holds(&self, at: usize, reckoned: Interval) -> Option<bool> {
        let quantity = self.list[at].quantity;
        let (said, _) = self.value(at)?;
        let step = quantity.printed.half_step().shifted(quantity.scale);
        let said = if quantity.is_percentage() {
            let step = step.plus(step);
            Interval::around(quantity.value, step)
        } else {
            said
        };
        let reckoned = if quantity.is_percentage() {
            reckoned.times(Interval::exact(Decimal::integer(100)))?
        } else {
            reckoned
        };
        let rounded =
            Interval { low: said.low.minus(step_of(quantity)), high: said.high.plus(step_of(quantity)) };
        Some(rounded.meets(reckoned))
    }

    /// True if the square of a figure is `square`. `None` if it cannot be computed.
    fn is_root(&self, at: usize, square: Interval) -> Option<bool> {
        let quantity = self.list[at].quantity;
        let step = quantity.printed.half_step().shifted(quantity.scale);
        // The figure may be truncated instead of rounded.
        let said = rounded_or_cut(quantity.value, step);
        Some(said.times(said)?.meets(square))
    }

    fn relation(
        &self,
        at: usize,
        definition: &Definition<'_>,
        places: &[usize],
        computed: Computed,
    ) -> Option<Relation<'w>> {
        let stated = self.list[at].quantity;
        let shown: Vec<String> = places
            .iter()
            .map(|&place| self.list[place].quantity)
            .map(|quantity| format!("{}{}", quantity.scaled(), quantity.unit))
            .collect();
        let sign = match definition.operation {
            Operation::Sum => " + ".to_owned(),
            Operation::Difference => format!(" {MINUS} "),
            Operation::Product => " × ".to_owned(),
            _ => " ÷ ".to_owned(),
        };
        let formula = match definition.operation {
            Operation::ShareLeft => {
                format!("({} {MINUS} {}) ÷ {}", shown.first()?, shown.get(1)?, shown.first()?)
            }
            Operation::Root => format!("√{}", shown.first()?),
            Operation::QuotientOfSquare => format!("{}²", shown.join(&sign)),
            _ => shown.join(&sign),
        };
        Some(Relation {
            reading: FigureReading::Formula,
            stated,
            place: stated.span,
            operands: places
                .iter()
                .map(|&place| Operand::new("operand", self.list[place].quantity))
                .collect(),
            holds: computed.holds,
            is_unambiguous: true,
            formula,
            computed: if definition.operation == Operation::Root {
                stated.like(root(computed.interval.low)?)
            } else {
                self.shown(at, computed.interval)?
            },
        })
    }

    fn shown(&self, at: usize, reckoned: Interval) -> Option<String> {
        let stated = self.list[at].quantity;
        let value = reckoned.low.plus(reckoned.high).divided(Decimal::integer(2), EXTRA_DECIMALS)?;
        if stated.is_percentage() {
            let percent = value.shifted(2).rounded(stated.printed.decimals().max(1));
            return Some(format!("{percent}%"));
        }
        let size =
            if stated.unit.is_empty() { Decimal::integer(1) } else { kind_of(self.words, stated.unit)?.1 };
        Some(stated.like(value.divided(size, EXTRA_DECIMALS)?))
    }
}

/// Square root of a number, by repeated averaging of the root and the quotient (Heron's method).
fn root(square: Decimal) -> Option<Decimal> {
    let (one, two) = (Decimal::integer(1), Decimal::integer(2));
    let first = if square > one { square } else { one };
    (0..ROUNDS).try_fold(first, |root, _| {
        root.plus(square.divided(root, EXTRA_DECIMALS)?).divided(two, EXTRA_DECIMALS)
    })
}

/// Half a unit of the last digit of a figure with decimals, as it may be truncated instead of
/// rounded; otherwise 0.
fn step_of(quantity: Quantity<'_>) -> Decimal {
    if quantity.printed.has_decimals() {
        quantity.printed.half_step().shifted(quantity.scale)
    } else {
        Decimal::integer(0)
    }
}

/// Reads the definition in `entry`. `None` if `name` does not end with the name of its result.
fn definition(entry: &'static str, name: &str) -> Option<Definition<'static>> {
    let mut words = entry.split(' ');
    let mut results = words.next()?.split('|');
    if !results.any(|result| name.ends_with(result)) {
        return None;
    }
    let operation = match words.next()? {
        "+" => Operation::Sum,
        "-" => Operation::Difference,
        "×" => Operation::Product,
        "÷" => Operation::Quotient,
        "-÷" => Operation::ShareLeft,
        "÷²" => Operation::QuotientOfSquare,
        _ => Operation::Root,
    };
    Some(Definition { operation, operands: words.collect() })
}

#[cfg(test)]
mod tests {
    use super::{FORMULAS, LAST};

    #[test]
    fn all_results_end_with_a_known_character() {
        for entry in FORMULAS {
            let results = entry.split(' ').next().unwrap();
            assert!(results.split('|').all(|result| result.ends_with(LAST)), "{results}");
        }
    }
}

#[cfg(test)]
mod cases {
    use super::REACH;
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_what_names_define() {
        let cases: [(&str, &[&str]); 5] = [
            ("用地面积3.2万平方米，计容建筑面积6.4万平方米，容积率2.4。", &["2.4"]),
            ("身高1.60米，体重64公斤，体质指数（BMI，体重除以身高的平方）为28.0。", &["28.0"]),
            ("不含税合计80000元，税额10400元，价税合计94000元。", &["94000元"]),
            ("教室长9米，宽7米，面积36平方米。", &["36平方米"]),
            (
                "用地面积3.2万平方米，计容建筑面积6.4万平方米，容积率2.0；教室长9米，宽7米，面积63平方米。",
                &[],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Formula]), expected, "{text}");
        }
    }

    #[test]
    fn operands_are_at_most_some_figures_away() {
        let text = |count| format!("教室宽7米，面积36平方米，{}长9米。", "吊灯1盏，".repeat(count));
        assert_eq!(wrong(&text(REACH - 1), &[FigureReading::Formula]), ["36平方米"]);
        assert!(wrong(&text(REACH), &[FigureReading::Formula]).is_empty());
    }
}
