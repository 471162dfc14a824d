//! Terms that add numbers, with an explanation of each number: “1+3”: “1”是甲，“3”是乙、丙、丁 ("'1' is A,
//! '3' is B, C and D").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::parts::{is_number, number};
use crate::facts::count::claims::reading::CountReading;
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes after the term that are searched for its explanation.
const MAX_BYTES: usize = 900;
/// Maximum number of numbers in one term.
const MAX_PARTS: usize = 5;
/// Maximum length of a term such as 1+3, in bytes.
const MAX_TERM: usize = 32;

/// Claims for the numbers of all terms such as “1+3” that are explained.
pub(super) fn all(facts: &Facts<'_>) -> Vec<Claim> {
    let text = facts.doc.text();
    let mut claims = Vec::new();
    let mut done = 0;
    for at in facts.places_of("+") {
        if at < done {
            continue;
        }
        let block = facts.doc.blocks()[facts.doc.block_at(at)].span;
        let digits = text[block.start().min(at)..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = at - digits;
        let Some(inside) = text.get(start..block.end()) else { continue };
        if digits == 0 || !text[..start].ends_with('“') {
            continue;
        }
        let Some(end) = inside.bytes().take(MAX_TERM).position(|b| !b.is_ascii_digit() && b != b'+') else {
            continue;
        };
        done = start + end;
        if inside[end..].starts_with('”') {
            explained(facts, Span::new(start, start + end), block.end(), &mut claims);
        }
    }
    claims
}

/// Adds a claim for each number of one term such as “1+3” that the text after it explains.
fn explained(facts: &Facts<'_>, term: Span, block_end: usize, claims: &mut Vec<Claim>) {
    let text = facts.doc.text();
    let mut limit = block_end.min(term.end() + MAX_BYTES);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let behind = &text[term.end()..limit];
    let parts: Vec<&str> = term.of(text).split('+').collect();
    if parts.len() > MAX_PARTS {
        return;
    }
    let mut from = term.start();
    for (index, part) in parts.iter().enumerate() {
        let place = Span::new(from, from + part.len());
        from += part.len() + 1;
        let Some(value) = part.parse::<u64>().ok().filter(|value| (2..30).contains(value)) else { continue };
        let is_unique = parts.iter().filter(|other| *other == part).count() == 1;
        let quoted = behind.find(&format!("“{part}”")).filter(|_| is_unique);
        let named = quoted.and_then(|at| {
            let at = at + part.len() + 2 * "“".len();
            facts.words().of(&count::MEANS).start_of(&behind[at..]).map(|word| at + word.len())
        });
        let rest = || {
            let is_last = index + 1 == parts.len() && quoted.is_none() && parts.len() == 2;
            let words = facts.words().of(&count::REST_IS);
            is_last.then(|| words.iter().find_map(|word| Some(behind.find(word)? + word.len()))).flatten()
        };
        if let Some(start) = named.or_else(rest) {
            claims.extend(listed(facts, place, value, term.end() + start, limit));
        }
    }
}

/// Claim for the number `announced` of a term with the list that explains it. The list begins at
/// byte `start` and ends before the next punctuation other than 、.
fn listed(facts: &Facts<'_>, place: Span, announced: u64, start: usize, limit: usize) -> Option<Claim> {
    let text = facts.doc.text();
    let inside = &text[start..limit];
    let end = inside.find(['，', ',', '。', '；', ';', '：', '“', '（'])?;
    let list = facts.lists_in(facts.doc.block_at(start)).within(Span::new(start, start + end));
    // 四个平台 ("four platforms"): the item repeats the number, it does not list the things.
    let has_number =
        list.items.iter().any(|item| item.of(text).contains(is_number) && number(item.of(text)).is_some());
    let is_sure = list.items.len() > 2 && !has_number && list.joints == 0 && !list.is_open;
    (list.items.len() > 1).then(|| Claim {
        reading: CountReading::Formula,
        place,
        announced,
        found: list.counts(),
        holds: list.may_have(announced),
        is_strict: is_sure,
        items: list.items,
    })
}
