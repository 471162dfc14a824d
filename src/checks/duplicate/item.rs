//! `duplicate/item`: 甲镇、乙镇、丙镇、甲镇; 一是加强领导；二是…；三是加强领导.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, Place};
use crate::facts::numbering::series::Series;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::rules::duplicate::item::BEGINNINGS;

/// Items of a list that are compared; shorter ones are rhetoric (落实、落实、再落实).
const MIN_ITEMS: usize = 4;
/// Most items of one list.
const MAX_ITEMS: usize = 64;
/// Characters of an item of a list, and of an item of a series.
const MIN_LIST_ITEM: usize = 2;
const MIN_SERIES_ITEM: usize = 4;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Item))
}

struct Item;

impl Check for Item {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            lists(block.span, tokens, |items| compare_list(cx, items, out));
        }
        for series in cx.facts.series().iter().filter(|series| !matches!(series.family, Family::Article(_))) {
            compare_series(cx, series, out);
        }
    }
}

/// Hands on the items of each enumeration with 、.
fn lists(block: Span, tokens: &[Token], mut hand_on: impl FnMut(&[Span])) {
    let divides = |kind| {
        matches!(
            kind,
            TokenKind::Pause
                | TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Open
                | TokenKind::Close
        )
    };
    let mut items: Vec<Span> = Vec::new();
    let mut start = block.start;
    let ends = tokens.iter().filter(|token| divides(token.kind)).map(|token| (token.span(), token.kind));
    for (at, kind) in ends.chain([(Span::new(block.end, block.end), TokenKind::Stop)]) {
        items.push(Span::new(start, at.start.max(start)));
        start = at.end;
        if kind != TokenKind::Pause {
            if items.len() >= MIN_ITEMS {
                hand_on(&items[..items.len().min(MAX_ITEMS)]);
            }
            items.clear();
        }
    }
}

/// Reports items that stand before in the same list. Words may lead up to the first item, and go on behind the last.
fn compare_list(cx: &Context<'_>, items: &[Span], out: &mut Findings<'_>) {
    let text = |item: Span| cx.doc.slice(item).trim();
    // Results in a row (正面、反面、正面), the evidence of a judgment and the acts that a law names recur.
    let mut known: Vec<&str> = items.iter().map(|item| text(*item)).collect();
    known.sort_unstable();
    known.dedup();
    if known.len() * 2 <= items.len() + 1
        || matches!(cx.facts.kind(), Some(DocumentKind::Judgment | DocumentKind::Regulation))
    {
        return;
    }
    let same = |first: usize, item: &str| {
        let known = text(items[first]);
        known == item || first == 0 && item.chars().nth(MIN_LIST_ITEM).is_some() && known.ends_with(item)
    };
    for (at, &item) in items.iter().enumerate() {
        let mut name = text(item);
        if at + 1 == items.len() {
            name = name.split(['的', '等']).next().unwrap_or(name);
        }
        if is_plain(name, MIN_LIST_ITEM)
            && let Some(first) = (0..at).rev().find(|&first| same(first, name))
            && !items[first + 1..at].iter().any(|&item| text(item).contains(BEGINNINGS))
        {
            let start = item.start + (cx.doc.slice(item).len() - cx.doc.slice(item).trim_start().len());
            out.report(Span::new(start, start + name.len())).related("first", items[first]);
        }
    }
}

/// Reports items of a series within a paragraph (一是…；二是…) that are the same to their ends.
fn compare_series(cx: &Context<'_>, series: &Series, out: &mut Findings<'_>) {
    // One item is like no other; 第一，第一，… is a series each time.
    if series.members.len() < 2 {
        return;
    }
    let marks = cx.facts.marks();
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    // The block of the last item, and where the last 。 or ； stands in it.
    let mut known: Option<(usize, Option<usize>)> = None;
    for &member in series.members.iter().filter(|&&member| marks[member].place == Place::Inline) {
        let block = marks[member].block;
        let stop = match known {
            Some((of, stop)) if of == block => stop,
            _ => last_stop(cx, block),
        };
        known = Some((block, stop));
        let Some(item) = stop.and_then(|stop| content(cx, member, stop)) else { continue };
        let text = cx.doc.slice(item);
        match seen.get(text) {
            Some(&first) if is_plain(text, MIN_SERIES_ITEM) => {
                out.report(item).related("first", first);
            }
            Some(_) => {}
            None => _ = seen.insert(text, item),
        }
    }
}

/// Where the last 。 or ； of a block stands.
fn last_stop(cx: &Context<'_>, block: usize) -> Option<usize> {
    let tokens = cx.facts.tokens().in_block(block);
    tokens.iter().rfind(|token| token.kind == TokenKind::Stop).map(|token| token.span().start)
}

/// What stands behind a mark and the punctuation that is slipped in there (（二）、), to the 。 or ； or the next mark; `last` is the last 。 or ； of the block, behind which nothing ends.
fn content(cx: &Context<'_>, member: usize, last: usize) -> Option<Span> {
    let mark = &cx.facts.marks()[member];
    if last < mark.span.end {
        return None;
    }
    let tokens = cx.facts.tokens().in_block(mark.block);
    let first = tokens.partition_point(|token| token.span().start < mark.span.end);
    let next = cx.facts.marks().get(member + 1).map_or(last, |next| next.span.start.min(last));
    let mut item = tokens[first..].iter().take_while(|token| token.span().start < next);
    let end = item.find(|token| token.kind == TokenKind::Stop).map_or(next, |token| token.span().start);
    let text = Span::new(mark.span.end, end.max(mark.span.end)).of(cx.doc.text());
    let behind = text.trim_start_matches(['，', ',', '、', '.', '．']);
    let start = mark.span.end + (text.len() - behind.len());
    Some(Span::new(start, start + behind.trim_end_matches(['，', ',', '、']).len()))
}

/// Figures, masks and names that are masked (王某) are alike by chance.
fn is_plain(item: &str, min_chars: usize) -> bool {
    item.chars().all(|c| is_han(c) && !is_numeral(c) && c != '某')
        && item.chars().nth(min_chars - 1).is_some()
}
