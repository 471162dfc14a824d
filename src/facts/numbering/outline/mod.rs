//! The outline (提纲) of a document: parts, headings and items, each under the entry that contains
//! it, as a person would draw it.
//!
//! The series group the marks; this module decides under which item each series is. The canonical
//! order is 一、（一）1.（1）① (GB/T 15834-2011 B.3.8); narrative marks (一是, "the first is"; 第一，,
//! "first,") occur at any level.

mod headings;
pub mod holders;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::numbering::marks::{Mark, MarkPlace};
use crate::facts::numbering::outline::headings::{Open, heading_ends, outlives};
use crate::facts::numbering::outline::holders::{holders, level};
use crate::facts::numbering::pieces::{self, Piece, PieceKind};
use crate::facts::numbering::series::Series;
use crate::facts::sentences::Sentences;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::span::Span;

/// One line of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Kind of the entry.
    pub kind: EntryKind,
    /// Span from the mark, or from the beginning of the heading, to the end of the first clause. It
    /// is the text that an outline shows.
    pub span: Span,
    /// Index of the entry above it, which is always smaller.
    pub parent: Option<u32>,
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A piece of the file: 【篇一】 ("Text 1"), 附件1 ("Annex 1"), 目录 ("Contents"). If contents have no
    /// line 目录, the entry has the span of their first line.
    Part(PieceKind),
    /// A heading of the file format without a mark, with its level from 1.
    Heading(u8),
    /// An item, by the index of its mark.
    Item(u32),
}

/// The document with the facts from which its outline is built.
pub struct OutlineInput<'a> {
    /// The document that the outline describes.
    pub doc: &'a Document,
    /// Tokens of the document.
    pub tokens: &'a Tokens,
    /// Sentences of the document.
    pub sentences: &'a Sentences,
    /// Item marks of the document.
    pub marks: &'a [Mark],
    /// Series of item marks of the document.
    pub series: &'a [Series],
    /// For each mark, the index of its series and its position among the members.
    pub places: &'a [Option<(u32, u32)>],
    /// Pieces of the document: attachments, collected texts, contents.
    pub pieces: &'a [Piece],
}

/// A line that is the heading of the text up to the next heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Span of its first clause.
    pub span: Span,
    /// Index of the heading above it, which is always smaller.
    pub parent: Option<u32>,
}

impl Facts<'_> {
    /// The entries of the outline that are headings: those that begin a block and head the text
    /// after it. They are headings of the format, parts, and items, except items with narrative
    /// marks such as 一是 ("the first is").
    pub fn headings(&self) -> Vec<Heading> {
        let outline = self.outline();
        // For each entry, itself if it is a heading, else the heading above it.
        let mut known: Vec<Option<u32>> = Vec::with_capacity(outline.len());
        let mut headings = Vec::new();
        for entry in outline {
            let parent = entry.parent.and_then(|parent| known[parent as usize]);
            let heads_block =
                self.doc.blocks()[self.doc.block_at(entry.span.start())].span.start() == entry.span.start();
            let is_heading = match entry.kind {
                EntryKind::Part(PieceKind::Contents) => false,
                EntryKind::Part(_) | EntryKind::Heading(_) => true,
                EntryKind::Item(mark) => level(self.marks()[mark as usize].family).is_some(),
            };
            if is_heading && heads_block {
                headings.push(Heading { span: entry.span, parent });
                known.push(Some(headings.len() as u32 - 1));
            } else {
                known.push(parent);
            }
        }
        headings
    }

    /// Outline of the document: parts, headings and items, each under the entry that contains it.
    pub fn outline(&self) -> &[Entry] {
        self.cells.outline.get_or_init(|| build(&self.outline_input()))
    }

    /// For each series, the index of the mark of the item that contains it; `None` if no item does.
    pub fn holders(&self) -> Vec<Option<usize>> {
        holders(&self.outline_input())
    }

    fn outline_input(&self) -> OutlineInput<'_> {
        OutlineInput {
            doc: self.doc,
            tokens: self.tokens(),
            sentences: self.sentences(),
            marks: self.marks(),
            series: self.series(),
            places: self.places(),
            pieces: self.pieces(),
        }
    }
}

