//! Remains of the file or program from which a text was copied: the name of a file, a JSON object
//! around the text, escape sequences, the binding line of a scan.

use memchr::memchr_iter;

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::facts::leftover::{encoded, units};
use crate::text::chars::{before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::carrier::{BINDING, CODING, ENCLOSURE, EXTENSION};

/// Maximum number of bytes of a line that may be the name of a file. A longer line is running text.
const MAX_NAME: usize = 150;
/// Number of blocks at the beginning and at the end in which the name of a file is looked for.
const EDGE: usize = 2;
/// Maximum number of bytes of a key of a JSON object, such as `"content"`. A longer text is not
/// read as a key.
const MAX_KEY: usize = 40;
/// Number of first characters of the text in a JSON object, of which at least one must be Chinese
/// or a digit.
const MIN_TEXT: usize = 4;
/// Maximum number of bytes of the keys and signs of a JSON object before the text:
/// `{"title":"…","content":"`.
const MAX_FRAME: usize = 300;
/// Maximum number of bytes of a binding line, the line for the binding of a sheet of paper. Longer
/// lines are not tested.
const MAX_BINDING: usize = 300;

/// A kind of remains from the file or program from which the document was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// Name of a file: 工作汇报（最终版）.docx ("Work report (final).docx")
    File,
    /// An escape sequence of a programming language: `\n`, `\"`
    Escape,
    /// A JSON object around the text: `{"title":"…","content":"…"}`
    Frame,
    /// Line along which paper is bound: ……装……订……线…… ("binding line", with dots)
    Binding,
    /// A link in Markdown: `[春耕现场会](https://…)` ("meeting on spring ploughing").
    Link,
    /// Text in percent encoding: `%E5%85%AC`
    Code,
}

impl Carrier {
    /// All kinds of remains.
    pub const ALL: [Self; 6] = [Self::File, Self::Escape, Self::Frame, Self::Binding, Self::Link, Self::Code];

    /// Name of the kind in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Escape => "escape",
            Self::Frame => "frame",
            Self::Binding => "binding",
            Self::Link => "link",
            Self::Code => "code",
        }
    }
}

/// Finds the remains of one kind, in text order.
pub fn find(facts: &Facts<'_>, kind: Carrier) -> Vec<Span> {
    let is_program = facts.kind() == Some(DocumentKind::Manual);
    let is_page = matches!(facts.doc.origin().format, Format::Markdown | Format::Html);
    match kind {
        Carrier::File => files(facts),
        Carrier::Escape if !is_program && !is_page => escapes(facts),
        Carrier::Frame if !is_program && !is_page => frames(facts),
        Carrier::Link if !is_program && !is_page => encoded::links(facts),
        Carrier::Code if !is_program && !is_page => encoded::codes(facts),
        Carrier::Binding if facts.kind() != Some(DocumentKind::Examination) => bindings(facts),
        _ => Vec::new(),
    }
}

/// Finds names of files in lines of their own at the beginning and at the end.
fn files(facts: &Facts<'_>) -> Vec<Span> {
    let blocks = facts.doc.blocks();
    let words = facts.words();
    let (extensions, enclosures) = (words.of(&EXTENSION), words.of(&ENCLOSURE));
    // After 附件： ("Annexes:") the names of files are part of the text.
    let is_enclosed = |at: usize| {
        let mut lines = blocks[..=at].iter().map(|block| facts.doc.slice(block.span));
        lines.any(|line| enclosures.start_of(line.trim_start_matches(is_blank)).is_some())
    };
    let mut found = Vec::new();
    let foot = blocks.len().saturating_sub(EDGE).max(EDGE);
    for at in (0..EDGE.min(blocks.len())).chain(foot..blocks.len()) {
        let block = blocks[at];
        let span = units::trimmed(facts, block.span);
        let line = facts.doc.slice(span);
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_listed = number.len() < line.len() && number.starts_with(['.', '．', '、', ' '])
            || at > 0 && block.kind == BlockKind::Item;
        if is_listed || !block.kind.is_running() || span.len() > MAX_NAME {
            continue;
        }
        // 工作总结.docx 25KB, 工作总结.docx (2) ("Summary.docx …")
        let is_size =
            |c: char| is_blank(c) || c.is_ascii_digit() || matches!(c, '(' | ')' | '.' | 'K' | 'M' | 'B');
        let name = line.trim_end_matches(is_size);
        let is_path = line.contains(":\\") || line.starts_with("file:");
        let is_name = [line, name].iter().any(|name| {
            extensions.end_of(name).is_some_and(|end| {
                let stem = &name[..name.len() - end.len()];
                stem.ends_with('.')
                    && stem.len() > 1
                    && (stem.contains(is_han) || is_path)
                    && !stem.contains(['。', '，', '；', '：', '“', '《'])
                    && (is_path || !stem.contains('/'))
            })
        });
        if is_name && !is_enclosed(at) {
            found.push(span);
        }
    }
    found
}

