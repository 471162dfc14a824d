//! Attachments: the note below a text that lists them (附件：1.… 2.…, "Annexes: 1. … 2. …", GB/T
//! 9704-2012 7.3.4), and the attachments themselves (附件1 …, "Annex 1 …").

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::facts::numbering::marks::{Family, Mark, MarkPlace, number};
use crate::facts::numbering::pieces::{self, Piece, PieceKind};
use crate::text::chars::{is_blank, is_longer};
use crate::text::span::Span;

/// Number of blocks after the head of an attachment in which its title is looked for.
const TITLE_BLOCKS: usize = 3;
/// Maximum number of characters of a line of an attachment's title. A longer line is running text.
const MAX_TITLE: usize = 60;

/// An attachment that the note 附件： ("Annexes:") below the text lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Number of the attachment. `None` for a single attachment without a number.
    pub number: Option<u32>,
    /// Span of the number with its punctuation; of 附件： ("Annex:") if there is no number.
    pub mark: Span,
    /// Title of the attachment; empty if nothing follows the number.
    pub title: Span,
}

impl Listed {
    /// Returns the span to report for the entry: its title, or its number if it has no title.
    pub fn place(&self) -> Span {
        if self.title.is_empty() { self.mark } else { self.title }
    }
}

/// An attachment that is in the same file as the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Number of the attachment. `None` for a single attachment without a number.
    pub number: Option<u32>,
    /// Span of the line with which the attachment begins: 附件1 ("Annex 1").
    pub head: Span,
    /// Spans of the lines below the head line that may be the title of the attachment.
    pub titles: Vec<Span>,
}

/// Attachments of a document: those that the note 附件： ("Annexes:") lists, and those that are in the
/// file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    /// Entries of the note, in order; empty if there is no note.
    pub listed: Vec<Listed>,
    /// Attachments in the file, in order.
    pub attached: Vec<Attached>,
}

impl Attachments {
    /// Highest number of an attachment, in the note or in the file. A single attachment without a
    /// number counts as 1. `None` if there are none.
    pub fn last_number(&self) -> Option<u32> {
        let listed = self.listed.iter().map(|listed| listed.number);
        let attached = self.attached.iter().map(|attached| attached.number);
        listed.chain(attached).map(|number| number.unwrap_or(1)).max()
    }
}

impl Facts<'_> {
    /// Attachments of the document, as listed in the note below the text and as found in the file.
    pub fn attachments(&self) -> &Attachments {
        self.cells.attachments.get_or_init(|| find(self.doc, self.marks(), self.pieces()))
    }
}

/// Finds the attachments of a document. Returns empty lists if the file is a collection of texts
/// (【篇一】, "Text 1") or has several notes 附件：, as it is not clear which attachment belongs to which.
pub fn find(doc: &Document, marks: &[Mark], pieces: &[Piece]) -> Attachments {
    let mut found = Attachments::default();
    if pieces.iter().any(|piece| piece.kind == PieceKind::Collected) {
        return found;
    }
    let is_listed = |block: usize| {
        let piece = pieces::of_block(pieces, block).map(|piece| pieces[piece].kind);
        piece == Some(PieceKind::Contents)
    };
    let is_note =
        |block: &usize| note_end(doc.slice(doc.blocks()[*block].span)).is_some() && !is_listed(*block);
    let mut notes = (0..doc.blocks().len()).filter(is_note);
    let note = notes.next();
    if notes.next().is_some() {
        return found;
    }
    found.listed = note.map(|note| listed(doc, marks, note)).unwrap_or_default();
    let parts = pieces.iter().filter(|piece| piece.kind == PieceKind::Attachment);
    found.attached = parts.map(|piece| attached(doc, piece)).collect();
    found
}

/// Byte after `附件：` ("Annexes:") at the beginning of a block, which begins a note. `None` if no
/// colon follows 附件.
fn note_end(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("附件")?.trim_start_matches(is_blank);
    rest.strip_prefix(['：', ':']).map(|rest| text.len() - rest.len())
}