/// Builds the outline of a document. Its entries are in text order.
pub fn build(input: &OutlineInput<'_>) -> Vec<Entry> {
    let mut items =
        Items { holders: holders(input), entry_of_mark: vec![None; input.marks.len()], next_mark: 0 };
    let mut entries: Vec<Entry> = Vec::new();
    let mut headings: Vec<Open> = Vec::new();
    let ends = heading_ends(input.doc);
    let mut part = None;
    for (block, at) in input.doc.blocks().iter().enumerate() {
        let piece = pieces::of_block(input.pieces, block).map(|index| &input.pieces[index]);
        let begun = piece.filter(|piece| piece.block == block);
        let level = match at.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(piece) = piece.filter(|piece| piece.kind == PieceKind::Contents) {
            // Contents are one entry, whatever they list.
            if begun.is_some() {
                let open = headings.iter().rfind(|open| level.is_none_or(|level| open.level < level));
                let parent = open.map(|open| open.entry).or(part);
                entries.push(Entry { kind: EntryKind::Part(piece.kind), span: piece.head, parent });
            }
            items.next_mark += input.marks[items.next_mark..].partition_point(|mark| mark.block <= block);
            continue;
        }
        if let Some(piece) = begun {
            part = Some(entries.len() as u32);
            headings.clear();
            entries.push(Entry { kind: EntryKind::Part(piece.kind), span: piece.head, parent: None });
        }
        if let Some(level) = level {
            while headings.pop_if(|open| open.level >= level).is_some() {}
        }
        let mark = input
            .marks
            .get(items.next_mark)
            .filter(|mark| mark.block == block && mark.place == MarkPlace::Head);
        let series =
            mark.and(input.places.get(items.next_mark)).and_then(|place| Some(place.as_ref()?.0 as usize));
        let holds = |open: &&Open| {
            series.is_none_or(|series| {
                !outlives(input, &input.series[series], open.end, entries[open.entry as usize].kind)
            })
        };
        let under = headings.iter().rfind(holds).map(|open| open.entry).or(part);
        let begins_with_item = input.marks.get(items.next_mark).is_some_and(|mark| {
            mark.block == block && mark.place == MarkPlace::Head && input.places[items.next_mark].is_some()
        });
        if let Some(level) = level.filter(|_| begun.is_none()) {
            let end = ends.get(&block).copied().unwrap_or(usize::MAX);
            headings.push(Open { level, entry: entries.len() as u32, end });
            if !begins_with_item {
                entries.push(Entry { kind: EntryKind::Heading(level), span: at.span, parent: under });
            }
        }
        items.add(input, block, under, &mut entries);
    }
    entries
}

/// The item marks that still have to be added, and the entries of those that were added.
struct Items {
    /// For each series, the mark of the item that contains it.
    holders: Vec<Option<usize>>,
    /// For each mark, the index of its entry; `None` if the mark has no entry.
    entry_of_mark: Vec<Option<u32>>,
    /// Index of the first mark that was not read yet.
    next_mark: usize,
}

impl Items {
    /// Adds the items that begin in a block, each under the item that contains it, or under the
    /// heading `under`.
    fn add(&mut self, input: &OutlineInput<'_>, block: usize, under: Option<u32>, entries: &mut Vec<Entry>) {
        while let Some(mark) = input.marks.get(self.next_mark).filter(|mark| mark.block == block) {
            if let Some((series, _)) = input.places[self.next_mark] {
                let holder = self.holders[series as usize].and_then(|holder| self.entry_of_mark[holder]);
                let next = input.marks.get(self.next_mark + 1).filter(|next| next.block == block);
                let span = clause(input, mark, next.map(|next| next.span.start()));
                self.entry_of_mark[self.next_mark] = Some(entries.len() as u32);
                // The later of the two is the inner one.
                entries.push(Entry {
                    kind: EntryKind::Item(self.next_mark as u32),
                    span,
                    parent: holder.max(under),
                });
            }
            self.next_mark += 1;
        }
    }
}

