//! Plain text: each line that is not blank is a paragraph.
//!
//! Indents (`　　各位代表`, "Delegates") and a `>` left over from copying a web page (`　>　一、`) are not
//! part of the paragraph, but are kept as its lead. Paragraphs of several lines are joined (see
//! `wrapped`).

use memchr::memchr_iter;

use crate::document::block::{Block, BlockKind};
use crate::document::source::{Format, Origin};
use crate::document::{Document, View};
use crate::readers::decode::Decoded;
use crate::readers::wrapped;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Builds the document of a plain text: each line that is not blank is a paragraph.
pub(super) fn read(decoded: Decoded) -> Document {
    let origin = Origin::new(Format::Text, decoded.encoding);
    if let Some(wrapped) = wrapped::read(&decoded.view.text) {
        return wrapped.finish(decoded.view, origin);
    }
    let View { text: view, bytes } = decoded.view;
    let mut blocks = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', view.as_bytes()).chain([view.len()]) {
        blocks.extend(paragraph(&view, Span::new(start, end)));
        start = end + 1;
    }
    Document::verbatim(view, bytes, blocks, origin)
}

fn paragraph(view: &str, line: Span) -> Option<Block> {
    let indented = line.of(view);
    let content = indented.trim_start_matches(|c| is_blank(c) || c == '>');
    let start = line.end() - content.len();
    let content = content.trim_end_matches(is_blank);
    (!content.is_empty()).then(|| Block {
        kind: BlockKind::Paragraph,
        span: Span::new(start, start + content.len()),
        lead: Span::new(line.start(), start),
    })
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::readers::read;

    fn doc(text: &str) -> crate::document::Document {
        read(&Source { name: "a.txt".to_owned(), bytes: text.into() }).unwrap()
    }

    #[test]
    fn trims_indents_stray_marks_and_line_ends() {
        let doc = doc("　　各位代表：\r\n\r\n　>　一、形势\n\n没有换行");
        let texts: Vec<&str> = doc.blocks().iter().map(|block| doc.slice(block.span)).collect();
        assert_eq!(texts, ["各位代表：", "一、形势", "没有换行"]);
        assert_eq!(doc.slice(doc.blocks()[1].lead), "　>　");
    }

    #[test]
    fn a_byte_order_mark_counts_in_bytes_alone() {
        let doc = doc("\u{feff}截止");
        let start = doc.locate(doc.blocks()[0].span).start;
        assert_eq!((start.line, start.column, start.byte), (1, 1, 3));
    }
}
