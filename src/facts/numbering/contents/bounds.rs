//! Finds the end of a table of contents of which only the beginning is marked, by a line 目录
//! ("Contents").
//!
//! The line is followed by blocks that can be entries, up to running text, a heading of the format,
//! a table, or another such line. If these blocks have page numbers, the contents end with the last
//! page number. Without page numbers, they end before the first block that repeats an entry. If no
//! entry is repeated, the last lines may be headings of the text: they are if their numbers
//! continue in the text (一、 …… 二、).

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::blocks::{self, Shape};
use crate::facts::numbering::contents::line::{Ending, Flow, Line, Number};
use crate::words::Words;

/// Maximum number of consecutive lines without a page number in a table of contents whose other
/// lines have one. They are the first lines of broken titles.
const MAX_UNPAGED: usize = 2;
/// Number of blocks of the text after the table of contents that are searched for the next number.
/// If a line at the end of the table has the number 一、 ("1.") and the first number of this form in
/// these blocks is 二、 ("2."), the line is a heading of the text and not an entry.
const MAX_SEARCHED: usize = 300;
/// Maximum number of unnumbered lines after the last numbered heading at the end of the candidates.
/// With more, they are not headings of the text.
const MAX_UNNUMBERED: usize = 2;

/// Lines of a document from its first table of contents on, read as possible entries.
pub(super) struct Lines<'d> {
    doc: &'d Document,
    /// Index in the document of the first block that is read.
    first: usize,
    lines: Vec<Line>,
    /// For each title, the index of the last block with this title. The keys are the hashes of a
    /// line ([`Line::hashes`]).
    last: FxHashMap<u64, usize>,
}

impl<'d> Lines<'d> {
    /// Reads the blocks from `first` on.
    pub(super) fn read(doc: &'d Document, first: usize, words: &Words) -> Self {
        let blocks = &doc.blocks()[first..];
        let lines: Vec<Line> =
            blocks.iter().map(|block| Line::read(doc.slice(block.span), block.span.start(), words)).collect();
        let mut last = FxHashMap::default();
        for (index, line) in lines.iter().enumerate().filter(|(index, _)| blocks[*index].kind.is_running()) {
            last.extend(line.hashes().map(|hash| (hash, first + index)));
        }
        Self { doc, first, lines, last }
    }

    pub(super) fn at(&self, block: usize) -> &Line {
        &self.lines[block - self.first]
    }

    /// Indices of the blocks that are entries of the table of contents with the line 目录
    /// ("Contents") in block `head`, in order.
    pub(super) fn entries(&self, head: usize) -> Vec<usize> {
        let (mut blocks, next) = self.candidates(head);
        let end = self.end(&blocks, next);
        blocks.truncate(end);
        blocks
    }

    /// Candidates for entries: the indices of the blocks after `head` up to the first that cannot
    /// be an entry, and the index of that block, `None` if the document ends before.
    fn candidates(&self, head: usize) -> (Vec<usize>, Option<usize>) {
        let blocks = self.doc.blocks();
        let mut found: Vec<usize> = Vec::new();
        // Index of the head of a part among the candidates: 附件1 ("Annex 1") may be an entry or the
        // text after the contents.
        let mut part = None;
        let mut next = None;
        for (block, at) in blocks.iter().enumerate().skip(head + 1) {
            if matches!(at.kind, BlockKind::Aside(_) | BlockKind::Hidden) {
                continue;
            }
            let is_alike = found.first().is_none_or(|&first| is_alike(blocks[first].kind, at.kind));
            let shape = blocks::shape(self.doc.slice(at.span));
            let is_repeated = self.is_repeated_from(block, block + 1);
            let is_heading = matches!(at.kind, BlockKind::Heading(_));
            if !is_alike
                || shape == Shape::ContentsHead
                || !self.can_be_entry(block, shape, is_repeated)
                || is_heading && !is_repeated
            {
                next = Some(block);
                break;
            }
            let is_part = matches!(shape, Shape::CollectedHead | Shape::AttachmentHead);
            if is_part && !is_repeated && self.at(block).ending == Ending::Plain {
                part.get_or_insert(found.len());
            }
            found.push(block);
        }
        if let Some(part) = part.filter(|_| next.is_some()) {
            next = Some(found[part]);
            found.truncate(part);
        }
        (found, next)
    }

    fn can_be_entry(&self, block: usize, shape: Shape, is_repeated: bool) -> bool {
        let text = self.doc.slice(self.doc.blocks()[block].span);
        match self.at(block).flow {
            Flow::Title => shape != Shape::Salutation && !blocks::is_address(text),
            Flow::Closed => is_repeated,
            Flow::Text => false,
        }
    }

    /// True if the text of block `block` occurs again in block `from` or later.
    fn is_repeated_from(&self, block: usize, from: usize) -> bool {
        self.at(block).hashes().any(|hash| self.last.get(&hash).is_some_and(|&last| last >= from))
    }

    /// Number of the candidates in `blocks` that are entries: all before the end of the table of
    /// contents. `next` is the block after the last candidate.
    fn end(&self, blocks: &[usize], next: Option<usize>) -> usize {
        if let Some(end) = self.up_to_last_page(blocks) {
            return end;
        }
        if let Some((end, heading)) = self.start_of_text(blocks, next) {
            return self.without_titles(&blocks[..end], heading);
        }
        let Some(next) = next else { return blocks.len() };
        let end = self.without_headings(blocks, next);
        let end = self.without_titles(&blocks[..end], next);
        let is_repeated = |&block: &usize| self.is_repeated_from(block, next);
        let is_numbered = |&block: &usize| self.at(block).number.is_some();
        let are_entries =
            blocks[..end].iter().any(is_repeated) || end > 1 && blocks[..end].iter().any(is_numbered);
        if are_entries { end } else { 0 }
    }

