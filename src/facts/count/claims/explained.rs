//! Lists in brackets before a quoted term that counts them: （甲乙、甲丙、甲丁）“四甲” ("(AB, AC, AD), the
//! 'four As'").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{after, is_han};
use crate::text::span::Span;

/// Returns a claim if the bracket before a quoted term has another number of items than the term
/// says: `（甲乙、甲丙、甲丁）“四甲”` ("(AB, AC, AD), the 'four As'"). The term must consist of a number and
/// one character that every item contains.
pub(super) fn mismatch(facts: &Facts<'_>, count: &Count) -> Option<Claim> {
    let block = facts.doc.blocks()[count.block].span;
    let text = &facts.doc.text()[..block.end()];
    let shared = after(text, count.number.end()).filter(|&c| is_han(c))?;
    let end = count.number.end() + shared.len_utf8();
    let before = text[block.start()..count.number.start()].strip_suffix('“')?.strip_suffix(['）', ')'])?;
    let phrase = text[end..].starts_with('”').then(|| Span::new(count.number.start(), end))?;
    let list = facts.lists_in(count.block).before(block.start() + before.len());
    let opens = list.items.first().is_some_and(|first| text[..first.start()].ends_with(['（', '(']));
    let is_shared = list.items.iter().all(|&item| facts.doc.slice(item).contains(shared));
    (opens && is_shared && list.items.len() > 2 && !list.may_have(count.value))
        .then(|| Claim::of_list(CountReading::Explained, phrase, list, count.value))
}
