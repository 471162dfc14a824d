//! Text of an assistant's window beside the answer: 已思考 12 秒 ("thought for 12 seconds"), 豆包： (name
//! of an assistant), 【4†source】, （全文约1200字） ("(about 1200 characters)").

use memchr::memchr_iter;

use crate::document::block::BlockKind;
use crate::document::source::Format;
use crate::facts::Facts;
use crate::facts::leftover::Talk;
use crate::facts::leftover::units::{self, ShortLine};
use crate::text::chars::{is_blank, is_han};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::assistant;

/// Maximum number of bytes of a line of an assistant's window. A longer line is running text.
const MAX_WINDOW: usize = 120;
/// Number of blocks at the beginning in which the name of an assistant before a colon (豆包：) is
/// leftover text.
const HEAD: usize = 3;
/// Maximum number of bytes of a citation mark before and after the word by which it was found.
const MARK: usize = 80;

/// Span of the citation mark around a word, with the blank before it: 【4†source】,
/// `:contentReference[oaicite:0]{index=0}`.
pub fn citation(facts: &Facts<'_>, word: Span) -> Option<Span> {
    let text = facts.doc.text();
    if !facts.words().of(&assistant::CITATION).contains(word.of(text)) {
        return None;
    }
    let block = facts.doc.blocks()[facts.doc.block_at(word.start())].span;
    let from = text.floor_char_boundary(word.start().saturating_sub(MARK)).max(block.start());
    let to = text.floor_char_boundary((word.end() + MARK).min(text.len())).min(block.end());
    let is_mark =
        |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')') || ('\u{E000}'..='\u{F8FF}').contains(&c);
    let (before, behind) = (&text[from..word.start()], &text[word.end()..to]);
    let open = before.rfind(['【', '［']).filter(|at| !before[*at..].contains(['】', '］', '。', '，']));
    let close = behind.find(['】', '］']).filter(|at| !behind[..*at].contains(['。', '，', '【']));
    let (start, end) = match (open, close) {
        (Some(open), Some(close)) => (from + open, word.end() + close + '】'.len_utf8()),
        _ => (from + before.trim_end_matches(is_mark).len(), to - behind.trim_start_matches(is_mark).len()),
    };
    let blanks = text[block.start()..start].trim_end_matches(' ').len();
    Some(Span::new(block.start() + blanks, end))
}

/// Finds citation marks without a word: [^3^].
pub fn notes(facts: &Facts<'_>) -> Vec<Talk> {
    let text = facts.doc.text();
    let mut talk = Vec::new();
    for at in memchr_iter(b'^', text.as_bytes()) {
        let Some(start) = at.checked_sub(1).filter(|start| text.as_bytes()[*start] == b'[') else { continue };
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && text[at + 1 + digits..].starts_with("^]") {
            talk.push(Talk { span: Span::new(start, at + digits + 3), is_certain: true });
        }
    }
    talk
}

/// Finds lines of an assistant's window: 已思考 12 秒 ("thought for 12 seconds"), 已搜索到 15 个网页 ("found
/// 15 web pages"), 豆包： (name of an assistant).
pub fn windows(facts: &Facts<'_>) -> Vec<Talk> {
    let words = facts.words();
    let (windows, tails) = (words.of(&assistant::WINDOW), words.of(&assistant::WINDOW_TAIL));
    let speakers = words.of(&assistant::SPEAKER);
    let mut talk = Vec::new();
    for ShortLine { at, kind, span } in facts.short_lines().iter().copied() {
        let text = facts.doc.slice(span);
        if let Some(name) = speakers.start_of(text)
            && text[name.len()..].starts_with(['：', ':'])
            && at < HEAD
            && facts.doc.origin().format != Format::Markdown
        {
            let end = span.start() + name.len() + text[name.len()..].chars().next().map_or(0, char::len_utf8);
            talk.push(Talk { span: Span::new(span.start(), end), is_certain: false });
            continue;
        }
        let Some(word) = windows.start_of(text) else { continue };
        let mut tail = &text[word.len()..];
        let is_short = span.len() <= MAX_WINDOW && !text.ends_with(['。', '，', '；']);
        while let Some(c) = tail.chars().next() {
            let length = tails.start_of(tail).map_or(0, str::len);
            if length == 0 && is_han(c) && !is_numeral(c) {
                break;
            }
            tail = &tail[length.max(c.len_utf8())..];
        }
        let is_whole = tail.is_empty() && kind == BlockKind::Paragraph;
        let is_bare = text.len() == word.len();
        let is_telling = text.chars().any(|c| c.is_ascii_digit() || matches!(c, '…' | '.' | '：' | ':'));
        if is_short && is_whole && (is_telling || is_bare && units::is_edge(facts, at)) {
            talk.push(Talk { span, is_certain: true });
        }
    }
    talk
}

/// True for a line that gives the length of a text after a label: 字数：1523 ("characters: 1523").
fn is_labelled_length(facts: &Facts<'_>, line: &str) -> bool {
    let inner = units::inside(line).unwrap_or(line);
    if facts.words().of(&assistant::LENGTH_LABEL).start_of(inner).is_none() {
        return false;
    }
    let label = inner.trim_end_matches(|c: char| c.is_ascii_digit() || is_blank(c));
    label.len() < inner.len() && label.ends_with(['：', ':', '约'])
}

/// Finds the length that an assistant gives for its text: （全文约1200字） ("(about 1200 characters)"),
/// 字数：1523 ("characters: 1523").
pub fn lengths(facts: &Facts<'_>) -> Vec<Talk> {
    let words = facts.words();
    let (leads, calls) = (words.of(&assistant::LENGTH), words.of(&assistant::CALL));
    let mut talk = Vec::new();
    for (at, block) in facts.doc.blocks().iter().enumerate() {
        let span = units::trimmed(facts, block.span);
        let text = facts.doc.slice(span);
        if span.len() > MAX_WINDOW && !text.ends_with(['字', '右', '。', '）', ')', '】', ']']) {
            continue;
        }
        // The length must end its block.
        let line = text.trim_end_matches(['。', '）', ')', '】', ']']);
        let line = line.strip_suffix("左右").unwrap_or(line);
        let Some(before) = line.strip_suffix('字') else {
            if text.len() <= MAX_WINDOW && is_labelled_length(facts, text) {
                talk.push(Talk { span, is_certain: false });
            }
            continue;
        };
        let number = before.trim_end_matches(|c: char| {
            c.is_ascii_digit() || is_numeral(c) || is_blank(c) || c == ',' || c == '-'
        });
        if number.len() == before.len() {
            continue;
        }
        let is_bracketed = text.ends_with(['）', ')', '】', ']']);
        let start = if is_bracketed { number.rfind(['（', '(', '【', '[']) } else { Some(0) };
        let Some(start) = start else { continue };
        let mut lead = number[start..].trim_start_matches(['（', '(', '【', '[']);
        let is_empty = lead.is_empty();
        while let Some(c) = lead.chars().next() {
            let length = leads.start_of(lead).map_or(0, str::len);
            if length == 0 && c.is_alphanumeric() {
                break;
            }
            lead = &lead[length.max(c.len_utf8())..];
        }
        let is_own = lead.is_empty() && (!is_empty || is_bracketed && start == 0);
        if is_own && !calls.is_in(text) && (start == 0 || units::is_edge(facts, at)) {
            talk.push(Talk { span: Span::new(span.start() + start, span.end()), is_certain: start == 0 });
        }
    }
    talk
}
