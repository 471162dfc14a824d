//! Figures by which two papers speak of one project, whatever they call it: 总投资112.6亿元 ("costs
//! 11.26 billion yuan"), 剩下的77项 ("the remaining 77"). Each is given as characters that occur
//! nowhere in text, so that it is compared like a name.

use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::set::wording::near;
use crate::text::chars::is_han;
use crate::text::hash::{START, fnv};
use crate::text::span::Span;

/// Number of digits of a figure that seldom occurs twice.
const RARE: usize = 3;
/// Number of characters before a figure with fewer digits that must agree too: 产能 in 产能|18万片
/// ("capacity | 180,000 wafers").
const NAME: usize = 2;
/// Characters of words for what is not finished yet: 剩下 ("remaining"), 未 ("not yet").
const LEFT: [char; 3] = ['剩', '未', '余'];
/// Maximum number of figures of a sentence that are read.
const MAX_FIGURES: usize = 8;
/// Number of characters of an anchor, and number of bits of each.
const LENGTH: u32 = 6;
const BITS: u32 = 10;
/// First character for private use.
const PRIVATE: u32 = 0xE000;

/// Anchors of the statement at `unit`.
pub(super) fn find(facts: &Facts<'_>, unit: Span) -> Vec<Box<[char]>> {
    let quantities = facts.quantities();
    let first = quantities.partition_point(|quantity| quantity.span.start() < unit.start());
    let inside = quantities[first..].iter().take_while(|quantity| quantity.span.end() <= unit.end());
    inside.take(MAX_FIGURES).filter_map(|quantity| of_figure(facts, unit, quantity)).collect()
}

/// Anchor of a figure. `None` if it may occur with many projects.
fn of_figure(facts: &Facts<'_>, unit: Span, quantity: &Quantity<'_>) -> Option<Box<[char]>> {
    let text = facts.doc.text();
    let start = quantity.span.start();
    let behind = &text[quantity.span.end()..unit.end()];
    let measure = if quantity.unit.is_empty() { behind.chars().next().filter(|c| is_han(*c)) } else { None };
    if quantity.is_rate() || quantity.is_calendar(text) || quantity.unit.is_empty() && measure.is_none() {
        return None;
    }
    let before = near(text, unit.start(), start);
    let clause = before.rsplit(['，', ',']).next().unwrap_or_default();
    let name = match () {
        () if quantity.digits() >= RARE => "",
        () if clause.contains(LEFT) => "剩",
        () => &before[before.char_indices().rev().take(NAME).last().map(|(at, _)| at)?..],
    };
    let is_named = name.is_empty() || quantity.digits() > 1 && name.chars().all(is_han);
    is_named.then(|| anchor(&format!("{name}{}{}{measure:?}", quantity.value, quantity.unit)))
}

/// Characters for `name`, which agree only with those for the same one.
pub(super) fn anchor(name: &str) -> Box<[char]> {
    let hash = fnv(START, name.as_bytes());
    let digit = |at: u32| PRIVATE + u32::try_from(hash >> (at * BITS) & ((1 << BITS) - 1)).unwrap_or(0);
    (0..LENGTH).filter_map(|at| char::from_u32(digit(at))).collect()
}
