//! Decides if two values with the same name must be equal, so that a difference is a typing error.

use crate::document::Document;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::told::{Key, MAX_EARLIER, Mention};
use crate::text::chars::is_blank;

/// Minimum number of characters of a name that identifies its value so well that swapped digits, or
/// another scale (亿 for 万), are an error even in a value of few digits.
const MIN_LONG_NAME: usize = 4;
/// Minimum number of characters of a name whose values of few digits are compared. No other name of
/// the text may have two values.
const MIN_NAME: usize = 6;
/// Minimum number of digits of a value that counts as a typing error for another.
const MIN_DIGITS: usize = 3;
/// Same as [`MIN_DIGITS`], for rates of change, for values in another scale, and for a text in
/// which no other name has two values.
const MIN_FEW_DIGITS: usize = 2;
/// Minimum number of characters of a repeated line without its figure. Shorter lines are entries of
/// inventories, which are not compared.
const MIN_LINE: usize = 8;

/// Decides if two values with the same name must be equal. This depends on the values that the
/// other names in the document have.
pub(super) struct Judge<'d> {
    pub(super) doc: &'d Document,
    /// True if at most one name of the document has several values. A budget of two years, in
    /// contrast, has two values for each name, which differ without an error.
    pub(super) is_steady: bool,
}

impl Judge<'_> {
    /// Compares each mention of a value with the first one of the same place and period.
    pub(super) fn relations<'w>(&self, key: &Key<'w>, mentions: &[&Mention<'w>]) -> Vec<Relation<'w>> {
        let mut relations = Vec::new();
        let mut is_accused = false;
        for (at, mention) in mentions.iter().enumerate().skip(1) {
            let earlier = mentions[..at.min(MAX_EARLIER)].iter().find(|first| first.may_be(mention));
            let Some(first) = earlier else { continue };
            let holds = first.meets(mention);
            let is_wrong =
                || self.is_slip(key, first, mention) || self.is_steady && self.is_line_of(first, mention);
            let is_unambiguous = !is_accused && is_wrong();
            is_accused |= is_unambiguous && !holds;
            relations.push(first.relation((&key.1, mention), (is_unambiguous, holds)));
        }
        relations
    }

    /// True if one of two values may be a typing error for the other, and is hardly similar by
    /// coincidence.
    fn is_slip(&self, key: &Key<'_>, earlier: &Mention<'_>, mention: &Mention<'_>) -> bool {
        let (first, second) = (earlier.quantity, mention.quantity);
        let (one, other) = (first.printed, second.printed);
        let fewest = fewest_digits(first, second);
        let is_named = |least: usize| key.1.chars().nth(least - 1).is_some();
        if first.scale != second.scale {
            // 1.26万元 and 1.26亿元 (12,600 and 126 million yuan): the same number in another scale.
            return one == other && (fewest >= MIN_FEW_DIGITS || is_named(MIN_LONG_NAME));
        }
        let is_period = earlier.setting.is_period_of(&mention.setting);
        let is_known = self.is_steady && is_named(MIN_NAME) && is_period && fewest >= MIN_FEW_DIGITS;
        match slip(one, other) {
            Some(kind) if kind.is_rare() => {
                let is_long = kind == Slip::Swapped && is_named(MIN_LONG_NAME);
                fewest >= MIN_DIGITS || is_long || is_known
            }
            Some(_) => {
                let least = if key.3.is_some() { MIN_FEW_DIGITS } else { MIN_DIGITS };
                one.decimals() == other.decimals() && (fewest >= least && is_period || is_known)
            }
            None => false,
        }
    }

    /// True if the whole line except the figure is repeated: an entry in the table of contents and
    /// its heading.
    fn is_line_of(&self, earlier: &Mention<'_>, mention: &Mention<'_>) -> bool {
        let [(before, behind), (own_before, own_behind)] =
            [earlier, mention].map(|mention| self.line(mention.quantity));
        // 7.1035人 (item 7, 1035 people): the number of the entry is joined to the figure.
        let is_entry =
            before.is_empty() && earlier.quantity.printed.decimals() != mention.quantity.printed.decimals();
        let is_same = before == own_before && behind == own_behind && !is_entry;
        is_same && before.chars().chain(behind.chars()).nth(MIN_LINE - 1).is_some()
    }

    /// Text of the line before and after a figure, without the number of the line and the
    /// punctuation at its end.
    fn line(&self, quantity: Quantity<'_>) -> (&str, &str) {
        let block = self.doc.blocks()[self.doc.block_at(quantity.span.start())].span;
        let text = self.doc.text();
        let is_number = |c: char| {
            c.is_ascii_digit() || is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '.' | '．' | '、')
        };
        let is_end = |c: char| is_blank(c) || matches!(c, '；' | ';' | '。');
        let before = &text[block.start().min(quantity.span.start())..quantity.span.start()];
        let behind = &text[quantity.span.end()..block.end().max(quantity.span.end())];
        (before.trim_start_matches(is_number), behind.trim_end_matches(is_end))
    }
}

/// Number of significant digits of the shorter of two numbers, without trailing zeros that may come
/// from rounding.
pub(super) fn fewest_digits(first: Quantity<'_>, second: Quantity<'_>) -> usize {
    first.digits().min(second.digits())
}
