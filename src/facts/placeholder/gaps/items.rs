//! Headings and items without text among siblings that have text, and documents that end after 如下：
//! ("as follows:").

use memchr::memmem;

use crate::document::Document;
use crate::text::chars::is_blank;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Maximum number of bytes of a heading. A longer block is running text.
const MAX_HEADING: usize = 90;
/// Minimum number of headings of a series. In a shorter one, a heading without text is not
/// reported.
const FEW: usize = 3;
/// Maximum number of blocks in a signature.
const SIGNATURE: usize = 3;
/// Maximum number of bytes of a block of a signature. A longer block is running text.
const MAX_SIGNATURE: usize = 90;

/// Item mark at the beginning of a block, by its style (Chinese numeral with 、, or in brackets) and
/// its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    is_bracketed: bool,
    pub(super) number: u64,
}

/// A block that begins with an item mark, as one of a series.
#[derive(Clone, Copy)]
struct Item {
    block: usize,
    /// True if the block is only a title, so that its text is in the blocks below.
    is_title: bool,
    /// True if the item may have text: the next block does not begin with a mark of the same style.
    is_filled: bool,
}

/// Finds headings that are not followed by text although the other headings of their series are.
pub(super) fn find(doc: &Document, words: &Words) -> Vec<Span> {
    let blocks = doc.blocks();
    let mut found = Vec::new();
    let mut open: [Vec<Item>; 2] = [Vec::new(), Vec::new()];
    for (index, block) in blocks.iter().enumerate() {
        if !block.kind.is_running() {
            continue;
        }
        let Some((mark, title)) = read(block.span.of(doc.text())) else { continue };
        let item = Item {
            block: index,
            is_title: block.span.len() <= MAX_HEADING
                && !title.ends_with(['。', '；', '：', '，', '？', '！', ';', ':']),
            is_filled: blocks.get(index + 1).is_some_and(|next| {
                read(next.span.of(doc.text())).is_none_or(|(next, _)| next.is_bracketed != mark.is_bracketed)
            }),
        };
        if !mark.is_bracketed {
            judge(doc, words, &std::mem::take(&mut open[1]), &mut found);
        }
        let series = &mut open[usize::from(mark.is_bracketed)];
        // Other rules report wrong numbers; this check must not depend on them.
        if mark.number == 1 {
            judge(doc, words, &std::mem::take(series), &mut found);
        }
        series.push(item);
    }
    for series in open {
        judge(doc, words, &series, &mut found);
    }
    found
}

/// Reads the item mark of a line, and returns it with the text after it: 一、加强领导 ("1. Strengthen
/// leadership"), （二）强化督查 ("(2) Inspect").
pub(super) fn read(line: &str) -> Option<(Mark, &str)> {
    /// Maximum number of bytes of the number of an item.
    const NUMBER: usize = 12;
    // Most lines begin with neither a bracket nor a number.
    let first = line.chars().next()?;
    if !matches!(first, '（' | '(') && !is_numeral(first) {
        return None;
    }
    let near = &line[..line.floor_char_boundary(line.len().min(NUMBER + 6))];
    let (number, rest, is_bracketed) = match near.strip_prefix(['（', '(']) {
        Some(inside) => {
            let (number, rest) = inside.split_once(['）', ')'])?;
            (number, rest, true)
        }
        None => {
            let (number, rest) = near.split_once('、')?;
            (number, rest, false)
        }
    };
    let start = near.len() - rest.len();
    let title = line[start..].trim_matches(is_blank);
    Some((Mark { is_bracketed, number: cardinal(number)? }, title))
}

/// Adds the heading without text of a series, if it is the only one: its text was forgotten. If
/// several have none, they are a plain list.
fn judge(doc: &Document, words: &Words, series: &[Item], found: &mut Vec<Span>) {
    let mut empty = series.iter().filter(|item| !item.is_filled);
    let (Some(item), None) = (empty.next(), empty.next()) else { return };
    let is_series = series.len() >= FEW && series.iter().all(|item| item.is_title);
    let is_inner = series.last().is_some_and(|last| last.block != item.block);
    let title = doc.slice(doc.blocks()[item.block].span);
    // Plain text loses tables, and （详见第四章） ("(see chapter 4)") refers to text elsewhere.
    let is_elsewhere = words.of(&gap::TABLED).end_of(title).is_some() || title.contains("见");
    if is_series && is_inner && !is_elsewhere {
        found.push(doc.blocks()[item.block].span);
    }
}

/// Finds lists of attachments with numbers and no names: 附件：1.. ("Annexes: 1.").
pub(super) fn attachments(doc: &Document) -> Vec<Span> {
    let is_bare = |text: &str| {
        let text = text.trim_matches(is_blank);
        let number = text.trim_end_matches(['.', '．', '、']);
        number.len() < text.len() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let blocks = doc.blocks();
    let mut found = Vec::new();
    if memmem::find(doc.text().as_bytes(), "附件".as_bytes()).is_none() {
        return found;
    }
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind.is_running()) {
        let list = doc.slice(block.span).strip_prefix("附件").and_then(|rest| rest.strip_prefix(['：', ':']));
        if list.is_some_and(is_bare) {
            let rest = blocks[at + 1..].iter().take_while(|block| is_bare(doc.slice(block.span)));
            found.push(rest.last().map_or(block.span, |last| block.span.join(last.span)));
        }
    }
    found
}

/// Span of 如下： ("as follows:") at the end of a document, or directly before its signature.
pub(super) fn last(doc: &Document, words: &Words) -> Option<Span> {
    let blocks = doc.blocks();
    let is_short =
        |text: &str| text.len() <= MAX_SIGNATURE && !text.contains(['。', '：', '、', '；', '，', '\t']);
    let is_date = |text: &str| text.ends_with('日') && text.contains('月');
    let tail = blocks.iter().rev().take(SIGNATURE);
    let signature = tail.take_while(|block| is_short(doc.slice(block.span))).count();
    let last = blocks.len().checked_sub(1)?;
    let at = match signature {
        0 => last,
        // A title may follow the words. Only a date shows that a signature follows.
        _ if is_date(doc.slice(blocks[last].span)) => last.checked_sub(signature)?,
        _ => return None,
    };
    let block = blocks.get(at)?;
    if !block.kind.is_running() {
        return None;
    }
    let text = doc.slice(block.span).trim_end_matches(is_blank);
    let announced = text.strip_suffix(['：', ':'])?;
    let word = words.of(&gap::ANNOUNCING).end_of(announced)?;
    let end = block.span.start() + text.len();
    let start = block.span.start() + announced.len() - word.len();
    Some(Span::new(start, end))
}