/// An entry of a note: its number, the span of the number with its punctuation, and its block.
struct Entry {
    ordinal: u32,
    mark: Span,
    block: usize,
}

impl Entry {
    fn new(mark: &Mark) -> Self {
        Self { ordinal: mark.ordinal, mark: mark.span, block: mark.block }
    }

    /// Reads an entry whose title begins with a year, at `start` in a block: 2.2025年项目清单 ("2.
    /// Projects of 2025"). It is no [`Mark`], because 2.2025 may be a number.
    fn dated(doc: &Document, block: usize, start: usize, ordinal: u32) -> Option<Self> {
        let text = doc.slice(Span::new(start, doc.blocks()[block].span.end()));
        let words = text.trim_start_matches(is_blank);
        let rest = words.strip_prefix(&*ordinal.to_string())?.strip_prefix(['.', '．'])?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let start = start + text.len() - words.len();
        let mark = Span::new(start, start + words.len() - rest.len());
        (rest.len() - behind.len() == 4 && behind.starts_with('年')).then_some(Self { ordinal, mark, block })
    }
}

fn listed(doc: &Document, marks: &[Mark], note: usize) -> Vec<Listed> {
    let block = doc.blocks()[note].span;
    let body = block.start() + note_end(doc.slice(block)).unwrap_or(0);
    let first = marks.partition_point(|mark| mark.span.start() < body);
    // 附件：一、… ("Annexes: 1. …") is also used, not only 附件：1.….
    let is_han = marks.get(first).is_some_and(|mark| mark.block == note && mark.family == Family::HanPause);
    let family = if is_han { Family::HanPause } else { Family::Arabic };
    let is_item = |mark: &&Mark| mark.family == family;
    let title = trimmed(doc, Span::new(body, block.end()));
    let own = marks[first..].iter().take_while(|mark| mark.block == note).filter(is_item).map(Entry::new);
    let mut items: Vec<Entry> = Entry::dated(doc, note, body, 1).into_iter().chain(own).collect();
    if items.is_empty() && title.start() < title.end() {
        return vec![Listed { number: None, mark: Span::new(block.start(), body), title }];
    }
    // 2.… in the following lines, one each.
    for line in note + 1..doc.blocks().len() {
        let start = doc.blocks()[line].span.start();
        let mark = marks.get(marks.partition_point(|mark| mark.block < line));
        let last = items.last().map_or(0, |last| last.ordinal);
        let is_next = |mark: &&Mark| if last == 0 { mark.ordinal == 1 } else { mark.ordinal > last };
        let marked = mark.filter(|mark| mark.block == line && mark.place == MarkPlace::Head);
        let item = marked.filter(|mark| is_item(mark) && is_next(mark)).map(Entry::new);
        let Some(item) = item.or_else(|| Entry::dated(doc, line, start, last + 1)) else { break };
        items.push(item);
    }
    let ends = items.iter().skip(1).map(|item| item.mark.start()).chain([usize::MAX]);
    let title = |(item, end): (&Entry, usize)| {
        let end = end.min(doc.blocks()[item.block].span.end());
        Listed {
            number: Some(item.ordinal),
            mark: item.mark,
            title: trimmed(doc, Span::new(item.mark.end(), end)),
        }
    };
    items.iter().zip(ends).map(title).collect()
}

fn attached(doc: &Document, piece: &Piece) -> Attached {
    let text = doc.slice(piece.head);
    let (number, end) = number::behind(text, "附件".len());
    let rest = text[end..].trim_start_matches(|c| is_blank(c) || matches!(c, '：' | ':'));
    let mut titles = Vec::new();
    if !rest.is_empty() {
        titles.push(Span::new(piece.head.end() - rest.len(), piece.head.end()));
    }
    let behind = doc.blocks().iter().skip(piece.block + 1).take(TITLE_BLOCKS);
    let lines = behind.take_while(|block| {
        let text = doc.slice(block.span);
        blocks::shape(text) == Shape::Running && !is_longer(text, MAX_TITLE)
    });
    titles.extend(lines.map(|block| block.span));
    Attached { number, head: piece.head, titles }
}

