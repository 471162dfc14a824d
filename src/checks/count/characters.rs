//! Rule `count/characters`: reports a wrong number of characters stated for a quotation:
//! “早、严、细、实”三个字 ("the three characters 'early, strict, careful, real'", which are four); 十六字方针“…”
//! ("the sixteen-character policy '…'").

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, no_options};
use crate::facts::count::counts::Count;
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::rules::count::characters::{LEADS, NAMES};

/// Maximum number of characters of the noun after 字 ("characters") that the finding shows: 四字|方针
/// ("four-character policy").
const MAX_NAME: usize = 4;
/// Ratio of the length of a quotation to the announced length above which nothing is reported. Such
/// a quotation is not the one that was counted, or its quotation marks are reversed.
const MAX_TIMES: u64 = 4;
/// Maximum number of characters after 字 ("characters") that are searched for the counted noun. The
/// noun may have an attribute: 四字|治水思路 ("four-character idea on water management").
const MAX_ATTRIBUTED: usize = 6;
/// Maximum number of adjacent quotations that are counted together.
const MAX_QUOTATIONS: usize = 16;

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&input.options)?;
    Ok(Box::new(Characters))
}

struct Characters;

impl Check for Characters {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for count in cx.facts.counts() {
            let Some(phrase) = phrase(cx, count) else { continue };
            let tokens = cx.facts.tokens().in_block(count.block);
            let quotations = match quoted_before(cx, tokens, count) {
                none if none.is_empty() => quoted_behind(cx, tokens, phrase.end()),
                before => before,
            };
            let Some(lengths) = lengths(cx, &quotations) else { continue };
            let is_long = lengths.first().is_some_and(|&nearest| nearest > count.value * MAX_TIMES);
            if let (Some(&nearest), false) = (lengths.first(), is_long || agrees(&lengths, count.value)) {
                let all = Span::new(
                    quotations.iter().map(|span| span.start()).min().unwrap_or(phrase.start()),
                    quotations.iter().map(|span| span.end()).max().unwrap_or(phrase.end()),
                );
                let total = if lengths.contains(&1) { lengths.iter().sum() } else { nearest };
                out.report(phrase)
                    .arg("announced", count.value)
                    .arg("found", total)
                    .arg("quoted", cx.doc.slice(all))
                    .related("quoted", all);
            }
        }
    }
}

/// Returns the span from the number to the end of the phrase that announces a length: 八个字 ("eight
/// characters"), 四字方针 ("four-character policy"), 两字 ("two characters"). `None` if no such phrase
/// follows the number.
fn phrase(cx: &Context<'_>, count: &Count) -> Option<Span> {
    let block = cx.doc.blocks()[count.block].span;
    let behind = &cx.doc.text()[count.number.end()..block.end()];
    let length = if let Some(word) = ["个字", "个大字"].iter().find(|word| behind.starts_with(**word)) {
        word.len()
    } else {
        let rest = behind.strip_prefix('字')?;
        let name = rest.char_indices().find(|(_, c)| !is_han(*c)).map_or(rest.len(), |(at, _)| at);
        // The noun may have an attribute: 十六字治水思路 ("sixteen-character idea on water management").
        let near = rest.char_indices().nth(MAX_ATTRIBUTED).map_or(rest, |(at, _)| &rest[..at]);
        let near = &near[..name.min(near.len())];
        let is_name = NAMES.iter().any(|name| near.contains(name));
        if !is_name && name > 0 {
            return None;
        }
        let shown = rest.char_indices().nth(MAX_NAME).map_or(rest.len(), |(at, _)| at);
        "字".len() + name.min(shown)
    };
    Some(Span::new(count.number.start(), count.number.end() + length))
}

/// Returns the quotations that end directly before the number, nearest first: “严”“实”两个字 ("the two
/// characters 'strict' and 'real'"), “严”、“实”两个字, “严细深实”这四个字 ("these four characters …").
fn quoted_before(cx: &Context<'_>, tokens: &[Token], count: &Count) -> Vec<Span> {
    let text = cx.doc.text();
    let mut end =
        text[..count.number.start()].trim_end_matches(is_blank).trim_end_matches(['这', '的']).len();
    let mut quotations = Vec::new();
    let mut index = tokens.partition_point(|token| token.span().end() <= end);
    while quotations.len() < MAX_QUOTATIONS {
        let Some(close) = index.checked_sub(1).filter(|&at| is_quote(cx, tokens[at], TokenKind::Close))
        else {
            break;
        };
        if tokens[close].span().end() != end {
            break;
        }
        let Some(open) = (0..close).rev().take(64).find(|&at| is_quote(cx, tokens[at], TokenKind::Open))
        else {
            break;
        };
        quotations.push(Span::new(tokens[open].span().end(), tokens[close].span().start()));
        index = open;
        end = tokens[open].span().start();
        if let Some(pause) = index
            .checked_sub(1)
            .filter(|&at| tokens[at].kind == TokenKind::Pause && tokens[at].span().end() == end)
        {
            end = tokens[pause].span().start();
            index = pause;
        }
    }
    quotations
}

/// Returns the quotation that begins directly after the phrase, or after a colon or ，即 ("namely").
/// Empty if there is none.
fn quoted_behind(cx: &Context<'_>, tokens: &[Token], phrase_end: usize) -> Vec<Span> {
    // The announcement may be in quotation marks: “四字诀”，即… ("the 'four-character formula', namely
    // …").
    let phrase_end =
        phrase_end + if cx.doc.text()[phrase_end..].starts_with('”') { "”".len() } else { 0 };
    let rest = &cx.doc.text()[phrase_end..];
    let lead = LEADS.iter().find(|lead| rest.starts_with(**lead)).map_or(0, |lead| lead.len());
    let at = tokens.partition_point(|token| token.span().start() < phrase_end + lead);
    let is_open = tokens.get(at).is_some_and(|token| {
        token.span().start() == phrase_end + lead && is_quote(cx, *token, TokenKind::Open)
    });
    let close = tokens.iter().skip(at).take(64).find(|token| is_quote(cx, **token, TokenKind::Close));
    match close.filter(|_| is_open) {
        Some(close) => vec![Span::new(tokens[at].span().end(), close.span().start())],
        None => Vec::new(),
    }
}

fn is_quote(cx: &Context<'_>, token: Token, kind: TokenKind) -> bool {
    token.kind == kind && matches!(cx.doc.slice(token.span()), "“" | "”" | "「" | "」")
}

/// Number of Chinese characters in each quotation. `None` if one of them contains letters, digits
/// or an ellipsis, so that it cannot be counted, or if there are none.
fn lengths(cx: &Context<'_>, quotations: &[Span]) -> Option<Vec<u64>> {
    let length = |&span: &Span| {
        let text = cx.doc.slice(span);
        let is_plain = !text.contains(|c: char| c.is_alphanumeric() && !is_han(c))
            && !text.contains(['…', '×', '*', '○']);
        is_plain.then(|| text.chars().filter(|&c| is_han(c)).count() as u64)
    };
    let lengths: Option<Vec<u64>> = quotations.iter().map(length).collect();
    lengths.filter(|lengths| !lengths.is_empty() && !lengths.contains(&0))
}

/// True if the nearest quotation, or the nearest few together, have `count` characters.
fn agrees(lengths: &[u64], count: u64) -> bool {
    let mut sum = 0;
    lengths.iter().any(|length| {
        sum += length;
        sum == count
    })
}
