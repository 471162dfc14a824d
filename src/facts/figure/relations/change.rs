//! Values and how much they changed: 由2亿元增加到3亿元，增长50%.

use crate::facts::figure::changes::Change;
use crate::facts::figure::measures::{Basis, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::{Operand, Reading, Relation};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::words::rules::figure::change::{FINER, OTHER_RATES, RANKS};

/// How much of the words before a change may name what changes, in bytes.
const SUBJECT: usize = 90;

/// All relations of one change.
pub(super) fn judge<'w>(text: &str, change: &Change<'w>) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    if let (Some(from), Some(to)) = (change.from, change.to) {
        // 分辨率由3米提高到0.5米: less is better.
        let is_finer = FINER.iter().any(|word| text[change.span.start..from.span.start].contains(word));
        let direction = direction(from, to, change.way.filter(|_| !is_finer));
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

/// 由120户增加到90户.
fn direction<'w>(from: Quantity<'w>, to: Quantity<'w>, way: Option<Way>) -> Option<Relation<'w>> {
    let is_counted = !from.unit.is_empty() && !RANKS.contains(&from.unit);
    let way = way.filter(|_| is_counted)?;
    let (a, b) = (from.interval(), to.interval());
    let is_turned = match way {
        Way::Up => b.high < a.low,
        Way::Down => a.high < b.low,
    };
    Some(Relation {
        reading: Reading::Direction,
        stated: to,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds: !is_turned,
        formula: String::new(),
        computed: String::new(),
    })
}

/// 由30户减少到20户，增长33%.
fn against<'w>(
    way: Way,
    (from, to): (Quantity<'w>, Quantity<'w>),
    by: &[(Quantity<'w>, Way, Basis)],
) -> Option<Relation<'w>> {
    let (stated, said, basis) = *by.first()?;
    let reading = match way {
        Way::Up => Reading::DeclineAfterGrowth,
        Way::Down => Reading::GrowthAfterDecline,
    };
    (basis == Basis::Unsaid).then(|| Relation {
        reading,
        stated,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds: said == way,
        formula: String::new(),
        computed: String::new(),
    })
}

/// What is said of the change between two values.
fn between<'w>(
    text: &str,
    change: &Change<'w>,
    (from, to): (Quantity<'w>, Quantity<'w>),
    (by, way, basis): (Quantity<'w>, Way, Basis),
) -> Option<Relation<'w>> {
    if basis == Basis::Mean {
        return None;
    }
    if by.unit == "个百分点" {
        return from.is_percentage().then(|| points(from, to, by));
    }
    if by.is_percentage() {
        let is_rate = !from.is_percentage() && !has_other_base(text, change, basis);
        return if is_rate { growth(from, to, by, way) } else { None };
    }
    match by.unit {
        "番" => doubling(from, to, by),
        "倍" if way == Way::Up => times(from, to, by),
        unit if unit == from.unit && !unit.is_empty() => Some(difference(from, to, by)),
        _ => None,
    }
}

/// True if a rate is not that of the two values: a mean of years, constant prices, another time.
fn has_other_base(text: &str, change: &Change<'_>, basis: Basis) -> bool {
    let start = text.floor_char_boundary(change.span.start.saturating_sub(SUBJECT));
    let subject =
        text[start..change.span.start].rsplit(['。', '；', '\n', '！', '？']).next().unwrap_or_default();
    let region = change.span.of(text);
    // 由2016年的a增加到2020年的b，同比增长p%: the last year alone is meant.
    let names_year =
        region.match_indices('年').any(|(at, _)| region[..at].ends_with(|c: char| c.is_ascii_digit()));
    basis == Basis::Mean
        || basis == Basis::StretchBefore
        || OTHER_RATES.iter().any(|word| region.contains(word) || subject.contains(word))
        || basis == Basis::YearBefore && change.from.is_some() && region.contains("同比") && names_year
}

/// Rates are cut off as often as they are rounded: a whole last digit is allowed for.
fn rate(by: Quantity<'_>) -> Interval {
    let step = by.printed.half_step().plus(by.printed.half_step());
    Interval::around(by.value, step)
}

/// Whole per cents: (100 ± p) · a against 100 · b.
fn growth<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>, way: Way) -> Option<Relation<'w>> {
    let hundred = Interval::exact(Decimal::integer(100));
    let factor = if way == Way::Up { hundred.plus(rate(by)) } else { hundred.minus(rate(by)) };
    let holds = factor.times(from.interval())?.meets(hundred.times(to.interval())?);
    let (a, b) = Quantity::comparable(from, to);
    let (more, less) = if way == Way::Up { (b, a) } else { (a, b) };
    let percent = more.minus(less).times(Decimal::integer(100))?.divided(a, by.printed.decimals().max(1))?;
    Some(Relation {
        reading: Reading::Growth,
        stated: by,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds,
        formula: format!("({more} {MINUS} {less}) ÷ {a}"),
        computed: format!("{percent}%"),
    })
}

