//! Values and the amount or rate of their change: 由2亿元增加到3亿元，增长50% ("from 200 to 300 million yuan,
//! a growth of 50 %").

use crate::facts::figure::changes::{By, Change, year};
use crate::facts::figure::measures::{Basis, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::text::span::Span;
use crate::words::rules::figure::change::{FINER, OTHER_RATES, RANKS};

/// Tolerance of a rate in 成 (tenths), in percentage points: 四成 ("four tenths") may be 33 % to 47 %.
const TENTHS: u64 = 7;
/// Ratio of the scales 亿 (10⁸) and 万 (10⁴).
const SCALE: u64 = 10_000;
/// Maximum number of years of a mean growth that is compared.
const MAX_YEARS: u32 = 20;

/// Number of bytes before a change that are searched for words for another base, such as constant
/// prices.
const MAX_BASE_LEAD: usize = 90;

/// Checks all figures of one change against each other.
pub(super) fn judge<'w>(text: &str, change: &Change<'w>) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    if let (Some(from), Some(to)) = (change.from, change.to) {
        // 分辨率由3米提高到0.5米 ("resolution improved from 3 m to 0.5 m"): a smaller value is better.
        let is_finer = FINER.iter().any(|word| text[change.span.start()..from.span.start()].contains(word));
        let direction = direction((from, to), change.way.filter(|_| !is_finer), change.said);
        let is_turned = direction.as_ref().is_some_and(|relation| !relation.holds);
        relations.extend(direction);
        if let Some(way) = change.way.filter(|_| !is_turned) {
            relations.extend(against(way, (from, to), &change.by));
        }
        if !is_turned && relations.iter().all(|relation| relation.holds) {
            let by = change.by.iter();
            relations.extend(by.filter_map(|by| between(text, change, (from, to), *by)));
        }
    } else if let Some(to) = change.to {
        relations.extend(increase(text, change, to));
    }
    relations
}

/// Compares the amount or rate `by` of this text with the value `to`, and with `from`, the value of
/// the year before, which another text gives. `start` is the byte at which the words for the later
/// value begin.
pub(in crate::facts) fn since<'w>(
    text: &str,
    start: usize,
    (from, to): (Quantity<'w>, Quantity<'w>),
    by: By<'w>,
) -> Option<Relation<'w>> {
    let span = Span::new(start, by.quantity.span.end());
    let (from_one, to_one) = (Some(from), Some(to));
    let change = Change {
        from: from_one,
        to: to_one,
        way: None,
        said: span,
        by: Vec::new(),
        is_next_year: true,
        span,
    };
    between(text, &change, (from, to), by)
}

/// Compares two values with the direction of their verb: 由120户增加到90户 ("increased from 120 to 90
/// households") is wrong.
fn direction<'w>(
    (from, to): (Quantity<'w>, Quantity<'w>),
    way: Option<Way>,
    said: Span,
) -> Option<Relation<'w>> {
    // 利用系数由0.58提高到0.63 ("coefficient raised from 0.58 to 0.63"): a bare number with decimals is a
    // measurement, others may be codes.
    let is_measured = [from, to].iter().all(|value| value.printed.has_decimals());
    let is_counted = (!from.unit.is_empty() || is_measured) && !RANKS.contains(&from.unit);
    let way = way.filter(|_| is_counted)?;
    let (a, b) = (from.interval(), to.interval());
    let is_turned = match way {
        Way::Up => b.high < a.low,
        Way::Down => a.high < b.low,
    };
    Some(Relation {
        reading: FigureReading::Direction,
        stated: to,
        place: said,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds: !is_turned,
        formula: String::new(),
        computed: String::new(),
    })
}

