//! Figures in base units, by which different units can be compared: 612公斤 (kg) and 195.8吨 (tons)
//! are of one kind, and so are 3册 ("3 volumes") and 3册图书 ("3 volumes of books").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::is_person;
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::signs::Signs;
use crate::words::Words;
use crate::words::dimension::Dimension;

/// Tolerance between two areas, in per mille, because a mu (亩) is not a decimal number of square
/// metres.
const AREA_MARGIN: u64 = 4;
/// Tolerance of a figure with 约 ("about"), in per mille.
const ABOUT: u64 = 50;
/// Characters after a bare number that do not begin a noun.
static NO_NOUNS: Signs = Signs::of("的是为和与以等及至到或月日号时点分年比至、则就较");

/// Kind of the thing that a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Things measured in this dimension, such as mass. Its units have fixed sizes.
    Measured(Dimension),
    /// Things counted with this classifier.
    Counted(&'t str),
}

/// A figure converted to base units, so that it can be compared with figures in other units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sized<'t> {
    /// Kind of the thing that the figure measures.
    pub(super) kind: Kind<'t>,
    /// Value in base units.
    pub(super) value: Decimal,
    /// Range of all values that may be printed like this figure.
    pub(super) interval: Interval,
    /// Size of the figure's unit in base units.
    pub(super) size: Decimal,
}

/// The figure in base units. `None` for rates, for figures with neither a unit nor a noun, and for
/// amounts of a change.
pub(super) fn sized<'t>(text: &'t str, words: &Words, measure: &Measure<'t>) -> Option<Sized<'t>> {
    let quantity = measure.quantity;
    let is_told = matches!(measure.role, Role::Value | Role::To(_) | Role::Base | Role::From);
    if !is_told || quantity.is_rate() {
        return None;
    }
    let (kind, size) = unit(text, words, quantity)?;
    let value = quantity.value.times(size)?;
    let margin = if quantity.is_approximate {
        value.times(Decimal::integer(ABOUT))?.divided(Decimal::integer(1000), value.decimals() + 3)?
    } else {
        quantity.rounding().times(size)?
    };
    Some(Sized { kind, value, interval: Interval::around(value, margin), size })
}

/// Kind of a figure's unit, and its size in base units.
fn unit<'t>(text: &'t str, words: &Words, quantity: Quantity<'t>) -> Option<(Kind<'t>, Decimal)> {
    let one = Decimal::integer(1);
    if quantity.unit.is_empty() {
        let behind = &text[quantity.span.end()..];
        let noun = behind.chars().next().filter(|c| is_han(*c) && !NO_NOUNS.contains(*c))?;
        return Some((Kind::Counted(&behind[..noun.len_utf8()]), one));
    }
    let unit = quantity.unit.split(['/', '／', '每']).next().unwrap_or_default();
    Some(kind_of(words, unit).unwrap_or((Kind::Counted(unit), one)))
}

/// Kind of the unit at the start of `noun`, and its size in base units.
pub(super) fn kind_of<'t>(words: &Words, noun: &'t str) -> Option<(Kind<'t>, Decimal)> {
    let one = Decimal::integer(1);
    let unit = words.units().start_of(noun)?;
    let word = &noun[..unit.word.len()];
    let size = unit.factor.and_then(Decimal::parse);
    Some(match size {
        _ if word == "美元" => (Kind::Counted(word), one),
        Some(size) => (Kind::Measured(unit.dimension), size),
        None if is_person(word) => (Kind::Counted("人"), one),
        None => (Kind::Counted(word), one),
    })
}

impl Sized<'_> {
    /// True if the figure may be equal to a computed value of the same kind, whose range is
    /// `reckoned`. Areas have a tolerance of [`AREA_MARGIN`].
    pub(super) fn equals(self, reckoned: Interval) -> bool {
        if self.interval.meets(reckoned) {
            return true;
        }
        let is_area = self.kind == Kind::Measured(Dimension::Area);
        let margin = self.value.times(Decimal::integer(AREA_MARGIN));
        let margin = margin.filter(|_| is_area).and_then(|margin| margin.divided(Decimal::integer(1000), 4));
        margin.is_some_and(|margin| {
            let wide =
                Interval { low: self.interval.low.minus(margin), high: self.interval.high.plus(margin) };
            wide.meets(reckoned)
        })
    }
}
