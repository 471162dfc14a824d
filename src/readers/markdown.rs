//! Markdown: the prose of a CommonMark file with tables, footnotes and front matter.
//!
//! Emphasis marks, tags, code, images and addresses are not prose. The number of a list item is put
//! before its text as rendered (`1.` `1.` `1.` shows as `1.` `2.` `3.`). Each source line of a
//! paragraph is a block of its own: drafts are typed with one paragraph per line, often without
//! blank lines between. Only in a file whose lines are wrapped at one width (see `wrapped`) may a
//! paragraph have several lines.

use std::iter::Peekable;
use std::vec::IntoIter;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::document::block::{Aside, BlockKind, Cell};
use crate::document::source::{Format, Origin};
use crate::readers::builder::Builder;
use crate::readers::decode::Decoded;
use crate::readers::html::fragment;
use crate::readers::markup::{self, Kind, Piece};
use crate::readers::wrapped;
use crate::text::chars::{after, before, is_blank, is_han};
use crate::text::span::Span;
use crate::words::{Words, place, time};

/// Extracts the prose of a decoded file.
pub(super) fn read(decoded: Decoded) -> Document {
    let view = &decoded.view.text;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        // `## 概述 {#overview}`: the anchor is not part of the heading.
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut walk = Walk::new(view, markup::find(view, are_masked));
    for (event, range) in Parser::new_ext(view, options).into_offset_iter() {
        walk.event(&event, Span::new(range.start, range.end));
    }
    let (builder, front_matter) = (walk.builder, walk.front_matter);
    let origin = Origin { front_matter, ..Origin::new(Format::Markdown, decoded.encoding) };
    builder.finish(decoded.view, origin)
}

/// State while the parser's events are read one after another.
struct Walk<'v> {
    view: &'v str,
    builder: Builder,
    /// Number of tables of the file that are already closed.
    kind: BlockKind,
    /// Tables closed so far.
    tables: u32,
    /// Position of the next table cell.
    cell: Cell,
    /// Next number of each open list, the innermost last; `None` for a list with bullets.
    lists: Vec<Option<u64>>,
    /// Number of a list item with its source span, kept until the item's first text.
    number: Option<(String, Span)>,
    /// Closing marks of those pairs of stars that the parser takes for emphasis although they hide
    /// names: `**市**县` ("city **, county **").
    masks: Vec<Span>,
    front_matter: Option<Span>,
    /// Byte offsets of the ends of lines whose paragraph continues in the next line.
    wrapped: Vec<usize>,
    /// Formulas, shortcodes of site generators such as `{{< … >}}`, and emphasis marks that the
    /// parser does not know, in order. Those before the current place are already taken out.
    markup: Peekable<IntoIter<Piece>>,
    /// Byte of the source at which the formula begins whose placeholder was written last.
    formula: Option<usize>,
    /// Number of open footnote definitions, which may be nested.
    notes: usize,
    /// Number of the footnote whose definition began last.
    note: u32,
    /// Numbers of footnotes by label, in the order of their references.
    numbers: FxHashMap<String, u32>,
    /// Number of open elements whose text is left out because it is not prose: code, images,
    /// metadata, bare addresses.
    skipped: usize,
}

impl<'v> Walk<'v> {
    fn new(view: &'v str, markup: Vec<Piece>) -> Self {
        Self {
            view,
            builder: Builder::new(view.len()),
            kind: BlockKind::Paragraph,
            tables: 0,
            cell: Cell { table: 0, row: 0, column: 0 },
            lists: Vec::new(),
            number: None,
            masks: Vec::new(),
            front_matter: None,
            wrapped: wrapped::breaks(view),
            markup: markup.into_iter().peekable(),
            formula: None,
            notes: 0,
            note: 0,
            numbers: FxHashMap::default(),
            skipped: 0,
        }
    }

