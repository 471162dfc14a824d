//! Ordinals behind the number, wherever they stand: 分三章。第一章…，第二章…，第三章…; three lines 第一组 …, 第二组 …, 第三组 ….

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::Reading;
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::number;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::count;

/// Most bytes behind the number in which its things are counted off.
const MAX_BYTES: usize = 3000;
/// Most blocks behind it.
const MAX_BLOCKS: usize = 30;
/// Greatest number that is counted off.
const MAX_COUNT: u64 = 20;
/// How many lines may be lacking.
const MAX_SLIP: u64 = 3;
/// Most characters of the noun behind a classifier that an ordinal may have in its place: 三个愿望, 第一愿望.
const NOUN: usize = 2;

/// What `第一`, `第二` … count behind a number, if they name its classifier or its noun.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let block = blocks[of.block].span;
    let measure = facts.words().of(&count::MEASURE).start_of(&text[of.number.end()..block.end()])?;
    let before = &text[block.start()..of.number.start()];
    if of.value > MAX_COUNT || facts.words().of(&count::ORDINAL_BEFORE).end_of(before).is_some() {
        return None;
    }
    let start = of.number.end() + measure.len();
    let last = (of.block + MAX_BLOCKS).min(blocks.len() - 1);
    let end = text.floor_char_boundary(blocks[last].span.end().min(start + MAX_BYTES)).max(start);
    let behind = &text[start..end];
    // Only few numbers are counted off.
    let signs = facts.reference_signs(Span::new(start, end)).iter().filter(|(_, sign)| *sign == '第');
    let mut signs = signs.map(|(at, _)| *at).peekable();
    signs.peek()?;
    let noun: String = behind.chars().take_while(|&c| is_han(c)).take(NOUN).collect();
    let is_thing = |rest: &str| {
        let rest = rest.trim_start_matches(is_blank);
        rest.starts_with(measure) || noun.chars().count() == NOUN && rest.starts_with(noun.as_str())
    };
    let mut items: Vec<Span> = Vec::new();
    for at in signs {
        let (number, past) = number::behind(&text[..end], at + '第'.len_utf8());
        let Some(number) = number.filter(|_| is_thing(&text[past..end])) else { continue };
        if u64::from(number) <= items.len() as u64 {
            continue;
        }
        if u64::from(number) != items.len() as u64 + 1 || !begins(&text[block.start()..at]) {
            // 第一 … 第三, or 在第二章中: they do not count off.
            return None;
        }
        items.push(Span::new(at, past));
    }
    let count = items.len() as u64;
    let is_whole = end < start + MAX_BYTES - '第'.len_utf8() || count > of.value;
    let place = Span::new(of.number.start(), start);
    // Lines 第一组 …, 第二组 … follow each other to the last.
    let are_lines = items.iter().all(|item| text[..item.start()].ends_with('\n'));
    let slip = if are_lines { MAX_SLIP } else { 1 };
    let is_sure = is_whole && (count > of.value || count > 2 && count + slip >= of.value);
    (count > 1).then_some((
        place,
        Candidate { reading: Reading::CountedOff, found: count..=count, items, is_open: false, is_sure },
    ))
}

/// True if an ordinal behind `text` begins a clause.
fn begins(text: &str) -> bool {
    let text = text.trim_end_matches(is_blank);
    text.is_empty() || text.ends_with(|c: char| !is_han(c)) || text.ends_with(['行', '是', '为', '即'])
}
