//! Figures with a limit. The rate of a part and a fall are at most 100 %, and a value is on the
//! side of a limit that the text states: 突破50亿元，达到47.8亿元 ("exceeded 5 billion yuan and reached 4.78
//! billion") is wrong.

mod share;
mod threshold;
mod verdict;

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::quantities::{BEHIND, Quantity};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::{Words, measure};

/// Signs and words between two figures of a list.
const JOINING: [char; 4] = ['、', '和', '与', '及'];

/// Checks the values of one sentence that have a limit.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations = share::find(text, words, list);
    let mut verb = None;
    for (at, measure) in list.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| list.get(before));
        // 分别下降12.4%、9.6% ("fell by 12.4 % and 9.6 % respectively")
        let goes_on = verb.is_some()
            && measure.role == Role::Value
            && before.is_some_and(|before| is_next(text, words, before, measure));
        let own = (measure.role == Role::By(Way::Down)).then(|| measure.verb.of(text));
        verb = if goes_on { verb } else { own };
        if let Some(fall) = verb.and_then(|verb| fall(text, words, measure, verb)) {
            relations.push(fall);
        }
    }
    relations.append(&mut threshold::find(text, words, list));
    relations.append(&mut verdict::find(text, words, list));
    relations
}

/// True if only a separator of a list is between two figures, possibly after a word such as 左右
/// ("about"): 46.8%左右、43.5%.
fn is_next(text: &str, words: &Words, before: &Measure<'_>, measure: &Measure<'_>) -> bool {
    let gap = &text[before.quantity.span.end()..measure.quantity.span.start()];
    if !gap.trim_end().ends_with(JOINING) {
        return false;
    }
    let word = BEHIND.iter().find_map(|class| words.of(class).start_of(gap));
    let joining = word.map_or(gap, |word| &gap[word.len()..]).trim();
    joining.strip_prefix(JOINING).is_some_and(str::is_empty)
}

/// Checks that a value does not fall by more than 100 %, as in 同比下降112% ("fell by 112 %").
fn fall<'w>(text: &str, words: &Words, measure: &Measure<'w>, verb: &str) -> Option<Relation<'w>> {
    let Quantity { span, value, .. } = measure.quantity;
    if !measure.quantity.is_percentage() {
        return None;
    }
    let holds = value <= Decimal::integer(100);
    let before = &text[measure.sentence.start()..span.start()];
    let is_signed = || words.of(&measure::SIGNED).is_in(before) || has_minus(measure.sentence.of(text));
    Some(Relation {
        reading: FigureReading::Fall,
        stated: measure.quantity,
        place: measure.quantity.span,
        operands: Vec::new(),
        is_unambiguous: holds || !is_signed(),
        holds,
        formula: verb.to_owned(),
        computed: "100%".to_owned(),
    })
}

/// True if a sentence contains a negative number.
fn has_minus(sentence: &str) -> bool {
    let minus = sentence.match_indices(['-', '\u{2212}', '－', '负']);
    minus.into_iter().any(|(at, sign)| {
        sentence[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit())
            && !sentence[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// Creates the relation of a value with the limit that the text puts above or below it.
fn limit<'w>(
    (stated, place): (Quantity<'w>, Span),
    operands: Vec<Operand<'w>>,
    verdict: (bool, bool),
    shown: [String; 2],
) -> Relation<'w> {
    let ((is_unambiguous, holds), [formula, computed]) = (verdict, shown);
    Relation {
        reading: FigureReading::Threshold,
        stated,
        place,
        operands,
        is_unambiguous,
        holds,
        formula,
        computed,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 3] =
        [FigureReading::Limit, FigureReading::Fall, FigureReading::Threshold];

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
