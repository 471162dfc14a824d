//! Tables of contents (目录): where one begins and ends, and its entries.
//!
//! A Word field, a style or an index element says for certain which lines belong to it. Elsewhere a line 目录 opens one, and it
//! ends before the first block that cannot be an entry: a body paragraph, a heading of the format behind lines that are none, a
//! block that repeats an entry, or, where entries have page numbers, the first block behind the last page number.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::blocks::{self, Shape};
use crate::facts::marks::{Family, Mark, Place};
use crate::text::chars::is_blank;
use crate::text::fingerprint::letter;
use crate::text::fold::narrow;
use crate::text::span::Span;

/// Longest entry without a page number, in characters; a longer block is a body paragraph.
const MAX_ENTRY: usize = 60;
/// Highest page number.
const MAX_PAGE: u32 = 2000;
/// Letters of a title that is recognised without its number.
const MIN_TITLE: usize = 4;
/// Entries of a contents that neither page numbers nor headings confirm.
const MIN_UNCONFIRMED: usize = 3;

/// A table of contents with at least one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its blocks, the line 目录 included.
    pub blocks: Range<usize>,
    /// The line 目录, or the first entry of a contents without it.
    pub head: Span,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// A line of a table of contents: `（一）总体要求……3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of its block.
    pub block: usize,
    /// Index of the mark it begins with.
    pub mark: Option<usize>,
    /// Its title, without the mark and without the page number.
    pub title: Span,
    /// Its page number, if it has one in Arabic digits.
    pub page: Option<u32>,
}

/// Finds the tables of contents of a document, in order. Time is linear in the blocks.
pub fn find(doc: &Document, marks: &[Mark]) -> Vec<Contents> {
    let mut found = Vec::new();
    let mut block = 0;
    while let Some(at) = doc.blocks().get(block) {
        let is_head = at.kind.is_running() && is_contents_head(doc, block);
        let is_certain =
            |index: usize| doc.blocks().get(index).is_some_and(|block| block.kind == BlockKind::Contents);
        let start = block;
        let first = if is_head { block + 1 } else { block };
        let end = if is_certain(first) {
            (first..).find(|&index| !is_certain(index)).unwrap_or(first)
        } else if is_head {
            Candidates::read(doc, marks, first).end()
        } else {
            first
        };
        let lines = (first..end).filter(|&index| !is_contents_head(doc, index));
        let entries: Vec<Entry> = lines.map(|index| entry(doc, marks, index)).collect();
        block = end.max(start + 1);
        if !entries.is_empty() {
            found.push(Contents { blocks: start..end, head: doc.blocks()[start].span, entries });
        }
    }
    found
}

/// The contents that holds a block.
pub fn of_block(contents: &[Contents], block: usize) -> Option<&Contents> {
    let next = contents.partition_point(|contents| contents.blocks.start <= block);
    contents[..next].last().filter(|contents| contents.blocks.contains(&block))
}

impl Contents {
    /// The entries with the title of a block, with the number that the block has or with another.
    pub fn naming<'a>(&'a self, doc: &'a Document, title: Span) -> impl Iterator<Item = &'a Entry> {
        let wanted = letters(doc.slice(title));
        self.entries.iter().filter(move |entry| letters(doc.slice(entry.title)) == wanted)
    }
}

fn is_contents_head(doc: &Document, block: usize) -> bool {
    let text = doc.slice(doc.blocks()[block].span);
    text.starts_with('目') && blocks::shape(text) == Shape::ContentsHead
}

fn entry(doc: &Document, marks: &[Mark], block: usize) -> Entry {
    let span = doc.blocks()[block].span;
    let text = doc.slice(span);
    let (end, page) = split_page(text);
    let mark = head_mark(marks, block);
    let start = mark.map_or(span.start, |mark| marks[mark].span.end.min(span.start + end));
    let title = &doc.text()[start..span.start + end];
    let title = Span::new(start + title.len() - title.trim_start_matches(is_blank).len(), span.start + end);
    Entry { block, mark, title, page }
}

/// The mark at the head of a block.
fn head_mark(marks: &[Mark], block: usize) -> Option<usize> {
    let first = marks.partition_point(|mark| mark.block < block);
    marks.get(first).filter(|mark| mark.block == block && mark.place == Place::Head).map(|_| first)
}

/// The end of the title, in bytes, and the page number behind it: digits behind a tab, blanks, dots or dashes.
fn split_page(text: &str) -> (usize, Option<u32>) {
    let is_leader =
        |c: char| is_blank(c) || matches!(c, '.' | '．' | '…' | '·' | '•' | '-' | '—' | '–' | '_' | '⋯');
    let shown = text.trim_end_matches(|c| is_blank(c) || matches!(c, '-' | '—' | ')' | '）'));
    let digits = shown.trim_end_matches(|c| narrow(c).is_ascii_digit());
    let title = digits.trim_end_matches(|c| is_leader(c) || matches!(c, '(' | '（'));
    let folded: String = shown[digits.len()..].chars().map(narrow).collect();
    let page = folded.parse().ok().filter(|page| (1..=MAX_PAGE).contains(page));
    match page {
        Some(page) if title.len() < digits.len() && !title.is_empty() => (title.len(), Some(page)),
        _ => (text.trim_end_matches(is_leader).len(), None),
    }
}

