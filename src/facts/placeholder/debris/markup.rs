//! Codes of pages, fonts and programs in the text: `<br>`, `&nbsp;`, `(cid:12)`, `\u4e2d\u56fd`,
//! `p{margin-top:0}`.

use memchr::{memchr, memchr_iter};

use crate::document::Document;
use crate::document::source::Format;
use crate::facts::placeholder::debris::{Debris, DebrisKind};
use crate::facts::placeholder::notes::comment_note;
use crate::facts::placeholder::programs::Terms;
use crate::facts::rare::Rare;
use crate::text::chars::{before, is_han};
use crate::text::span::Span;
use crate::words::{Words, dummy, markup};

/// Number of bytes in which an HTML tag must end to be read.
const MAX_TAG: usize = 400;
/// Number of bytes in which an HTML entity such as `&nbsp;` must end to be read.
const MAX_ENTITY: usize = 12;
/// Number of codes from which on each further code is reported without a test if the text explains
/// it. The test reads the text, and a document with so many codes explains none of them.
const MAX_EXPLAINED: usize = 64;
/// Maximum number of bytes before and after the word by which code was recognised that are read as
/// part of the code.
const MAX_CODE: usize = 300;

/// Adds all codes of markup left in the text, such as `<br>`. Adjacent codes of one kind are one
/// span.
pub(super) fn find(doc: &Document, rare: &Rare, words: &Words, found: &mut Vec<Debris>) {
    let text = doc.text();
    let terms = Terms::new(text, words);
    let is_markdown = doc.origin().format == Format::Markdown;
    let has_script = has_script(text, rare, words);
    for (block, rare) in doc.blocks().iter().zip(rare.blocks()) {
        let within = doc.slice(block.span);
        let mut last: Option<Debris> = None;
        let mut end = block.span.start();
        for &(start, c) in rare.iter().filter(|(_, c)| matches!(c, '<' | '&' | '(' | '\\')) {
            // Markdown may contain formulas, whose commands begin with a backslash.
            let is_formula = is_markdown && c == '\\' && !text[start..].starts_with("\\u");
            if start < end || is_formula {
                continue;
            }
            let Some((length, kind)) = code(words, within, start - block.span.start()) else { continue };
            end = start + length;
            match &mut last {
                Some(debris) if debris.kind == kind && debris.span.end() == start => debris.span.set_end(end),
                _ => {
                    keep(text, &terms, last.take(), found);
                    last = Some(Debris { span: Span::new(start, end), kind });
                }
            }
        }
        keep(text, &terms, last, found);
        if has_script {
            scripts(words, &terms, text, block.span, found);
        }
    }
}

/// True if the text may contain style rules or a script: it has a word of a script or an opening
/// brace. A fast test.
fn has_script(text: &str, rare: &Rare, words: &Words) -> bool {
    let scripts = words.of(&markup::SCRIPT);
    let begins =
        |(at, c): &(usize, char)| *c == '{' || c.is_ascii() && scripts.start_of(&text[*at..]).is_some();
    rare.all().iter().any(begins)
}

/// Adds a code of markup to `found`, unless the text explains the code, as a manual does.
fn keep(text: &str, terms: &Terms<'_>, debris: Option<Debris>, found: &mut Vec<Debris>) {
    let is_explained = |debris: &Debris| found.len() < MAX_EXPLAINED && terms.explain(text, debris.span);
    if let Some(debris) = debris.filter(|debris| !is_explained(debris)) {
        found.push(debris);
    }
}

/// Length in bytes and kind of the code at byte `start`; `None` if there is none.
fn code(words: &Words, block: &str, start: usize) -> Option<(usize, DebrisKind)> {
    let rest = &block[start..];
    match rest.as_bytes()[0] {
        b'<' => tag(words, block, start).map(|length| (length, DebrisKind::Tag)),
        b'&' => entity(words, rest).map(|length| (length, DebrisKind::Entity)),
        b'(' => glyph(rest).map(|length| (length, DebrisKind::Glyph)),
        _ => escape(rest)
            .map(|length| (length, DebrisKind::Escape))
            .or_else(|| command(words, rest).map(|length| (length, DebrisKind::Code))),
    }
}

