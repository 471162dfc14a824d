//! Parts that are said to be more than a fraction of the whole: 应到90人，实到65人，超过三分之二 ("90 expected,
//! 65 came, more than two thirds").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike, is_value};
use crate::text::decimal::Decimal;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::rules::figure::rate::{BEYOND_SHARE, SHORT_OF_SHARE, WHOLES};

/// Characters of the name of the whole before a fraction: 应到人数的 in 超过应到人数的三分之二 ("more than two
/// thirds of those expected").
static WHOLE: Signs = Signs::of("应到人数总的");
/// Number of bytes after a part that are searched for the fraction: 超过三分之二 ("more than two
/// thirds").
const MAX_BEHIND: usize = 60;

/// Checks each part of a paragraph that is said to be more than a fraction of the whole.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    list.windows(2).filter_map(|pair| judge(text, &pair[0], &pair[1])).collect()
}

/// Fraction at the start of `words`: 三分之二 ("two thirds"), 半数, 一半 ("half"). Returns its numerator
/// and denominator, and its length in bytes.
fn fraction(words: &str) -> Option<([u64; 2], usize)> {
    let half = ["半数", "一半"].into_iter().find(|word| words.starts_with(word));
    if let Some(word) = half {
        return Some(([1, 2], word.len()));
    }
    let (below, rest) = words.split_once("分之")?;
    let above = &rest[..rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())];
    let is_short = below.chars().all(is_numeral) && !below.is_empty();
    let numbers = [cardinal(above)?, cardinal(below).filter(|_| is_short)?];
    Some((numbers, below.len() + "分之".len() + above.len()))
}

fn judge<'w>(text: &'w str, whole: &Measure<'w>, part: &Measure<'w>) -> Option<Relation<'w>> {
    let (a, b) = (whole.quantity, part.quantity);
    let are_two =
        are_alike(whole, part) && is_value(whole) && is_value(part) && whole.sentence == part.sentence;
    let is_whole = || WHOLES.iter().any(|word| whole.lead(text).contains(word));
    let is_said = text[b.span.end()..].starts_with(['，', ',']);
    if !are_two || !is_said || b.value > a.value || !is_whole() {
        return None;
    }
    let behind = &text[b.span.end()..part.sentence.end().max(b.span.end())];
    let behind = &behind[..behind.floor_char_boundary(MAX_BEHIND)];
    let clause = behind.strip_prefix(['，', ','])?.trim_start_matches(['已', '均', '也']);
    let short = SHORT_OF_SHARE.iter().find(|word| clause.starts_with(*word)).map(|word| (word, false));
    let (word, is_beyond) = short
        .or_else(|| BEYOND_SHARE.iter().find(|word| clause.starts_with(*word)).map(|word| (word, true)))?;
    let rest = &clause[word.len()..];
    let noun = rest.trim_start_matches(|c| WHOLE.contains(c));
    let ([above, below], length) = fraction(noun)?;
    let share = b.value.times(Decimal::integer(below))?;
    let line = a.value.times(Decimal::integer(above))?;
    let start = b.span.end() + (behind.len() - clause.len());
    let span = Span::new(start, start + clause.len() - noun.len() + length);
    let said = span.of(text).to_owned();
    let percent = b.value.times(Decimal::integer(100))?.divided(a.value, 1)?;
    Some(Relation {
        reading: FigureReading::Quorum,
        stated: b,
        place: span,
        operands: vec![Operand::new("whole", a), Operand::new("part", b)],
        holds: if is_beyond { share >= line } else { share <= line },
        is_unambiguous: true,
        formula: said,
        computed: format!("{percent}%"),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_parts_against_shares() {
        let cases: [(&str, &[&str]); 4] = [
            ("应到代表120人，实到75人，超过三分之二，符合规定。", &["75人"]),
            ("有选举权的村民640人，参加投票298人，超过半数。", &["298人"]),
            ("应到代表120人，实到85人，超过三分之二，符合规定。", &[]),
            ("有选举权的村民640人，参加投票398人，超过半数。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Quorum]), expected, "{text}");
        }
    }
}
