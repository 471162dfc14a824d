//! `duplicate/item`: 甲镇、乙镇、丙镇、甲镇; 一是加强领导；二是…；三是加强领导.

use crate::checks::{Parts, no_options};
use crate::facts::marks::{Family, Place};
use crate::facts::tokens::{Token, TokenKind};
use crate::rule::check::{Check, Context, Findings};
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Items of a list that are compared; shorter ones are rhetoric (落实、落实、再落实).
const MIN_ITEMS: usize = 4;
/// Most items of one list.
const MAX_ITEMS: usize = 64;
/// Characters in an item between the two in whose middle another list has begun: 省、自治区建设可能对相邻省、自治区…
const BEGINNINGS: [char; 12] = ['对', '的', '或', '将', '把', '在', '与', '由', '向', '从', '使', '被'];
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
            lists(block.span, tokens, |items| compare(cx, items, MIN_LIST_ITEM, out));
        }
        for series in cx.facts.series().iter().filter(|series| !matches!(series.family, Family::Article(_))) {
            let marks = series.members.iter().map(|&mark| &cx.facts.marks()[mark]);
            let inline = marks.filter(|mark| mark.place == Place::Inline);
            let items: Vec<Span> =
                inline.take(MAX_ITEMS).filter_map(|mark| clause(cx, mark.block, mark.span.end)).collect();
            compare(cx, &items, MIN_SERIES_ITEM, out);
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

/// From `start` to the 。 or ； that ends the item.
fn clause(cx: &Context<'_>, block: usize, start: usize) -> Option<Span> {
    let tokens = cx.facts.tokens().in_block(block);
    let next = tokens.partition_point(|token| token.span().start < start);
    let end = tokens[next..].iter().find(|token| token.kind == TokenKind::Stop)?;
    Some(Span::new(start, end.span().start))
}

/// Reports items that stand before in the same list. Figures and masks are alike by chance.
fn compare(cx: &Context<'_>, items: &[Span], min_chars: usize, out: &mut Findings<'_>) {
    let text = |item: Span| cx.doc.slice(item).trim();
    // Words may lead up to the first item, and go on behind the last.
    let same = |first: usize, item: &str| {
        let first_text = text(items[first]);
        first_text == item || first == 0 && item.chars().nth(2).is_some() && first_text.ends_with(item)
    };
    let is_plain = |item: &str| {
        item.chars().all(|c| is_han(c) && !is_numeral(c)) && item.chars().nth(min_chars - 1).is_some()
    };
    for (at, &item) in items.iter().enumerate() {
        let whole = text(item);
        let whole =
            if at + 1 == items.len() { whole.split(['的', '等']).next().unwrap_or(whole) } else { whole };
        if is_plain(whole)
            && let Some(first) = (0..at).rev().find(|&first| same(first, whole))
            && !items[first + 1..at].iter().any(|&item| text(item).contains(BEGINNINGS))
        {
            let start = item.start + (cx.doc.slice(item).len() - cx.doc.slice(item).trim_start().len());
            out.report(Span::new(start, start + whole.len())).related("first", items[first]);
        }
    }
}
