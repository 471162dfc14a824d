//! Labels with nothing behind them among labels that are filled: 联系人：周明, 联系电话：, 地址：甲路3号.

use crate::document::Document;
use crate::document::block::Block;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Longest label, in characters.
const MAX_LABEL: usize = 8;
/// Longest line with a label and its content, in bytes.
const MAX_LINE: usize = 150;

/// A line as far as it is a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Filled,
    Empty,
    Other,
}

/// Lines that are a label of the class and nothing else, between lines that are filled.
pub(super) fn find(doc: &Document, words: &Words) -> Vec<Span> {
    let blocks = doc.blocks();
    let lines: Vec<Line> = blocks.iter().map(|block| read(doc, block, words)).collect();
    let at = |index: Option<usize>| index.and_then(|index| lines.get(index)).copied();
    let empty = lines.iter().enumerate().filter(|(_, line)| **line == Line::Empty);
    let found = empty.filter(|(index, _)| {
        let before = at(index.checked_sub(1));
        // What stands in the next line may be what the label announces.
        before == Some(Line::Filled) && matches!(at(Some(index + 1)), None | Some(Line::Filled))
    });
    found.map(|(index, _)| blocks[index].span).collect()
}

fn read(doc: &Document, block: &Block, words: &Words) -> Line {
    if !block.kind.is_running() || block.span.len() > MAX_LINE {
        return Line::Other;
    }
    let text = block.span.of(doc.text());
    let Some((label, content)) = text.split_once(['：', ':']) else { return Line::Other };
    let is_label = label.chars().count() <= MAX_LABEL && !label.is_empty() && label.chars().all(is_han);
    match content.trim_matches(is_blank).is_empty() {
        false if is_label => Line::Filled,
        true if is_label && words.of(&gap::LABEL).contains(label) => Line::Empty,
        _ => Line::Other,
    }
}
