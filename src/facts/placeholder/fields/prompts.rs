//! Prompts in the text itself: `单击或点击此处输入文字。`, `选择一项。`, `联系人：请填写姓名`.

use crate::document::block::BlockKind;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{Certainty, Field, Place};
use crate::facts::placeholder::programs::is_quoted;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::field;

/// Longest end of a prompt behind its verb, in characters.
const MAX_END: usize = 12;

/// Adds the prompts of one block.
pub(super) fn find(place: &Place<'_>, fields: &mut Vec<Field>) {
    let within = place.within();
    let mut end = 0;
    let is_head =
        |c: char| matches!(c, '单' | '点' | '轻' | '双' | '鼠' | '请' | '选' | '在' | 'C' | 'E' | 'T');
    for (start, _) in within.match_indices(is_head) {
        if start < end {
            continue;
        }
        let rest = &within[start..];
        let span = |length: usize| {
            Span::new(place.block.span.start + start, place.block.span.start + start + length)
        };
        let length = clicked(place, rest)
            .or_else(|| {
                whole(place, rest)
                    .filter(|length| span(*length) == place.block.span || is_content(place, span(*length)))
            })
            .or_else(|| entered(place, rest).filter(|length| is_content(place, span(*length))))
            .or_else(|| requested(place, rest).filter(|length| is_content(place, span(*length))));
        if let Some(length) = length.filter(|length| !is_quoted(place.text, span(*length))) {
            end = start + length;
            fields.push(Field { span: span(length), certainty: Certainty::Plain });
        }
    }
}

/// 单击或点击此处输入文字。
fn clicked(place: &Place<'_>, rest: &str) -> Option<usize> {
    let click = place.words.of(&field::CLICK);
    let mut behind = &rest[click.start_of(rest)?.len()..];
    if let Some(second) = behind.strip_prefix(['或', '／', '/']) {
        behind = &second[click.start_of(second)?.len()..];
    }
    let here = place.words.of(&field::HERE).start_of(behind)?;
    let behind = behind[here.len()..].trim_start_matches([' ', '可', '以', '来']);
    let enter = place.words.of(&field::ENTER).start_of(behind)?;
    let tail = &behind[enter.len()..];
    // 点击此处输入框: the verb is part of a noun.
    let is_noun = place.words.of(&field::PART).start_of(tail).is_some();
    (!is_noun).then(|| rest.len() - tail.len() + object(tail))
}

/// 点击输入单位名称
fn entered(place: &Place<'_>, rest: &str) -> Option<usize> {
    let click = place.words.of(&field::CLICK).start_of(rest)?;
    let enter = place.words.of(&field::ENTER).start_of(&rest[click.len()..])?;
    let tail = &rest[click.len() + enter.len()..];
    Some(rest.len() - tail.len() + object(tail))
}

/// 选择一项。 Choose an item.
fn whole(place: &Place<'_>, rest: &str) -> Option<usize> {
    let prompt = place.words.of(&field::PROMPT).start_of(rest)?;
    let tail = &rest[prompt.len()..];
    Some(prompt.len() + tail.chars().next().filter(|c| matches!(c, '。' | '.')).map_or(0, char::len_utf8))
}

/// 请填写姓名, 在此处输入标题.
fn requested(place: &Place<'_>, rest: &str) -> Option<usize> {
    use DocumentKind::{Form, Handbook, Tender};
    if matches!((place.kind)(), Some(Form | Handbook | Tender)) {
        return None;
    }
    let polite = rest.strip_prefix('请').unwrap_or(rest);
    let behind = polite.strip_prefix('在').unwrap_or(polite);
    let here = place.words.of(&field::HERE).start_of(behind);
    let behind = &behind[here.map_or(0, str::len)..];
    let enter = place.words.of(&field::ENTER).start_of(behind)?;
    let is_request = polite.len() < rest.len() || here.is_some();
    let tail = &behind[enter.len()..];
    is_request.then(|| rest.len() - tail.len() + object(tail))
}

/// The length of what is to be put in, with its stop.
fn object(tail: &str) -> usize {
    let length: usize = tail.chars().take(MAX_END).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    length + tail[length..].chars().next().filter(|c| matches!(c, '。' | '…')).map_or(0, char::len_utf8)
}

/// True if nothing else stands in its cell, or behind its label.
fn is_content(place: &Place<'_>, span: Span) -> bool {
    let tail = &place.text[span.end..place.block.span.end];
    let ends = tail.is_empty()
        || tail.starts_with(is_blank)
        || tail.starts_with(['；', '，']) && place.is_labelled(span);
    let is_cell = matches!(place.block.kind, BlockKind::Cell(_)) && span.start == place.block.span.start;
    ends && (is_cell
        || place.is_labelled(span)
        || span == place.block.span && place.is_instruction(span.of(place.text)))
}