    fn event(&mut self, event: &Event<'_>, range: Span) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            _ if self.skipped > 0 => {}
            Event::Text(text) => self.text(text, range),
            Event::Code(_) => {
                self.open();
                self.builder.opaque(range);
            }
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.builder.close(),
            Event::InlineHtml(tag) if tag.starts_with("<!--") => self.builder.comment(self.view, range),
            // In a wrapped file, a line end inside a paragraph is not a break.
            Event::SoftBreak if self.wrapped.binary_search(&range.start()).is_ok() => {
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let (before, behind) = (before(self.view, range.start()), after(self.view, range.end()));
                if is_word(before) && is_word(behind) {
                    self.builder.replace(" ", range);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => self.builder.close(),
            Event::FootnoteReference(label) => {
                self.number_of(label);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Span) {
        match tag {
            Tag::Heading { level, .. } => self.block(BlockKind::Heading(*level as u8)),
            Tag::Table(_) => self.cell = Cell { table: self.tables, row: 0, column: 0 },
            Tag::TableCell => {
                self.block(BlockKind::Cell(self.cell));
                if range.of(self.view).trim_matches(|c| is_blank(c) || c == '|').is_empty() {
                    self.builder.empty_cell(self.cell);
                }
                self.cell.column += 1;
            }
            Tag::Paragraph if self.kind != BlockKind::Item => self.block(BlockKind::Paragraph),
            Tag::List(first) => {
                self.builder.close();
                self.lists.push(*first);
            }
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(label) => {
                self.notes += 1;
                self.note = self.number_of(label);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.builder.close(),
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) if is_prose(language) => self.builder.close(),
            Tag::HtmlBlock => {
                self.builder.close();
                self.html(range);
                self.skipped += 1;
            }
            Tag::MetadataBlock(_) => {
                self.front_matter.get_or_insert(range);
                self.skipped += 1;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                self.builder.close();
                self.skipped += 1;
            }
            Tag::Image { .. } | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                if self.skipped == 0 {
                    self.open();
                    self.builder.opaque(range);
                }
                self.skipped += 1;
            }
            Tag::Strong if self.is_mask_pair(range) => {
                self.open();
                self.builder.copy(self.view, Span::new(range.start(), range.start() + 2));
                self.masks.push(Span::new(range.end() - 2, range.end()));
            }
            Tag::Strong => self.masks.push(Span::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table => self.tables += 1,
            TagEnd::TableHead | TagEnd::TableRow => {
                self.cell = Cell { row: self.cell.row + 1, column: 0, ..self.cell };
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item => {
                self.builder.close();
                self.number = None;
                self.kind = BlockKind::Paragraph;
            }
            TagEnd::FootnoteDefinition => self.notes -= 1,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock if self.skipped == 0 => self.builder.close(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Link if self.skipped > 0 => self.skipped -= 1,
            TagEnd::Strong => {
                if let Some(mask) = self.masks.pop().filter(|mask| !mask.is_empty()) {
                    self.builder.copy(self.view, mask);
                }
            }
            _ => {}
        }
    }

    /// Closes the open block. The next text will open a block of this kind.
    fn block(&mut self, kind: BlockKind) {
        self.builder.close();
        self.kind = kind;
    }

    fn item(&mut self, range: Span) {
        self.block(BlockKind::Item);
        self.number = None;
        if let Some(Some(next)) = self.lists.last_mut() {
            let digits = range.of(self.view).bytes().take_while(u8::is_ascii_digit).count();
            let shown = Span::new(range.start(), range.start() + digits + 1);
            let delimiter = shown.of(self.view).chars().next_back().unwrap_or('.');
            self.number = Some((format!("{next}{delimiter} "), shown));
            *next += 1;
        }
    }

    /// Number of the footnote with this label, as `note` in `[^note]`. Footnotes are numbered in
    /// the order of their references, as they are rendered.
    fn number_of(&mut self, label: &str) -> u32 {
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }

    fn open(&mut self) {
        let is_note = self.notes > 0 && self.kind.is_running();
        let note = BlockKind::Aside(Aside::Footnote(self.note));
        self.builder.open(if is_note { note } else { self.kind });
        if let Some((number, shown)) = self.number.take() {
            self.builder.replace(&number, shown);
        }
        if self.kind == BlockKind::Item {
            self.kind = BlockKind::Paragraph;
        }
    }

    fn text(&mut self, text: &str, range: Span) {
        let source = range.of(self.view);
        if text == source {
            // Indented code is one text of several lines; if it is Chinese, it is an indented
            // paragraph.
            let mut start = range.start();
            for line in source.split_inclusive('\n') {
                let content = line.trim_end_matches(['\n', '\r']);
                self.prose(Span::new(start, start + content.len()));
                if content.len() < line.len() {
                    self.builder.close();
                }
                start += line.len();
            }
        } else if !self.is_markup(range) {
            self.open();
            self.builder.replace(&text.replace('\n', " "), range);
        }
    }

    /// Copies a span of the source to the text, without the markup in it. A formula becomes one
    /// placeholder character, however many pieces the parser makes of it; no character is written
    /// if the formula begins in an earlier block.
    fn prose(&mut self, range: Span) {
        let mut at = range.start();
        while self.markup.next_if(|piece| piece.span.end() <= at).is_some() {}
        while let Some(piece) = self.markup.peek().copied().filter(|piece| piece.span.start() < range.end()) {
            if piece.span.start() > at {
                self.open();
                self.builder.copy(self.view, Span::new(at, piece.span.start()));
            }
            // If the first sign is a backslash, the parser removes it.
            let begins_here = piece.span.start() + 1 >= at && self.formula != Some(piece.span.start());
            if piece.kind == Kind::Opaque && begins_here {
                self.open();
                self.builder.opaque(piece.span);
                self.formula = Some(piece.span.start());
            }
            at = piece.span.end().min(range.end());
            if piece.span.end() > range.end() {
                return;
            }
            self.markup.next();
        }
        if at < range.end() {
            self.open();
            self.builder.copy(self.view, Span::new(at, range.end()));
        }
    }

    /// True if a source span consists only of markup.
    fn is_markup(&mut self, range: Span) -> bool {
        while self.markup.next_if(|piece| piece.span.end() <= range.start()).is_some() {}
        self.markup
            .peek()
            .is_some_and(|piece| piece.span.start() <= range.start() && range.end() <= piece.span.end())
    }

    fn html(&mut self, range: Span) {
        if self.skipped > 0 {
            return;
        }
        for comment in fragment::comments(self.view, range) {
            self.builder.comment(self.view, comment);
        }
        for run in fragment::prose(self.view, range) {
            if run.range.of(self.view).chars().any(is_han) {
                self.builder.open(BlockKind::Paragraph);
                match run.decoded {
                    Some(decoded) => self.builder.replace(&decoded, run.range),
                    None => self.builder.copy(self.view, run.range),
                }
                self.builder.close();
            }
        }
    }

    /// True if a pair of stars (`**…**`) hides names or numbers and is not emphasis: `中共**市委、**县委`
    /// ("the Party committees of ** City and ** County").
    fn is_mask_pair(&self, range: Span) -> bool {
        let marks = range.of(self.view);
        marks.len() > 4 && marks.starts_with("**") && are_masked(&marks[2..], &self.view[range.end()..])
    }
}

/// True if both the text inside a pair of stars and the text after the pair begin with a word
/// before which a name or a number is often left out, such as 市 ("city") or 月 ("month").
fn are_masked(inside: &str, behind: &str) -> bool {
    // Files are read before their configuration is known, so words of the user are not included.
    const WORDS: Words = Words::new();
    let classes = [&place::DIVISION, &time::PART];
    let is_masked = |text: &str| classes.iter().any(|class| WORDS.of(class).start_of(text).is_some());
    is_masked(inside) && is_masked(behind)
}

/// True if the language named at a fence is one of plain text, so that its content is prose and not
/// code, as in ` ```text `.
fn is_prose(language: &str) -> bool {
    matches!(language, "text" | "txt" | "plain" | "plaintext" | "markdown" | "md")
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::readers;

    fn read(text: &str) -> Document {
        readers::read(&Source { name: "a.md".to_owned(), bytes: text.into() }).unwrap()
    }

    fn blocks(markdown: &str) -> Vec<String> {
        let doc = read(markdown);
        doc.blocks().iter().map(|block| doc.slice(block.span).to_owned()).collect()
    }

    #[test]
    fn reads_prose_alone() {
        assert_eq!(blocks("共**53**例，见`XX`和<b>XX</b>"), ["共53例，见\u{FFFC}和XX"]);
        assert_eq!(blocks("---\ntitle: XX\n---\n正文"), ["正文"]);
        assert_eq!(blocks("```\nXX\n```\n正文"), ["正文"]);
        assert_eq!(blocks("```text\n一、范文\n正文\n```"), ["一、范文", "正文"]);
        assert_eq!(blocks("![XX](x.png)[链接](http://xx.cn)<http://xx.cn>"), ["\u{FFFC}链接\u{FFFC}"]);
        assert_eq!(blocks("<p class=\"x\">段落</p>\n\n<script>\nvar XX;\n</script>\n"), ["段落"]);
    }

    #[test]
    fn a_line_is_a_block() {
        assert_eq!(
            blocks("# 标题\n一、甲\n二、乙\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |"),
            ["标题", "一、甲", "二、乙", "甲", "乙", "一", "二"]
        );
    }

    #[test]
    fn list_numbers_are_those_rendered() {
        assert_eq!(blocks("1. 甲\n1. 乙\n   丙\n\n- 丁"), ["1. 甲", "2. 乙", "丙", "丁"]);
        assert_eq!(blocks("3) 甲"), ["3) 甲"]);
    }

    #[test]
    fn indented_chinese_is_a_paragraph() {
        assert_eq!(blocks("    第一段\n    第二段\n"), ["第一段", "第二段"]);
    }

    #[test]
    fn unpaired_stars_before_a_name_are_text() {
        assert_eq!(blocks("中共**市委"), ["中共**市委"]);
        assert_eq!(blocks("在**市和**县"), ["在**市和**县"]);
        assert_eq!(blocks("在**重点**工作"), ["在重点工作"]);
    }

    #[test]
    fn emphasis_between_punctuation_and_characters_is_no_text() {
        assert_eq!(blocks("**结论：**市场平稳，**预期：**向好"), ["结论：市场平稳，预期：向好"]);
        assert_eq!(blocks("**一、总体要求。**全面贯彻"), ["一、总体要求。全面贯彻"]);
        assert_eq!(blocks("| **甲：**一 | 乙 |\n|---|---|\n| 丙 | 丁 |"), ["甲：一", "乙", "丙", "丁"]);
    }

    #[test]
    fn formulas_are_no_prose() {
        assert_eq!(blocks("设$x_1$、$x_2$为\\(X\\)的分量"), ["设\u{FFFC}、\u{FFFC}为\u{FFFC}的分量"]);
        assert_eq!(blocks("有\n$$\nx_1 *X* X\n- X\n$$\n成立"), ["有", "\u{FFFC}", "成立"]);
        assert_eq!(
            blocks("{{< tabs >}}\n\n第一步，见[[手册|操作手册]]。"),
            ["\u{FFFC}", "第一步，见操作手册。"]
        );
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "确诊**53**例，&amp;截止";
        let doc = read(source);
        let text = doc.text();
        for word in ["确诊", "53", "例", "截止"] {
            let start = text.find(word).unwrap();
            let view = doc.in_view(crate::text::span::Span::new(start, start + word.len()));
            assert_eq!(view.of(source), word);
        }
    }
}
