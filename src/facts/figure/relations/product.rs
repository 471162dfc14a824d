//! Products: 补助200户，每户500元，共10万元 ("200 households, 500 yuan each, 100,000 in all");
//! 480套，单价265元，小计127200元 ("480 sets, price 265 yuan, 127,200"); 每10股派1.2元 ("1.2 yuan per 10
//! shares"); 总投资600万元，建设12个点，平均每个点50万元 ("6 million yuan for 12 sites, on average 500,000 each").

mod groups;
mod spell;

use crate::facts::figure::measures::Measure;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation, is_person, is_value};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::endings::Endings;
use crate::text::glance::Glance;
use crate::text::interval::Interval;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::product::{LEADS, PRICES};
use crate::words::{Words, measure, total};

/// Number of figures on each side of a value for each thing (每户500元, "500 yuan per household")
/// among which the number of things and the total are looked for.
const REACH: usize = 3;
/// Maximum number of characters between 每 ("each") and the figure: 每人每月补助500元 ("500 yuan for each
/// person and month").
const MAX_BETWEEN: usize = 10;
/// Maximum number of characters between a price and the number that directly follows it.
const MAX_NEXT: usize = 4;
/// Number of decimals of a computed total beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Maximum difference between a computed and a stated total that is an error, in per cent. A stated
/// total that is a power of ten too large or too small is an error too. With any other difference,
/// the total is that of other figures.
const NEAR: u64 = 34;

/// Words before a value for each thing.
const EACH: Glance = Glance::of_signs("每均");
static PRICED: Endings = Endings::of(&PRICES);

/// Checks the products of a paragraph: the value for each thing times the number of things must be
/// the total.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list };
    let mut relations = Vec::new();
    for at in 0..list.len() {
        let found = reader.listed(at).or_else(|| reader.near(at)).or_else(|| reader.priced(at));
        let found = [
            found.or_else(|| reader.per_ten(at)),
            spell::find(text, list, at),
            groups::find(text, words, list, at),
        ];
        found.into_iter().flatten().for_each(|relation| relations.push(relation));
    }
    relations
}

struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'a, 'w> Reader<'a, 'w> {
    fn lead(&self, at: usize) -> &'a str {
        self.list[at].lead(self.text)
    }

    fn between(&self, one: usize, other: usize) -> &'a str {
        &self.text[self.list[one].quantity.span.end()..self.list[other].quantity.span.start()]
    }

    /// True if `words` mark the next figure as a total: 共, 合计, 小计 ("in all").
    fn is_total_lead(&self, words: &str) -> bool {
        let classes = [&total::LABEL, &total::ADVERB];
        LEADS.contains(&words) || classes.iter().any(|class| self.words.of(class).contains(words))
    }

    /// Checks a price, the number directly after it, and the total after the number:
    /// `每人500元，20人，共10000元` ("500 yuan each, 20 people, 10,000 in all").
    fn listed(&self, at: usize) -> Option<Relation<'w>> {
        if !self.list[at].signs.may_contain('每') {
            return None;
        }
        let [each, number, total] = self.list.get(at..at + 3)? else { return None };
        let [each, number, total] = [each, number, total].map(|measure| measure.quantity);
        let is_exact = [each, number, total].iter().all(|figure| !figure.is_approximate);
        let lead = self.lead(at);
        let between = self.between(at, at + 1).trim_start_matches(['，', ',', '、']);
        let is_each = self.list[at].sentence == self.list[at + 2].sentence
            && !number.unit.is_empty()
            && !each.is_rate()
            && lead.contains(&format!("每{}", number.unit))
            && lead.matches('每').count() == 1
            && !is_longer(between, MAX_NEXT)
            && between.chars().all(|c| is_han(c) && c != '每');
        let last = self.between(at + 1, at + 2).trim_start_matches(['，', ',']);
        if !is_exact || !is_each || total.unit != each.unit || !self.is_total_lead(last) {
            return None;
        }
        let holds = each.interval().times(number.interval())?.meets(total.interval());
        product([each, number, total], 1, (holds, true))
    }

    /// Checks a value for each that has one number and one total nearby.
    fn near(&self, at: usize) -> Option<Relation<'w>> {
        let each = &self.list[at];
        let is_here = |other: &usize| self.list[*other].sentence == each.sentence;
        let lead = self.lead(at);
        if !each.signs.meets(EACH) || !is_value(each) {
            return None;
        }
        let unit = each_of(lead)?;
        let near = at.saturating_sub(REACH)..self.list.len().min(at + REACH + 1);
        let near = near.filter(is_here);
        let is_total = |&total: &usize| self.is_total(at, total);
        let is_number = |&number: &usize| {
            let number = &self.list[number];
            let behind = &self.text[number.quantity.span.end()..];
            let counted = number.quantity.unit;
            is_value(number)
                && number.quantity.value > Decimal::integer(1)
                && counted != each.quantity.unit
                && (counted.starts_with(unit)
                    || unit == '人' && is_person(counted)
                    || counted == "个" && behind.starts_with(unit))
        };
        let mut totals = near.clone().filter(is_total);
        let mut numbers = near.filter(is_number);
        let (total, number) = (totals.next()?, numbers.next()?);
        let is_one = totals.next().is_none() && numbers.next().is_none();
        let is_target = self.words.of(&measure::TARGET).is_in(self.lead(total));
        let three = [at, number, total].map(|at| self.list[at].quantity);
        judge(three, lead.contains('均'), is_one && !is_target)
    }

    fn is_total(&self, each: usize, total: usize) -> bool {
        let (each, total) = (&self.list[each].quantity, &self.list[total]);
        is_value(total) && total.quantity.unit == each.unit && total.quantity.value > each.value
    }

    /// Checks a price with its number directly before or after it: 480套，单价265元，小计127200元 ("480
    /// sets, price 265 yuan, 127,200").
    fn priced(&self, at: usize) -> Option<Relation<'w>> {
        let price = &self.list[at];
        if price.quantity.dimension != Some(Dimension::Money) || !is_value(price) {
            return None;
        }
        let lead = self.lead(at).trim_end_matches(['为', '是', '按', '：']);
        if !PRICED.end(lead) {
            return None;
        }
        let is_number = |&number: &usize| {
            let number = &self.list[number];
            let is_here = number.sentence == price.sentence;
            is_here && is_value(number) && number.quantity.dimension != Some(Dimension::Money)
        };
        let total = (at + 1..self.list.len().min(at + REACH))
            .find(|&total| self.is_total(at, total) && self.list[total].sentence == price.sentence)?;
        let numbers = [Some(at + 1).filter(|&number| number < total), at.checked_sub(1)];
        let number = numbers.into_iter().flatten().find(is_number)?;
        let last = self
            .between(total - 1, total)
            .trim_start_matches(['，', ',', '、', '；'])
            .trim_end_matches(['为', '：']);
        let is_next = total == at + 1 || number == at + 1 && total == at + 2;
        let is_unambiguous = is_next && self.is_total_lead(last);
        let three = [at, number, total].map(|at| self.list[at].quantity);
        let holds = three[0].interval().times(three[1].interval())?.meets(three[2].interval());
        product(three, 1, (holds, is_unambiguous))
    }

    /// Checks a value for several things at once: 总股本4.5亿股，每10股派1.2元，共派5400万元 ("450 million shares,
    /// 1.2 yuan per 10 shares, 54 million in all").
    fn per_ten(&self, at: usize) -> Option<Relation<'w>> {
        let some = at.checked_sub(1)?;
        let (each, some_of) = (&self.list[at], &self.list[some]);
        let is_some = self.text[..some_of.quantity.span.start()].ends_with('每') && is_value(each);
        if !is_some {
            return None;
        }
        let noun = |at: usize| {
            let figure = &self.list[at];
            let unit = figure.quantity.unit;
            let behind = &self.text[figure.quantity.span.end()..];
            if unit.is_empty() { behind.chars().next().filter(|c| is_han(*c)) } else { unit.chars().next() }
        };
        let unit = noun(some)?;
        let near = self.list.len().min(at + REACH + 1);
        let number = (0..near)
            .filter(|&number| number != some)
            .find(|&number| noun(number) == Some(unit) && !self.list[number].quantity.is_approximate)?;
        let total = (at + 1..near).find(|&total| self.is_total(at, total))?;
        let per = some_of.quantity.value.to_string().parse().ok()?;
        let three = [at, number, total].map(|at| self.list[at].quantity);
        let whole = three[2].interval().times(Interval::exact(some_of.quantity.value))?;
        let holds = three[0].interval().times(three[1].interval())?.meets(whole);
        let reckoned = three[0].value.times(three[1].value)?.divided(some_of.quantity.value, 2)?;
        let is_slip =
            slip(three[2].value, reckoned).is_some_and(Slip::is_rare) || is_near(reckoned, three[2].value);
        product(three, per, (holds, is_slip))
    }
}

