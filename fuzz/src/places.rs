//! Properties of positions in every document of any format: blocks are in order and have one line
//! each; lines and columns lead back to the view; and replacing words by themselves does not change
//! the text.

use hegao::document::Document;
use hegao::document::source::{Format, Source};
use hegao::readers::{ReadOptions, read_as};
use hegao::text::span::Span;
use hegao::writers::{FileEdit, WriteError, edit};

/// Number of characters of a document whose positions are tested.
const SAMPLES: usize = 200;

/// Asserts all properties for a document.
pub fn hold(doc: &Document, source: &Source, options: &ReadOptions) {
    blocks(doc);
    let characters: Vec<Span> = characters(doc).collect();
    let step = characters.len() / SAMPLES + 1;
    let mut before = 0;
    for span in characters.iter().step_by(step) {
        before = place(doc, *span, before);
    }
    same_words(doc, source, options);
}

/// Asserts that a span is a part of the text that holds characters.
pub fn lies(doc: &Document, span: Span) {
    assert!(!span.is_empty() && doc.text().get(span.range()).is_some(), "{span:?} lies on characters");
}

fn blocks(doc: &Document) {
    let text = doc.text();
    let mut end = 0;
    for block in doc.blocks() {
        assert!(end <= block.lead.start() && block.lead.end() <= block.span.start(), "blocks are in order");
        assert!(text.get(block.lead.range()).is_some(), "the lead lies on characters");
        let line = text.get(block.span.range()).expect("a block lies on characters");
        assert!(!line.is_empty() && !line.contains('\n'), "a block holds one line: {line:?}");
        end = block.span.end();
    }
    for marking in doc.markings() {
        assert!(text.get(marking.span.range()).is_some(), "a marking lies on characters");
    }
    for directive in doc.directives() {
        assert!(text.get(directive.span.range()).is_some(), "a comment lies on characters");
    }
}

fn characters(doc: &Document) -> impl Iterator<Item = Span> {
    doc.blocks().iter().flat_map(|block| {
        let start = block.span.start();
        let of = doc.slice(block.span).char_indices();
        of.map(move |(at, c)| Span::new(start + at, start + at + c.len_utf8()))
    })
}

/// Asserts that line and column of a character lead back to its byte in the view, which is at or
/// after `before`. Returns that byte.
fn place(doc: &Document, span: Span, before: usize) -> usize {
    let (view, at) = (doc.in_view(span), doc.locate(span));
    assert!(view.start() >= before && doc.view().get(view.range()).is_some(), "the view is read in order");
    let line = doc.view().split('\n').nth(at.start.line - 1).expect("the line is there");
    let start = line.as_ptr() as usize - doc.view().as_ptr() as usize;
    let head = &line[..view.start() - start];
    assert_eq!(head.chars().count() + 1, at.start.column);
    assert_eq!(head.encode_utf16().count() + 1, at.start.utf16_column);
    assert!(at.start <= at.end && at.start == doc.locate_start(span));
    if doc.editable(span).is_some() {
        assert_eq!(view.of(doc.view()), doc.slice(span), "what can be replaced is what was read");
    }
    // Must not panic, in formats with paragraphs or pages.
    let _ = doc.place(span);
    view.start()
}

/// Replaces the words of the first block that can be edited by themselves, reads the result, and
/// asserts that the text is the same.
fn same_words(doc: &Document, source: &Source, options: &ReadOptions) {
    let mut blocks = doc.blocks().iter();
    let Some((span, place)) = blocks.find_map(|block| Some((block.span, doc.editable(block.span)?))) else {
        return;
    };
    let words = doc.slice(span).to_owned();
    if words.contains(|c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        // XML cannot contain such characters, and no fix writes one.
        return;
    }
    let edits = [FileEdit { part: place.part.to_owned(), bytes: place.bytes, text: words }];
    let bytes = match edit(source, doc, &edits) {
        Ok(bytes) => bytes,
        // Some Big5 characters can be read but not written.
        Err(WriteError::Unencodable { .. } | WriteError::Unsupported { .. }) => return,
        Err(error @ (WriteError::Package(_) | WriteError::Signed | WriteError::TextChanged)) => {
            panic!("read, but not written: {error}")
        }
    };
    if matches!(doc.origin().format, Format::Text | Format::Markdown) && doc.origin().encoding.is_none() {
        assert_eq!(bytes, source.bytes);
    }
    // With other bytes, another encoding might be guessed.
    let encoding = doc.origin().encoding.map(|(encoding, _)| encoding);
    let options = ReadOptions { encoding, ..*options };
    let again = Source { name: source.name.clone(), bytes };
    let again = read_as(&again, &options).expect("what was written is read");
    assert_eq!(again.text(), doc.text(), "the same words change no text");
    // The source of a web page is its view, and `&gt;` is another spelling of `>`.
    if doc.origin().format != Format::Html {
        assert_eq!(again.view(), doc.view(), "the same words change no line");
    }
}
