//! Two numbers in one term, each with its kind: 在三镇两乡 ("in three towns and two townships"), if the
//! sentence lists places of both kinds; 两横三纵，横向为…，纵向为… ("two rows and three columns, the rows are
//! …, the columns are …").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_han, is_longer};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes of the sentence that are read before and after a term such as 三镇两乡 ("three towns
/// and two townships").
const NEAR: usize = 420;
/// Maximum number of characters of an item after the first. The list ends before a longer one.
const MAX_ITEM: usize = 8;

/// One number of a term such as 一横两纵 ("one across, two down"), and the character after it (横, 纵).
struct Part {
    value: u64,
    kind: char,
    at: usize,
}

/// Reads the lists for both numbers of the term. Returns the list that disagrees with its number,
/// or the first list if both agree.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let parts = parts(text, of, block)?;
    let sentence = facts.sentences().at(of.number.start())?;
    let sentence = Span::new(sentence.start().max(block.start()), sentence.end().min(block.end()));
    let from = text.ceil_char_boundary(sentence.start().max(of.number.start().saturating_sub(NEAR)));
    let end = parts[1].at + parts[1].kind.len_utf8();
    let to = text.floor_char_boundary(block.end().min(end + NEAR)).max(end);
    let told: Option<Vec<Vec<Span>>> = parts
        .iter()
        .map(|part| {
            let typed = typed(text, Span::new(from.min(of.number.start()), of.number.start()), part.kind);
            if typed.len() > 1 { Some(typed) } else { keyed(facts, Span::new(end, to), part.kind) }
        })
        .collect();
    let told = told?;
    let holds = |index: usize| told[index].len() as u64 == parts[index].value;
    let wrong = (0..parts.len()).find(|&index| !holds(index)).unwrap_or(0);
    let is_sure = (0..parts.len()).filter(|&index| !holds(index)).count() == 1;
    let count = told[wrong].len() as u64;
    let is_first = wrong == 0;
    let place = Span::new(of.number.start(), end);
    // A wrong second number is reported at the first: its difference is added there.
    let found = if is_first { count } else { (of.value + count).saturating_sub(parts[1].value) };
    Some((
        place,
        Candidate {
            reading: CountReading::Keyed,
            found: found..=found,
            items: told[wrong].clone(),
            is_open: false,
            is_sure: is_sure && found > 0,
        },
    ))
}

/// Both numbers of a term, each with the character after it: 3 and 镇 ("town"), 2 and 乡 ("township")
/// for 三镇两乡.
fn parts(text: &str, of: &Count, block: Span) -> Option<[Part; 2]> {
    let mut chars = text[of.number.end()..block.end()].char_indices();
    let kind = |c: char| is_han(c) && !is_numeral(c);
    let (at, first) = chars.next().filter(|(_, c)| kind(*c))?;
    let (_, second) = chars.next().filter(|(_, c)| is_numeral(*c))?;
    let (next, other) = chars.next().filter(|(_, c)| kind(*c))?;
    let second = cardinal(second.encode_utf8(&mut [0; 4]))?;
    (first != other && second > 1).then_some([
        Part { value: of.value, kind: first, at: of.number.end() + at },
        Part { value: second, kind: other, at: of.number.end() + next },
    ])
}

/// Spans of the items of the lists in `within` that end with `kind`: 甲镇 and 乙镇 for 镇 ("town") in
/// 甲镇、乙镇、丙乡.
fn typed(text: &str, within: Span, kind: char) -> Vec<Span> {
    let mut items = Vec::new();
    let mut from = within.start();
    for piece in within.of(text).split(['、', '，', '和', '及', '与']) {
        let span = Span::new(from, from + piece.len());
        from = span.end() + text[span.end()..].chars().next().map_or(0, char::len_utf8);
        let name = piece.trim_end_matches('等');
        let is_item = name.ends_with(kind) && is_longer(name, 1);
        // The first item of a list may contain the words before it.
        if is_item && (name.chars().count() <= MAX_ITEM || items.is_empty()) {
            items.push(span);
        }
    }
    items
}

/// Spans of the items of the list after the words that introduce things of this kind: 横向为 ("the
/// rows are") for 横.
fn keyed(facts: &Facts<'_>, within: Span, kind: char) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let inside = within.of(text);
    let start = inside.match_indices(kind).find_map(|(at, sign)| {
        let rest = inside[at + sign.len()..].trim_start_matches(['”', '向']);
        let word = facts.words().of(&count::MEANS).start_of(rest)?;
        Some(within.end() - rest.len() + word.len())
    })?;
    let stop =
        text[start..within.end()].find(['，', '。', '；', ',', ';']).map_or(within.end(), |at| start + at);
    let list = facts.lists_in(facts.doc.block_at(start)).within(Span::new(start, stop));
    let mut items = list.items;
    // 甲路和乙路 ("A Road and B Road"): 和 separates two items, because all items here are short.
    for _ in 0..list.joints {
        let last = items.pop()?;
        let at = last.of(text).find(['和', '与', '及'])?;
        let (first, second) =
            (Span::new(last.start(), last.start() + at), Span::new(last.start() + at + 3, last.end()));
        items.extend([first, second]);
    }
    (!list.is_open && !items.is_empty()).then_some(items)
}
