//! Tables of contents (目录): their bounds and their entries.
//!
//! A format may mark lines as contents (a field or styles of Word, an index of OpenDocument); these
//! are certain. Else a line 目录 begins them, and their words decide where they end (`bounds`). The
//! text after them repeats the entries. Numbering, captions and repeats skip the contents; entries
//! are kept here, with the headings that they name.

mod bounds;
pub mod line;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::Facts;
use crate::facts::blocks;
use crate::facts::numbering::contents::bounds::Lines;
use crate::facts::numbering::contents::line::{Line, Number, Scheme};
use crate::text::span::Span;
use crate::words::Words;

/// One line of a table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// Index of the block that contains the entry.
    pub block: usize,
    /// Number of the entry, if it has one.
    pub number: Option<Number>,
    /// Title of the entry, without number, leaders and page.
    pub title: Span,
    /// Page of the entry, if that is an Arabic number.
    pub page: Option<u32>,
    /// Index of the block with the heading that this entry names: the first block outside the
    /// contents with the same text. `None` if there is no such block.
    pub heading: Option<usize>,
    /// Block that has the number of the entry but another title, with the span of that title. Set
    /// only if [`Self::heading`] is `None` and there is exactly one such block.
    pub rival: Option<(usize, Span)>,
    /// Number of blocks outside the contents with the entry's number and another title; 0 if
    /// [`Self::heading`] is set.
    pub rivals: usize,
}

/// One table of contents of the document, with its place and its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsTable {
    /// Index of the block with the line 目录 ("Contents"); `None` if there is no such line.
    pub head: Option<usize>,
    /// Range of the blocks of the table of contents, with the line 目录 ("Contents").
    pub blocks: Range<usize>,
    /// Entries of the table, as indices into [`Contents::entries`].
    pub entries: Range<usize>,
    /// True if the file format says that the lines are a table of contents; false if they were
    /// recognised by their words.
    pub is_certain: bool,
}

/// All tables of contents of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The tables, in order.
    pub tables: Vec<ContentsTable>,
    /// The entries of all tables, in order.
    pub entries: Vec<ContentsEntry>,
    /// Headings: the index of each block outside the contents that has the text of an entry, with
    /// the index of that entry, in the order of the blocks.
    named: Vec<(usize, usize)>,
}

impl Contents {
    /// The table of contents to which a block belongs: as its line 目录 ("Contents"), as an entry, or
    /// as a line between entries. `None` if it belongs to none.
    pub fn table_at(&self, block: usize) -> Option<&ContentsTable> {
        let next = self.tables.partition_point(|table| table.blocks.end <= block);
        self.tables.get(next).filter(|table| table.blocks.contains(&block))
    }

    /// True if the block belongs to a table of contents.
    pub fn holds(&self, block: usize) -> bool {
        self.table_at(block).is_some()
    }

    /// The entry that names the heading in this block; `None` if the block is not such a heading.
    /// The titles must be equal apart from blanks and width. Of several entries with this title,
    /// the one with the same number is taken, else the first for the first heading with this title,
    /// the second for the second, and so on.
    pub fn entry_of(&self, block: usize) -> Option<&ContentsEntry> {
        let at = self.named.binary_search_by_key(&block, |&(block, _)| block).ok()?;
        Some(&self.entries[self.named[at].1])
    }

    /// Entries with this number, whatever their titles. `(Scheme::Mark(Family::HanPause), 3)` is
    /// the number 三、.
    pub fn numbered(&self, scheme: Scheme, ordinal: u32) -> impl Iterator<Item = &ContentsEntry> {
        let is_same = move |number: Number| number.scheme == scheme && number.ordinal == ordinal;
        self.entries.iter().filter(move |entry| entry.number.is_some_and(is_same))
    }
}

impl Facts<'_> {
    /// Tables of contents of the document, with their entries.
    pub fn contents(&self) -> &Contents {
        self.cells.contents.get_or_init(|| find(self.doc, self.words()))
    }
}

