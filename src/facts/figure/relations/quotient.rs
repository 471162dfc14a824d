//! Quotients: 在校生1656人，36个班，平均班额46人 ("1656 pupils, 36 classes, on average 46"); 全年办理3650件，月均304件
//! ("3650 in the year, 304 a month"); 每千人口床位6.6张 ("6.6 beds per 1000 people"); 平均亩产500公斤 ("500 kg
//! per mu on average").

mod per;

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::quotient::per::Per;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, is_shifted, slip};
use crate::facts::figure::relations::{Operand, Relation, Verdict, is_person, is_value};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::dimension::Dimension;
use crate::words::{Words, number};

/// Number of figures before a quotient that are searched for its total and its divisor.
const REACH: usize = 10;
/// Number of figures after a quotient among which its total and divisor are looked for, plus one.
const BEHIND: usize = 3;
/// Number of characters at the start of a quotient's name that must also occur before the total if
/// both have different units.
const SHARED: usize = 4;
/// Number of decimals of a computed quotient beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;

/// Checks the quotients of a paragraph, such as means and values per unit. The total and the
/// divisor of a quotient may be in the previous paragraph, whose measures are `before`.
pub(super) fn find<'w>(
    text: &str,
    words: &Words,
    before: &[Measure<'w>],
    list: &[Measure<'w>],
) -> Vec<Relation<'w>> {
    if !list.iter().any(|measure| measure.signs.meets(per::CUES)) {
        return Vec::new();
    }
    let before = &before[before.len().saturating_sub(REACH)..];
    let joined: Vec<Measure<'w>> = before.iter().chain(list).copied().collect();
    let reader = Reader { passage: Passage { text, words, list: &joined } };
    let relations: Vec<Relation<'w>> =
        (before.len()..joined.len()).filter_map(|at| reader.quotient(at)).collect();
    relations
}

struct Reader<'a, 'w> {
    passage: Passage<'a, 'w>,
}

/// Divisor of a quotient: a figure, or a known number such as the months of a year.
#[derive(Clone, Copy)]
enum Divisor {
    /// A figure of the paragraph, as its index.
    Figure(usize),
    /// A fixed number, such as the months or days of a year.
    Fixed(u64),
}

/// A total and a divisor whose quotient the text may state.
#[derive(Clone, Copy)]
struct Pair {
    /// Index of the total among the figures.
    total: usize,
    divisor: Divisor,
}