/// The letters of a title, folded: differences of width, blanks and punctuation do not count.
fn letters(text: &str) -> String {
    text.chars().filter_map(letter).collect()
}

/// The blocks behind a line 目录 that may be entries.
struct Candidates<'a> {
    marks: &'a [Mark],
    lines: Vec<Line>,
    /// Index of the block behind the last of them.
    end: usize,
    /// A heading of the format ends them.
    is_ended: bool,
    first: usize,
}

/// A block that may be an entry.
struct Line {
    block: usize,
    entry: Entry,
    /// Letters of the title, and of the whole line without the page number.
    title: String,
    whole: String,
}

impl<'a> Candidates<'a> {
    /// Reads from the block `first` up to a block that can be no entry.
    fn read(doc: &Document, marks: &'a [Mark], first: usize) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        let mut last_page = 0;
        let mut end = doc.blocks().len();
        let (mut has_plain, mut is_ended) = (false, false);
        for (block, at) in doc.blocks().iter().enumerate().skip(first) {
            if matches!(at.kind, BlockKind::Aside | BlockKind::Hidden) {
                continue;
            }
            let text = doc.slice(at.span);
            let is_heading = matches!(at.kind, BlockKind::Heading(_));
            let mut entry = entry(doc, marks, block);
            // Pages count upwards: 附件 1 behind page 12 has none.
            entry.page = entry.page.filter(|&page| page >= last_page);
            if !at.kind.is_running()
                || is_heading && has_plain
                || is_contents_head(doc, block)
                || entry.page.is_none() && is_body(text)
            {
                end = block;
                is_ended = is_heading && has_plain;
                break;
            }
            has_plain |= !is_heading;
            last_page = entry.page.unwrap_or(last_page);
            let number = entry.mark.map_or(at.span.start, |mark| marks[mark].span.start);
            let whole = letters(&doc.text()[number..entry.title.end]);
            lines.push(Line { block, entry, title: letters(doc.slice(entry.title)), whole });
        }
        Self { marks, lines, end, is_ended, first }
    }

    /// The block that ends the contents; `first` if it has no entries.
    fn end(&self) -> usize {
        let begins_again = self.lines.iter().skip(1).find(|line| {
            line.entry.page.is_none() && self.lines.first().is_some_and(|first| repeats(first, line))
        });
        if let Some(line) = begins_again {
            return line.block;
        }
        if let Some(last) = self.lines.iter().rposition(|line| line.entry.page.is_some()) {
            return self.lines.get(last + 1).map_or(self.end, |next| next.block);
        }
        if let Some(block) = self.first_repeat().or_else(|| self.restart()) {
            return block;
        }
        // Nothing says where the body begins, and a line before a body paragraph may be its heading.
        let marked = self.lines.iter().filter(|line| line.entry.mark.is_some()).count();
        let is_doubtful = !self.is_ended && (self.lines.len() < MIN_UNCONFIRMED || marked == 1);
        if is_doubtful { self.first } else { self.end }
    }

    /// The first line that repeats another.
    fn first_repeat(&self) -> Option<usize> {
        let mut wholes = FxHashSet::default();
        let mut titles = FxHashSet::default();
        for line in &self.lines {
            let is_titled = line.title.chars().nth(MIN_TITLE - 1).is_some();
            let is_marked = line.entry.mark.is_some();
            // 一、总体要求 is named 总体要求 where one of the two is numbered by the program.
            if wholes.contains(line.whole.as_str())
                || is_titled && titles.contains(&(line.title.as_str(), !is_marked))
            {
                return Some(line.block);
            }
            wholes.insert(line.whole.as_str());
            titles.insert((line.title.as_str(), is_marked));
        }
        None
    }

    /// The line at which the outermost numbers begin anew: 一、二、三、 and then 一、.
    fn restart(&self) -> Option<usize> {
        let mark = |line: &Line| line.entry.mark.map(|mark| &self.marks[mark]);
        let outermost: Family = self.lines.iter().find_map(mark)?.family;
        let mut firsts = self
            .lines
            .iter()
            .filter(|line| mark(line).is_some_and(|mark| mark.family == outermost && mark.ordinal == 1));
        firsts.nth(1).map(|line| line.block)
    }
}

fn repeats(first: &Line, later: &Line) -> bool {
    let is_one_numbered = first.entry.mark.is_some() != later.entry.mark.is_some();
    first.whole == later.whole
        || is_one_numbered && first.title == later.title && first.title.chars().nth(MIN_TITLE - 1).is_some()
}

/// True for a block that can be no entry: sentences, a salutation, what breaks off in the middle of a sentence.
fn is_body(text: &str) -> bool {
    text.chars().nth(MAX_ENTRY).is_some()
        || text.contains(['。', '；'])
        || text.ends_with(['，', '：', ':', '、'])
        || blocks::is_address(text)
}

