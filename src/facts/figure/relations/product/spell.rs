//! Products with a duration: 150人，每人每天补贴15元，22天共49500元 ("150 people, 15 yuan each a day, 49,500 in
//! 22 days"); 320个岗位，每个岗位每月1800元，全年691.2万元 ("320 posts at 1800 yuan a month, 6.912 million a
//! year").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation, is_person, is_value};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::quotient;

static WHOLE_YEAR: Phrases = Phrases::of(&quotient::WHOLE_YEAR);

/// Number of figures on each side of a value per person and day, or the like, among which the
/// number of persons, the duration and the total are looked for.
const REACH: usize = 4;
/// Number of decimals of a computed total beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;
/// Number of months in a year.
const MONTHS: u64 = 12;

/// Checks that the total is the value with index `at` (15元 in 每人每天15元, "15 yuan a day for each
/// person") times the number of recipients, times the duration.
pub(super) fn find<'w>(text: &str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let each = list.get(at).filter(|each| each.signs.may_contain('每'))?;
    let lead = each.lead(text);
    let (first, second) = two(lead)?;
    let is_exact =
        !each.quantity.is_approximate && !each.quantity.is_rate() && !each.quantity.unit.is_empty();
    if !is_exact || !matches!(each.role, Role::Value | Role::Base | Role::To(_)) {
        return None;
    }
    let near = || {
        let near = at.saturating_sub(REACH)..list.len().min(at + REACH + 1);
        near.filter(move |&other| other != at && list[other].sentence == each.sentence)
            .map(|other| &list[other])
    };
    let mut totals = near().filter(|total| {
        is_value(total)
            && total.quantity.unit == each.quantity.unit
            && total.quantity.value > each.quantity.value
    });
    let total = totals.next_back()?;
    let words = &text[each.sentence.start()..total.quantity.span.start()];
    let is_year = WHOLE_YEAR.is_in(words);
    let spells: Vec<Decimal> = match second {
        '年' => vec![Decimal::integer(1)],
        '月' if is_year => vec![Decimal::integer(MONTHS)],
        '月' => near().filter(|time| time.quantity.unit == "个月").map(|time| time.quantity.value).collect(),
        '天' | '日' => {
            near().filter(|time| time.quantity.unit == "天").map(|time| time.quantity.value).collect()
        }
        _ => return None,
    };
    let number = near().find(|number| is_number(text, number, first))?;
    let products = spells.iter().filter_map(|spell| {
        let product = each.quantity.value.times(number.quantity.value)?.times(*spell)?;
        Some((product, *spell))
    });
    judge([each, number, total].map(|measure| measure.quantity), &products.collect::<Vec<_>>())
}

/// Recipient and period of a value for each: 人 and 天 for 每人每天 ("each person and day").
fn two(lead: &str) -> Option<(&str, char)> {
    let (_, words) = lead.split_once('每')?;
    let (first, second) = words.split_once('每')?;
    let first = first.trim_start_matches(['个', '一', '名', '位']);
    Some((if first.is_empty() { "人" } else { first }, second.chars().next()?))
}

fn is_number(text: &str, number: &Measure<'_>, noun: &str) -> bool {
    let unit = number.quantity.unit;
    let name = number.name.of(text);
    let behind = &text[number.quantity.span.end()..];
    let is_one =
        is_person(unit) && noun.starts_with(['人', '生', '师']) || !unit.is_empty() && noun.starts_with(unit);
    let is_called = is_person(unit) || unit == "个";
    is_value(number) && (is_one || is_called && (behind.starts_with(noun) || name.ends_with(noun)))
}

fn judge<'w>(
    [each, number, total]: [Quantity<'w>; 3],
    products: &[(Decimal, Decimal)],
) -> Option<Relation<'w>> {
    let scale = Decimal::integer(10u64.pow(total.scale.min(18)));
    let holds = |product: Decimal| product.distance(total.value) <= total.rounding();
    let is_slip = |product: Decimal| {
        let in_scale = product.divided(scale, total.printed.decimals() + EXTRA_DECIMALS);
        in_scale.and_then(|product| slip(total.printed, product)).is_some_and(Slip::is_rare)
    };
    let found = products.iter().find(|(product, _)| holds(*product));
    let wrong = products.iter().find(|(product, _)| is_slip(*product));
    let &(product, spell) = found.or(wrong).or_else(|| products.first())?;
    let times = if spell == Decimal::integer(1) { String::new() } else { format!(" × {spell}") };
    Some(Relation {
        reading: FigureReading::Product,
        stated: total,
        place: total.span,
        operands: vec![Operand::new("each", each), Operand::new("number", number)],
        holds: found.is_some(),
        is_unambiguous: wrong.is_some(),
        formula: format!("{} × {}{times}", each.scaled(), number.scaled()),
        computed: total.like(product),
    })
}
