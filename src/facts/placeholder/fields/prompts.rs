//! Prompts to enter something, in the text itself: `单击或点击此处输入文字。` ("Click or tap here to enter
//! text."), `选择一项。` ("Choose an item."), `联系人：请填写姓名` ("contact: please enter name").

use crate::document::block::BlockKind;
use crate::facts::kind::DocumentKind;
use crate::facts::placeholder::fields::{Certainty, Field, SearchedBlock};
use crate::facts::placeholder::programs::is_quoted;
use crate::facts::rare::Rare;
use crate::text::chars::{before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::field;

/// Maximum number of characters of the object after the verb of a prompt: 单位名称 in 请填写单位名称 ("please
/// enter the name of the unit").
const MAX_END: usize = 12;
/// Maximum number of characters of the bracket after the object, such as （不少于5个字） ("(at least 5
/// characters)"). A longer bracket is not part of the prompt.
const MAX_BRACKET: usize = 20;

/// Adds all prompts to enter something that are in the text itself, such as 请填写姓名 ("please enter
/// name").
pub(super) fn find<'d>(
    text: &'d str,
    rare: &Rare,
    place_at: &dyn Fn(usize) -> SearchedBlock<'d>,
    fields: &mut Vec<Field>,
) {
    let mut end = 0;
    for &(at, c) in rare.all() {
        let start = match c {
            '请' | '选' | 'C' | 'E' | 'T' => at,
            // 点击 ("click"), 在此处输入 ("enter here"): the prompt begins one character earlier.
            '击' | '触' | '按' | '此' => at - before(text, at).map_or(0, char::len_utf8),
            _ => continue,
        };
        if start < end || c == '此' && !text[start..].starts_with('在') {
            continue;
        }
        let place = place_at(start);
        let Some(rest) = text.get(start..place.block.span.end()) else { continue };
        let is_content = |length: &usize| is_content(&place, Span::new(start, start + length));
        let is_line = |length: &usize| Span::new(start, start + length) == place.block.span;
        let length = clicked(&place, rest)
            .or_else(|| whole(&place, rest).filter(|length| is_line(length) || is_content(length)))
            .or_else(|| entered(&place, rest).filter(is_content))
            .or_else(|| requested(&place, rest).filter(is_content));
        if let Some(length) = length.filter(|length| !is_quoted(text, Span::new(start, start + length))) {
            end = start + length;
            fields.push(Field { span: Span::new(start, end), certainty: Certainty::Plain });
        }
    }
}

/// Length in bytes of a prompt to click somewhere: 单击或点击此处输入文字。 ("Click or tap here to enter
/// text.")
fn clicked(place: &SearchedBlock<'_>, rest: &str) -> Option<usize> {
    let click = place.words.of(&field::CLICK);
    let mut behind = &rest[click.start_of(rest)?.len()..];
    if let Some(second) = behind.strip_prefix(['或', '／', '/']) {
        behind = &second[click.start_of(second)?.len()..];
    }
    // 单击或点击以输入日期。 ("Click or tap to enter a date.")
    let here = place.words.of(&field::HERE).start_of(behind);
    if here.is_none() && !behind.starts_with('以') {
        return None;
    }
    let behind = behind[here.map_or(0, str::len)..].trim_start_matches([' ', '可', '以', '来']);
    let enter = place.words.of(&field::ENTER).start_of(behind)?;
    let tail = &behind[enter.len()..];
    // 点击此处输入框 ("click the input box here"): here 输入 ("input") is part of a noun.
    let is_noun = place.words.of(&field::PART).start_of(tail).is_some();
    (!is_noun).then(|| rest.len() - tail.len() + object(tail))
}

/// Length in bytes of a prompt to click and enter: 点击输入单位名称 ("click to enter the name of the
/// unit").
fn entered(place: &SearchedBlock<'_>, rest: &str) -> Option<usize> {
    let click = place.words.of(&field::CLICK).start_of(rest)?;
    let enter = place.words.of(&field::ENTER).start_of(&rest[click.len()..])?;
    let tail = &rest[click.len() + enter.len()..];
    Some(rest.len() - tail.len() + object(tail))
}

/// Length in bytes of a fixed prompt: 选择一项。 ("Choose an item.")
fn whole(place: &SearchedBlock<'_>, rest: &str) -> Option<usize> {
    let prompt = place.words.of(&field::PROMPT).start_of(rest)?;
    let tail = &rest[prompt.len()..];
    Some(prompt.len() + tail.chars().next().filter(|c| matches!(c, '。' | '.')).map_or(0, char::len_utf8))
}

/// Length in bytes of a request to enter something: 请填写姓名 ("please enter name"), 在此处输入标题 ("enter
/// title here").
fn requested(place: &SearchedBlock<'_>, rest: &str) -> Option<usize> {
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

/// Length in bytes of the object to be entered, with a bracket that explains it and a stop: 11位手机号
/// ("mobile number of 11 digits"), 地址（不少于5个字）。 ("address (at least 5 characters).")
fn object(tail: &str) -> usize {
    let is_part = |c: &char| is_han(*c) || c.is_ascii_digit();
    let length: usize = tail.chars().take(MAX_END).take_while(is_part).map(char::len_utf8).sum();
    let bracket = tail[length..].char_indices().take(MAX_BRACKET).find(|(_, c)| matches!(c, '）' | ')'));
    let bracket = bracket.filter(|_| tail[length..].starts_with(['（', '(']));
    let length = length + bracket.map_or(0, |(at, c)| at + c.len_utf8());
    length + tail[length..].chars().next().filter(|c| matches!(c, '。' | '…')).map_or(0, char::len_utf8)
}

/// True if the prompt is the whole content of its cell, or all text after its label.
fn is_content(place: &SearchedBlock<'_>, span: Span) -> bool {
    let tail = &place.text[span.end()..place.block.span.end()];
    let ends = tail.is_empty()
        || tail.starts_with(is_blank)
        || tail.starts_with(['；', '，']) && place.is_labelled(span);
    let is_cell = matches!(place.block.kind, BlockKind::Cell(_)) && span.start() == place.block.span.start();
    ends && (is_cell
        || place.is_labelled(span)
        || span == place.block.span && place.is_instruction(span.of(place.text)))
}
