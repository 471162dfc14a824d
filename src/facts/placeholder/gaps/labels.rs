//! Labels without a value among filled labels: 联系人：周明 ("contact: Zhou Ming"), 联系电话： ("telephone:"),
//! 地址：甲路3号 ("address: 3 Jia Road").

use crate::document::Document;
use crate::document::block::Block;
use crate::facts::placeholder::gaps::items;
use crate::text::chars::{is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, gap};

/// Maximum number of characters of a label. A longer text before a colon is not a label.
const MAX_LABEL: usize = 8;
/// Maximum number of consecutive empty labels. If there are more, the text is a form for others to
/// fill in.
const MOST: usize = 3;
/// Maximum number of bytes of a line with a label and its value. A longer line is running text.
const MAX_LINE: usize = 150;

/// Class of a line: a filled label, an empty label, or other text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Filled,
    Empty,
    Other,
}

/// Finds lines that consist of an empty label, between filled labels.
pub(super) fn find(doc: &Document, words: &Words) -> Vec<Span> {
    let blocks = doc.blocks();
    let line = |index: usize| blocks.get(index).map(|block| read(doc, block, words));
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(block) = blocks.get(index) {
        // Most lines are not read: only those beside an empty label decide about it.
        if !may_be_empty(doc, block) {
            index += 1;
            continue;
        }
        let first = index;
        while line(index) == Some(Line::Empty) {
            index += 1;
        }
        let count = index - first;
        index = index.max(first + 1);
        if !(1..=MOST).contains(&count) {
            continue;
        }
        let is_beside = first.checked_sub(1).is_some_and(|before| line(before) == Some(Line::Filled));
        // The next line may be the value of the last label.
        let is_next = matches!(line(first + count), None | Some(Line::Filled));
        let is_first =
            first == 0 && line(count) == Some(Line::Filled) && line(count + 1) == Some(Line::Filled);
        let is_open = is_beside && (is_next || count > 1) || is_first || is_cut_off(doc, words, first, count);
        if is_open {
            found.push(blocks[first].span.join(blocks[first + count - 1].span));
        }
    }
    found
}

/// True if the `count` labels from line `first` on certainly have no value, as something else
/// follows: a later item, the end of the text, or for the parties of a contract its text.
fn is_cut_off(doc: &Document, words: &Words, first: usize, count: usize) -> bool {
    /// Number of blocks at the beginning of a contract that may name the parties.
    const HEAD: usize = 8;
    let blocks = doc.blocks();
    let is_all = |class| {
        let labels = blocks[first..first + count].iter().map(|block| plain(doc.slice(block.span), words));
        labels.into_iter().all(|label| words.of(class).end_of(label).is_some())
    };
    let before = first.checked_sub(1).map(|before| doc.slice(blocks[before].span));
    let is_text = before.is_some_and(|before| before.contains('。'));
    match blocks.get(first + count).map(|next| doc.slice(next.span)) {
        None => is_text && is_all(&gap::CONTACT),
        Some(next) => {
            let is_later = items::read(next).is_some_and(|(mark, _)| mark.number > 1);
            let is_running = next.contains('，') && next.len() > MAX_LABEL * 8;
            let is_party = is_running && first < HEAD && is_all(&gap::PARTY);
            is_later && is_text && is_all(&gap::CONTACT) || is_party
        }
    }
}

/// Label of a line, without its colon and the bracket with a party: 承包人 for 承包人（乙方）： ("contractor
/// (Party B):").
fn plain<'t>(line: &'t str, words: &Words) -> &'t str {
    let label = line.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':'));
    let bracket = label.strip_suffix('）').and_then(|label| label.rsplit_once('（'));
    match bracket.filter(|(_, inside)| words.of(&gap::PARTY).contains(inside)) {
        Some((head, _)) => head,
        None => label,
    }
}

/// Fast test: returns false if the block is certainly no [`Line::Empty`], because it does not end
/// with a colon.
fn may_be_empty(doc: &Document, block: &Block) -> bool {
    let text = block.span.of(doc.text());
    let is_colon = |text: &str| text.ends_with(['：', ':']);
    is_colon(text) || text.ends_with(is_blank) && is_colon(text.trim_end_matches(is_blank))
}

fn read(doc: &Document, block: &Block, words: &Words) -> Line {
    if !block.kind.is_running() || block.span.len() > MAX_LINE {
        return Line::Other;
    }
    let text = block.span.of(doc.text());
    let Some((label, content)) = text.split_once('：').or_else(|| text.split_once(':')) else {
        return Line::Other;
    };
    // 账　　号 ("account") is spread by blanks.
    let label: String = plain(label, words).chars().filter(|c| !is_blank(*c)).collect();
    let is_label = label.chars().count() <= MAX_LABEL && !label.is_empty() && label.chars().all(is_han);
    match content.trim_matches(is_blank).is_empty() {
        false if is_label => Line::Filled,
        true if is_label && is_entry(&label, words) => Line::Empty,
        _ => Line::Other,
    }
}

/// True for a label that needs a value, and for a party of a contract.
fn is_entry(label: &str, words: &Words) -> bool {
    words.of(&gap::LABEL).end_of(label).is_some() || words.of(&gap::PARTY).contains(label)
}
