//! Values per unit, with numbers and totals matched by their units: 示范片320亩，平均亩产612公斤，总产195.8吨
//! ("320 mu, 612 kg per mu, 195.8 t"); 每公顷1800元 ("1800 yuan per hectare") for 每亩120元 ("120 yuan per
//! mu").

mod per;

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::rated::per::Per;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, Sized, kind_of, sized};
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation, Verdict};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::product::{AGAIN, LEADS};
use crate::words::{Words, total};

/// Number of figures before and after a value per unit that may be the number or the total.
const REACH: usize = 6;
/// Punctuation that ends a sentence. The figures must be in the same sentence or in two successive
/// ones.
const STOPS: [char; 5] = ['。', '；', ';', '！', '？'];
/// Number of decimals of a computed value beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Maximum difference between a computed and a stated total, in per cent, that is still reported as
/// an error of that total. With a greater difference, the figure is the total of something else.
const NEAR: u64 = 60;

/// Checks the values per unit of a paragraph against the numbers and totals near them.
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list };
    (0..list.len())
        .filter_map(|at| {
            let per = per::read(text, list, at);
            (!per.is_empty()).then(|| reader.again(at, &per).or_else(|| reader.product(at, &per)))?
        })
        .collect()
}

struct Reader<'a, 'w> {
    text: &'w str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

/// A value given per unit: 每户500元 ("500 yuan per household").
#[derive(Clone, Copy)]
struct Rate<'w> {
    /// Index of the value among the figures of the paragraph.
    at: usize,
    value: Sized<'w>,
    /// True if it is a mean, which is rounded.
    is_mean: bool,
    /// True if it is given per period of time only.
    is_time: bool,
}

/// Figures that may be the total and the numbers of units in the equation total = value per unit ×
/// numbers. Each number comes with the divisor that converts it to these units.
struct Combination {
    total: usize,
    numbers: Vec<(usize, Decimal)>,
}

