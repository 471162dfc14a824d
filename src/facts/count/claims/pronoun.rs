//! Lists that a pronoun with a number refers to: 甲、乙、丙，三者缺一不可 ("A, B and C: of the three none can
//! be missing").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_han, is_longer};
use crate::text::span::Span;

/// Maximum number of characters of an item. With a longer one, the text is not a list.
const MAX_ITEM: usize = 8;

/// Reads the list before a pronoun with a number: 三者 ("the three of them"). The reading is sure
/// only if the list begins its sentence.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = facts.doc.text();
    text[of.number.end()..block.end()].strip_prefix('者')?;
    let before = text[block.start()..of.number.start()].trim_end_matches('这');
    let before = before.strip_suffix(['，', ',', '—'])?.trim_end_matches('—');
    let list = facts.lists_in(of.block).before(block.start() + before.len());
    let first = list.items.first()?;
    let lead = text[block.start()..first.start()].trim_end();
    let is_whole = lead.is_empty() || lead.ends_with(['。', '！', '？', '；']);
    let is_plain = |item: &Span| {
        let item = item.of(text).trim_matches(['“', '”', '《', '》']);
        !is_longer(item, MAX_ITEM) && item.chars().all(is_han)
    };
    let is_sure = is_whole && list.items.len() > 2 && list.items.iter().all(is_plain);
    let place = Span::new(of.number.start(), of.number.end() + "者".len());
    (list.items.len() > 1).then(|| {
        let found = list.counts();
        (
            place,
            Candidate {
                reading: CountReading::Pronoun,
                found,
                is_open: list.is_open,
                items: list.items,
                is_sure,
            },
        )
    })
}
