//! Remarks as marks in plain text. In `完成投资⟦XX⟧〔必改：缺一个数字 placeholder/mask·7c1e4a2b〕亿元` ("invested
//! XX hundred million yuan"), the brackets ⟦⟧ enclose the criticised words, and the note 〔…〕 says
//! "to be corrected: a number is missing", followed by the id of the rule and two check values.
//! This module writes such marks, and removes those of earlier runs.

use crate::document::Document;
use crate::document::source::Source;
use crate::text::hash::{START, fnv};
use crate::text::span::Span;
use crate::writers::splice::{Splice, spliced};
use crate::writers::{Kind, Remark, WriteError, encoded, seal};

/// Brackets for enclosing the criticised words, best pair first. The pair that is used is the first
/// that the encoding of the file has and the document does not contain, so that every such bracket
/// belongs to a mark. If the document contains all of them, it is the first pair that the encoding
/// has.
const BRACKETS: [(char, char); 5] = [('⟦', '⟧'), ('【', '】'), ('〖', '〗'), ('｛', '｝'), ('［', '］')];
/// Brackets that enclose a note.
const NOTE: (char, char) = ('〔', '〕');
/// Replacements for the brackets [`NOTE`] in the words of a note, as in 国发〔2024〕5号 (the number of
/// an official document), so that the note does not end there.
const INNER: [(char, &str); 2] = [('〔', "﹝"), ('〕', "﹞")];
/// Number of hexadecimal digits of a check value (a short hash). A note has two such values: one of
/// its words, one of the file.
const DIGITS: usize = 4;

/// Returns the bytes of the file with a mark for each remark.
pub(super) fn annotate(
    source: &Source,
    doc: &Document,
    remarks: &[Remark],
    kind: Kind,
) -> Result<Vec<u8>, WriteError> {
    let (open, close) = brackets(doc);
    let file = file_value(&source.bytes, kind);
    let mut marks: Vec<Mark> = Vec::new();
    for same in remarks.chunk_by(|a, b| a.span == b.span) {
        let at = doc.source(same[0].span).bytes;
        let notes: String = same.iter().map(|remark| note(remark, &file)).collect();
        let (first, last) = (open.to_string(), format!("{close}{notes}"));
        if at.is_empty() {
            marks.push(Mark { byte: at.start(), rank: (1, 0), text: first + &last });
        } else {
            marks.push(Mark { byte: at.start(), rank: (1, usize::MAX - at.end()), text: first });
            marks.push(Mark { byte: at.end(), rank: (0, usize::MAX - at.start()), text: last });
        }
    }
    // At the same byte, closing marks come before opening ones. Inner marks close first and open
    // last.
    marks.sort_by_key(|mark| (mark.byte, mark.rank));
    let splice =
        |mark: &Mark| Ok(Splice { at: Span::new(mark.byte, mark.byte), bytes: encoded(doc, &mark.text)? });
    let splices: Result<Vec<Splice>, WriteError> = marks.iter().map(splice).collect();
    Ok(spliced(&source.bytes, &splices?))
}

/// A text to insert at a byte of the file, such as a bracket or a note.
struct Mark {
    byte: usize,
    rank: (u8, usize),
    text: String,
}

fn brackets(doc: &Document) -> (char, char) {
    let is_encodable = |pair: &&(char, char)| encoded(doc, &format!("{}{}", pair.0, pair.1)).is_ok();
    let is_free = |pair: &&(char, char)| !doc.view().contains([pair.0, pair.1]);
    let free = BRACKETS.iter().filter(is_encodable).find(is_free);
    *free.or_else(|| BRACKETS.iter().find(is_encodable)).unwrap_or(&BRACKETS[1])
}

fn note(remark: &Remark, file: &str) -> String {
    let first = remark.paragraphs.first().map_or("", String::as_str);
    let mut words = first.replace(['\n', '\r'], " ");
    for (bracket, like) in INNER {
        words = words.replace(bracket, like);
    }
    let value = seal::value(&remark.rule, &words, DIGITS);
    format!("{}{words} {}·{value}{file}{}", NOTE.0, remark.rule, NOTE.1)
}

/// Computes the check value (a short hash) of the file without its marks. It shows a later run that
/// nobody has edited the file. A copy gets another value than a document that was marked in place,
/// because a later run may replace only a copy.
fn file_value(bytes: &[u8], kind: Kind) -> String {
    let salt: &[u8] = match kind {
        Kind::Copy => b"copy",
        Kind::Original => b"original",
    };
    seal::digits_of(fnv(fnv(START, salt), bytes), DIGITS)
}