impl<'w> Reader<'_, 'w> {
    fn sized(&self, at: usize) -> Option<Sized<'w>> {
        sized(self.text, self.words, &self.list[at])
    }

    /// Indices of the figures in the sentence of the figure with index `at` or in an adjacent one,
    /// without this figure.
    fn near(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let last = self.list.len().min(at + REACH + 1);
        (at.saturating_sub(REACH)..last).filter(move |&other| other != at && self.stops(at, other) <= 1)
    }

    /// Number of sentence ends between two figures.
    fn stops(&self, one: usize, other: usize) -> usize {
        let (first, last) = (one.min(other), one.max(other));
        self.text[self.list[first].quantity.span.end()..self.list[last].quantity.span.start()]
            .matches(STOPS)
            .count()
    }

    /// Compares a value per unit with the same value given for a second unit: 每亩节本120元，折合每公顷节本1800元
    /// ("120 yuan per mu, that is, 1800 per hectare").
    fn again(&self, at: usize, per: &[Per<'w>]) -> Option<Relation<'w>> {
        let [per] = per else { return None };
        let stated = self.sized(at)?;
        let Some((Kind::Measured(dimension), size)) = kind_of(self.words, per.noun) else { return None };
        let (other, first) = (at.saturating_sub(REACH)..at).rev().find_map(|other| {
            let mut found = per::read(self.text, self.list, other);
            let is_here = |first: &usize| self.list[*first].sentence == self.list[at].sentence;
            // 每亩少用化肥8公斤，节本120元 ("8 kg less fertiliser per mu, 120 yuan less"): the following figure
            // is given per 亩 (mu) as well.
            let mut earlier = (at.saturating_sub(REACH)..other).rev().filter(is_here);
            while found.is_empty()
                && let Some(first) = earlier.next()
            {
                found = per::read(self.text, self.list, first);
            }
            let [first] = found[..] else { return None };
            let (kind, other_size) = kind_of(self.words, first.noun)?;
            let is_other = kind == Kind::Measured(dimension)
                && (other_size != size || first.count != per.count)
                && self.list[other].sentence == self.list[at].sentence;
            let value = self.sized(other)?;
            let of = first.count.times(other_size)?;
            (is_other && value.kind == stated.kind).then_some((other, (value, of)))
        })?;
        let (value, of) = first;
        let lead = self.list[at].lead(self.text);
        let between = &self.text[self.list[other].quantity.span.end()..self.list[at].quantity.span.start()];
        let is_again = AGAIN.iter().any(|word| between.contains(word) || lead.contains(word));
        let size = per.count.times(size)?;
        let reckoned = value.interval.times(Interval::exact(size))?;
        let said = Sized {
            interval: stated.interval.times(Interval::exact(of))?,
            value: stated.value.times(of)?,
            kind: Kind::Measured(dimension),
            ..stated
        };
        let holds = said.equals(reckoned);
        let computed = value.value.times(size)?.divided(of.times(stated.size)?, EXTRA_DECIMALS)?;
        let quantity = self.list[at].quantity;
        let step = [value.value.times(size)?, stated.value.times(of)?];
        let is_unambiguous = !is_about(step[0], step[1], 5) && is_again;
        Some(Relation {
            reading: FigureReading::RatedAgain,
            stated: quantity,
            place: quantity.span,
            operands: vec![Operand::new("each", self.list[other].quantity)],
            holds,
            is_unambiguous,
            formula: format!(
                "{} × {}",
                self.list[other].quantity.scaled(),
                size.divided(of, 4)?.shortened(0)
            ),
            computed: quantity.like(computed),
        })
    }

    /// Compares a total with the value per unit with index `at` and the numbers of units.
    fn product(&self, at: usize, per: &[Per<'w>]) -> Option<Relation<'w>> {
        let each = self.sized(at)?;
        let combinations = self.preferred(at, self.combinations(at, per, each));
        let rate = Rate {
            at,
            value: each,
            is_mean: per.iter().any(|per| per.is_mean),
            is_time: per.iter().any(|per| per.is_time) && per.len() == 1,
        };
        let fits = |combination: &&Combination| self.fits(rate, combination).unwrap_or(true);
        if let Some(combination) = combinations.iter().find(fits) {
            return self.relation(rate, combination, Verdict::HOLDS);
        }
        let wrong = combinations.iter().find(|combination| self.is_wrong(rate, combination, &combinations));
        let verdict = Verdict { holds: false, is_unambiguous: wrong.is_some() };
        self.relation(rate, wrong.or_else(|| combinations.first())?, verdict)
    }

    fn combinations(&self, at: usize, per: &[Per<'w>], each: Sized<'w>) -> Vec<Combination> {
        let taken = per::taken(self.text, self.list, at);
        let mut numbers: Vec<Vec<(usize, Decimal)>> = vec![Vec::new()];
        for per in per {
            let found: Vec<(usize, Decimal)> = self
                .near(at)
                .filter(|&number| {
                    Some(number) != taken && per::taken(self.text, self.list, number + 1).is_none()
                })
                .filter_map(|number| Some((number, self.number(number, per)?)))
                .collect();
            let joined = numbers.iter().flat_map(|before| {
                found.iter().map(move |next| {
                    let mut joined = before.clone();
                    joined.push(*next);
                    joined
                })
            });
            numbers = joined.collect();
        }
        let totals = self.near(at).filter(|&total| {
            Some(total) != taken
                && self.sized(total).is_some_and(|total| {
                    total.kind == each.kind
                        || [each.kind, total.kind] == [Kind::Counted("座"), Kind::Counted("人")]
                })
                && self.is_total(total, &numbers)
        });
        totals
            .flat_map(|total| {
                numbers
                    .iter()
                    .filter(move |numbers| numbers.iter().all(|(number, _)| *number != total))
                    .map(move |numbers| Combination { total, numbers: numbers.clone() })
            })
            .collect()
    }

    /// True if a figure may be a total: it is not itself given per unit. A figure per period may be
    /// one if one of `numbers` counts something per this period: 月产量25.5吨 ("25.5 t a month") with
    /// 每月30天 ("30 days a month").
    fn is_total(&self, total: usize, numbers: &[Vec<(usize, Decimal)>]) -> bool {
        let per = per::read(self.text, self.list, total);
        let Some(noun) = per.first().and_then(|per| per.noun.chars().next()) else { return true };
        let is_of = |number: usize| {
            self.list[number]
                .lead(self.text)
                .rsplit_once('每')
                .is_some_and(|(_, time)| time.starts_with(noun))
        };
        per.len() == 1 && numbers.iter().flatten().any(|(number, _)| is_of(*number))
    }

    /// Returns the most likely of the combinations. These are the ones whose total directly follows
    /// the value: 每天100元，计400元 ("100 yuan a day, 400 yuan"). If there are none, and if all
    /// combinations have the same total, which a word marks as a total, they are the ones with the
    /// numbers nearest before it. Otherwise all are returned.
    fn preferred(&self, at: usize, combinations: Vec<Combination>) -> Vec<Combination> {
        let is_direct = |total: usize| {
            let lead = self.list[total].lead(self.text).trim();
            total == at + 1 && LEADS.contains(&lead)
        };
        let (direct, others): (Vec<_>, Vec<_>) =
            combinations.into_iter().partition(|combination| is_direct(combination.total));
        if !direct.is_empty() {
            return direct;
        }
        let one = others.first().map(|first| first.total);
        let is_one = others.iter().all(|other| Some(other.total) == one);
        let last = |combination: &Combination| {
            let before = combination.numbers.iter().map(|(number, _)| *number);
            before.filter(|number| *number < combination.total).sum::<usize>()
        };
        let nearest = others.iter().map(last).max();
        if is_one && one.is_some_and(|total| self.is_called_total(total)) {
            return others.into_iter().filter(|other| Some(last(other)) == nearest).collect();
        }
        others
    }

    /// True if a word for a total is before the figure.
    fn is_called_total(&self, total: usize) -> bool {
        let lead = self.list[total].lead(self.text);
        let classes = [&total::LABEL, &total::ADVERB];
        LEADS.iter().any(|word| lead.starts_with(word) || lead.ends_with(word))
            || classes.iter().any(|class| self.words.of(class).is_in(lead))
    }

    /// Divisor by which a number is converted to units of `per`: 15 kg for a number in kg and 每15公斤
    /// ("per 15 kg"). `None` if the number counts something else.
    fn number(&self, number: usize, per: &Per<'w>) -> Option<Decimal> {
        let measure = &self.list[number];
        let value = self.sized(number).filter(|_| !measure.quantity.is_approximate)?;
        let behind = &self.text[measure.quantity.span.end()..];
        per.divisor(self.words, (value.kind, measure.name.of(self.text)), behind)
            .filter(|divisor| *divisor > Decimal::integer(0))
    }

    /// Product of the numbers of a combination, as a range and as a value, and the product of their
    /// divisors.
    fn times(&self, combination: &Combination) -> Option<(Interval, Decimal, Decimal)> {
        let one = Decimal::integer(1);
        combination.numbers.iter().try_fold(
            (Interval::exact(one), one, one),
            |(all, value, by), (number, divisor)| {
                let number = self.sized(*number)?;
                Some((all.times(number.interval)?, value.times(number.value)?, by.times(*divisor)?))
            },
        )
    }

    fn fits(&self, rate: Rate<'w>, combination: &Combination) -> Option<bool> {
        let each = rate.value;
        let total = self.sized(combination.total)?;
        let (number, _, by) = self.times(combination)?;
        let quantity = self.list[rate.at].quantity;
        let step = quantity.printed.half_step().shifted(quantity.scale).times(each.size)?;
        let value = if rate.is_mean { Interval::around(each.value, step.plus(step)) } else { each.interval };
        let said = Sized {
            interval: total.interval.times(Interval::exact(by))?,
            value: total.value.times(by)?,
            ..total
        };
        Some(said.equals(value.times(number)?))
    }

    /// Computed total in the scale and unit of the printed one.
    fn reckoned(&self, each: Sized<'w>, combination: &Combination) -> Option<Decimal> {
        let total = self.sized(combination.total)?;
        let quantity = self.list[combination.total].quantity;
        let (_, number, by) = self.times(combination)?;
        let scale = Decimal::integer(10u64.pow(quantity.scale.min(18)));
        let below = by.times(total.size)?.times(scale)?;
        each.value.times(number)?.divided(below, quantity.printed.decimals() + EXTRA_DECIMALS)
    }

    /// True if a combination that does not hold must be meant, so that its total is wrong. `all`
    /// contains all possible combinations.
    fn is_wrong(&self, rate: Rate<'w>, combination: &Combination, all: &[Combination]) -> bool {
        let Rate { at, value: each, is_time, .. } = rate;
        let is_only = all.len() == 1;
        let Some(reckoned) = self.reckoned(each, combination) else { return false };
        let (total, value) = (self.list[combination.total].quantity, self.list[at].quantity);
        let printed = total.printed;
        let is_total = || self.is_called_total(combination.total);
        let is_plain =
            !matches!(each.kind, Kind::Measured(Dimension::Length | Dimension::Area)) || is_total();
        let is_rare = slip(printed, reckoned).is_some_and(Slip::is_rare) && is_plain;
        let is_loose = is_time && !is_total() || value.is_approximate && !is_total();
        let is_near = is_about(printed, reckoned, NEAR);
        let is_here = combination.numbers.iter().all(|(number, _)| self.stops(at, *number) == 0)
            && self.stops(at, combination.total) == 0;
        // 每册每天 ("per volume and day"): the numbers of both may be in the previous sentence.
        let is_told = is_total() && (is_here || combination.numbers.len() > 1);
        !is_loose && (is_only && (is_rare || is_near || is_told) || is_rare && is_here)
    }

    fn relation(&self, rate: Rate<'w>, combination: &Combination, verdict: Verdict) -> Option<Relation<'w>> {
        let quantity = self.list[combination.total].quantity;
        let value = self.list[rate.at].quantity;
        let reckoned = self.reckoned(rate.value, combination)?.shifted(quantity.scale);
        let mut operands = vec![Operand::new("each", value)];
        let mut formula = format!("{}{}", value.scaled(), value.unit);
        for (number, _) in &combination.numbers {
            let number = self.list[*number].quantity;
            operands.push(Operand::new("number", number));
            formula.push_str(&format!(" × {}{}", number.scaled(), number.unit));
        }
        Some(Relation {
            reading: FigureReading::Rated,
            stated: quantity,
            place: quantity.span,
            operands,
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula,
            computed: quantity.like(reckoned),
        })
    }
}

/// True if two values differ by at most `percent` per cent of the second.
fn is_about(one: Decimal, other: Decimal, percent: u64) -> bool {
    let off = one.distance(other).times(Decimal::integer(100));
    off.zip(other.times(Decimal::integer(percent))).is_some_and(|(off, most)| off <= most)
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_totals_by_units() {
        let cases: [(&str, &[&str]); 9] = [
            ("示范片面积280亩，平均亩产620公斤，据此推算总产约17.4吨。", &["17.4吨"]),
            ("线路全长140公里，全程用时42分钟，平均时速220公里。", &["140公里"]),
            ("这条线每5秒下线一件成品，每小时产出360件。", &["360件"]),
            ("每亩节本90元，折合每公顷节本9元。", &["9元"]),
            ("逾期按每册每天0.2元收取。您借的4册图书逾期10天，应付2元。", &["2元"]),
            ("示范片面积280亩，平均亩产620公斤，据此推算总产约173.6吨。", &[]),
            ("线路全长140公里，全程用时42分钟，平均时速200公里。", &[]),
            ("这条线每5秒下线一件成品，每小时产出720件；每亩节本90元，折合每公顷节本1350元。", &[]),
            ("线路全长430公里，设计时速350公里，全程用时3小时。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Rated, FigureReading::RatedAgain]), expected, "{text}");
        }
    }
}
