//! Sums of quantities above the number: 打印机2台、投影仪1台…上述3台设备 ("2 printers, 1 projector … the above 3
//! devices").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::parts::{is_number, number};
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes above the number that are searched for quantities.
const MAX_BYTES: usize = 1200;
/// Number of blocks above the number that are searched for quantities.
const MAX_BLOCKS: usize = 8;
/// Maximum number of bytes between two quantities of one list.
const MAX_BETWEEN: usize = 60;

/// Reads the quantities above the number that 上述 ("the above") refers to. They have the same
/// classifier as the number. The reading is sure only if they form one list.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = facts.doc.text();
    let before = &text[block.start()..of.number.start()];
    let word = facts.words().of(&count::ABOVE).end_of(before)?;
    let measure = of.measure(text)?;
    let end = of.number.start() - word.len();
    // 泵房、水箱这两个地方 ("the pump room and the tank, these two places") counts the words before it.
    if word.starts_with('这') && text[..end].ends_with(is_han) {
        return None;
    }
    let first = facts.doc.blocks()[of.block.saturating_sub(MAX_BLOCKS)].span.start();
    let start = first.max(text.ceil_char_boundary(end.saturating_sub(MAX_BYTES)));
    let inside = &text[start..end];
    let mut parts: Vec<(u64, Span)> = Vec::new();
    for (at, _) in inside.match_indices(measure) {
        let lead = &inside[..at];
        let digits = lead.len() - lead.trim_end_matches(is_number).len();
        let (lead, written) = lead.split_at(lead.len() - digits);
        if digits == 0 || lead.ends_with(['第', '.', '每', '/']) {
            continue;
        }
        let (value, _) = number(written)?;
        parts.push((value, Span::new(start + at - digits, start + at + measure.len())));
    }
    let is_list = parts.windows(2).all(|pair| {
        let between = &text[pair[0].1.end()..pair[1].1.start()];
        let is_divided = between.contains(['、', '，', '；', '和', '及', '\n']);
        between.len() <= MAX_BETWEEN && is_divided && !between.contains(['共', '其', '每'])
    });
    let sum = parts.iter().fold(0u64, |sum, (value, _)| sum.saturating_add(*value));
    let is_told = parts.iter().any(|(value, _)| *value == of.value) || of.value == parts.len() as u64;
    let is_sure = is_list && !is_told;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    let items = parts.iter().map(|(_, span)| *span).collect();
    let found = sum..=sum;
    (parts.len() > 1).then_some((
        place,
        Candidate { reading: CountReading::Totals, found, items, is_open: false, is_sure },
    ))
}