/// Finds the tables of contents of a document.
pub fn find(doc: &Document, words: &Words) -> Contents {
    let all = doc.blocks();
    let begins = |block: &Block| block.kind == BlockKind::Contents || is_head(doc, block);
    let mut contents = Contents::default();
    let Some(first) = all.iter().position(begins) else { return contents };
    let lines = Lines::read(doc, first, words);
    let mut block = first;
    while let Some(at) = all.get(block) {
        let head = is_head(doc, at).then_some(block);
        let mut end = block + 1;
        if at.kind == BlockKind::Contents || head.is_some() {
            let start = block + usize::from(head.is_some());
            let certain = marked_blocks(doc, start);
            let is_certain = at.kind == BlockKind::Contents || !certain.is_empty();
            let found = if is_certain { certain } else { lines.entries(block) };
            end = found.last().map_or(end, |last| last + 1);
            let entries = contents.add(&lines, &found);
            contents.tables.push(ContentsTable { head, blocks: block..end, entries, is_certain });
        }
        block = end;
    }
    contents.name_headings(doc, &lines);
    contents.find_rivals(doc, &lines);
    contents
}

/// True for a line 目录 ("Contents") in the running text, or among the lines that the format marks as
/// contents.
fn is_head(doc: &Document, block: &Block) -> bool {
    (block.kind.is_running() || block.kind == BlockKind::Contents)
        && blocks::is_contents_head(doc.slice(block.span))
}

/// Indices of the consecutive blocks from `start` on that the file format marks as contents, up to
/// another line 目录 ("Contents").
fn marked_blocks(doc: &Document, start: usize) -> Vec<usize> {
    let blocks = doc.blocks().iter().enumerate().skip(start);
    let run = blocks.take_while(|(_, block)| match block.kind {
        BlockKind::Contents => !is_head(doc, block),
        kind => matches!(kind, BlockKind::Aside(_) | BlockKind::Hidden),
    });
    run.filter(|(_, block)| block.kind == BlockKind::Contents).map(|(index, _)| index).collect()
}

impl Contents {
    /// Adds entries for the blocks with these indices. A page number without other text belongs to
    /// the line before.
    fn add(&mut self, lines: &Lines<'_>, blocks: &[usize]) -> Range<usize> {
        let first = self.entries.len();
        for &block in blocks {
            let line = lines.at(block);
            match self.entries[first..].last_mut() {
                Some(entry) if line.is_page_alone() => entry.page = entry.page.or(line.page()),
                _ => {
                    let Line { number, title, .. } = *line;
                    self.entries.push(ContentsEntry {
                        block,
                        number,
                        title,
                        page: line.page(),
                        heading: None,
                        rival: None,
                        rivals: 0,
                    });
                }
            }
        }
        first..self.entries.len()
    }

    /// Fills in the headings: finds the blocks outside the contents that have the text of an entry.
    fn name_headings(&mut self, doc: &Document, lines: &Lines<'_>) {
        // The entries by their hashes, and the number of headings found for each hash.
        let mut entries: FxHashMap<u64, (Vec<usize>, usize)> = FxHashMap::default();
        for (index, entry) in self.entries.iter().enumerate() {
            for hash in lines.at(entry.block).hashes() {
                entries.entry(hash).or_default().0.push(index);
            }
        }
        let Some(first) = self.tables.first().map(|table| table.blocks.start) else { return };
        for (block, at) in doc.blocks().iter().enumerate().skip(first) {
            if self.holds(block) || !at.kind.is_running() {
                continue;
            }
            let hash = lines.at(block).hashes().find(|hash| entries.contains_key(hash));
            let Some((alike, found)) = hash.and_then(|hash| entries.get_mut(&hash)) else { continue };
            let entry = alike[(*found).min(alike.len() - 1)];
            *found += 1;
            self.named.push((block, entry));
            self.entries[entry].heading.get_or_insert(block);
        }
    }
}