/// Compares the two verbs of a change: 由30户减少到20户，增长33% ("decreased from 30 to 20 households, a
/// growth of 33 %") is wrong.
fn against<'w>(way: Way, (from, to): (Quantity<'w>, Quantity<'w>), by: &[By<'w>]) -> Option<Relation<'w>> {
    let By { quantity: stated, way: said, basis, said: place } = *by.first()?;
    let reading = match way {
        Way::Up => FigureReading::DeclineAfterGrowth,
        Way::Down => FigureReading::GrowthAfterDecline,
    };
    (basis == Basis::Unsaid).then(|| Relation {
        reading,
        stated,
        place,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds: said == way,
        formula: String::new(),
        computed: String::new(),
    })
}

/// Compares the amount or rate `said` with the values before and after the change, by the rule for
/// its unit: points, per cent, 番 ("doublings"), 成 ("tenths"), 倍 ("times"), or the unit of the
/// values.
fn between<'w>(
    text: &str,
    change: &Change<'w>,
    (from, to): (Quantity<'w>, Quantity<'w>),
    said: By<'w>,
) -> Option<Relation<'w>> {
    let By { quantity: by, way, basis, .. } = said;
    if basis == Basis::Mean {
        return mean_growth(text, change, from, to, said);
    }
    if by.unit == "个百分点" {
        return from.is_percentage().then(|| points(from, to, by));
    }
    if by.is_percentage() {
        let is_rate = !from.is_percentage() && !has_other_base(text, change, basis);
        return if is_rate { growth(from, to, said) } else { None };
    }
    match by.unit {
        "番" => doubling(from, to, by),
        "成" if !from.is_percentage() && !has_other_base(text, change, basis) => growth(from, to, said),
        "倍" if way == Way::Up => times(from, to, by),
        unit if unit == from.unit && !unit.is_empty() => Some(difference(from, to, by)),
        _ => None,
    }
}

/// True if a rate has another base than the two values: a mean of years, constant prices, another
/// time.
fn has_other_base(text: &str, change: &Change<'_>, basis: Basis) -> bool {
    let start = text.floor_char_boundary(change.span.start().saturating_sub(MAX_BASE_LEAD));
    let subject =
        text[start..change.span.start()].rsplit(['。', '；', '\n', '！', '？']).next().unwrap_or_default();
    let region = change.span.of(text);
    // 由2016年的a增加到2020年的b，同比增长p% ("from a in 2016 to b in 2020, p % over last year"): the growth is
    // of the last year only.
    let names_year =
        region.match_indices('年').any(|(at, _)| region[..at].ends_with(|c: char| c.is_ascii_digit()));
    basis == Basis::Mean
        || basis == Basis::StretchBefore
        || OTHER_RATES.iter().any(|word| region.contains(word) || subject.contains(word))
        || basis == Basis::YearBefore
            && change.from.is_some()
            && !change.is_next_year
            && region.contains("同比")
            && names_year
}

/// Range of the values of a rate, in per cent. Rates are truncated as often as they are rounded, so
/// the tolerance is one unit of the last digit. 成 is a tenth.
fn rate(by: Quantity<'_>) -> Interval {
    if by.unit == "成" {
        let percent = by.value.shifted(1);
        return Interval::around(percent, Decimal::integer(TENTHS));
    }
    let step = by.printed.half_step().plus(by.printed.half_step());
    Interval::around(by.value, step)
}

/// Compares a rate p with the values a and b before and after: (100 ± p) · a must be 100 · b.
fn growth<'w>(from: Quantity<'w>, to: Quantity<'w>, said: By<'w>) -> Option<Relation<'w>> {
    let By { quantity: by, way, .. } = said;
    let hundred = Interval::exact(Decimal::integer(100));
    let is_true = |way: Way| {
        let factor = if way == Way::Up { hundred.plus(rate(by)) } else { hundred.minus(rate(by)) };
        Some(factor.times(from.interval())?.meets(hundred.times(to.interval())?))
    };
    let holds = is_true(way)?;
    // The rate fits the opposite direction: the verb is wrong.
    let is_turned = !holds && is_true(if way == Way::Up { Way::Down } else { Way::Up })?;
    let (a, b) = Quantity::comparable(from, to);
    let (more, less) = if way == Way::Up { (b, a) } else { (a, b) };
    let percent = more.minus(less).times(Decimal::integer(100))?.divided(a, by.printed.decimals().max(1))?;
    Some(Relation {
        reading: FigureReading::Growth,
        stated: by,
        place: if is_turned { said.said } else { by.span },
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds,
        formula: format!("({more} {MINUS} {less}) ÷ {a}"),
        computed: format!("{percent}%"),
    })
}

