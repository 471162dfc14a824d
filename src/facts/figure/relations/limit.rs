//! Limits: rates of a part that are more than the whole, falls by more than all, and a value on the wrong side of the number
//! that it is said to be above or below: 突破50亿元，达到47.8亿元.

mod threshold;

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::{Operand, Reading, Relation};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::words::{Words, measure, rate};

/// Most characters of the name of a rate that are read.
const MAX_NAME: usize = 14;
/// Adverbs between the name of a rate and its verb.
const ADVERBS: &str = "均都也约仍已就";
/// Most, in per cent, that a rate is misprinted as: what is more is another kind of number.
const MOST: u64 = 1000;

/// The values of one sentence that are held against a limit.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations: Vec<Relation<'w>> = list
        .iter()
        .filter_map(|measure| share(text, words, measure).or_else(|| fall(text, words, measure)))
        .collect();
    relations.extend(threshold::find(text, words, list));
    relations
}

/// 参保率101.7%.
fn share<'w>(text: &str, words: &Words, measure: &Measure<'w>) -> Option<Relation<'w>> {
    let Quantity { span, value, is_approximate, .. } = measure.quantity;
    let is_told = measure.quantity.is_percentage() && matches!(measure.role, Role::Value | Role::To(_));
    let is_small = value < Decimal::integer(MOST) && !is_approximate;
    if !is_told || !is_small {
        return None;
    }
    let lead = &text[measure.start..span.start];
    let lead = if measure.verb.is_empty() { lead } else { measure.name.of(text) };
    let lead = lead.trim_end_matches(|c: char| !is_han(c));
    let copulas = words.of(&measure::COPULA);
    let lead = copulas.end_of(lead).map_or(lead, |verb| &lead[..lead.len() - verb.len()]);
    let lead = lead.trim_end_matches(|c| ADVERBS.contains(c));
    let noun = words.of(&rate::NOUN).end_of(lead)?;
    let from = lead.char_indices().rev().take(MAX_NAME).last().map_or(0, |(at, _)| at);
    let name = lead[from..].rsplit(|c| !is_han(c)).next().unwrap_or(noun);
    if words.of(&rate::UNBOUNDED).is_in(&lead[from..]) {
        return None;
    }
    Some(Relation {
        reading: Reading::Limit,
        stated: measure.quantity,
        place: measure.quantity.span,
        operands: Vec::new(),
        is_strict: true,
        holds: value <= Decimal::integer(100),
        formula: name.to_owned(),
        computed: "100%".to_owned(),
    })
}

/// 同比下降112%.
fn fall<'w>(text: &str, words: &Words, measure: &Measure<'w>) -> Option<Relation<'w>> {
    let Quantity { span, value, .. } = measure.quantity;
    if !measure.quantity.is_percentage() || measure.role != Role::By(Way::Down) {
        return None;
    }
    let holds = value <= Decimal::integer(100);
    let before = &text[measure.sentence.start..span.start];
    let is_signed = || words.of(&measure::SIGNED).is_in(before) || has_minus(measure.sentence.of(text));
    Some(Relation {
        reading: Reading::Fall,
        stated: measure.quantity,
        place: measure.quantity.span,
        operands: Vec::new(),
        is_strict: holds || !is_signed(),
        holds,
        formula: measure.verb.of(text).to_owned(),
        computed: "100%".to_owned(),
    })
}

/// True if a number of a sentence is negative.
fn has_minus(sentence: &str) -> bool {
    let minus = sentence.match_indices(['-', '\u{2212}', '－', '负']);
    minus.into_iter().any(|(at, sign)| {
        sentence[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit())
            && !sentence[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// The relation of a value and the limit that it is said to be above or below.
fn limit<'w>(
    stated: Quantity<'w>,
    operands: Vec<Operand<'w>>,
    verdict: (bool, bool),
    shown: [String; 2],
) -> Relation<'w> {
    let ((is_strict, holds), [formula, computed]) = (verdict, shown);
    Relation {
        reading: Reading::Threshold,
        stated,
        place: stated.span,
        operands,
        is_strict,
        holds,
        formula,
        computed,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::Reading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [Reading; 3] = [Reading::Limit, Reading::Fall, Reading::Threshold];

    #[test]
    fn holds_values_against_limits() {
        let cases: [(&str, &[&str]); 8] = [
            ("企业参保率101.7%。", &["101.7%"]),
            ("客运量同比下降104.6%。", &["104.6%"]),
            ("产值突破50亿元大关，达到47.8亿元。", &["50亿元"]),
            ("47名应聘者中，硕士22人，占比过半。", &["过半"]),
            ("回收问卷1200份，其中满意690份，超过六成。", &["六成"]),
            ("资金到位率110%；净利润下降135%。", &[]),
            ("产值达到52.3亿元，突破50亿元大关。", &[]),
            ("通达率超过90%，50%的村建有驿站。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
