//! Ranks in a ranking that change: 由第9名上升到第6名 ("rose from 9th to 6th").

use crate::facts::Facts;
use crate::facts::figure::measures::Way;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::{Words, change};

/// Maximum number of bytes between two ranks. If they are farther apart, they are not compared.
const MAX_BETWEEN: usize = 48;
/// Number of bytes before the first rank that are searched for 由 or 从 ("from").
const MAX_BEFORE: usize = 36;
/// Classifiers of ranks in a ranking.
const UNITS: [char; 2] = ['名', '位'];

/// A place in a ranking with its span: 第9名 ("9th").
#[derive(Clone, Copy)]
struct Rank {
    span: Span,
    number: u64,
}

/// Checks each change of a rank in a text: the verb between two ranks must say if it rose or fell.
pub(super) fn find<'w>(facts: &Facts<'w>) -> Vec<Relation<'w>> {
    let (text, words) = (facts.doc.text(), facts.words());
    let mut relations = Vec::new();
    let mut last: Option<Rank> = None;
    let signs = facts.reference_signs(Span::new(0, text.len()));
    for &(at, sign) in signs.iter().filter(|(_, sign)| *sign == '第') {
        let behind = at + sign.len_utf8();
        let Some((number, end)) = place(&text[behind..]) else { continue };
        let span = Span::new(at, behind + end);
        let rank = Rank { span, number };
        if let Some(first) = last.filter(|first| at - first.span.end() <= MAX_BETWEEN) {
            relations.extend(compare(text, words, first, rank));
        }
        last = Some(rank);
    }
    relations
}

/// Rank at the start of `words`, a number followed by 名 or 位 (classifiers of ranks), and the byte
/// at which it ends.
fn place(words: &str) -> Option<(u64, usize)> {
    let stop = words.find(|c: char| !c.is_ascii_digit() && !is_numeral(c))?;
    let number = words[..stop].parse().ok().or_else(|| cardinal(&words[..stop]))?;
    let unit = words[stop..].chars().next().filter(|c| UNITS.contains(c))?;
    Some((number, stop + unit.len_utf8()))
}

/// Compares two ranks with the direction of the verb between them.
fn compare<'w>(text: &'w str, words: &Words, from: Rank, to: Rank) -> Option<Relation<'w>> {
    let (first, last) = (from.span, to.span);
    let between = text.get(first.end()..last.start())?;
    let verb = between.strip_suffix(['到', '至', '为']).unwrap_or_else(|| between.trim_end_matches("到了"));
    let way = |class: &'static Class, way| words.of(class).end_of(verb).map(|word| (way, word.len()));
    let (way, length) = way(&change::UP_PLACE, Way::Up).or_else(|| way(&change::DOWN_PLACE, Way::Down))?;
    let start = text.ceil_char_boundary(first.start().saturating_sub(MAX_BEFORE));
    let is_from = text[start..first.start()]
        .rsplit(['，', '。', '；', '\n'])
        .next()
        .is_some_and(|lead| lead.contains(['由', '从']));
    let end = last.start() - (between.len() - verb.len());
    if !is_from || between.contains(['，', '。', '；', '\n']) {
        return None;
    }
    let holds = if way == Way::Up { to.number <= from.number } else { to.number >= from.number };
    Some(Relation {
        reading: FigureReading::Places,
        stated: quantity(to),
        place: Span::new(end - length, last.end()),
        operands: vec![Operand::new("from", quantity(from))],
        holds,
        is_unambiguous: true,
        formula: String::new(),
        computed: String::new(),
    })
}

/// Converts a rank to a quantity, so that it can be part of a relation.
fn quantity<'w>(rank: Rank) -> Quantity<'w> {
    let Rank { span, number } = rank;
    let value = Decimal::integer(number);
    Quantity { span, value, printed: value, scale: 0, unit: "名", dimension: None, is_approximate: false }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn knows_which_place_is_better() {
        let cases: [(&str, &[&str]); 3] = [
            ("名次由去年的第5名上升到第8名。", &["第8名"]),
            ("名次由去年的第8名上升到第5名。", &[]),
            ("第3名和第5名上升最快。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Places]), expected, "{text}");
        }
    }
}