#[cfg(test)]
mod tests {
    use super::{Contents, find, of_block, split_page};
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::facts::marks;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    fn read(name: &str, text: &str) -> (Document, Vec<Contents>) {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let marks = marks::find(&doc, &Tokens::lex(&doc));
        let contents = find(&doc, &marks);
        (doc, contents)
    }

    /// The titles of the entries, and the first block behind each contents.
    fn outcome(text: &str) -> Vec<(Vec<String>, String)> {
        let (doc, contents) = read("a.txt", text);
        let behind = |contents: &Contents| {
            doc.blocks().get(contents.blocks.end).map_or(String::new(), |block| doc.slice(block.span).into())
        };
        let titles = |contents: &Contents| {
            contents.entries.iter().map(|entry| doc.slice(entry.title).to_owned()).collect()
        };
        contents.iter().map(|contents| (titles(contents), behind(contents))).collect()
    }

    fn one(text: &str) -> (Vec<String>, String) {
        let mut found = outcome(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn page_numbers_stand_behind_leaders() {
        for (text, title, page) in [
            ("总体要求……3", "总体要求", Some(3)),
            ("总体要求\t12", "总体要求", Some(12)),
            ("总体要求 ......... 12", "总体要求", Some(12)),
            ("总体要求（１２）", "总体要求", Some(12)),
            ("总体要求 — 3 —", "总体要求", Some(3)),
            ("总体要求………", "总体要求", None),
            ("计划2026", "计划2026", None),
            ("12", "12", None),
        ] {
            let (end, found) = split_page(text);
            assert_eq!((&text[..end], found), (title, page), "{text}");
        }
    }

    #[test]
    fn ends_where_a_heading_repeats_an_entry() {
        let text = "目录\n一、开局\n二、收官\n一、开局\n开局良好。\n二、收官";
        assert_eq!(one(text), (vec!["开局".into(), "收官".into()], "一、开局".into()));
        // Numbers of the program are not in the text, and widths differ.
        let text = "目　录\n一、抓好（开局）工作\n二、收官\n抓好(开局)工作\n收官";
        assert_eq!(one(text).1, "抓好(开局)工作");
    }

    #[test]
    fn an_entry_that_stands_twice_in_the_contents_ends_nothing() {
        let text = "目录\n一、甲\n（一）主要做法\n二、乙\n（一）主要做法\n一、甲\n（一）主要做法\n正文。";
        assert_eq!(one(text).1, "一、甲");
    }

    #[test]
    fn ends_behind_the_last_page_number() {
        let text = "目录\n第一部分 开局 1\n一、很长的一项\n写在两行里……2\n二、收官\t3\n年度报告\n一、另一种写法\n正文。";
        let (titles, behind) = one(text);
        assert_eq!(titles.len(), 4);
        assert_eq!(behind, "年度报告");
    }

    #[test]
    fn ends_before_a_body_paragraph() {
        assert_eq!(one("目录\n开局\n收官\n结语\n今年以来，全县上下同心。").1, "今年以来，全县上下同心。");
        assert_eq!(one("目录\n开局\n收官\n结语\n各位代表：\n一、开局").1, "各位代表：");
    }

    #[test]
    fn ends_where_numbers_begin_anew() {
        assert_eq!(one("目录\n一、开局\n二、收官\n一、起步\n起步良好。\n二、收官").1, "一、起步");
    }

    #[test]
    fn goes_to_the_end_where_all_can_be_entries() {
        assert_eq!(one("目录\n一、开局\n二、收官\n三、结语").1, "");
    }

    #[test]
    fn a_line_without_entries_behind_it_holds_nothing() {
        assert_eq!(outcome("目录"), []);
        assert_eq!(outcome("目录\n今年以来，全县上下同心。\n一、甲"), []);
        assert_eq!(outcome("目录\n一、开局\n今年以来，全县上下同心。\n二、收官"), []);
    }

    #[test]
    fn several_contents_are_found() {
        let text = "目录\n一、甲\n二、乙\n一、甲\n正文。\n目录\n一、子\n二、丑\n一、子\n正文。";
        let ends: Vec<String> = outcome(text).into_iter().map(|(_, behind)| behind).collect();
        assert_eq!(ends, ["一、甲", "一、子"]);
    }

    #[test]
    fn headings_of_the_format_are_no_entries() {
        let (doc, contents) = read("a.md", "# 目录\n\n- 开局\n- 收官\n\n# 新的开局\n\n正文。\n");
        assert_eq!(contents[0].entries.len(), 2);
        assert_eq!(doc.slice(doc.blocks()[contents[0].blocks.end].span), "新的开局");
        assert!(of_block(&contents, 1).is_some() && of_block(&contents, 3).is_none());
    }

    #[test]
    fn entries_are_asked_for_by_title() {
        let (doc, contents) = read("a.txt", "目录\n一、开局\n二、收官\n一、开局\n正文。\n三、收 官");
        let last = doc.blocks()[5].span;
        let title = crate::text::span::Span::new(last.start + "三、".len(), last.end);
        let blocks: Vec<usize> = contents[0].naming(&doc, title).map(|entry| entry.block).collect();
        assert_eq!(blocks, [2]);
    }
}
