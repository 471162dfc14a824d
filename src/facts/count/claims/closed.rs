//! Totals in brackets after the list that they count: 甲、乙、丙（共四人） ("A, B and C (four people in
//! all)").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Maximum number of characters of an item. With a longer one, the text is not a list.
const MAX_ITEM: usize = 12;
/// Maximum number of characters that are read of the noun after the number in the bracket.
const MAX_NOUN: usize = 6;

/// Reads the list before a total in brackets: 甲、乙、丙（共四人） ("A, B and C (four people in all)").
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let behind = &text[of.number.end()..block.end()];
    let measure = of.measure(text)?;
    let noun = behind[measure.len()..]
        .chars()
        .take(MAX_NOUN)
        .take_while(|&c| is_han(c))
        .map(char::len_utf8)
        .sum::<usize>();
    if !behind[measure.len() + noun..].starts_with(['）', ')']) {
        return None;
    }
    let before = &text[block.start()..of.number.start()];
    let lead = before.strip_suffix("合计").or_else(|| before.trim_end_matches('计').strip_suffix('共'))?;
    let lead = lead.trim_end_matches(['总', '一']).strip_suffix(['（', '('])?;
    let list = facts.lists_in(of.block).before(block.start() + lead.len());
    let length = |item: &Span| item.of(text).chars().count();
    let is_plain =
        |item: &Span| length(item) <= MAX_ITEM && !item.of(text).contains(|c: char| c.is_ascii_digit());
    let is_sure = list.items.len() > 2 && !list.is_open && list.items.iter().all(is_plain);
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    (list.items.len() > 1).then(|| {
        let found = list.counts();
        (
            place,
            Candidate {
                reading: CountReading::Closed,
                found,
                is_open: list.is_open,
                items: list.items,
                is_sure,
            },
        )
    })
}