impl Contents {
    /// For each entry without a heading, finds the headings with the same number and another title,
    /// and counts them. The entry stores such a heading only if there is just one.
    fn find_rivals(&mut self, doc: &Document, lines: &Lines<'_>) {
        let mut wanted: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (index, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.heading.is_none()) {
            if let Some(number) = entry.number {
                let key = line::number_key(doc.slice(number.span), number);
                wanted.entry(key).or_default().push(index);
            }
        }
        let Some(first) = self.tables.first().map(|table| table.blocks.start).filter(|_| !wanted.is_empty())
        else {
            return;
        };
        for (block, at) in doc.blocks().iter().enumerate().skip(first) {
            let Some(number) = lines.at(block).number else { continue };
            if !at.kind.is_running() || !lines.at(block).is_heading() || self.holds(block) {
                continue;
            }
            for &index in wanted.get(&line::number_key(doc.slice(number.span), number)).into_iter().flatten()
            {
                let entry = &mut self.entries[index];
                entry.rivals += 1;
                entry.rival = (entry.rivals == 1).then_some((block, lines.at(block).title));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::facts::numbering::contents::line::Scheme;
    use crate::facts::numbering::contents::{Contents, find};
    use crate::facts::numbering::marks::Family;
    use crate::readers;
    use crate::words::Words;

    fn read(name: &str, text: &str) -> (Document, Contents) {
        let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
        let contents = find(&doc, &Words::new());
        (doc, contents)
    }

    /// Text of the first block after each table of contents; `…` if the document ends there.
    fn begins(name: &str, text: &str) -> Vec<String> {
        let (doc, contents) = read(name, text);
        let block = |block: usize| doc.blocks().get(block).map_or("…", |block| doc.slice(block.span));
        contents.tables.iter().map(|table| block(table.blocks.end).to_owned()).collect()
    }

    fn begins_text(lines: &[&str]) -> Vec<String> {
        begins("a.txt", &lines.join("\n"))
    }

    #[test]
    fn contents_with_pages_end_behind_the_last_page() {
        let cases: [&[&str]; 7] = [
            &["目　录", "第一章　总则……1", "第二章　分则……5", "⟦管理办法⟧", "第一章　总则", "为了管理。"],
            &[
                "目录", "一、形势\t1", "（一）国内\t2", "二、任务\t3", "⟦一、形势和任务⟧",
                "今年以来，形势很好。",
            ],
            &["目录", "总体要求 1", "主要任务 3", "⟦引言⟧", "总体要求", "要快。"],
            // The second number is smaller: it counts something else.
            &["目录", "总体要求 4", "主要任务 6", "⟦参加人数 3⟧", "要快。"],
            &[
                "目录",
                "关于进一步加强和改进乡村治理体系和治理能力",
                "建设的意见……3",
                "办法……9",
                "⟦意见⟧",
                "要快。",
            ],
            &["目录", "什么是好作风？怎样抓作风？……1", "结语……4", "⟦什么是好作风？怎样抓作风？⟧", "要快。"],
            &[
                "目录", "前言……Ⅰ", "第一讲 起步（1）", "第二讲 收官（8）", "附件1 名单……12", "⟦附件1 名单⟧",
                "甲、乙。",
            ],
        ];
        for lines in cases {
            let plain: Vec<String> = lines.iter().map(|line| line.replace(['⟦', '⟧'], "")).collect();
            let marked = lines.iter().find_map(|line| line.strip_prefix('⟦')?.strip_suffix('⟧'));
            assert_eq!(begins("a.txt", &plain.join("\n")), [marked.unwrap()], "{lines:?}");
        }
    }

    #[test]
    fn contents_without_pages_end_where_an_entry_is_repeated() {
        let cases: [&[&str]; 8] = [
            &["目录", "一、开局", "二、收官", "⟦一、开局⟧", "开局要稳。", "二、收官", "收官要快。"],
            // Width, blanks, punctuation; a heading run in with its text.
            &["目录", "１、开 局", "2、收官", "⟦1.开局⟧", "开局要稳。"],
            &[
                "目录",
                "一、稳住开局",
                "二、抓好收官",
                "⟦一、稳住开局。各地要早动手，早见效。⟧",
                "二、抓好收官。",
            ],
            // The same items in each chapter are not repetitions of the first chapter.
            &[
                "目录", "第一章 春", "一、目标", "二、措施", "第二章 秋", "一、目标", "二、措施",
                "⟦第一章 春⟧", "一、目标", "要快。",
            ],
            // Another number, the same title.
            &["目录", "一、稳住开局", "二、抓好收官", "⟦二、稳住开局⟧", "要快。"],
            // The title and its date come between.
            &["目录", "一、开局", "二、收官", "⟦工作方案⟧", "（2026年3月5日）", "一、开局", "开局要稳。"],
            // The first entry is not repeated.
            &["目录", "编者的话", "一、稳住开局", "二、抓好收官", "⟦一、稳住开局⟧", "要快。", "二、抓好收官"],
            &["目录", "一、提高认识。", "二、抓好落实。", "⟦一、提高认识。⟧", "要快。", "二、抓好落实。"],
        ];
        for lines in cases {
            let plain: Vec<String> = lines.iter().map(|line| line.replace(['⟦', '⟧'], "")).collect();
            let marked = lines.iter().find_map(|line| line.strip_prefix('⟦')?.strip_suffix('⟧'));
            assert_eq!(begins("a.txt", &plain.join("\n")), [marked.unwrap()], "{lines:?}");
        }
    }

    #[test]
    fn contents_end_at_running_text() {
        let preface = "这里收的是三年来的讲话，供各地参考。";
        assert_eq!(begins_text(&["目录", "一、开局", "二、收官", preface, "一、开局", "要稳。"]), [preface]);
        assert_eq!(
            begins_text(&["目录", "一、开局", "二、收官", "各位代表：", "现在报告工作。"]),
            ["各位代表："]
        );
    }

    #[test]
    fn headings_directly_before_their_text_are_no_entries() {
        // The entries after the line 目录 are lost: the text follows.
        assert_eq!(begins_text(&["目录", "一、开局", "要稳。", "二、收官", "要快。"]), ["一、开局"]);
        assert_eq!(
            begins_text(&[
                "目录", "第一章 春", "一、种", "要早。", "二、管", "要勤。", "第二章 秋", "要收。"
            ]),
            ["第一章 春"]
        );
        // The wording of the list differs from the text.
        assert_eq!(
            begins_text(&[
                "目录", "一、开局", "二、收官", "一、关于开局的意见", "要稳。", "二、关于收官的意见",
                "要快。"
            ]),
            ["一、关于开局的意见"]
        );
    }

    #[test]
    fn a_lone_line_holds_nothing() {
        for lines in [
            &["目录", "各地要抓好落实。", "一、开局", "要稳。"] as &[&str],
            &["目录", "工作方案", "各地要抓好落实。"],
            &["目录", "附件1", "甲、乙、丙。"],
            &["正文。", "目录"],
        ] {
            let (_, contents) = read("a.txt", &lines.join("\n"));
            let [table] = &contents.tables[..] else { panic!("{lines:?}") };
            assert_eq!((table.blocks.len(), contents.entries.len()), (1, 0), "{lines:?}");
        }
        assert!(read("a.txt", "看目录。\n目录学\n产品目录").1.tables.is_empty());
    }

    #[test]
    fn contents_whose_text_is_missing_go_to_the_end_if_all_can_be_entries() {
        assert_eq!(begins_text(&["目录", "一、开局", "（一）稳", "二、收官", "附件1：名单"]), ["…"]);
        assert_eq!(begins_text(&["目录", "一、开局", "（一）稳", "二、收官", "供参考。"]), ["供参考。"]);
    }

    #[test]
    fn bound_collections_have_contents_of_their_own_and_common_ones() {
        let text = [
            "目录", "【篇一】在春季的讲话", "【篇二】在秋季的讲话", "【篇一】在春季的讲话", "目录", "一、种",
            "二、管", "一、种", "要早。", "二、管", "要勤。", "【篇二】在秋季的讲话", "目录", "一、收",
            "二、藏", "一、收", "要快。",
        ];
        assert_eq!(begins_text(&text), ["【篇一】在春季的讲话", "一、种", "一、收"]);
    }

    #[test]
    fn a_heading_of_the_format_ends_contents() {
        let text = "# 方案\n\n## 目录\n\n1. [总体要求](#a)\n2. [主要任务](#b)\n\n## 说明\n\n要快。\n\n## 总体要求\n\n要稳。\n";
        assert_eq!(begins("a.md", text), ["说明"]);
        assert_eq!(begins("a.md", "# 目录\n\n## 一、开局\n\n要稳。\n\n## 二、收官\n"), ["一、开局"]);
        // Equal entries are not repetitions if the heading after them repeats the first.
        let entries =
            "# 目录\n\n科技动态\n\n1、[工具箱](#a)\n\n5、[工具箱](#b)\n\n文摘\n\n## 科技动态\n\n要稳。\n";
        assert_eq!(begins("a.md", entries), ["文摘"]);
        let headings = "# 目录\n\n# 一、开局\n\n# 二、收官\n\n# 一、开局\n\n要稳。\n\n# 二、收官\n\n要快。\n";
        let (doc, contents) = read("a.md", headings);
        assert_eq!(contents.tables[0].blocks, 0..3, "{:?}", doc.blocks());
    }

    #[test]
    fn a_table_holds_entries_or_ends_contents() {
        let table = "目录\n\n|总则|1|\n|-|-|\n|分则|6|\n\n总则\n\n要快。\n";
        let (doc, contents) = read("a.md", table);
        let entries: Vec<_> =
            contents.entries.iter().map(|entry| (doc.slice(entry.title), entry.page)).collect();
        assert_eq!(entries, [("总则", Some(1)), ("分则", Some(6))]);
        assert_eq!(begins("a.md", "目录\n\n一、开局\n二、收官\n\n|地区|数量|\n|-|-|\n|甲|6|\n"), ["地区"]);
        // A table column with that name does not begin contents.
        assert!(read("a.md", "|目录|页|\n|-|-|\n|一、开局|6|\n").1.tables.is_empty());
    }

    #[test]
    fn entries_know_their_number_page_and_heading() {
        let text = "目录\n第一章　总 则……1\n一、目标……2\n第二章　分则\n……7\n一、目标……8\n管理办法\n第一章 总则\n一、目标\n要快。\n第三章 分则\n一、目标\n要稳。";
        let (doc, contents) = read("a.txt", text);
        let line = |block: usize| doc.slice(doc.blocks()[block].span);
        let entries = contents.entries.iter().map(|entry| {
            let number = entry.number.map(|number| (number.scheme, number.ordinal));
            (number, doc.slice(entry.title), entry.page, entry.heading)
        });
        let chapter = |ordinal| Some((Scheme::Mark(Family::Article('章')), ordinal));
        let first = Some((Scheme::Mark(Family::HanPause), 1));
        let expected = [
            (chapter(1), "总 则", Some(1), Some(7)),
            (first, "目标", Some(2), Some(8)),
            (chapter(2), "分则", Some(7), Some(10)),
            (first, "目标", Some(8), Some(11)),
        ];
        assert_eq!(entries.collect::<Vec<_>>(), expected);
        assert_eq!(contents.entry_of(10).map(|entry| line(entry.block)), Some("第二章　分则"));
        assert_eq!(contents.entry_of(11).map(|entry| entry.page), Some(Some(8)));
        assert_eq!(contents.entry_of(6), None);
        assert_eq!(contents.numbered(Scheme::Mark(Family::HanPause), 1).count(), 2);
        assert_eq!(contents.numbered(Scheme::Mark(Family::HanPause), 3).count(), 0);
        let held: Vec<bool> = (0..9).map(|block| contents.holds(block)).collect();
        assert_eq!(held, [true, true, true, true, true, true, false, false, false]);
    }

    #[test]
    fn time_is_linear_in_lines_that_all_could_be_contents() {
        let many = |lines: &str, times: usize| lines.repeat(times);
        for text in [
            many("目录\n", 20_000),
            many("目录\n一、甲\n二、乙\n文。\n", 10_000),
            format!("目录\n{}", many("一、甲\n", 40_000)),
            format!("目录\n{}文。", many("附件1\n", 40_000)),
            format!("目录\n{}", many("目标……1\n", 40_000)),
        ] {
            let (doc, contents) = read("a.txt", &text);
            assert!(contents.entries.len() <= doc.blocks().len());
        }
    }
}