fn trimmed(doc: &Document, span: Span) -> Span {
    let text = doc.slice(span);
    let start = span.start() + (text.len() - text.trim_start_matches(is_blank).len());
    Span::new(start, (span.start() + text.trim_end_matches(is_blank).len()).max(start))
}

#[cfg(test)]
mod tests {
    use super::{Attachments, find};
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::facts::numbering::{contents, marks, pieces};
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn read(text: &str) -> (Document, Attachments) {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let marks = marks::find(&doc, &Tokens::lex(&doc), &Words::new());
        let found = find(&doc, &marks, &pieces::find(&doc, &contents::find(&doc, &Words::new())));
        (doc, found)
    }

    #[test]
    fn reads_the_note_and_the_attachments() {
        let (doc, found) = read("正文。\n附件：1.分工表\n2. 进度表\n办公室\n附件1\n分工表\n附件2：进度表");
        let listed: Vec<_> =
            found.listed.iter().map(|listed| (listed.number, doc.slice(listed.title))).collect();
        assert_eq!(listed, [(Some(1), "分工表"), (Some(2), "进度表")]);
        let attached: Vec<_> =
            found.attached.iter().map(|part| (part.number, doc.slice(part.titles[0]))).collect();
        assert_eq!(attached, [(Some(1), "分工表"), (Some(2), "进度表")]);
        assert_eq!(found.last_number(), Some(2));
    }

    #[test]
    fn the_note_may_be_a_line_of_its_own() {
        let (doc, found) = read("正文。\n附件：\n1.分工表\n2.进度表\n办公室");
        let titles: Vec<_> = found.listed.iter().map(|listed| doc.slice(listed.title)).collect();
        assert_eq!(titles, ["分工表", "进度表"]);
        assert!(read("附件：\n分工表").1.listed.is_empty());
    }

    #[test]
    fn a_title_may_begin_with_a_year() {
        for text in [
            "附件：1.2025年分工表\n2．进度表\n3．2026年预算表\n办公室",
            "附件：\n1．2025年分工表\n2.进度表\n3.2026年预算表",
        ] {
            let (doc, found) = read(text);
            let listed: Vec<_> =
                found.listed.iter().map(|listed| (listed.number, doc.slice(listed.title))).collect();
            let [first, second, third] = ["2025年分工表", "进度表", "2026年预算表"];
            assert_eq!(listed, [(Some(1), first), (Some(2), second), (Some(3), third)]);
        }
        assert_eq!(read("附件：分工表\n1.2025年的进度").1.listed.len(), 1);
    }

    #[test]
    fn an_item_without_a_title_is_at_its_number() {
        let (doc, found) = read("正文。\n附件：1.分工表\n2.");
        let places: Vec<_> = found.listed.iter().map(|listed| doc.slice(listed.place())).collect();
        assert_eq!(places, ["分工表", "2."]);
    }

    #[test]
    fn contents_that_list_attachments_are_neither_note_nor_attachments() {
        let (doc, found) =
            read("目录\n正文……1\n附件：分工表……3\n附件1 名单……4\n正文\n请执行。\n附件：分工表\n附件\n分工表");
        assert_eq!(doc.slice(found.listed[0].title), "分工表");
        assert_eq!((found.listed.len(), found.attached.len()), (1, 1));
    }

    #[test]
    fn a_single_attachment_has_no_number() {
        let (doc, found) = read("正文。\n附件：分工表\n附件\n分工表");
        assert_eq!((found.listed[0].number, doc.slice(found.listed[0].title)), (None, "分工表"));
        assert_eq!(found.attached[0].number, None);
    }
}