/// True for a Chinese character or Chinese punctuation.
fn is_text(c: char) -> bool {
    is_han(c) || "，。；：！？、）》”（《“…".contains(c)
}

/// Finds escape sequences (`\n`, `\t`, `\r\n`, `\"`) next to Chinese text or alone in a line.
fn escapes(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let bytes = text.as_bytes();
    let coding = facts.words().of(&CODING);
    let mut found: Vec<Span> = Vec::new();
    let mut end = 0;
    let mut is_of_code: Option<(usize, bool)> = None;
    for at in memchr_iter(b'\\', bytes) {
        if at < end {
            continue;
        }
        let mut stop = at;
        while bytes.get(stop) == Some(&b'\\')
            && bytes.get(stop + 1).is_some_and(|c| matches!(c, b'n' | b't' | b'r' | b'"'))
        {
            stop += 2;
        }
        if stop == at {
            continue;
        }
        end = stop;
        let index = facts.doc.block_at(at);
        let block = facts.doc.blocks()[index];
        if block.kind.is_apart() || !(block.span.start()..block.span.end()).contains(&at) {
            continue;
        }
        let left = before(text, at).is_none_or(|c| c == '\n' || is_text(c) || c.is_ascii_digit());
        let right = text[stop..].chars().next().is_none_or(|c| matches!(c, '\n' | '\r') || is_text(c));
        let is_quote = bytes[at + 1] == b'"';
        let has_han =
            || before(text, at).is_some_and(is_text) || text[stop..].chars().next().is_some_and(is_text);
        if !(left && right && (is_quote || block.span.len() <= stop - at || has_han())) {
            continue;
        }
        let of_code = match is_of_code {
            Some((known, is)) if known == index => is,
            _ => coding.is_in(facts.doc.slice(block.span)),
        };
        is_of_code = Some((index, of_code));
        if !of_code {
            found.push(Span::new(at, stop));
        }
    }
    found
}

/// Finds the parts of a JSON object around a text: `{"title":"…","content":"` before it and `"}`
/// after it.
fn frames(facts: &Facts<'_>) -> Vec<Span> {
    let text = facts.doc.text();
    let mut found = Vec::new();
    let has_key = ["\":", "\" :", "':"].iter().any(|sign| facts.places_of(sign).next().is_some());
    if !has_key {
        return found;
    }
    let mut is_open = false;
    for block in facts.doc.blocks().iter().filter(|block| !block.kind.is_apart()) {
        let span = units::trimmed(facts, block.span);
        let line = span.of(text);
        if line.starts_with(['{', '[', '"']) {
            let head = &line[..line.floor_char_boundary(MAX_FRAME.min(line.len()))];
            if let Some(end) = frame(head) {
                found.push(Span::new(span.start(), span.start() + end));
                is_open = true;
            }
        }
        if is_open {
            let tail = line.trim_end_matches(|c: char| matches!(c, '}' | ']' | ',') || is_blank(c));
            let is_closed = tail.len() < line.len() && (tail.ends_with('"') || tail.is_empty());
            if is_closed {
                let start = span.start() + tail.trim_end_matches('"').len();
                if found.last().is_none_or(|last| last.end() <= start) && start < span.end() {
                    found.push(Span::new(start, span.end()));
                }
                is_open = false;
            }
        }
    }
    found
}

/// Byte after the last `"key": "` before Chinese text; `None` if there is none.
fn frame(head: &str) -> Option<usize> {
    let mut end = None;
    for (colon, _) in head.match_indices(':') {
        let key = head[..colon].trim_end_matches(' ');
        let Some(inner) = key.strip_suffix(['"', '\'']) else { continue };
        let name = inner.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let is_key =
            name.len() < inner.len() && inner.len() - name.len() <= MAX_KEY && name.ends_with(['"', '\'']);
        let value = head[colon + 1..].trim_start_matches(' ');
        let value = value.trim_start_matches(['"', '\'', '[']);
        let is_text = value.chars().take(MIN_TEXT).filter(|c| is_han(*c) || c.is_ascii_digit()).count() > 0;
        if is_key && is_text {
            end = Some(head.len() - value.len());
        }
    }
    end
}

/// Finds binding lines: ……装……订……线……, 装 订 线 ┆ ┆ ("binding line").
fn bindings(facts: &Facts<'_>) -> Vec<Span> {
    let words = facts.words().of(&BINDING);
    let mut found = Vec::new();
    if !facts.may_hold("订") && !facts.may_hold("封") {
        return found;
    }
    for (_, block) in units::short_lines(facts).filter(|(_, block)| block.span.len() <= MAX_BINDING) {
        let span = units::trimmed(facts, block.span);
        let line = facts.doc.slice(span);
        if !line.contains('线') {
            continue;
        }
        let bare: String = line.chars().filter(|c| is_han(*c)).collect();
        let is_ruled = line.chars().all(|c| is_han(c) || is_blank(c) || !c.is_alphanumeric());
        if is_ruled && words.contains(&bare) && bare.len() < line.len() {
            found.push(span);
        }
    }
    found
}