    /// Number of the candidates up to the last one with a page number; `None` if the table of
    /// contents has no page numbers.
    fn up_to_last_page(&self, blocks: &[usize]) -> Option<usize> {
        let mut end = 0;
        let (mut led, mut loose) = (0, 0);
        let mut page = 0;
        for (at, &block) in blocks.iter().enumerate() {
            let line = self.at(block);
            match line.ending {
                Ending::Led(_) => led += 1,
                // A figure at the end of a line is a page only if it is not smaller than the page
                // before.
                Ending::Loose(next) if next >= page => loose += 1,
                Ending::Loose(_) | Ending::Plain if at - end < MAX_UNPAGED => continue,
                Ending::Loose(_) | Ending::Plain => break,
            }
            page = line.page().unwrap_or(page);
            end = at + 1;
        }
        (led > 0 || loose > 1).then_some(end)
    }

    /// Place at which the text begins, if its first heading repeats an entry: the number of
    /// candidates before this heading, and the index of its block.
    fn start_of_text(&self, blocks: &[usize], next: Option<usize>) -> Option<(usize, usize)> {
        // The block after the candidates may be that heading too: of another kind, or with its text
        // in the same block.
        let all: Vec<usize> = blocks.iter().copied().chain(next).collect();
        let whole = self.earliest_repeated(&all, |line| Some(line.full));
        let titles = self.earliest_repeated(&all, |line| line.bare);
        let (_, at) = whole.into_iter().chain(titles).min_by_key(|&(entry, _)| entry)?;
        Some((at, all[at]))
    }

    /// The earliest entry that a later line repeats, as the positions of both in `blocks`. Titles
    /// such as （一）目标 ("(1) aims") may be repeated within the contents, once in each chapter.
    /// Therefore only the first line and lines of the outermost level count.
    fn earliest_repeated(
        &self,
        blocks: &[usize],
        hash: impl Fn(&Line) -> Option<u64>,
    ) -> Option<(usize, usize)> {
        let mut first: FxHashMap<u64, usize> = FxHashMap::default();
        let scheme = |at: usize| self.at(blocks[at]).number.map(|number| number.scheme);
        let outermost = (0..blocks.len()).find_map(scheme);
        let mut best: Option<(usize, usize)> = None;
        for (at, &block) in blocks.iter().enumerate() {
            let line = self.at(block);
            let Some(hash) = hash(line).filter(|_| line.hashes().next().is_some()) else { continue };
            let known = *first.entry(hash).or_insert(at);
            let is_alike = scheme(known) == scheme(at) || scheme(known).is_none() || scheme(at).is_none();
            let is_outermost = known == 0 || scheme(known) == outermost;
            if known < at && is_alike && is_outermost && best.is_none_or(|(earliest, _)| known < earliest) {
                best = Some((known, at));
            }
        }
        best
    }

    /// Number of the candidates that remain if the headings of the text at their end are left out.
    /// A line is such a heading if the text, which begins in block `text`, continues with the next
    /// number.
    fn without_headings(&self, blocks: &[usize], text: usize) -> usize {
        let mut end = blocks.len();
        let mut unnumbered = 0;
        for (at, &block) in blocks.iter().enumerate().rev() {
            match self.at(block).number {
                Some(number) if self.goes_on(number, text) => (end, unnumbered) = (at, 0),
                None if unnumbered < MAX_UNNUMBERED => unnumbered += 1,
                _ => break,
            }
        }
        end
    }

    /// True if the first number of the same form as `number`, in the blocks from `from` on, is the
    /// next one: 二、 ("2.") after 一、 ("1.").
    fn goes_on(&self, number: Number, from: usize) -> bool {
        let blocks = self.doc.blocks()[from..].iter();
        let lines = blocks.zip(&self.lines[from - self.first..]).take(MAX_SEARCHED);
        let numbers = lines.filter(|(block, _)| block.kind.is_running()).filter_map(|(_, line)| line.number);
        let mut next = numbers.filter(|next| next.scheme == number.scheme);
        next.next().is_some_and(|next| next.ordinal == number.ordinal + 1)
    }

    /// Number of the candidates that remain if the lines after the last entry are left out: the
    /// title of the text and its date. All remain if no entry is repeated in the text.
    fn without_titles(&self, blocks: &[usize], text: usize) -> usize {
        let is_entry = |block: usize| self.is_repeated_from(block, text);
        if !blocks.iter().any(|&block| is_entry(block)) {
            return blocks.len();
        }
        let last = blocks.iter().rposition(|&block| self.at(block).number.is_some() || is_entry(block));
        last.map_or(0, |last| last + 1)
    }
}

/// True if blocks of these two kinds may be entries of one table of contents: cells of one table,
/// headings, or other running text.
fn is_alike(first: BlockKind, other: BlockKind) -> bool {
    match (first, other) {
        (BlockKind::Cell(first), BlockKind::Cell(other)) => first.table == other.table,
        (BlockKind::Heading(_), BlockKind::Heading(_)) => true,
        (BlockKind::Heading(_) | BlockKind::Cell(_), _) | (_, BlockKind::Heading(_) | BlockKind::Cell(_)) => {
            false
        }
        _ => other.is_running(),
    }
}
