//! Statements about the order of values, and about the only ones beyond a threshold:
//! 甲最高，为92.4%，其次是乙，为90.1% ("A is highest with 92.4 %, next is B with 90.1 %"); 超过90%的只有一家 ("only
//! one is above 90 %").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike};
use crate::text::chars::is_longer;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::phrases::Phrases;
use crate::text::signs::Signs;
use crate::words::rules::figure::average;
use crate::words::{Words, measure};

static FALLING: Phrases = Phrases::of(&average::FALLING);
static RISING: Phrases = Phrases::of(&average::RISING);

/// Number of figures after a threshold (超过90%, "above 90 %") that are compared with it.
const REACH: usize = 3;
/// Words for the next in rank: 其次 ("next").
static NEXT: Phrases = Phrases::of(&["其次", "次之", "紧随其后", "排在第二", "居第二"]);
/// Words for "only" before the number of things that are beyond a threshold: 只有 in 超过90%的只有一家
/// ("only one is above 90 %").
const ONLY: [&str; 3] = ["只有", "仅有", "仅"];
/// Maximum number of characters between 的 and a word such as 只有 ("only"): 镇办 in 的|镇办|只有 ("the only
/// town that"). With more, the number after 只有 does not count the things beyond the threshold.
const MAX_BEFORE_ONLY: usize = 6;
/// Number of characters after a word such as 只有 ("only") that are searched for the classifier of
/// the number of things.
const MAX_ONLY: usize = 16;
/// Classifiers after the number of things beyond a threshold: 家 in 只有一家 ("only one company").
static CLASSIFIERS: Signs = Signs::of("家个名人所户项位");

/// Checks the statements of a paragraph about ranks: the next in rank, sorted lists, and how many
/// values are beyond a threshold.
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let next = (0..list.len()).filter_map(|at| following(text, words, list, at));
    let only = (0..list.len()).filter_map(|at| only(text, words, list, at));
    let sorted =
        list.chunk_by(|one, next| one.sentence == next.sentence).flat_map(|sentence| sorted(text, sentence));
    next.chain(only).chain(sorted).collect()
}

fn is_plain(measure: &Measure<'_>) -> bool {
    matches!(measure.role, Role::Value | Role::To(_))
        && !measure.quantity.is_approximate
        && !measure.quantity.unit.is_empty()
}

/// Checks that the value after 其次 ("next") is lower than the one before it that is called the
/// highest: 甲最高，为92.4%，其次是乙，为90.1% ("A is highest with 92.4 %, next is B with 90.1 %").
fn following<'w>(text: &'w str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let next = &list[at];
    let first = at.checked_sub(1).map(|first| &list[first])?;
    let between = &text[first.quantity.span.end()..next.quantity.span.start()];
    if first.quantity.unit != next.quantity.unit
        || !between.contains(['次', '第', '随'])
        || !NEXT.is_in(between)
        || between.contains('。')
    {
        return None;
    }
    let clause = &text[first.sentence.start()..first.quantity.span.start()];
    let clause = clause.rsplit(['；', '。']).next().unwrap_or_default();
    let near = clause.char_indices().rev().take(20).last().map_or(0, |(at, _)| at);
    let is_highest = words.of(&measure::HIGHEST).is_in(&clause[near..]);
    let is_lowest = words.of(&measure::LOWEST).is_in(&clause[near..]);
    if is_highest == is_lowest
        || !is_plain(first)
        || !is_plain(next)
        || !are_alike(first, next)
        || first.sentence != next.sentence
    {
        return None;
    }
    let (a, b) = (first.quantity, next.quantity);
    let holds = if is_highest {
        a.interval().high >= b.interval().low
    } else {
        a.interval().low <= b.interval().high
    };
    Some(Relation {
        reading: FigureReading::Ranked,
        stated: b,
        place: b.span,
        operands: vec![Operand::new(if is_highest { "highest" } else { "lowest" }, a)],
        holds,
        is_unambiguous: true,
        formula: if is_highest { "highest" } else { "lowest" }.to_owned(),
        computed: a.of(text).to_owned(),
    })
}

