//! Template fields between signs: `<姓名>` ("name"), `«姓名»`, `#姓名#`, `__NAME__`, `%s`, `%(name)s`,
//! `<%= name %>`, `MERGEFIELD 姓名`.

use crate::facts::placeholder::fields::{
    Certainty, Field, MAX_CHARS, SearchedBlock, is_camel, is_identifier,
};
use crate::text::chars::{after, before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::field;

/// Opening and closing signs of template languages. Any text between them is a field.
const TEMPLATES: [(&str, &str); 4] = [("<%", "%>"), ("{%", "%}"), ("<?", "?>"), ("[%", "%]")];
/// Opening and closing signs that also have other uses. A text between them is a field only if it
/// is the name of a field.
const PAIRS: [(&str, &str); 5] = [("<<", ">>"), ("«", "»"), ("‹", "›"), ("<", ">"), ("＜", "＞")];
/// Signs that are written on both sides of a name.
const SAME_SIGNS: [&str; 9] = ["##", "%%", "@@", "$$", "#", "@", "$", "%", "__"];

/// Adds the fields of one block that are marked by signs, such as `#姓名#` ("#name#") or `%s`.
pub(super) fn find(place: &SearchedBlock<'_>, rare: &[(usize, char)], fields: &mut Vec<Field>) {
    let within = place.within();
    let base = place.block.span.start();
    let mut end = 0;
    for &(at, _) in rare.iter().filter(|(_, c)| begins_field(*c)) {
        let start = at - base;
        if start < end {
            continue;
        }
        if let Some(length) = field_length(place, within, start) {
            end = start + length;
            fields.push(Field { span: Span::new(at, base + end), certainty: Certainty::Plain });
        }
    }
}

fn begins_field(c: char) -> bool {
    matches!(c, '<' | '«' | '‹' | '＜' | '{' | '[' | '#' | '@' | '$' | '%' | '_' | 'M')
}

/// Length in bytes of the field marked by signs that begins at byte `start` of `within`, the text
/// of the block. `None` if none begins there, or if the text explains it.
fn field_length(place: &SearchedBlock<'_>, within: &str, start: usize) -> Option<usize> {
    let rest = &within[start..];
    let base = place.block.span.start() + start;
    let is_used = |length: &usize| {
        let span = Span::new(base, base + length);
        place.is_among_prose(span) && !place.terms.explain(place.text, span)
    };
    let length = template(rest)
        .or_else(|| paired(place, rest).filter(|_| !within[..start].ends_with('<')))
        .or_else(|| merge_field(rest))
        .or_else(|| conversion(within, start))
        .or_else(|| between_same_signs(place, within, start));
    length.filter(is_used)
}

/// Length in bytes of a template tag: `<%= name %>`.
fn template(rest: &str) -> Option<usize> {
    let (open, close) = TEMPLATES.iter().find(|(open, _)| rest.starts_with(open))?;
    let near = clipped(&rest[open.len()..]);
    let length = near.find(close)?;
    let is_code = near[..length].contains(|c: char| c.is_alphanumeric());
    is_code.then_some(open.len() + length + close.len())
}

/// Length in bytes of a name between paired signs: `<姓名>` ("name"), `<<name>>`, `«姓名»`.
fn paired(place: &SearchedBlock<'_>, rest: &str) -> Option<usize> {
    let (open, close) = PAIRS.iter().find(|(open, _)| rest.starts_with(open))?;
    let near = clipped(&rest[open.len()..]);
    let length = near.find(close)?;
    let content = near[..length].trim_matches(is_blank);
    let is_latin =
        is_identifier(content) && (content.contains('_') || is_camel(content) || is_known(place, content));
    let is_name = match *open {
        "<" | "＜" => !content.is_empty() && content.chars().all(is_han) && place.is_named(content),
        // «等次» ("«grade»"): these signs have no other use in Chinese text.
        "«" | "‹" => is_latin || content.chars().all(is_han) && (2..=8).contains(&content.chars().count()),
        _ => is_latin || is_han_name(place, content),
    };
    is_name.then_some(open.len() + length + close.len())
}

/// True for the name of a field, perhaps with a number: `姓名` ("name"), `姓名_1`, `姓名1`.
fn is_han_name(place: &SearchedBlock<'_>, content: &str) -> bool {
    place.is_name(content.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_'))
}

/// True for a usual Latin word for a field: `name`, `DATE`.
fn is_known(place: &SearchedBlock<'_>, content: &str) -> bool {
    place.words.of(&field::IDENTIFIER).contains(&content.trim().to_ascii_lowercase())
}

/// Length in bytes of the code of a Word field that is shown instead of its result: `MERGEFIELD 姓名
/// \* MERGEFORMAT`.
fn merge_field(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix("MERGEFIELD")?;
    let name = behind.trim_start_matches([' ', '"']);
    let length = name.find(|c: char| !c.is_alphanumeric() && c != '_')?.max(1).min(name.len());
    (name.len() < behind.len()).then_some(rest.len() - name.len() + length)
}

/// Length in bytes of a conversion in a format string: `%s`, `%.2f`, `%1$s`, `%(name)s`.
fn conversion(within: &str, start: usize) -> Option<usize> {
    let rest = within[start..].strip_prefix('%')?;
    let behind = match rest.strip_prefix('(') {
        Some(name) => {
            let close = clipped(name).find(')').filter(|&close| is_identifier(&name[..close]))?;
            &name[close + 1..]
        }
        None => rest,
    };
    let letter =
        behind.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '$' | '-' | '+'));
    let is_letter =
        letter.starts_with(['s', 'd', 'f', 'i', 'u', 'S', 'D', '@']) && behind.len() - letter.len() <= 5;
    let is_cut = letter.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric() || c == '%');
    // 50%d is not a conversion.
    let is_percent = before(within, start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '%');
    (is_letter && !is_cut && !is_percent).then_some('%'.len_utf8() + rest.len() - letter.len() + 1)
}

/// Length in bytes of a field with the same sign before and after its name: `#姓名#` ("#name#"),
/// `__NAME__`, `$金额$` ("$amount$").
fn between_same_signs(place: &SearchedBlock<'_>, within: &str, start: usize) -> Option<usize> {
    let rest = &within[start..];
    let sign = SAME_SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    let near = clipped(&rest[sign.len()..]);
    let length = near.find(sign)?;
    let content = &near[..length];
    // #城市#很热 ("#city# is hot") is a topic.
    let is_topic = *sign == "#" && place.words.of(&field::TOPIC).is_in(place.near(Span::new(start, start)));
    let is_latin = is_identifier(content)
        && !content.contains(' ')
        && match *sign {
            "$" | "%" | "@" => is_known(place, content),
            "__" => content.len() >= 3 && content == content.to_ascii_uppercase() || is_known(place, content),
            _ => content.contains('_') || is_camel(content) || is_known(place, content),
        };
    let is_touched = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || sign.starts_with(c));
    let end = sign.len() + length + sign.len();
    let is_free = !is_touched(before(within, start)) && !is_touched(after(rest, end));
    let is_name = is_latin || is_han_name(place, content) && content.chars().count() <= 8;
    (is_name && !is_topic && is_free).then_some(end)
}

/// The first [`MAX_CHARS`] characters of `text`, in which the end of a field is looked for.
fn clipped(text: &str) -> &str {
    &text[..text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at)]
}