/// A file from which the marks of earlier runs were removed.
pub(super) struct Unmarked {
    /// Bytes of the file.
    pub(super) bytes: Vec<u8>,
    /// Number of notes that were removed.
    pub(super) notes: usize,
    /// True if the file was a copy made by an earlier run, and nobody has edited it.
    pub(super) is_untouched_copy: bool,
}

/// Removes the marks of earlier runs; `None` if there are none.
pub(super) fn without_marks(source: &Source, doc: &Document) -> Option<Unmarked> {
    let view = doc.view();
    // Quick exit, because hardly any document has marks.
    if !view.contains(NOTE.0) {
        return None;
    }
    let found = find(view);
    if found.notes.is_empty() {
        return None;
    }
    let splice = |span: &Span| Splice { at: doc.source_of_view(*span).bytes, bytes: Vec::new() };
    let bytes = spliced(&source.bytes, &found.spans.iter().map(splice).collect::<Vec<_>>());
    let value = file_value(&bytes, Kind::Copy);
    let is_untouched_copy = found.notes.iter().all(|file| *file == value);
    Some(Unmarked { bytes, notes: found.notes.len(), is_untouched_copy })
}

/// Marks that were found in a text.
struct Found<'v> {
    /// Brackets and notes to remove, in order.
    spans: Vec<Span>,
    /// For each note, the check value of the file that is written in it.
    notes: Vec<&'v str>,
}

fn find(view: &str) -> Found<'_> {
    let mut found = Found { spans: Vec::new(), notes: Vec::new() };
    let mut open: [Vec<usize>; BRACKETS.len()] = Default::default();
    let mut resume = 0;
    for (byte, c) in view.char_indices() {
        if byte < resume {
            continue;
        }
        if let Some(pair) = BRACKETS.iter().position(|(opening, _)| *opening == c) {
            open[pair].push(byte);
        } else if let Some(pair) = BRACKETS.iter().position(|(_, closing)| *closing == c) {
            let behind = byte + c.len_utf8();
            let opening = open[pair].pop();
            let (end, files, is_changed) = notes(view, behind);
            if files.is_empty() {
                continue;
            }
            resume = end;
            if is_changed {
                // The next note was edited by a person, so it stays, and the brackets around the
                // marked text stay with it.
                found.spans.push(Span::new(behind, end));
            } else {
                found.spans.extend(opening.map(|start| Span::new(start, start + c.len_utf8())));
                found.spans.push(Span::new(byte, end));
            }
            found.notes.extend(files);
        }
    }
    found.spans.sort_by_key(|span| span.start());
    found
}

/// Reads all notes that directly follow each other from `byte` on. Returns their end; for each, the
/// check value of the file that is written in it; and true if the next note is of the same run, but
/// was edited by a person.
fn notes(view: &str, mut byte: usize) -> (usize, Vec<&str>, bool) {
    let mut files = Vec::new();
    while let Some(rest) = view[byte..].strip_prefix(NOTE.0) {
        // A note contains no bracket of its own kind. If another one opens before it closes, it
        // belongs to the text.
        let inner = rest.split([NOTE.0, NOTE.1]).next().unwrap_or_default();
        if !rest[inner.len()..].starts_with(NOTE.1) {
            break;
        }
        let Some((words, rule, value)) = parsed(inner) else { break };
        if value[..DIGITS] != seal::value(rule, words, DIGITS) {
            // A note of another run was kept without its brackets and is text now.
            let is_of_run = files.contains(&&value[DIGITS..]);
            return (byte, files, is_of_run);
        }
        files.push(&value[DIGITS..]);
        byte += NOTE.0.len_utf8() + inner.len() + NOTE.1.len_utf8();
    }
    (byte, files, false)
}

/// Splits the content of a note: `必改：缺一个数字 placeholder/mask·7c1e4a2b` into its words, the id of the
/// rule, and the two check values as one string.
fn parsed(inner: &str) -> Option<(&str, &str, &str)> {
    let (rest, value) = inner.rsplit_once('·')?;
    let (words, rule) = rest.rsplit_once(' ')?;
    let is_value = value.len() == 2 * DIGITS && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_value && seal::is_rule(rule)).then_some((words, rule, value))
}