/// Length in bytes of an HTML tag or comment: `<br>`, `</p>`, `<p style="…">`, `<!-- … -->`.
fn tag(words: &Words, block: &str, start: usize) -> Option<usize> {
    let near = &block[start..block.floor_char_boundary((start + MAX_TAG).min(block.len()))];
    if near.starts_with("<!--") {
        // <!-- TODO … --> is a note of the drafter and is reported as one.
        return near.find("-->").map(|end| end + "-->".len()).filter(|_| comment_note(words, near).is_none());
    }
    let closing = near[1..].starts_with('/');
    let name_start = 1 + usize::from(closing);
    let rest = &near[name_start..];
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(rest.len());
    let name = rest[..length].to_ascii_lowercase();
    let end = near.find('>')?;
    let attributes = near.get(name_start + length..end)?;
    let is_whole = attributes.trim_matches([' ', '/']).is_empty();
    let has_values = attributes.starts_with([' ', '\t']) && attributes.contains('=');
    if !words.of(&markup::TAG).contains(&name) || !is_whole && !has_values || attributes.contains('<') {
        return None;
    }
    // a<b>c compares letters.
    let is_compared = name.len() == 1
        && !closing
        && is_whole
        && before(block, start).is_some_and(|c| c.is_ascii_alphanumeric() || c == ' ')
        && !near.contains("</");
    (!is_compared).then_some(end + 1)
}

/// Length in bytes of an HTML entity: `&nbsp;`, `&#160;`, `&#x4e2d;`.
fn entity(words: &Words, rest: &str) -> Option<usize> {
    let near = &rest.as_bytes()[..rest.len().min(MAX_ENTITY)];
    let end = memchr(b';', near)?;
    let name = rest.get(1..end)?;
    let is_number =
        |text: &str, is_digit: fn(&char) -> bool| !text.is_empty() && text.chars().all(|c| is_digit(&c));
    let is_known = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(code) => is_number(code, char::is_ascii_hexdigit),
            None => is_number(code, char::is_ascii_digit),
        },
        None => words.of(&markup::ENTITY).contains(name),
    };
    is_known.then_some(end + 1)
}

/// Length in bytes of a glyph number: `(cid:12)`.
fn glyph(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix("(cid:")?;
    let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = rest.len() - number.len();
    (number.len() < behind.len() && number.starts_with(')')).then_some(length + 1)
}

/// Length in bytes of two or more escaped Chinese characters: `\u4e2d\u56fd`.
fn escape(rest: &str) -> Option<usize> {
    const LENGTH: usize = "\\u4e2d".len();
    let is_han_number = |at: usize| {
        let digits = rest.get(at..at + LENGTH).and_then(|code| code.strip_prefix("\\u"));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        code.is_some_and(|c| is_han(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}'))
    };
    let count = (0..).take_while(|count| is_han_number(count * LENGTH)).count();
    (count >= 2).then_some(count * LENGTH)
}

/// Length in bytes of a LaTeX command: `\ref{fig:1}`, `\textbf{`.
fn command(words: &Words, rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix('\\')?;
    let name = behind.bytes().take_while(u8::is_ascii_lowercase).count();
    let open = behind[name..].strip_prefix('{')?;
    let near = &open[..open.floor_char_boundary((4 * MAX_ENTITY).min(open.len()))];
    let content = near.find('}').filter(|&end| near[..end].is_ascii()).map_or(0, |end| end + 1);
    words.of(&dummy::ESCAPE).contains(&behind[..name]).then_some(2 + name + content)
}

/// Adds style rules and pieces of scripts in a block.
fn scripts(words: &Words, terms: &Terms<'_>, text: &str, span: Span, found: &mut Vec<Debris>) {
    let block = span.of(text);
    let mut places = words.of(&markup::SCRIPT).places_in(block);
    let open = memchr_iter(b'{', block.as_bytes());
    places.extend(open.filter(|open| declares(words, &block[open + 1..])));
    places.sort_unstable();
    let mut end = 0;
    for at in places.into_iter() {
        if at < end {
            continue;
        }
        let code = code_around(block, at);
        end = code.end();
        let span = Span::new(span.start() + code.start(), span.start() + code.end());
        keep(text, terms, Some(Debris { span, kind: DebrisKind::Code }), found);
    }
}

/// True if `text` begins with a style property and its value: margin-top:0;
fn declares(words: &Words, text: &str) -> bool {
    let text = text.trim_start();
    let name = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    words.of(&markup::PROPERTY).contains(&text[..name].to_ascii_lowercase())
        && text[name..].trim_start().starts_with(':')
}

/// Span of the code around byte `at`: the ASCII characters before and after it. If `at` is an
/// opening brace, everything up to the closing brace is included.
fn code_around(block: &str, at: usize) -> Span {
    let low = block.floor_char_boundary(at.saturating_sub(MAX_CODE));
    let high = block.floor_char_boundary((at + MAX_CODE).min(block.len()));
    let ascii = |text: &str| text.bytes().take_while(u8::is_ascii).count();
    let start = at - block[low..at].bytes().rev().take_while(u8::is_ascii).count();
    let close = match block[at..].starts_with('{') {
        true => block[at..high].find('}').map_or(at, |end| at + end),
        false => at,
    };
    let end = close + ascii(&block[close..high]);
    let lead = block[start..at].len() - block[start..at].trim_start().len();
    Span::new(start + lead, start + block[start..end].trim_end().len())
}
