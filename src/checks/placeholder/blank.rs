//! `placeholder/blank`: `年　月　日`, `＿＿＿元`, `（　）`, `〔20  〕  号`.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::document::block::Block;
use crate::facts::kind::DocumentKind;
use crate::facts::lexicon::LiteralId;
use crate::facts::placeholder::masks::Mask;
use crate::facts::tokens::{MaskScript, Token, TokenKind};
use crate::text::chars::{before, is_blank, is_han};
use crate::text::fold::narrow;
use crate::text::span::Span;
use crate::words::form;

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
            let lines = tokens.iter().filter_map(|token| underscores(cx.doc.text(), block, *token));
            spans.extend(lines.filter(|span| !is_mask(cx.facts.masks(), *span)));
            spans.extend(tokens.iter().filter_map(|token| year(cx.doc.text(), *token)));
            spans.extend(tokens.windows(2).filter_map(|pair| brackets(cx.doc.text(), pair[0], pair[1])));
        }
        spans.sort_unstable();
        let mut end = 0;
        let mut others = None;
        for span in spans {
            let mut is_for_others = || others.get_or_insert_with(|| Others::of(cx)).fill(cx, span);
            if span.start >= end && !is_for_others() {
                out.report(span);
                end = span.end;
            }
        }
    }
}

/// Reach of the search for labels on either side of a blank, in bytes.
const REACH: usize = 200;
/// Lines at the head of a document that may be its title.
const HEAD: usize = 3;

/// Blanks that are left for others to fill in: answers of an examination, fields of a form, signatures by hand.
struct Others {
    /// The document asks questions.
    is_examination: bool,
    /// The document is a specimen or an empty form.
    is_specimen: bool,
}

impl Others {
    fn of(cx: &Context<'_>) -> Self {
        let questions = cx.facts.words().of(&form::QUESTION);
        let mut blocks = cx.doc.blocks().iter().map(|block| cx.doc.slice(block.span));
        let asks = blocks.any(|text| questions.is_in(text) || is_choice(text));
        let kind = cx.facts.kind();
        let specimens = cx.facts.words().of(&form::SPECIMEN);
        let mut head = cx.doc.blocks().iter().take(HEAD).map(|block| cx.doc.slice(block.span));
        Self {
            is_examination: asks || kind == Some(DocumentKind::Examination),
            is_specimen: head.any(|line| specimens.is_in(line)),
        }
    }

    /// True if the blank at `span` is left for others.
    fn fill(&self, cx: &Context<'_>, span: Span) -> bool {
        if self.is_examination || self.is_specimen {
            return true;
        }
        let block = cx.doc.blocks()[cx.doc.block_at(span.start)].span;
        let whole = cx.doc.text();
        let start = whole.floor_char_boundary(span.start.saturating_sub(REACH)).max(block.start);
        let end = whole.floor_char_boundary((span.end + REACH).min(whole.len())).min(block.end).max(span.end);
        let (text, head) = (&whole[start..end], &whole[start..span.start.max(start)]);
        let words = cx.facts.words();
        let label = head.trim_end_matches(|c| is_blank(c) || "：:（(_＿".contains(c));
        let is_label = label.len() < head.len();
        let is_form = words
            .of(&form::PERSONAL)
            .iter()
            .any(|word| text.contains(&format!("{word}：")) || text.contains(&format!("{word}:")));
        let signed = label.trim_end_matches([')', '）']);
        // A date beside a signature is printed with the paper.
        let is_date = span.of(cx.doc.text()).contains('年');
        is_label && !is_date && (is_form || words.of(&form::SIGNATURE).end_of(signed).is_some())
    }
}

/// A.甲　B.乙: the answers that a question offers.
fn is_choice(text: &str) -> bool {
    let after_letter =
        |letter: char| text.split(letter).skip(1).any(|rest| rest.starts_with(['.', '．', '、']));
    text.starts_with(['A', 'Ａ']) && after_letter('A') && after_letter('B')
}

/// A mask that another rule reports: `__月__日`.
fn is_mask(masks: &[Mask], span: Span) -> bool {
    let next = masks.partition_point(|mask| mask.span.end <= span.start);
    masks.get(next).is_some_and(|mask| mask.span.overlaps(span))
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
        rest = rest.strip_prefix('月')?;
    }
    // A date may end with its month, but 按年 月度 is none.
    let end = match rest.trim_start_matches(is_blank).strip_prefix('日') {
        Some(behind) => behind,
        None if unit == '年' && !rest.starts_with(is_han) => rest,
        None => return None,
    };
    Some(Span::new(start_of(text, word.start), text.len() - end.len()))
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
    if token.kind != TokenKind::Mask(MaskScript::Underscore) {
        return None;
    }
    let span = token.span();
    let run = span.of(text);
    let width: usize = run.chars().map(|c| if c == '＿' { 2 } else { 1 }).sum();
    let is_year = before(text, span.start).is_some_and(|c| narrow(c).is_ascii_digit()) && width < 4;
    (width > 2 && !is_year && span != block.span).then_some(span)
}

/// `〔20  〕`, `〔　〕`: the brackets of a document number without a whole year in them.
fn year(text: &str, open: Token) -> Option<Span> {
    const REACH: usize = 48;
    let span = open.span();
    if open.kind != TokenKind::Open || span.of(text) != "〔" {
        return None;
    }
    let near = &text[span.end..text.floor_char_boundary(text.len().min(span.end + REACH))];
    let inside = &near[..near.find('〕')?];
    let gap = inside.trim_start_matches(|c| narrow(c).is_ascii_digit());
    let is_open = !gap.is_empty() && gap.chars().all(is_blank);
    is_open.then(|| Span::new(span.start, span.end + inside.len() + '〕'.len_utf8()))
}

/// `（　）`, `【  】`: brackets with nothing in them.
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
        _ => None,
    }
}
