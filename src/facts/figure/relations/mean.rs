//! Mean, greatest and smallest of several values: 平均85分，最高97分，最低62分 ("on average 85, highest 97,
//! lowest 62").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike};
use crate::text::phrases::Phrases;
use crate::words::class::Class;
use crate::words::first_chars::LastChars;
use crate::words::{Words, measure};

/// Number of figures after a figure that are compared with it, such as the mean after the highest
/// value.
const REACH: usize = 3;
/// Number of characters before a figure that are searched for 最高 ("highest").
const MAX_BETWEEN: usize = 14;
/// Words for a single time or thing: 单 ("single"), 每 ("each"). Figures with them are skipped,
/// because a greatest value may be that of one day.
static EACH: Phrases = Phrases::of(&["单", "每", "当", "瞬时", "人均"]);
/// Verbs between a word and its figure: 为 in 最高为98分 ("the highest is 98").
const COPULAS: [char; 4] = ['为', '达', '是', '了'];
/// Separators between the ends of a range.
const DASHES: [char; 7] = ['-', '—', '–', '－', '~', '～', '至'];

/// Rank of a figure among several: highest, mean or lowest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Highest,
    Lowest,
    Mean,
}

/// Classes of words for the ranks.
pub(super) const RANKS: [(&Class, Rank); 3] =
    [(&measure::HIGHEST, Rank::Highest), (&measure::LOWEST, Rank::Lowest), (&measure::MEAN, Rank::Mean)];

/// Checks the greatest and smallest values and the means of one sentence.
pub(super) fn find<'w>(
    (text, words, ends): (&str, &Words, &LastChars),
    list: &[Measure<'w>],
) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    // A single figure cannot be compared with another.
    if list.len() < 2 {
        return relations;
    }
    let mut before = list.first().map_or(0, |first| first.sentence.start());
    let mut ranks: Vec<Option<Rank>> = Vec::with_capacity(list.len());
    for measure in list {
        let gap = &text[before..measure.quantity.span.start()];
        ranks.push(rank(gap.rsplit(['；', ';']).next().unwrap_or_default(), (measure, words, ends)));
        before = measure.quantity.span.end();
    }
    for (at, rank) in ranks.iter().enumerate() {
        let Some(rank) = *rank else { continue };
        for other in at + 1..list.len().min(at + 1 + REACH) {
            let Some(next) = ranks[other] else { continue };
            // 平均90分，最高98分；平均85分 ("on average 90, highest 98; on average 85"): the next mean is of
            // other values.
            if next == rank || !are_alike(&list[at], &list[other]) || is_divided(text, &list[at..=other]) {
                break;
            }
            relations.extend(judge((rank, &list[at]), (next, &list[other])));
        }
        if rank == Rank::Mean {
            relations.extend(within(text, list, at));
        }
    }
    relations
}