/// Span from a mark to the end of its first clause: up to 。；！？, the next mark or the end of its
/// block.
fn clause(input: &OutlineInput<'_>, mark: &Mark, until: Option<usize>) -> Span {
    let block = input.doc.blocks()[mark.block].span;
    let tokens = input.tokens.in_block(mark.block);
    let first = tokens.partition_point(|token| token.span().start() < mark.span.end());
    let until = until.unwrap_or(block.end());
    // Only up to the next mark: else a line of a hundred thousand marks would be searched to its
    // end for each of them.
    let mut clause = tokens[first..].iter().take_while(|token| token.span().start() < until);
    let stop = clause.find(|token| token.kind == TokenKind::Stop);
    let end = stop.map_or(until, |token| token.span().start());
    Span::new(mark.span.start(), end.max(mark.span.end()))
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    /// The outline as text, one entry per line, indented by its depth. Of each entry only the first
    /// four characters are shown.
    fn tree(name: &str, text: &str) -> String {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let mut depths: Vec<usize> = Vec::new();
        let mut lines = Vec::new();
        for entry in facts.outline() {
            depths.push(entry.parent.map_or(0, |parent| depths[parent as usize] + 1));
            let text: String = doc.slice(entry.span).chars().take(4).collect();
            lines.push(format!("{}{text}", "  ".repeat(depths[depths.len() - 1])));
        }
        lines.join("\n")
    }

    #[test]
    fn items_stand_under_what_holds_them() {
        let text = "一、甲\n（一）子。一是天；二是地。\n（二）丑\n二、乙\n1.子\n2.丑";
        assert_eq!(
            tree("a.txt", text),
            "一、甲\n  （一）子\n    一是天\n    二是地\n  （二）丑\n二、乙\n  1.子\n  2.丑"
        );
    }

    #[test]
    fn a_series_that_is_over_holds_no_later_one() {
        assert_eq!(tree("a.txt", "1.甲\n2.乙\n（一）子\n（二）丑"), "1.甲\n2.乙\n（一）子\n（二）丑");
        assert_eq!(tree("a.txt", "一是甲\n二是乙\n一要子\n二要丑"), "一是甲\n二是乙\n一要子\n二要丑");
        assert_eq!(
            tree("a.txt", "一要甲\n二要乙。一要子，二要丑。\n三要丙"),
            "一要甲\n二要乙\n  一要子，\n  二要丑\n三要丙"
        );
    }

    #[test]
    fn an_address_closes_the_sections() {
        assert_eq!(
            tree("a.txt", "一、甲\n二、乙\n同志们，时间不等人。\n一是快\n二是准"),
            "一、甲\n二、乙\n一是快\n二是准"
        );
    }

    #[test]
    fn contents_are_one_entry_and_hold_nothing_of_the_text() {
        let text =
            "目录\n一、开局\n（一）起步\n二、收官\n一、开局\n（一）起步\n起步要稳。\n二、收官\n收官要快。";
        assert_eq!(tree("a.txt", text), "目录\n一、开局\n  （一）起\n二、收官");
        assert_eq!(
            tree("a.txt", &format!("【篇一】讲话\n{text}\n【篇二】讲话\n一、甲")),
            "【篇一】\n  目录\n  一、开局\n    （一）起\n  二、收官\n【篇二】\n  一、甲"
        );
        assert_eq!(
            tree(
                "a.md",
                "# 方案\n\n## 目录\n\n- 总体要求\n- 主要任务\n\n## 总体要求\n\n要快。\n\n## 主要任务\n"
            ),
            "方案\n  目录\n  总体要求\n  主要任务"
        );
    }

    #[test]
    fn parts_and_headings_hold_items() {
        assert_eq!(
            tree("a.txt", "【篇一】讲话\n一、甲\n二、乙\n【篇二】讲话\n一、甲"),
            "【篇一】\n  一、甲\n  二、乙\n【篇二】\n  一、甲"
        );
        assert_eq!(
            tree("a.md", "# 纪要\n\n## 一、甲\n\n### 子\n\n1. 天\n2. 地\n\n## 二、乙\n"),
            "纪要\n  一、甲\n    子\n      1. 天\n      2. 地\n  二、乙"
        );
    }
}
