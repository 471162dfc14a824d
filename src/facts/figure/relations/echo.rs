//! Values that repeat an earlier one with two digits swapped or one digit changed:
//! 接待4.8万人次。…在去年8.4万人次的基础上 ("48,000 visits. … on top of last year's 84,000"); 804名员工……这840张面孔 ("804
//! workers … these 840 faces"); 东院区设床位600张……东院区的660张床位 ("the east site has 600 beds … the 660
//! beds").

use rustc_hash::FxHashMap;

use crate::facts::figure::measures::{Measure, Measured, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::endings::Endings;
use crate::text::signs::Signs;
use crate::words::rules::figure::conflict::{ANAPHORS, PARTS, TIMES};

/// Words after a value that is the base of a change ("on the basis of").
const BASIS: &str = "的基础上";
/// Number of figures before a value that are searched for its first mention.
const REACH: usize = 40;
/// Maximum number of figures of a text in which values with the same noun are compared. In a longer
/// text one noun has many values.
const MAX_FIGURES: usize = 150;
/// Smallest value without decimals that is compared. Shorter numbers are similar to others by
/// chance.
const MIN_VALUE: u64 = 100;
/// Minimum number of digits of a value before 的基础上 ("on the basis of") that is compared with
/// earlier values.
const MIN_BASIS_DIGITS: usize = 2;
/// Minimum number of digits of any other value that is compared with earlier values. Shorter
/// numbers are similar to others by chance.
const MIN_DIGITS: usize = 3;
/// Word before a repeated part: 其中 ("of these"). It does not belong to the words that describe the
/// part.
const WITHIN: &str = "其中";
/// Words before a value that was given before.
static AGAIN: Endings = Endings::of(&ANAPHORS);
/// Characters between a noun and its value.
static VERBS: Signs = Signs::of("有为达共约是");
/// Number of characters of the noun that both values must have in common.
const NOUN: usize = 2;
/// Number of characters before a value that are searched for words that describe it.
const QUALIFIER: usize = 14;

/// Finds the values of a document that repeat an earlier one with a wrong digit.
pub(super) fn find<'w>(text: &'w str, measures: &Measured<'w>) -> Vec<Relation<'w>> {
    let list = measures.all();
    let mut relations = Vec::new();
    let (is_short_text, least) = (list.len() <= MAX_FIGURES, Decimal::integer(MIN_VALUE));
    // Values by their unit, scale and noun. Here one value has its noun before it and the other
    // after it; pairs with the noun on the same side belong to told::same.
    let mut named: FxHashMap<(&str, u32, &str, bool), Vec<usize>> = FxHashMap::default();
    for (at, measure) in list.iter().enumerate() {
        let quantity = measure.quantity;
        if quantity.unit.is_empty() || quantity.is_rate() || quantity.is_approximate {
            continue;
        }
        let told = &list[at.saturating_sub(REACH)..at];
        let behind = &text[quantity.span.end()..];
        if behind.starts_with(BASIS) || AGAIN.end(measure.lead(text)) {
            relations.extend(echo(text, told, measure));
        }
        // In a long text one noun has many values, and a short number resembles others by chance.
        let is_long = quantity.printed.has_decimals() || quantity.printed >= least;
        if !is_short_text || !is_long || measure.role != Role::Value {
            continue;
        }
        for (noun, is_before) in nouns(text, measure).into_iter().zip([true, false]) {
            let Some(noun) = noun else { continue };
            let earlier = named.get(&(quantity.unit, quantity.scale, noun, !is_before));
            let earlier = earlier.into_iter().flatten().rev().take(REACH);
            relations.extend(earlier.filter_map(|&first| again(text, &list[first], measure, noun)).next());
            named.entry((quantity.unit, quantity.scale, noun, is_before)).or_default().push(at);
        }
    }
    relations
}

/// Noun before a figure and noun after it; `None` for each that is missing.
fn nouns<'t>(text: &'t str, measure: &Measure<'_>) -> [Option<&'t str>; 2] {
    let lead = measure.lead(text).trim_end_matches(|c| VERBS.contains(c));
    let before = lead.char_indices().rev().nth(NOUN - 1).map(|(at, _)| &lead[at..]);
    let behind = text[measure.quantity.span.end()..].trim_start_matches('的');
    let end = behind.char_indices().nth(NOUN).map_or(behind.len(), |(at, _)| at);
    [before, Some(&behind[..end])]
        .map(|noun| noun.filter(|noun| noun.chars().count() == NOUN && noun.chars().all(is_han)))
}

