//! Elements between the separators of a list: 甲 ("A"), 乙, 丙 and 丁 in 甲、乙，丙；丁.

use crate::facts::Facts;
use crate::facts::tokens::TokenKind;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Maximum number of tokens of a list, to bound the time.
const MAX_TOKENS: usize = 160;

/// Separator before an element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// No separator: the first element.
    Start,
    /// 、 (enumeration comma), or no separator between two quotations.
    Pause,
    /// A comma: ，
    Comma,
    /// A semicolon: ；
    Semicolon,
}

/// Sign or words between a number and the list of the counted things, by which the list is
/// recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Bracket,
    Colon,
    Named,
    /// A comma followed by a first item that begins with the counted word.
    Comma,
}

/// An element of a possible list: the words between two separators.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) span: Span,
    pub(super) sign: Sign,
}

/// Elements of a list, and the byte at which the list ends.
pub(super) struct Elements {
    pub(super) list: Vec<Element>,
    pub(super) end: usize,
    /// True if there is a colon between the elements.
    pub(super) has_colon: bool,
}

/// Reads the elements from byte `start` to the end of the sentence, to the bracket that closes
/// around them, or to the end of the block. `None` if the end is more than [`MAX_TOKENS`] tokens
/// away.
pub(super) fn read(facts: &Facts<'_>, block: usize, start: usize) -> Option<Elements> {
    let text = facts.doc.text();
    let block_end = facts.doc.blocks()[block].span.end();
    let tokens = facts.tokens().in_block(block);
    let first = tokens.partition_point(|token| token.span().start() < start);
    let (mut list, mut sign, mut from) = (Vec::new(), Sign::Start, start);
    let (mut depth, mut end, mut has_colon) = (0usize, None, false);
    let mut closed = None;
    for token in tokens[first..].iter().take(MAX_TOKENS) {
        let at = token.span();
        let next = match token.kind {
            TokenKind::Open => {
                let is_beside =
                    depth == 0 && closed == Some(at.start()) && text[..at.start()].ends_with(['”', '》']);
                depth += 1;
                if !is_beside {
                    continue;
                }
                list.push(Element { span: trimmed(text, Span::new(from, at.start())), sign });
                (sign, from) = (Sign::Pause, at.start());
                continue;
            }
            TokenKind::Close if depth == 0 => {
                end = Some(at.start());
                break;
            }
            TokenKind::Close => {
                depth -= 1;
                closed = Some(at.end());
                continue;
            }
            _ if depth > 0 => continue,
            TokenKind::Pause if closed == Some(at.start()) || from < at.start() => Sign::Pause,
            TokenKind::Comma => Sign::Comma,
            TokenKind::Stop if matches!(at.of(text), "；" | ";") => Sign::Semicolon,
            TokenKind::Stop => {
                end = Some(at.start());
                break;
            }
            TokenKind::Colon => {
                has_colon = true;
                continue;
            }
            _ => continue,
        };
        list.push(Element { span: trimmed(text, Span::new(from, at.start())), sign });
        (sign, from) = (next, at.end());
    }
    let is_cut = end.is_none() && tokens[first..].len() > MAX_TOKENS;
    let end = end.unwrap_or(block_end);
    list.push(Element { span: trimmed(text, Span::new(from.min(end), end)), sign });
    list.retain(|element| !element.span.is_empty());
    (!is_cut && !list.is_empty()).then_some(Elements { list, end, has_colon })
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = span.start() + (inside.len() - inside.trim_start_matches(is_blank).len());
    Span::new(start, (span.start() + inside.trim_end_matches(is_blank).len()).max(start))
}