/// True if there is a ； between the first figure and the last.
fn is_divided(text: &str, list: &[Measure<'_>]) -> bool {
    let ends = list.first().zip(list.last());
    ends.is_some_and(|(first, last)| {
        text[first.quantity.span.end()..last.quantity.span.start()].contains(['；', ';'])
    })
}

/// Rank that the words before a figure give it; `None` if they give none.
fn rank(gap: &str, (measure, words, last): (&Measure<'_>, &Words, &LastChars)) -> Option<Rank> {
    let Quantity { is_approximate, unit, .. } = measure.quantity;
    if is_approximate || unit.is_empty() {
        return None;
    }
    let from = gap.char_indices().rev().take(MAX_BETWEEN).last().map_or(0, |(at, _)| at);
    let near = &gap[from..];
    let named = |before: &str| {
        let named = RANKS.into_iter().find(|(class, _)| words.of(class).end_of(before).is_some());
        named.map(|(_, rank)| rank)
    };
    let ends = near.char_indices().rev().filter(|(_, c)| last.may_end_code(u32::from(*c)));
    let ends = ends.map(|(at, c)| at + c.len_utf8());
    let rank = ends.map(|end| &near[..end]).find_map(named)?;
    // 最高 ("highest") ends with 高, a word for a difference, so the role is not reliable.
    let is_value = || {
        let is_rank = named(near.trim_end_matches(COPULAS)).is_some_and(|rank| rank != Rank::Mean);
        matches!(measure.role, Role::Value | Role::To(None)) || is_rank
    };
    (is_value() && !EACH.is_in(near)).then_some(rank)
}

/// Compares two values with ranks; `first` comes before `stated` in the text.
fn judge<'w>(
    (first_rank, first): (Rank, &Measure<'w>),
    (rank, stated): (Rank, &Measure<'w>),
) -> Option<Relation<'w>> {
    let is_less = matches!((first_rank, rank), (Rank::Lowest, _) | (Rank::Mean, Rank::Highest));
    let (less, more) = if is_less { (first, stated) } else { (stated, first) };
    let holds = less.quantity.interval().low <= more.quantity.interval().high;
    // The mean is always the stated figure, even if it comes first.
    let (stated, first, label) = match (first_rank, rank) {
        (Rank::Mean, Rank::Highest) => (first, stated, "highest"),
        (Rank::Mean, Rank::Lowest) => (first, stated, "lowest"),
        (Rank::Highest, _) => (stated, first, "highest"),
        (Rank::Lowest, _) => (stated, first, "lowest"),
        (Rank::Mean, Rank::Mean) => return None,
    };
    let is_mean = first_rank == Rank::Mean || rank == Rank::Mean;
    Some(relation(
        if is_mean { FigureReading::Mean } else { FigureReading::Extremes },
        stated,
        &[(label, first)],
        holds,
    ))
}

/// Checks that a mean is within the range that the text gives: 在2.1～4.8毫克之间，平均3.2毫克 ("between 2.1
/// and 4.8 mg, on average 3.2 mg").
fn within<'w>(text: &str, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let [low, high] = [at.checked_sub(2)?, at - 1].map(|place| &list[place]);
    let mean = &list[at];
    let sign = text[low.quantity.span.end()..high.quantity.span.start()].trim();
    let is_range = sign.chars().all(|c| DASHES.contains(&c)) && !sign.is_empty();
    let is_bare = low.quantity.unit.is_empty() && low.quantity.scale == 0;
    let is_alike = are_alike(high, mean) && (is_bare || are_alike(low, mean));
    if !is_range || !is_alike || is_divided(text, &list[at - 1..=at]) {
        return None;
    }
    let least = if is_bare { low.quantity.value.shifted(high.quantity.scale) } else { low.quantity.value };
    let value = mean.quantity.interval();
    let holds = least <= value.high && value.low <= high.quantity.interval().high;
    Some(relation(FigureReading::Mean, mean, &[("lowest", low), ("highest", high)], holds))
}

fn relation<'w>(
    reading: FigureReading,
    stated: &Measure<'w>,
    others: &[(&'static str, &Measure<'w>)],
    holds: bool,
) -> Relation<'w> {
    let shown: Vec<String> = others
        .iter()
        .map(|(_, other)| format!("{}{}", other.quantity.scaled(), other.quantity.unit))
        .collect();
    Relation {
        reading,
        stated: stated.quantity,
        place: stated.quantity.span,
        operands: others.iter().map(|(label, other)| Operand::new(label, other.quantity)).collect(),
        is_unambiguous: true,
        holds,
        formula: others.first().map_or("", |(label, _)| label).to_owned(),
        computed: shown.join("～"),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 2] = [FigureReading::Mean, FigureReading::Extremes];

    #[test]
    fn holds_means_against_extremes() {
        let cases: [(&str, &[&str]); 6] = [
            ("平均94.3分，最高92.8分，最低86.1分。", &["94.3分"]),
            ("最高分112分，最低分61分，平均分57.4分。", &["57.4分"]),
            ("报价最高为318万元，最低为381万元。", &["381万元"]),
            ("含水率在8.2%～12.6%之间，平均13.4%。", &["13.4%"]),
            ("语文平均94.3分；数学最高92.8分，最低86.1分。", &[]),
            ("月均发运16万件，单日最高2.3万件。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