/// Checks that a list is in the stated order: 得票由高到低依次为甲118票、乙106票、丙97票 ("in descending order A
/// 118, B 106, C 97 votes").
fn sorted<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let [first, second, _, ..] = list else { return Vec::new() };
    if first.quantity.unit != second.quantity.unit || !is_plain(first) || !is_plain(second) {
        return Vec::new();
    }
    let lead = &text[first.sentence.start().min(first.quantity.span.start())..first.quantity.span.start()];
    let is_falling = FALLING.is_in(lead);
    if !is_falling && !RISING.is_in(lead) {
        return Vec::new();
    }
    let end =
        list.iter().take_while(|value| is_plain(value) && value.quantity.unit == first.quantity.unit).count();
    let pairs = list[..end].windows(2).map(|pair| {
        let (a, b) = (pair[0].quantity, pair[1].quantity);
        let holds = if is_falling { a.value >= b.value } else { a.value <= b.value };
        Relation {
            reading: FigureReading::Ranked,
            stated: b,
            place: b.span,
            operands: vec![Operand::new(if is_falling { "highest" } else { "lowest" }, a)],
            holds,
            is_unambiguous: end > 2,
            formula: "sorted".to_owned(),
            computed: a.of(text).to_owned(),
        }
    });
    pairs.collect()
}

/// Checks a statement about how many values are beyond a threshold: 超过90%的只有一家 ("only one is above
/// 90 %"). The figures after it must not contain more such values.
fn only<'w>(text: &'w str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let line = &list[at];
    let behind = &text[line.quantity.span.end()..line.sentence.end()];
    let rest = behind.strip_prefix("以上").unwrap_or(behind).strip_prefix('的')?;
    // Only the text in which the word may be is read, because a sentence may contain as many rates
    // as a long document.
    let near = &rest[..rest.char_indices().nth(MAX_BEFORE_ONLY + 2).map_or(rest.len(), |(at, _)| at)];
    let (noun, word) = ONLY.iter().find_map(|word| Some((&near[..near.find(word)?], word)))?;
    if is_longer(noun, MAX_BEFORE_ONLY) {
        return None;
    }
    let rest = &rest[noun.len() + word.len()..];
    let lead = line.lead(text);
    let is_over = words.of(&measure::OVER).end_of(lead).is_some() || behind.starts_with("以上");
    let end = rest.char_indices().take(MAX_ONLY).find(|(_, c)| CLASSIFIERS.contains(*c))?.0;
    let digits = &rest[..end];
    let start = digits.trim_end_matches(is_numeral).len();
    let count = cardinal(&digits[start..])?;
    let values = list[at + 1..].iter().take(REACH).filter(|value| {
        is_plain(value) && value.quantity.unit == line.quantity.unit && value.sentence == line.sentence
    });
    let beyond: Vec<&Measure<'w>> =
        values.filter(|value| value.quantity.value > line.quantity.value).collect();
    let last = beyond.last().filter(|_| is_over && line.quantity.is_rate())?.quantity;
    Some(Relation {
        reading: FigureReading::Ranked,
        stated: last,
        place: last.span,
        operands: vec![Operand::new("highest", line.quantity)],
        holds: beyond.len() as u64 <= count,
        is_unambiguous: true,
        formula: "only".to_owned(),
        computed: line.quantity.of(text).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_values_against_their_rank() {
        let cases: [(&str, &[&str]); 4] = [
            ("合格率最高的是东街道，为91.2%，其次是西街道，为93.5%。", &["93.5%"]),
            ("准确率超过90%的只有东街道一家，为92.1%；南街道为91.4%。", &["91.4%"]),
            ("合格率最高的是东街道，为93.5%，其次是西街道，为91.2%。", &[]),
            ("准确率超过90%的只有东街道一家，为92.1%；南街道为88.4%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Ranked]), expected, "{text}");
        }
    }
}