impl<'w> Reader<'_, 'w> {
    fn quotient(&self, at: usize) -> Option<Relation<'w>> {
        let passage = self.passage;
        let each = &passage.list[at];
        let is_told = matches!(each.role, Role::Value | Role::To(_))
            && !each.quantity.is_approximate
            && !each.quantity.is_rate()
            && !each.quantity.unit.is_empty()
            // 每个专业至少有3门 ("at least 3 for each subject") is no mean.
            && !passage.words.of(&number::AT_LEAST).is_in(passage.lead(at));
        if !is_told {
            return None;
        }
        let per = per::read(passage, at)?;
        let divisors: Vec<Divisor> = self.divisors(at, &per);
        let pairs: Vec<Pair> = self
            .totals(at, &per)
            .flat_map(|total| divisors.iter().map(move |&divisor| Pair { total, divisor }))
            .filter(|pair| !matches!(pair.divisor, Divisor::Figure(figure) if figure == pair.total))
            .collect();
        if let Some(&pair) = pairs.iter().find(|&&pair| self.fits(at, pair, &per)) {
            return self.relation(at, pair, &per, Verdict::HOLDS);
        }
        // The days of a year are two divisors, 365 and 366.
        let has_one_total =
            pairs.first().is_some_and(|first| pairs.iter().all(|pair| pair.total == first.total));
        let is_fixed = pairs.iter().all(|pair| matches!(pair.divisor, Divisor::Fixed(_)));
        let is_only = pairs.len() == 1 || is_fixed && has_one_total;
        let wrong = pairs.iter().find(|&&pair| match self.slip(at, pair, &per) {
            Some(Slip::Digit) => {
                is_only && self.is_near(at, pair) && per.may_divide(self.passage.lead(pair.total))
            }
            Some(_) => true,
            None => {
                is_only
                    && (self.is_shifted(at, pair, &per) || per.number > 1 && self.is_inverted(at, pair, &per))
            }
        });
        let verdict = Verdict { holds: false, is_unambiguous: wrong.is_some() };
        self.relation(at, *wrong.or_else(|| pairs.first())?, &per, verdict)
    }

    /// Indices of the figures around the quotient with index `at` whose units allow them to be its
    /// total, the nearest first.
    fn totals<'s>(&'s self, at: usize, per: &'s Per<'s>) -> impl Iterator<Item = usize> + 's {
        let passage = self.passage;
        let each = passage.list[at].quantity;
        // 平均亩产412公斤，总产量24万吨 ("412 kg per mu on average, 240,000 t in all"): the total may follow
        // the quotient.
        let behind = (at + 1..passage.list.len().min(at + BEHIND))
            .filter(move |&other| passage.are_together(at, other));
        (at.saturating_sub(REACH)..at).rev().chain(behind).filter(move |&other| {
            let total = &passage.list[other];
            let quantity = total.quantity;
            let is_same = if per.is_hours() {
                quantity.dimension == Some(Dimension::Energy)
            } else {
                quantity.unit == each.unit
                    || per.number > 1
                        && quantity.dimension == each.dimension
                        && self.are_of_one_name(at, other)
                    || is_person(quantity.unit) && is_person(each.unit)
                    || quantity.dimension == each.dimension
                        && self.size(quantity).is_some()
                        && self.size(each).is_some()
            };
            let is_more =
                per.number > 1 || per.is_hours() || quantity.value > each.value || quantity.unit != each.unit;
            is_value(total) && is_same && is_more && per::read(passage, other).is_none()
        })
    }

    /// True if the start of a quotient's name occurs before a total: 移动电话用户96万户 ("960,000 users of
    /// mobile phones") is the total of 移动电话普及率 ("density of mobile phones"), which is given in 部
    /// (phones).
    fn are_of_one_name(&self, each: usize, total: usize) -> bool {
        let start: String = self.passage.lead(each).chars().take(SHARED).collect();
        start.chars().count() == SHARED && self.passage.lead(total).contains(&start)
    }

    fn divisors(&self, at: usize, per: &Per<'_>) -> Vec<Divisor> {
        let behind = (at + 1..self.passage.list.len().min(at + BEHIND))
            .filter(|&other| self.passage.are_together(at, other));
        let near = (at.saturating_sub(REACH)..at).rev().chain(behind);
        let figures = near.filter(|&other| {
            let number = &self.passage.list[other];
            let is_many = number.quantity.value > Decimal::integer(1);
            is_value(number) && is_many && per.counts(self.passage, other)
        });
        let figures = figures.map(Divisor::Figure);
        let fixed = per.fixed(self.passage, at).iter().copied().map(Divisor::Fixed);
        figures.chain(fixed).collect()
    }

    /// Size of a figure's unit in base units. `None` if it is not fixed.
    fn size(&self, quantity: Quantity<'_>) -> Option<Decimal> {
        if quantity.dimension == Some(Dimension::Money) {
            return None;
        }
        let unit =
            self.passage.words.units().start_of(quantity.unit).filter(|unit| unit.word == quantity.unit)?;
        unit.factor.and_then(Decimal::parse)
    }

    /// Ratio of the total's unit to the quotient's unit, as a numerator and a denominator.
    fn scale(&self, total: Quantity<'_>, each: Quantity<'_>, per: &Per<'_>) -> (Decimal, Decimal) {
        let one = Decimal::integer(1);
        if per.is_hours() || total.unit == each.unit {
            return (one, one);
        }
        self.size(total).zip(self.size(each)).unwrap_or((one, one))
    }

    /// Range and value of the divisor. For hours of use, which are energy divided by power, the
    /// divisor is the power in base units.
    fn divisor(&self, divisor: Divisor, per: &Per<'_>) -> (Interval, Decimal) {
        match divisor {
            Divisor::Fixed(number) => {
                let number = Decimal::integer(number);
                (Interval::exact(number), number)
            }
            Divisor::Figure(at) => {
                let quantity = self.passage.list[at].quantity;
                let size = self.size(quantity).filter(|_| per.is_hours());
                let exact = Interval::exact(size.unwrap_or_else(|| Decimal::integer(1)));
                let interval = quantity.interval().times(exact).unwrap_or_else(|| quantity.interval());
                let value = size.and_then(|size| quantity.value.times(size)).unwrap_or(quantity.value);
                (interval, value)
            }
        }
    }

    fn fits(&self, at: usize, pair: Pair, per: &Per<'_>) -> bool {
        let [total, each] = [pair.total, at].map(|at| self.passage.list[at].quantity);
        let step = each.printed.half_step().shifted(each.scale);
        let said = Interval::around(each.value, step.plus(step));
        let (many, few) = self.scale(total, each, per);
        let left =
            said.times(self.divisor(pair.divisor, per).0).and_then(|left| left.times(Interval::exact(few)));
        let right = total.interval().times(Interval::exact(many));
        let right = right.and_then(|right| right.times(Interval::exact(Decimal::integer(per.number))));
        left.zip(right).is_none_or(|(left, right)| left.meets(right))
    }

    /// Computed quotient, in the scale of the printed one.
    fn reckoned(&self, at: usize, pair: Pair, per: &Per<'_>) -> Option<Decimal> {
        let [total, each] = [pair.total, at].map(|at| self.passage.list[at].quantity);
        let (many, few) = self.scale(total, each, per);
        let above = total.value.times(many)?.times(Decimal::integer(per.number))?;
        let below = self
            .divisor(pair.divisor, per)
            .1
            .times(few)?
            .times(Decimal::integer(10u64.pow(each.scale.min(18))))?;
        above.divided(below, each.printed.decimals() + EXTRA_DECIMALS)
    }

    fn slip(&self, at: usize, pair: Pair, per: &Per<'_>) -> Option<Slip> {
        slip(self.passage.list[at].quantity.printed, self.reckoned(at, pair, per)?)
    }

    /// True if the computed quotient with its decimal point moved is the stated one (800 for 80),
    /// and total and divisor are near it.
    fn is_shifted(&self, at: usize, pair: Pair, per: &Per<'_>) -> bool {
        let printed = self.passage.list[at].quantity.printed;
        self.is_near(at, pair)
            && self.reckoned(at, pair, per).is_some_and(|reckoned| is_shifted(printed, reckoned))
    }

    /// True if the stated quotient is the divisor divided by the total, instead of the total by the
    /// divisor: 每百人85.6部 ("85.6 per 100 people") instead of 116.9.
    fn is_inverted(&self, at: usize, pair: Pair, per: &Per<'_>) -> bool {
        let each = self.passage.list[at].quantity;
        let total = self.passage.list[pair.total].quantity;
        let turned = self.divisor(pair.divisor, per).1.times(Decimal::integer(per.number));
        let turned = turned.and_then(|turned| turned.divided(total.value, each.printed.decimals()));
        turned.is_some_and(|turned| turned == each.printed)
    }

    /// True if the figures are in the sentence of the quotient or in the previous one.
    fn is_near(&self, at: usize, pair: Pair) -> bool {
        let first = match pair.divisor {
            Divisor::Figure(figure) => figure.min(pair.total),
            Divisor::Fixed(_) => pair.total,
        };
        let mut sentences = self.passage.list[first.min(at)..=at]
            .iter()
            .map(|measure| measure.sentence.start())
            .collect::<Vec<_>>();
        sentences.dedup();
        sentences.len() <= 2
    }

    fn relation(&self, at: usize, pair: Pair, per: &Per<'_>, verdict: Verdict) -> Option<Relation<'w>> {
        let each = self.passage.list[at].quantity;
        let whole = self.passage.list[pair.total].quantity;
        let mut operands = vec![Operand::new("total", whole)];
        let number = match pair.divisor {
            Divisor::Figure(figure) => {
                let quantity = self.passage.list[figure].quantity;
                operands.push(Operand::new("number", quantity));
                format!("{}{}", quantity.scaled(), quantity.unit)
            }
            Divisor::Fixed(number) => number.to_string(),
        };
        let reckoned = self.reckoned(at, pair, per)?.shifted(each.scale);
        let times = if per.number > 1 { format!(" × {}", per.number) } else { String::new() };
        Some(Relation {
            reading: FigureReading::Quotient,
            stated: each,
            place: each.span,
            operands,
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula: format!("{}{} ÷ {number}{times}", whole.scaled(), whole.unit),
            computed: each.like(reckoned),
        })
    }
}
