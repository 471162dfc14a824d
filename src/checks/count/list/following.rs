//! The list stands in brackets before a quoted term: （甲乙、甲丙、甲丁）“四甲”.

use crate::check::Context;
use crate::checks::count::list::Mismatch;
use crate::facts::count::counts::Count;
use crate::text::chars::{after, is_han};
use crate::text::span::Span;

/// `（甲乙、甲丙、甲丁）“四甲”`: the bracket before a quoted term of a number and one character that stands in every item.
pub(super) fn mismatch(cx: &Context<'_>, count: &Count) -> Option<Mismatch> {
    let block = cx.doc.blocks()[count.block].span;
    let text = &cx.doc.text()[..block.end];
    let shared = after(text, count.number.end).filter(|&c| is_han(c))?;
    let end = count.number.end + shared.len_utf8();
    let before = text[block.start..count.number.start].strip_suffix('“')?.strip_suffix(['）', ')'])?;
    let phrase = text[end..].starts_with('”').then(|| Span::new(count.number.start, end))?;
    let list = cx.facts.lists_in(count.block).before(block.start + before.len());
    let opens = list.items.first().is_some_and(|first| text[..first.start].ends_with(['（', '(']));
    let is_shared = list.items.iter().all(|&item| cx.doc.slice(item).contains(shared));
    (opens && is_shared && list.items.len() > 2 && !list.may_have(count.value)).then_some(Mismatch {
        phrase,
        list,
        value: count.value,
    })
}
