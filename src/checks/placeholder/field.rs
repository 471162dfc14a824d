//! `placeholder/field`: `[单位名称]`, `【写明依据】`, `{{姓名}}`, `<联系电话>`, and controls of Word that still show their prompt.
//!
//! Square brackets have other uses (【本报讯】, [注]), so words decide. Where a document has several fields that are plain,
//! what else stands in such brackets is one too.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::document::block::Block;
use crate::document::marking::MarkingKind;
use crate::document::{Document, OPAQUE};
use crate::facts::tokens::{Token, TokenKind};
use crate::text::chars::{after, before, is_han};
use crate::text::span::Span;
use crate::words::rules::placeholder::field::{CIRCUMSTANCES, NOTES};
use crate::words::{Words, field};

/// Longest content of a field, in characters.
const MAX_CHARS: usize = 60;
/// Plain fields that a document must have before its doubtful ones count.
const ENOUGH: usize = 2;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Field))
}

struct Field;

/// How sure it is that a bracket is a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Plain,
    Doubtful,
}

impl Check for Field {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let (text, words) = (cx.doc.text(), cx.facts.words());
        let mut fields: Vec<(Span, Certainty)> =
            prompts(cx.doc).map(|prompt| (prompt, Certainty::Plain)).collect();
        for (block, tokens) in cx.doc.blocks().iter().zip(cx.facts.tokens().blocks()) {
            for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Open) {
                let Some(close) = closing(text, &tokens[at..]) else { continue };
                let certainty = bracketed(words, text, block, token.span(), close);
                fields.extend(certainty.map(|certainty| (whole(text, token.span().join(close)), certainty)));
            }
            fields.extend(angled(words, text, block));
        }
        fields.sort_by_key(|(span, _)| (span.start, span.end));
        let plain = fields.iter().filter(|(_, certainty)| *certainty == Certainty::Plain).count();
        let mut end = 0;
        for (span, certainty) in fields {
            if span.start >= end && (certainty == Certainty::Plain || plain >= ENOUGH) {
                out.report(span);
                end = span.end;
            }
        }
    }
}

/// Prompts of form fields: 单击此处输入文字。 One over several paragraphs is shown by its first.
fn prompts(doc: &Document) -> impl Iterator<Item = Span> {
    let prompts = doc.markings().iter().filter(|marking| marking.kind == MarkingKind::Prompt);
    prompts.filter_map(|marking| {
        let block = doc.blocks().get(doc.block_at(marking.span.start))?.span;
        let span = Span::new(marking.span.start.max(block.start), marking.span.end.min(block.end));
        (!span.is_empty()).then_some(span)
    })
}

/// `{{姓名}}` and `${x}` with all their signs.
fn whole(text: &str, span: Span) -> Span {
    let start = if text[..span.start].ends_with(['{', '$']) { span.start - 1 } else { span.start };
    let end = if text[span.end..].starts_with('}') { span.end + 1 } else { span.end };
    Span::new(start, end)
}

/// The bracket that closes the one `tokens` begin with; quotation marks may stand between.
fn closing(text: &str, tokens: &[Token]) -> Option<Span> {
    let open = tokens[0].span().of(text);
    let close = match open {
        "[" => "]",
        "［" => "］",
        "【" => "】",
        "{" => "}",
        "〈" => "〉",
        _ => return None,
    };
    let brackets =
        tokens[1..].iter().filter(|token| matches!(token.kind, TokenKind::Open | TokenKind::Close));
    let next = brackets.map(|token| token.span()).find(|span| [open, close].contains(&span.of(text)))?;
    (next.of(text) == close).then_some(next)
}

/// What the bracket between `open` and `close` is, if it may be a field.
fn bracketed(words: &Words, text: &str, block: &Block, open: Span, close: Span) -> Option<Certainty> {
    let content = text[open.end..close.start].trim();
    if content.is_empty()
        || content.chars().nth(MAX_CHARS).is_some()
        || content.contains(OPAQUE)
        || is_note(content)
    {
        return None;
    }
    let has_han = content.chars().any(is_han);
    let named = is_named(words, content);
    match (open.of(text), close.of(text)) {
        ("[", "]") | ("［", "］") | ("〈", "〉") if has_han => {
            Some(if named { Certainty::Plain } else { Certainty::Doubtful })
        }
        ("【", "】") if has_han => {
            // 【时间】3月5日 is a label; 由【责任单位】牵头 is a field.
            let before = before(&text[..open.start], open.start).filter(|_| open.start > block.span.start);
            let is_amid = before.is_some_and(|c| is_han(c) || "《“（(、".contains(c));
            let is_plain = is_instruction(words, content) || is_numbered(content) || (named && is_amid);
            Some(if is_plain { Certainty::Plain } else { Certainty::Doubtful })
        }
        ("{", "}") => {
            let is_double = text[..open.start].ends_with(['{', '$']);
            let signs = whole(text, open.join(close));
            let is_name =
                content.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric() || "_. ".contains(c));
            let behind = signs.end < block.span.end && after(text, signs.end).is_some_and(is_han);
            let among_han = behind || before(text, signs.start).is_some_and(is_han);
            let is_plain = (named && has_han) || (is_double && is_name && (has_han || among_han));
            is_plain.then_some(Certainty::Plain)
        }
        _ => None,
    }
}

/// `<姓名>`.
fn angled(words: &Words, text: &str, block: &Block) -> impl Iterator<Item = (Span, Certainty)> {
    let within = block.span.of(text);
    memchr::memchr_iter(b'<', within.as_bytes()).filter_map(move |at| {
        let content = &within[at + 1..];
        let length = content.char_indices().take(MAX_CHARS).find(|(_, c)| !is_han(*c)).map(|(end, _)| end)?;
        let is_field = content[length..].starts_with('>') && is_named(words, &content[..length]);
        let start = block.span.start + at;
        is_field.then(|| (Span::new(start, start + length + 2), Certainty::Plain))
    })
}

fn is_named(words: &Words, content: &str) -> bool {
    words.of(&field::NOUN).end_of(content).is_some() || is_instruction(words, content) || is_numbered(content)
}

fn is_instruction(words: &Words, content: &str) -> bool {
    let word = words.of(&field::INSTRUCTION).start_of(content);
    word.is_some_and(|word| content.len() > word.len()) || content == "简述"
}

/// 【待补充】 and （此处…） are a drafter's notes, which another rule knows.
fn is_note(content: &str) -> bool {
    let drafted = content.strip_prefix("根据").or_else(|| content.strip_prefix("结合"));
    NOTES.iter().any(|word| content.starts_with(word))
        || drafted.is_some_and(|rest| CIRCUMSTANCES.iter().any(|word| rest.starts_with(word)))
}

/// `成效1`, `任务2`; not 我们的2025, which is a year.
fn is_numbered(content: &str) -> bool {
    let name = content.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = content.len() - name.len();
    (1..=2).contains(&digits) && !name.is_empty() && name.chars().all(is_han) && name.chars().count() <= 6
}