/// A value, how much more it is than before, and how much that is in per cent.
fn increase<'w>(text: &str, change: &Change<'w>, to: Quantity<'w>) -> Option<Relation<'w>> {
    let is_rate = |by: &Quantity<'_>| by.is_percentage();
    let is_amount = |by: &Quantity<'_>| by.unit == to.unit && !by.unit.is_empty() && !by.is_rate();
    let rates: Vec<_> = change.by.iter().filter(|(by, ..)| is_rate(by)).collect();
    let amounts: Vec<_> = change.by.iter().filter(|(by, ..)| is_amount(by)).collect();
    let ([(rate_said, way, rate_basis)], [(amount, amount_way, amount_basis)]) = (&rates[..], &amounts[..])
    else {
        return None;
    };
    let is_first_rate = rate_said.span.start < amount.span.start;
    let (first, second) = if is_first_rate { (rate_basis, amount_basis) } else { (amount_basis, rate_basis) };
    let is_one_basis = first == second || *second == Basis::Unsaid;
    if way != amount_way || !is_one_basis || has_other_base(text, change, *rate_basis) {
        return None;
    }
    let before = match way {
        Way::Up => to.interval().minus(amount.interval()),
        Way::Down => to.interval().plus(amount.interval()),
    };
    let hundred = Interval::exact(Decimal::integer(100));
    if before.low <= Decimal::integer(0) {
        return None;
    }
    let holds = rate(*rate_said).times(before)?.meets(hundred.times(amount.interval())?);
    let (value, by) = Quantity::comparable(to, *amount);
    let (old, sign) = match way {
        Way::Up => (value.minus(by), MINUS),
        Way::Down => (value.plus(by), '+'),
    };
    let decimals = rate_said.printed.decimals().max(1);
    let percent = by.times(Decimal::integer(100))?.divided(old, decimals)?;
    Some(Relation {
        reading: Reading::Increase,
        stated: *rate_said,
        operands: vec![Operand::new("value", to), Operand::new("amount", *amount)],
        is_strict: true,
        holds,
        formula: format!("{by} ÷ ({value} {sign} {by})"),
        computed: format!("{percent}%"),
    })
}

/// Percentages: |b − a| against the points.
fn points<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Relation<'w> {
    let (more, less) = if from.value > to.value { (from, to) } else { (to, from) };
    Relation {
        reading: Reading::Points,
        stated: by,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds: more.interval().minus(less.interval()).meets(by.interval()),
        formula: format!("{} {MINUS} {}", more.printed, less.printed),
        computed: format!("{}个百分点", more.value.distance(less.value)),
    }
}

/// 翻n番 is 2ⁿ times as much, and at least nearly so; up to the next doubling it may be called that.
fn doubling<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Option<Relation<'w>> {
    let n = (1..=6).find(|&n| by.value == Decimal::integer(n))? as u32;
    let (a, b) = Quantity::comparable(from, to);
    let tenths = |tenths: u64| a.times(Decimal::integer(tenths))?.times(Decimal::integer(2u64.pow(n)));
    let enlarged = b.times(Decimal::integer(10))?;
    Some(Relation {
        reading: Reading::Doubling,
        stated: by,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds: enlarged >= tenths(9)? && enlarged < tenths(18)?,
        formula: format!("{b} ÷ {a}"),
        computed: b.divided(a, 2)?.to_string(),
    })
}

/// 增长n倍 is n + 1 times as much; that it was meant to be n times is let pass.
fn times<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Option<Relation<'w>> {
    let one = Interval::exact(Decimal::integer(1));
    let factor = by.interval();
    let (a, b) = (from.interval(), to.interval());
    let holds = factor.plus(one).times(a)?.meets(b) || factor.times(a)?.meets(b);
    let (a, b) = Quantity::comparable(from, to);
    let more = b.minus(a).divided(a, by.printed.decimals().max(1))?;
    Some(Relation {
        reading: Reading::Times,
        stated: by,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds,
        formula: format!("({b} {MINUS} {a}) ÷ {a}"),
        computed: format!("{more}倍"),
    })
}

/// 由100户增加到150户，增加60户.
fn difference<'w>(from: Quantity<'w>, to: Quantity<'w>, by: Quantity<'w>) -> Relation<'w> {
    let (more, less) = if from.value > to.value { (from, to) } else { (to, from) };
    let (a, b) = Quantity::comparable(more, less);
    Relation {
        reading: Reading::Difference,
        stated: by,
        operands: vec![Operand::new("from", from), Operand::new("to", to)],
        is_strict: true,
        holds: more.interval().minus(less.interval()).meets(by.interval()),
        formula: format!("{a} {MINUS} {b}"),
        computed: a.distance(b).to_string(),
    }
}