/// Words before a figure by which it differs from other values with the same noun: 东院区 ("east
/// site"). They are the words of its clause without the noun.
fn qualifier<'t>(text: &'t str, measure: &Measure<'_>, noun: &str) -> &'t str {
    let from = measure.sentence.start().min(measure.quantity.span.start());
    let before = &text[from..measure.quantity.span.start()];
    let start = before.char_indices().rev().nth(QUALIFIER).map_or(0, |(at, _)| at);
    let near = before[start..].rsplit(['，', '；', '。', '、']).next().unwrap_or_default();
    near.trim_start_matches(WITHIN).trim_end_matches(noun)
}

/// Compares two values of one noun: 东院区设床位600张 ("the east site has 600 beds") and 东院区的660张床位 ("the
/// 660 beds of the east site").
fn again<'w>(text: &'w str, first: &Measure<'w>, stated: &Measure<'w>, noun: &str) -> Option<Relation<'w>> {
    let (a, b) = (first.quantity, stated.quantity);
    let is_told = |measure: &Measure<'_>| matches!(measure.role, Role::Value);
    let [one, other] = [first, stated].map(|measure| qualifier(text, measure, noun));
    let start: String = other.chars().take(NOUN + 1).collect();
    let is_one = start.chars().count() > NOUN && one.starts_with(&start);
    let is_other = |words: &str| TIMES.iter().chain(&PARTS).any(|word| words.contains(word));
    if !is_told(first) || !is_told(stated) || !is_one || is_other(one) || is_other(other) {
        return None;
    }
    let holds = a.value == b.value;
    let kind = slip(b.printed, a.printed);
    let is_slip = kind.is_some() && b.printed.to_string().len() >= MIN_DIGITS;
    (holds || is_slip).then(|| relation(text, first, stated, (holds, true)))
}

fn echo<'w>(text: &str, told: &[Measure<'w>], stated: &Measure<'w>) -> Option<Relation<'w>> {
    let quantity = stated.quantity;
    let is_basis = text[quantity.span.end()..].starts_with(BASIS);
    let is_alike = |measure: &&Measure<'w>| {
        measure.quantity.scale == quantity.scale
            && !measure.quantity.is_rate()
            && (!is_basis || measure.quantity.unit == quantity.unit)
    };
    let least = if is_basis { MIN_BASIS_DIGITS } else { MIN_DIGITS };
    if quantity.printed.to_string().chars().filter(char::is_ascii_digit).count() < least {
        return None;
    }
    let same = told.iter().rev().filter(is_alike).find(|measure| measure.quantity.value == quantity.value);
    let is_slip =
        |measure: &&Measure<'w>| slip(quantity.printed, measure.quantity.printed) == Some(Slip::Swapped);
    let slipped = || told.iter().rev().filter(is_alike).find(is_slip);
    let (first, holds) = same.map(|first| (first, true)).or_else(|| slipped().map(|first| (first, false)))?;
    Some(relation(text, first, stated, (holds, true)))
}

fn relation<'w>(
    text: &str,
    first: &Measure<'w>,
    stated: &Measure<'w>,
    (holds, is_unambiguous): (bool, bool),
) -> Relation<'w> {
    Relation {
        reading: FigureReading::Echo,
        stated: stated.quantity,
        place: stated.quantity.span,
        operands: vec![Operand::new("first", first.quantity)],
        holds,
        is_unambiguous,
        formula: first.lead(text).to_owned(),
        computed: format!("{}{}", first.quantity.scaled(), first.quantity.unit),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn compares_values_that_are_told_again() {
        let cases: [(&str, &[&str]); 5] = [
            ("去年接待读者6.9万人次。今年要在去年9.6万人次的基础上再多一成。", &["9.6万人次"]),
            ("公司有员工736名。这763张面孔各有故事。", &["763张"]),
            ("西校区设床位500张，年内启用；其中西校区的550张床位专供新生。", &["550张"]),
            ("去年接待读者6.9万人次。今年要在去年6.9万人次的基础上再多一成。", &[]),
            ("去年引进设备21台，今年引进设备12台。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Echo]), expected, "{text}");
        }
    }
}
