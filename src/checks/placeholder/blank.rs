//! `placeholder/blank`: `年　月　日`, `＿＿＿元`, `（　）`, `〔20  〕  号`.

use crate::checks::{Parts, no_options};
use crate::document::block::Block;
use crate::facts::lexicon::LiteralId;
use crate::facts::tokens::{MaskScript, Token, TokenKind};
use crate::rule::check::{Check, Context, Findings};
use crate::text::chars::{before, is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::span::Span;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    let mut gaps =
        |word: &str| [' ', '\u{3000}', '\u{A0}'].map(|blank| parts.lexicon.add(&format!("{word}{blank}")));
    Ok(Box::new(Gaps { year: gaps("年"), month: gaps("月"), ordinal: gaps("第") }))
}

/// Words with a blank behind them, where a number belongs.
struct Gaps {
    year: [LiteralId; 3],
    month: [LiteralId; 3],
    ordinal: [LiteralId; 3],
}

impl Check for Gaps {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut spans = Vec::new();
        let occurrences = |words: &[LiteralId; 3]| {
            words.map(|word| cx.facts.occurrences(word).iter()).into_iter().flatten()
        };
        for word in occurrences(&self.year).chain(occurrences(&self.month)) {
            spans.extend(date(cx.doc.text(), *word));
        }
        for word in occurrences(&self.ordinal) {
            spans.extend(ordinal(cx.doc.text(), *word));
        }
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            let is_date = |span: &Span| cx.facts.masks().iter().any(|mask| mask.span.overlaps(*span));
            let lines = tokens.iter().filter_map(|token| underscores(cx.doc.text(), block, *token));
            spans.extend(lines.filter(|span| !is_date(span)));
            spans.extend(tokens.windows(2).filter_map(|pair| brackets(cx.doc.text(), pair[0], pair[1])));
        }
        spans.sort_unstable();
        let mut end = 0;
        for span in spans {
            if span.start >= end {
                out.report(span);
                end = span.end;
            }
        }
    }
}

/// The blanks from `at` on and what stands behind them.
fn skip(text: &str, at: usize) -> &str {
    text[at..].trim_start_matches(is_blank)
}

/// `年　月　日`, `199　年　月　日`, `2026年3月　日`: from the year to 日, where `word` is 年 or 月 with a blank behind it.
fn date(text: &str, word: Span) -> Option<Span> {
    let unit = text[word.start..].chars().next()?;
    let mut rest = skip(text, word.start + unit.len_utf8());
    if unit == '年' {
        let behind = rest.strip_prefix('月')?;
        let day = behind.trim_start_matches(is_blank);
        rest = if day.starts_with('日') {
            day
        } else {
            return Some(Span::new(start_of(text, word.start), text.len() - behind.len()));
        };
    }
    let behind = rest.strip_prefix('日')?;
    Some(Span::new(start_of(text, word.start), text.len() - behind.len()))
}

/// Back over what is written of the date before its first gap: digits, 年 and blanks between them.
fn start_of(text: &str, unit: usize) -> usize {
    let is_written = |c: char| narrow(c).is_ascii_digit() || c == '年';
    let head = text[..unit].trim_end_matches(is_blank);
    let digits = head.trim_end_matches(is_written);
    if digits.len() < head.len() { digits.len() } else { unit }
}

/// `第    号`.
fn ordinal(text: &str, word: Span) -> Option<Span> {
    let rest = skip(text, word.start + '第'.len_utf8());
    let gap = text.len() - rest.len() - word.end;
    let behind = rest.strip_prefix('号')?;
    (gap > 0).then(|| Span::new(word.start, text.len() - behind.len()))
}

/// `＿＿元`, `_____`, but not a line of its own that divides the page.
fn underscores(text: &str, block: &Block, token: Token) -> Option<Span> {
    let span = token.span();
    let run = span.of(text);
    let width: usize = run.chars().map(|c| if c == '＿' { 2 } else { 1 }).sum();
    let is_year = before(text, span.start).is_some_and(|c| narrow(c).is_ascii_digit()) && width < 4;
    let is_blank_line = token.kind == TokenKind::Mask(MaskScript::Underscore) && width > 2 && !is_year;
    (is_blank_line && span != block.span).then_some(span)
}

/// `（　）`, `〔20  〕`: brackets with nothing in them, or the start of a year.
fn brackets(text: &str, open: Token, close: Token) -> Option<Span> {
    if (open.kind, close.kind) != (TokenKind::Open, TokenKind::Close) {
        return None;
    }
    let span = open.span().join(close.span());
    let inside = Span::new(open.span().end, close.span().start).of(text);
    let is_empty = inside.chars().all(is_blank);
    match open.span().of(text) {
        "（" if is_empty && close.span().of(text) == "）" => before(text, span.start)
            .is_none_or(|c| is_han(c) || "。，；：、".contains(c) || is_blank(c))
            .then_some(span),
        "【" if is_empty => Some(span),
        "〔" if is_empty && inside.chars().next().is_some() => Some(span),
        _ => None,
    }
}
