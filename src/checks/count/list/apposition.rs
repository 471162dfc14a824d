//! The list stands before the number: 甲、乙、丙三个县; “子关”“丑关”两道关口.

use crate::check::Context;
use crate::checks::count::list::{Mismatch, Words};
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{before, is_blank, is_closing, is_han};
use crate::text::span::Span;

/// Longest item, in characters.
const MAX_ITEM: usize = 14;
/// How much longer than the others the last item may be, in characters; what is longer holds a verb.
const MAX_EXCESS: usize = 2;
/// Longest noun that is shown whole, in characters.
const MAX_SHOWN: usize = 4;

pub(super) fn mismatch(cx: &Context<'_>, words: &Words, count: &Count) -> Option<Mismatch> {
    let block = cx.doc.blocks()[count.block].span;
    let text = cx.doc.text();
    let behind = &text[count.number.end..block.end];
    let (classifier, noun) = words.counted(behind)?;
    let end = list_end(text, block, count.number.start)?;
    let tokens = cx.facts.tokens().in_block(count.block);
    let lists = cx.facts.lists_in(count.block);
    let list = lists.before(end);
    if *list.counts().end() < 2 || list.may_have(count.value) || lists.began_earlier(&list, count.value) {
        return None;
    }
    let is_certain = if holds_number(cx, &list, tokens) {
        // 甲、乙两个县和丙、丁、戊三个区: another count divides the list.
        false
    } else if list.is_open {
        list.items.len() > 2 && is_even(cx, &list)
    } else {
        is_apposition(cx, words, &list, &format!("{classifier}{noun}"))
    };
    let rest = &behind[classifier.len() + noun.len()..];
    let shown = shown(words, noun, rest);
    let phrase = Span::new(count.number.start, count.number.end + classifier.len() + shown.len());
    is_certain.then_some(Mismatch { phrase, list })
}

/// Where a list before the number ends: behind an item, past 这 and 共, or past the mark that opens “四类活动”. `None` behind
/// punctuation and behind 和, where the number is of something else.
fn list_end(text: &str, block: Span, number: usize) -> Option<usize> {
    let written = text[block.start..number].trim_end_matches(is_blank);
    let quoted = written.strip_suffix('“');
    let written = quoted.unwrap_or(written);
    let written = ["这", "共计", "共"].iter().find_map(|word| written.strip_suffix(word)).unwrap_or(written);
    let end = block.start + written.len();
    let last = before(text, end).filter(|_| end > block.start)?;
    let is_item = is_han(last) || (is_closing(last) && quoted.is_none());
    (is_item && !matches!(last, '和' | '及' | '与' | '或')).then_some(end)
}

/// True where the number can only count the items: they are alike, and the last one is a noun of a kind that the words
/// behind the number name.
fn is_apposition(cx: &Context<'_>, words: &Words, list: &List, noun: &str) -> bool {
    let last = list.items[list.items.len() - 1];
    let item = cx.doc.slice(last);
    if list.items.iter().all(|&item| is_quotation(cx.doc.slice(item))) && list.items.len() > 2 {
        return true;
    }
    let ends_plainly = !item.ends_with(|c| words.tails.contains(c))
        && !words.verbs.iter().any(|verb| item != verb && item.ends_with(verb.as_str()));
    *list.counts().end() > 2 && ends_plainly && is_even(cx, list) && !belongs(cx, words, list, noun)
}

/// Digits, a blank or another count stands in an item, the words before the list left out. The numerals of names (四川,
/// 九江) are none.
fn holds_number(cx: &Context<'_>, list: &List, tokens: &[Token]) -> bool {
    let (start, end) = (list.items[0].end, list.items[list.items.len() - 1].end);
    let first = tokens.partition_point(|token| token.span().start < start);
    let last = tokens.partition_point(|token| token.span().end <= end);
    let counts = cx.facts.counts();
    let next = counts.partition_point(|count| count.number.start < start);
    counts.get(next).is_some_and(|count| count.number.end <= end)
        || tokens[first..last.max(first)]
            .iter()
            .any(|token| matches!(token.kind, TokenKind::Digits | TokenKind::Mask(_)))
}

fn is_quotation(item: &str) -> bool {
    item.ends_with(['”', '》', '」'])
}

/// No item between the first and the last is a clause, and the last is hardly longer than the longest of them.
fn is_even(cx: &Context<'_>, list: &List) -> bool {
    let length = |item: &Span| cx.doc.slice(*item).chars().count();
    let inner = list.items.get(1..list.items.len() - 1).unwrap_or_default();
    let longest = inner.iter().map(length).max();
    let last = length(&list.items[list.items.len() - 1]);
    let limit = match (longest, list.joints) {
        (Some(longest), 0) => longest + MAX_EXCESS,
        // 甲、乙和丙: the last holds two items.
        (Some(longest), _) => 2 * longest + 1 + MAX_EXCESS,
        (None, _) => MAX_ITEM,
    };
    inner.iter().map(length).all(|length| length <= MAX_ITEM) && last <= limit
}

/// Items of one kind have things of another: 甲镇、乙镇、丙镇|五个村.
fn belongs(cx: &Context<'_>, words: &Words, list: &List, noun: &str) -> bool {
    let kind_of = |item: &Span| {
        let item = cx.doc.slice(*item);
        words.kinds.iter().find(|kind| item.ends_with(kind.as_str()))
    };
    let kinds: Option<Vec<&String>> = list.items[1..].iter().map(kind_of).collect();
    let is_named = |kind: &&String| noun.contains(kind.as_str());
    let is_generic = words.generic.iter().any(|word| noun.contains(word.as_str()));
    kinds.is_some_and(|kinds| !is_generic && !kinds.iter().any(is_named))
}

/// As much of the noun as is surely one: all of it before punctuation, or a word that is known.
fn shown<'t>(words: &Words, noun: &'t str, behind: &str) -> &'t str {
    let is_whole = !behind.starts_with(is_han) && noun.chars().nth(MAX_SHOWN).is_none();
    let known = words
        .kinds
        .iter()
        .chain(&words.generic)
        .filter(|word| noun.starts_with(word.as_str()))
        .map(String::len)
        .max();
    if is_whole { noun } else { &noun[..known.unwrap_or(0)] }
}