/// Compares a mean growth with two values and their years: 由2020年的100亿元增加到2025年的161亿元，年均增长10%
/// ("from 10 billion yuan in 2020 to 16.1 billion in 2025, 10 % a year"), which is (1 + p)ⁿ times
/// as much.
fn mean_growth<'w>(
    text: &str,
    change: &Change<'w>,
    from: Quantity<'w>,
    to: Quantity<'w>,
    said: By<'w>,
) -> Option<Relation<'w>> {
    let By { quantity: by, way, .. } = said;
    let years = [
        year(&text[change.span.start()..from.span.start()])?,
        year(&text[from.span.end().min(to.span.start())..to.span.start()])?,
    ];
    let count = years[1].checked_sub(years[0]).filter(|count| (2..=MAX_YEARS).contains(count))?;
    let is_rate = by.is_percentage() && !from.is_rate() && from.unit == to.unit;
    if !is_rate
        || OTHER_RATES.iter().any(|word| {
            *word != "年均"
                && *word != "平均"
                && *word != "复合"
                && text[change.span.start()..by.span.start()].contains(word)
        })
    {
        return None;
    }
    let hundred = Interval::exact(Decimal::integer(100));
    let factor = if way == Way::Up { hundred.plus(rate(by)) } else { hundred.minus(rate(by)) };
    let mut grown = from.interval();
    for _ in 0..count {
        let next = grown.times(factor)?;
        grown = Interval { low: next.low.hundredths().rounded(6), high: next.high.hundredths().rounded(6) };
    }
    let (a, b) = Quantity::comparable(from, to);
    // Texts differ in counting the first year, so such a rate can confirm but not contradict.
    Some(Relation {
        reading: FigureReading::MeanGrowth,
        stated: by,
        place: by.span,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: false,
        holds: grown.meets(to.interval()),
        formula: format!("({b} ÷ {a})^(1/{count}) {MINUS} 1"),
        computed: by.of(text).to_owned(),
    })
}

/// Compares the amount of a change with its rate: 产值3亿元，比上年增加1亿元，增长50% ("output 300 million yuan,
/// 100 million more than last year, a growth of 50 %").
fn increase<'w>(text: &str, change: &Change<'w>, to: Quantity<'w>) -> Option<Relation<'w>> {
    let is_rate = |by: &Quantity<'_>| by.is_percentage();
    let is_amount = |by: &Quantity<'_>| by.unit == to.unit && !by.unit.is_empty() && !by.is_rate();
    let rates: Vec<&By<'w>> = change.by.iter().filter(|by| is_rate(&by.quantity)).collect();
    let amounts: Vec<&By<'w>> = change.by.iter().filter(|by| is_amount(&by.quantity)).collect();
    let ([by_rate], [by_amount]) = (&rates[..], &amounts[..]) else { return None };
    let (rate_said, amount) = (by_rate.quantity, by_amount.quantity);
    let is_first_rate = rate_said.span.start() < amount.span.start();
    let (first, second) = if is_first_rate { (by_rate, by_amount) } else { (by_amount, by_rate) };
    let is_one_basis = first.basis == second.basis || second.basis == Basis::Unsaid;
    if by_rate.way != by_amount.way || !is_one_basis || has_other_base(text, change, by_rate.basis) {
        return None;
    }
    let before = match by_rate.way {
        Way::Up => to.interval().minus(amount.interval()),
        Way::Down => to.interval().plus(amount.interval()),
    };
    let hundred = Interval::exact(Decimal::integer(100));
    if before.low <= Decimal::integer(0) {
        // An increase larger than the value is reported only if the value is in the wrong scale:
        // 7000万亩，增加30亿亩 ("70 million mu, an increase of 3 billion mu").
        let small = Interval::exact(Decimal::integer(SCALE));
        let value = to.interval().times(small)?;
        let before = if by_rate.way == Way::Up {
            value.minus(amount.interval())
        } else {
            value.plus(amount.interval())
        };
        if !rate(rate_said).times(before)?.meets(hundred.times(amount.interval())?) {
            return None;
        }
    }
    let holds = rate(rate_said).times(before)?.meets(hundred.times(amount.interval())?);
    let (value, by) = Quantity::comparable(to, amount);
    let (old, sign) = match by_rate.way {
        Way::Up => (value.minus(by), MINUS),
        Way::Down => (value.plus(by), '+'),
    };
    let decimals = rate_said.printed.decimals().max(1);
    let percent = by.times(Decimal::integer(100))?.divided(old, decimals)?;
    Some(Relation {
        reading: FigureReading::Increase,
        stated: rate_said,
        place: rate_said.span,
        operands: vec![Operand::new("value", to), Operand::new("amount", amount)],
        is_unambiguous: true,
        holds,
        formula: format!("{by} ÷ ({value} {sign} {by})"),
        computed: format!("{percent}%"),
    })
}

