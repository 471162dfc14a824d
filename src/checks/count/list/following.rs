//! The list stands behind the number: 三个关口：…, 三类人员（…）, “四个一”，即….

use crate::check::Context;
use crate::checks::count::list::{MAX_NOUN, Mismatch, Words};
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{after, is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Most tokens that a list is looked for in.
const MAX_TOKENS: usize = 96;
/// Longest item, in characters.
const MAX_ITEM: usize = 12;
/// How much longer than the others the last item may be, in characters.
const MAX_EXCESS: usize = 2;
/// Longest name of a thing behind a quoted term, in characters: “四个一”|活动.
const MAX_KIND: usize = 4;

pub(super) fn mismatch(cx: &Context<'_>, words: &Words, count: &Count) -> Option<Mismatch> {
    let block = cx.doc.blocks()[count.block].span;
    let text = &cx.doc.text()[..block.end];
    let phrase = phrase(words, text, count)?;
    let tokens = cx.facts.tokens().in_block(count.block);
    let (span, fewest) = match bracketed(text, tokens, phrase.end) {
        Some(span) => (span, 2),
        None => (introduced(text, tokens, phrase.end, block.end)?, 3),
    };
    let inside = cx.doc.slice(span);
    if words.asides.iter().any(|word| inside.starts_with(word.as_str())) || holds_mark(cx, span) {
        return None;
    }
    let list = cx.facts.lists_in(count.block).within(span);
    let item = |item: &Span| cx.doc.slice(*item);
    let is_plain =
        |item: &str| item.chars().nth(MAX_ITEM).is_none() && !item.contains(['，', ',', '；', '。', '：']);
    let is_kind = |item: &str| words.kinds.iter().any(|kind| kind == item);
    let is_list = list.items.len() >= fewest
        && is_even(cx, &list)
        && list.items.iter().map(item).all(is_plain)
        // 5个县（市、区）: other names of the unit.
        && !list.items.iter().map(item).all(is_kind)
        && !item(&list.items[list.items.len() - 1]).ends_with(|c: char| c.is_ascii_digit());
    (is_list && !list.may_have(count.value)).then_some(Mismatch { phrase, list, value: count.value })
}

/// The last item is hardly longer than the others, or holds two of them.
fn is_even(cx: &Context<'_>, list: &List) -> bool {
    let length = |item: &Span| cx.doc.slice(*item).chars().count();
    let Some((last, others)) = list.items.split_last() else { return false };
    let longest = others.iter().map(length).max().unwrap_or(0);
    length(last) <= (longest + MAX_EXCESS) * (1 + list.joints.min(1))
}

/// `（甲乙、甲丙、甲丁）“四甲”`: the bracket before a quoted term of a number and one character that stands in every item.
pub(super) fn mismatch_before(cx: &Context<'_>, count: &Count) -> Option<Mismatch> {
    let block = cx.doc.blocks()[count.block].span;
    let text = &cx.doc.text()[..block.end];
    let shared = after(text, count.number.end).filter(|&c| is_han(c))?;
    let end = count.number.end + shared.len_utf8();
    let before = text[block.start..count.number.start].strip_suffix('“')?.strip_suffix(['）', ')'])?;
    let phrase = text[end..].starts_with('”').then(|| Span::new(count.number.start, end))?;
    let list = cx.facts.lists_in(count.block).before(block.start + before.len());
    let opens = list.items.first().is_some_and(|first| text[..first.start].ends_with(['（', '(']));
    let is_shared = list.items.iter().all(|&item| cx.doc.slice(item).contains(shared));
    (opens && is_shared && list.items.len() > 2 && !list.may_have(count.value))
        .then_some(Mismatch { phrase, list, value: count.value })
}

/// From the number to the end of what is counted: 三个关口, 四个一”活动, 六类人员.
fn phrase(words: &Words, text: &str, count: &Count) -> Option<Span> {
    let behind = &text[count.number.end..];
    let is_quoted = text[..count.number.start].ends_with(['“', '「']);
    let end = if is_quoted { quoted(behind)? } else { plain(words, behind)? };
    Some(Span::new(count.number.start, count.number.end + end))
}

/// The length of `个一”活动` or `早”`. A term with a second number (三严三实) is no count.
fn quoted(behind: &str) -> Option<usize> {
    let close = behind.find(['”', '」'])?;
    let inside = behind[..close].strip_prefix("个一").map_or(&behind[..close], |_| "");
    if inside.chars().nth(MAX_NOUN).is_some() || !inside.chars().all(|c| is_han(c) && !is_numeral(c)) {
        return None;
    }
    let rest = &behind[close + "”".len()..];
    let kind = rest.char_indices().find(|(_, c)| !is_han(*c)).map_or(rest.len(), |(at, _)| at);
    (rest[..kind].chars().nth(MAX_KIND).is_none()).then_some(close + "”".len() + kind)
}

/// The length of a classifier and a noun that ends at punctuation.
fn plain(words: &Words, behind: &str) -> Option<usize> {
    let (classifier, noun) = words.counted(behind)?;
    let length = classifier.len() + noun.len();
    let is_whole = after(behind, length).is_some_and(|c| !is_han(c));
    is_whole.then_some(length)
}

/// What the bracket at `start` holds, without commas and stops.
fn bracketed(text: &str, tokens: &[Token], start: usize) -> Option<Span> {
    let open = after(text, start).filter(|c| matches!(c, '（' | '('))?;
    let from = start + open.len_utf8();
    let inside =
        tokens.iter().skip(tokens.partition_point(|token| token.span().start < from)).take(MAX_TOKENS);
    let mut depth = 0usize;
    for token in inside {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close if depth == 0 => return Some(Span::new(from, token.span().start)),
            TokenKind::Close => depth -= 1,
            TokenKind::Comma | TokenKind::Stop | TokenKind::Colon if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// What follows ： or ，即 up to the end of the sentence, where no comma stands in it.
fn introduced(text: &str, tokens: &[Token], start: usize, block_end: usize) -> Option<Span> {
    let rest = &text[start..block_end];
    let lead =
        ["：", ":", "，即", "，就是", "，分别是", "，包括"].iter().find(|lead| rest.starts_with(**lead))?;
    let from = start + lead.len();
    let from = from + (text[from..].len() - text[from..].trim_start_matches(is_blank).len());
    let mut depth = 0usize;
    let tokens = &tokens[tokens.partition_point(|token| token.span().start < from)..];
    for token in tokens.iter().take(MAX_TOKENS) {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close if depth == 0 => return Some(Span::new(from, token.span().start)),
            TokenKind::Close => depth -= 1,
            TokenKind::Stop if depth == 0 => {
                let is_end = !matches!(token.span().of(text), "；" | ";");
                return is_end.then(|| Span::new(from, token.span().start));
            }
            TokenKind::Comma | TokenKind::Colon if depth == 0 => return None,
            _ => {}
        }
    }
    (tokens.len() <= MAX_TOKENS).then(|| Span::new(from, block_end))
}

/// Marked items (一是…) are the business of `count/announced`.
fn holds_mark(cx: &Context<'_>, span: Span) -> bool {
    let marks = cx.facts.marks();
    let first = marks.partition_point(|mark| mark.span.start < span.start);
    marks.get(first).is_some_and(|mark| mark.span.start < span.end)
}
