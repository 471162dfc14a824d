//! Ordinals anywhere after the number: 分三章。第一章…，第二章…，第三章… ("in three chapters. Chapter 1 …, chapter
//! 2 …, chapter 3 …"); three lines 第一组 … ("group 1 …"), 第二组 …, 第三组 ….

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::number;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes after the number that are searched for ordinals.
const MAX_BYTES: usize = 3000;
/// Number of blocks after the number that are searched for ordinals.
const MAX_BLOCKS: usize = 30;
/// Greatest number that is compared. More things are seldom numbered by ordinals.
const MAX_COUNT: u64 = 20;
/// Maximum number of missing ordinals that is an error if the ordinals begin lines, because lines
/// form a complete list. In running text, only one missing ordinal is an error.
const MAX_SLIP: u64 = 3;
/// Number of characters of the noun that may follow an ordinal instead of the classifier: 愿望
/// ("wish") in 三个愿望 ("three wishes") and 第一愿望 ("first wish").
const NOUN: usize = 2;

/// Reads the ordinals 第一 ("first"), 第二 … after a number, if the number's classifier or noun follows
/// each of them.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let block = blocks[of.block].span;
    let measure = of.measure(text)?;
    let before = &text[block.start()..of.number.start()];
    if of.value > MAX_COUNT || facts.words().of(&count::ORDINAL_BEFORE).end_of(before).is_some() {
        return None;
    }
    let start = of.number.end() + measure.len();
    let last = (of.block + MAX_BLOCKS).min(blocks.len() - 1);
    let end = text.floor_char_boundary(blocks[last].span.end().min(start + MAX_BYTES)).max(start);
    let behind = &text[start..end];
    // Few numbers are followed by any ordinal.
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
            // 第一 … 第三 ("first … third"), or 在第二章中 ("in chapter 2"): these ordinals do not number
            // the things.
            return None;
        }
        items.push(Span::new(at, past));
    }
    let count = items.len() as u64;
    let is_whole = end < start + MAX_BYTES - '第'.len_utf8() || count > of.value;
    let place = Span::new(of.number.start(), start);
    // Lines 第一组 … ("group 1 …"), 第二组 … form a complete list, so more of them may be missing.
    let are_lines = items.iter().all(|item| text[..item.start()].ends_with('\n'));
    let slip = if are_lines { MAX_SLIP } else { 1 };
    let is_sure = is_whole && (count > of.value || count > 2 && count + slip >= of.value);
    (count > 1).then_some((
        place,
        Candidate { reading: CountReading::CountedOff, found: count..=count, items, is_open: false, is_sure },
    ))
}

/// True if an ordinal after `text` is at the beginning of a clause.
fn begins(text: &str) -> bool {
    let text = text.trim_end_matches(is_blank);
    text.is_empty() || text.ends_with(|c: char| !is_han(c)) || text.ends_with(['行', '是', '为', '即'])
}