/// Compares the difference of two percentages with the points of the change.
fn points<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Relation<'w> {
    let (more, less) = if from.value > to.value { (from, to) } else { (to, from) };
    Relation {
        reading: FigureReading::Points,
        stated: by,
        place: by.span,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds: more.interval().minus(less.interval()).meets(by.interval()),
        formula: format!("{} {MINUS} {}", more.printed, less.printed),
        computed: format!("{}个百分点", more.value.distance(less.value)),
    }
}

/// Checks a change given as 翻n番 ("doubled n times"), which is 2ⁿ times as much. From 90 % to less
/// than 180 % of that is accepted, because texts use the word up to the next doubling.
fn doubling<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Option<Relation<'w>> {
    let n = (1..=6).find(|&n| by.value == Decimal::integer(n))? as u32;
    let (a, b) = Quantity::comparable(from, to);
    let tenths = |tenths: u64| a.times(Decimal::integer(tenths))?.times(Decimal::integer(2u64.pow(n)));
    let enlarged = b.times(Decimal::integer(10))?;
    Some(Relation {
        reading: FigureReading::Doubling,
        stated: by,
        place: by.span,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds: enlarged >= tenths(9)? && enlarged < tenths(18)?,
        formula: format!("{b} ÷ {a}"),
        computed: b.divided(a, 2)?.to_string(),
    })
}

/// Checks a change given as 增长n倍 ("grew n times"), which means n + 1 times as much.
fn times<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Option<Relation<'w>> {
    let one = Interval::exact(Decimal::integer(1));
    let factor = by.interval();
    let (a, b) = (from.interval(), to.interval());
    let holds = factor.plus(one).times(a)?.meets(b);
    let (a, b) = Quantity::comparable(from, to);
    let more = b.minus(a).divided(a, by.printed.decimals().max(1))?;
    Some(Relation {
        reading: FigureReading::Times,
        stated: by,
        place: by.span,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds,
        formula: format!("({b} {MINUS} {a}) ÷ {a}"),
        computed: format!("{more}倍"),
    })
}

/// Compares the amount of a change with its two values: 由100户增加到150户，增加60户 ("from 100 to 150
/// households, 60 more") is wrong.
fn difference<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Relation<'w> {
    let (more, less) = if from.value > to.value { (from, to) } else { (to, from) };
    let (a, b) = Quantity::comparable(more, less);
    Relation {
        reading: FigureReading::Difference,
        stated: by,
        place: by.span,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_unambiguous: true,
        holds: more.interval().minus(less.interval()).meets(by.interval()),
        formula: format!("{a} {MINUS} {b}"),
        computed: a.distance(b).to_string(),
    }
}