/// First character of the thing to which a value for each applies: 人 for 每人 ("each person") and 人均
/// ("per person"), 户 for 平均每户 ("each household on average"). `None` if there is no such word, or
/// two.
fn each_of(lead: &str) -> Option<char> {
    let at = match (lead.find('每'), lead.find('均')) {
        (Some(each), _) => each,
        (None, Some(mean)) => mean,
        (None, None) => return None,
    };
    let is_one = lead.matches('每').count() <= 1;
    let behind = &lead[at..];
    let is_near = !is_longer(behind, MAX_BETWEEN);
    let unit = match behind.strip_prefix('每') {
        Some(unit) => unit.trim_start_matches(['个', '一']).chars().next().or(Some('个')),
        None => lead[..at].chars().next_back().filter(|c| *c != '平'),
    };
    unit.filter(|_| is_one && is_near)
}

/// Compares the total with the product of the value for each thing and the number of things.
/// `three` are the value, the number and the total. A mean (`is_mean`) is rounded, a price is
/// exact. `is_one` is true if no other figures can be meant.
fn judge<'w>(three: [Quantity<'w>; 3], is_mean: bool, is_one: bool) -> Option<Relation<'w>> {
    let [each, number, total] = three;
    let step = each.printed.half_step().shifted(each.scale);
    let about =
        if is_mean { Interval::around(each.value, step.plus(step)) } else { Interval::exact(each.value) };
    let holds = about.times(number.interval())?.meets(total.interval());
    let reckoned = each.value.times(number.value)?;
    let in_scale = reckoned.divided(
        Decimal::integer(10u64.pow(total.scale.min(18))),
        total.printed.decimals() + EXTRA_DECIMALS,
    )?;
    let is_slip = slip(total.printed, in_scale).is_some_and(Slip::is_rare);
    let is_unambiguous = is_one && (is_near(reckoned, total.value) || is_slip);
    product(three, 1, (holds, is_unambiguous))
}

/// Creates the relation of a total with the number of things and the value, which is given for
/// `per` things: 10 in 每10股派1.2元 ("1.2 yuan per 10 shares").
fn product<'w>(
    [each, number, total]: [Quantity<'w>; 3],
    per: u64,
    (holds, is_unambiguous): (bool, bool),
) -> Option<Relation<'w>> {
    let product = each.value.times(number.value)?;
    let product = if per == 1 { product } else { product.divided(Decimal::integer(per), 2)? };
    let by = if per == 1 { String::new() } else { format!(" ÷ {per}") };
    Some(Relation {
        reading: FigureReading::Product,
        stated: total,
        place: total.span,
        operands: vec![Operand::new("each", each), Operand::new("number", number)],
        holds,
        is_unambiguous,
        formula: format!("{} × {}{by}", each.scaled(), number.scaled()),
        computed: total.like(product),
    })
}

/// True if a computed product is close to the total, or a power of ten away from it, as after a
/// slip.
fn is_near(product: Decimal, total: Decimal) -> bool {
    let is_about = |one: Decimal, other: Decimal, percent: u64| {
        let off = one.distance(other).times(Decimal::integer(100));
        off.zip(other.times(Decimal::integer(percent))).is_some_and(|(off, most)| off <= most)
    };
    is_about(product, total, NEAR)
        || (1..=4).any(|power| {
            is_about(product.shifted(power), total, 1) || is_about(product, total.shifted(power), 1)
        })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn a_total_is_the_number_times_the_value_for_each() {
        let cases: [(&str, &[&str]); 3] = [
            ("维修管道12处，每处3500元，支出4.8万元。", &["4.8万元"]),
            ("维修管道12处，每处3500元，支出4.2万元。", &[]),
            // For each of two things.
            ("维修管道12处，每处每年3500元，支出4.8万元。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Product]), expected, "{text}");
        }
    }
}
