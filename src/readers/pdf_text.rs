//! Text that another program (pdftotext) extracted from a PDF: pages divided by form feeds, with
//! one line per printed line.
//!
//! The lines are joined to paragraphs. A line continues in the next one if it is as wide as the
//! page and does not end a sentence, and if the next line begins neither with an indent nor with
//! the mark of an item (一、 （二） 3. 第四条 ①). A centred line continues only a centred line. Page
//! numbers become blocks beside the text, and so do running heads and feet, each once.

pub mod centred;
pub mod hidden;
pub(super) mod lines;
mod running;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::document::block::{Aside, Block, BlockKind};
use crate::document::bytes::ByteMap;
use crate::document::source::{Encoding, Format, Origin};
use crate::readers::ReadError;
use crate::readers::decode::decode;
use crate::readers::pdf_text::lines::{Line, Page};
use crate::readers::pdf_text::running::Running;
use crate::text::span::Span;

/// Minimum width of a line that counts as full and may continue in the next one, in hundredths of
/// the page's width.
const FULL: usize = 85;

/// Joins the lines of a converted file to paragraphs.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    let text = decode(bytes, Some(Encoding::Utf8))?.view.text;
    let text = text.strip_suffix('\u{c}').unwrap_or(&text);
    let running = Running::of(text.split('\u{c}'));
    let pages: Vec<Page<'_>> = text.split('\u{c}').map(|page| Page::new(page, &running)).collect();
    let widest = pages.iter().map(|page| page.width).max().unwrap_or(0);
    let mut paragraphs = Paragraphs::default();
    for page in &pages {
        paragraphs.page(page, widest, &running);
    }
    paragraphs.close();
    let Paragraphs { view, blocks, page_starts, .. } = paragraphs;
    if blocks.is_empty() {
        return Err(ReadError::NoText);
    }
    let origin = Origin { format: Format::Pdf, encoding: None, front_matter: None, properties: None };
    Ok(Document::verbatim(view, ByteMap::Foreign(page_starts), blocks, origin))
}

/// The view under construction, with one line per paragraph.
#[derive(Default)]
struct Paragraphs<'t> {
    view: String,
    blocks: Vec<Block>,
    page_starts: Vec<usize>,
    /// First byte of the open paragraph in the view; `None` if no paragraph is open.
    open: Option<usize>,
    /// True if the next line may belong to the open paragraph, because the last line is full and
    /// does not end a sentence.
    goes_on: bool,
    /// True if the last line of the open paragraph is centred.
    is_centred: bool,
    /// Page numbers printed inside a paragraph that runs across pages. They are put after the
    /// paragraph.
    waiting: Vec<&'t str>,
    /// Running heads and feet read so far, without their page numbers.
    read: FxHashSet<&'t str>,
}

impl<'t> Paragraphs<'t> {
    /// Appends a page. `widest` is the width of the widest line of the file, in display cells: a
    /// Chinese character takes two, a Latin letter one. `running` are the running heads and feet of
    /// the file.
    fn page(&mut self, page: &Page<'t>, widest: usize, running: &'t Running) {
        let number = self.page_starts.len() + 1;
        // A page of a few lines does not show its width.
        let width = if page.is_telling { page.width } else { widest };
        let mut has_text = false;
        for (index, line) in page.lines.iter().enumerate() {
            if line.is_blank() {
                // Blank lines at the edges of a page are its margin, not the end of a paragraph.
                let is_inside = has_text && index < page.text.end;
                self.goes_on &= !is_inside || !page.blanks_divide;
                continue;
            }
            if !page.text.contains(&index) {
                if running.key(line.content).is_some_and(|key| !self.read.insert(key)) {
                    continue;
                }
                if !self.goes_on {
                    self.close();
                    self.begin_page(number);
                }
                self.number(line.content);
                continue;
            }
            let is_centred = line.is_centred(width);
            let begins_title = is_centred && !self.is_centred;
            let joins =
                self.open.is_some() && self.goes_on && !begins_title && page.can_continue(line, is_centred);
            if !joins {
                self.close();
            }
            // The open paragraph has been closed, or continues here.
            self.begin_page(number);
            has_text = true;
            self.append(line);
            self.is_centred = is_centred;
            let own = if is_centred { line.width - line.indent } else { line.width };
            self.goes_on = !line.is_tabular && !line.ends_sentence() && own * 100 >= width * FULL;
        }
        self.begin_page(number);
    }

    /// Records the byte of the view at which page `number` begins, unless that was already done.
    fn begin_page(&mut self, number: usize) {
        if self.page_starts.len() < number {
            self.page_starts.push(self.view.len());
        }
    }

    fn append(&mut self, line: &Line<'_>) {
        let start = *self.open.get_or_insert(self.view.len());
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let before = self.view[start..].chars().next_back();
        if is_word(before) && is_word(line.content.chars().next()) {
            self.view.push(' ');
        }
        self.view.push_str(line.content);
    }

    /// Ends the open paragraph, and makes a block of it.
    fn close(&mut self) {
        if let Some(start) = self.open.take() {
            self.end_line(start, BlockKind::Paragraph);
        }
        for number in std::mem::take(&mut self.waiting) {
            self.aside(number);
        }
        self.goes_on = false;
    }

    fn number(&mut self, number: &'t str) {
        if self.open.is_some() && self.goes_on {
            self.waiting.push(number);
        } else {
            self.close();
            self.aside(number);
        }
    }

    fn aside(&mut self, number: &str) {
        let start = self.view.len();
        self.view.push_str(number);
        self.end_line(start, BlockKind::Aside(Aside::Other));
    }

    fn end_line(&mut self, start: usize, kind: BlockKind) {
        let span = Span::new(start, self.view.len());
        self.blocks.push(Block { kind, span, lead: Span::new(start, start) });
        self.view.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::block::BlockKind;
    use crate::document::location::LinelessPlace;
    use crate::document::source::Source;
    use crate::readers::{ReadError, ReadOptions, read, read_as};

    fn doc(text: &str) -> Document {
        let source = Source { name: "a.pdf".to_owned(), bytes: text.into() };
        read_as(&source, &ReadOptions { is_converted: true, ..ReadOptions::default() }).unwrap()
    }

    fn paragraphs(text: &str) -> Vec<String> {
        let doc = doc(text);
        let read = doc.blocks().iter().filter(|block| block.kind == BlockKind::Paragraph);
        read.map(|block| doc.slice(block.span).to_owned()).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "动员会上的讲话\n同志们：\n今年以来，各村先后修通了通组公路，安装了路灯，清\n理了河道，群众出行方便多了。\n\
            一、把握形势，明确今后一个时期全乡工作的总体目标\n（一）要看到成绩，更要看到差距，要知道自己的短处、\n短板。\n";
        assert_eq!(
            paragraphs(text),
            [
                "动员会上的讲话",
                "同志们：",
                "今年以来，各村先后修通了通组公路，安装了路灯，清理了河道，群众出行方便多了。",
                "一、把握形势，明确今后一个时期全乡工作的总体目标",
                "（一）要看到成绩，更要看到差距，要知道自己的短处、短板。",
            ]
        );
    }

    #[test]
    fn a_centred_title_does_not_go_on_in_the_line_above() {
        let wide = "青石乡人民政府关于进一步做好汛期工作的若干意见";
        let body = "各单位要认真对照清单逐项整改到位并及时报送情况";
        let text = format!("{wide}\n               第一次会议纪要\n{body}\n逐项整改。\n{body}\n整改。\n");
        assert_eq!(
            paragraphs(&text),
            [wide, "第一次会议纪要", &format!("{body}逐项整改。"), &format!("{body}整改。")]
        );
        // A title of two lines is one paragraph, without the text below it.
        let (first, second) = (format!("{body}各单位要认真对照清单逐项整改到位并及时报送"), "逐项整改清单");
        let text = format!("{body}{body}。\n   {first}\n{}{second}\n{body}{body}\n整改。\n", " ".repeat(41));
        assert_eq!(paragraphs(&text)[1..], [first + second, format!("{body}{body}整改。")]);
    }

    #[test]
    fn running_heads_and_feet_are_read_once_beside_the_text() {
        let line = "各单位要认真对照清单逐项整改到位并及时报送情况";
        let page = |number: usize, text: &str| {
            format!("青石乡工作简报\n\n{text}\n\n青石乡党政办印制 第 {number} 页 内部资料\n{number}\n\u{c}")
        };
        let text = [
            page(1, &format!("标题\n{line}\n{line}")),
            page(2, &format!("{line}。\n\n青石乡工作简报由此创刊。")),
            page(3, "完。"),
        ];
        let doc = doc(&text.concat());
        let blocks: Vec<(bool, &str)> =
            doc.blocks().iter().map(|block| (block.kind.is_apart(), doc.slice(block.span))).collect();
        let across = format!("{line}{line}{line}。");
        assert_eq!(
            blocks,
            [
                (true, "青石乡工作简报"),
                (false, "标题"),
                (false, across.as_str()),
                (true, "青石乡党政办印制 第 1 页 内部资料"),
                (true, "1"),
                (false, "青石乡工作简报由此创刊。"),
                (true, "2"),
                (false, "完。"),
                (true, "3"),
            ]
        );
        assert_eq!(doc.place(doc.blocks()[7].span), Some(LinelessPlace::Page(3)));
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let line = "各单位要认真对照清单逐项整改到位并及时报送情况";
        let text = format!("    {line}\n{line}\n    {line}\n{line}\n");
        assert_eq!(paragraphs(&text), [format!("{line}{line}"), format!("{line}{line}")]);
    }

    #[test]
    fn a_paragraph_runs_across_pages_and_their_numbers() {
        let line = "各单位要认真对照清单逐项整改到位并及时报送情况";
        let text = format!("{line}\n{line}\n\n- 1 -\n\u{c}{line}。\n\n附件的名单\n第 2 页\n\u{c}");
        let doc = doc(&text);
        let blocks: Vec<&str> = doc.blocks().iter().map(|block| doc.slice(block.span)).collect();
        assert_eq!(blocks, [&format!("{line}{line}{line}。"), "- 1 -", "附件的名单", "第 2 页"]);
        let kinds: Vec<bool> = doc.blocks().iter().map(|block| block.kind.is_apart()).collect();
        assert_eq!(kinds, [false, true, false, true]);
        assert_eq!(doc.place(doc.blocks()[0].span), Some(LinelessPlace::Page(1)));
        assert_eq!(doc.place(doc.blocks()[2].span), Some(LinelessPlace::Page(2)));
        assert!(doc.editable(doc.blocks()[2].span).is_none());
    }

    #[test]
    fn pages_without_text_count() {
        let doc = doc("\u{c}\u{c}正文\n\u{c}");
        assert_eq!(doc.place(doc.blocks()[0].span), Some(LinelessPlace::Page(3)));
        // A scanned file must be reported as unread, not as free of findings.
        assert_eq!(super::read(b"").err(), Some(crate::readers::ReadError::NoText));
    }

    #[test]
    fn rows_stay_rows_and_words_stay_apart() {
        let text = "姓名    性别    单位全称和所在地区\n张某    男      某某街道办事处社区\n";
        assert_eq!(paragraphs(text).len(), 2);
        let text = "the meeting was held in town and\nthe plan was adopted\n";
        assert_eq!(paragraphs(text), ["the meeting was held in town and the plan was adopted"]);
    }

    #[test]
    fn pages_themselves_need_another_program() {
        let source = Source { name: "a.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() };
        assert!(matches!(read(&source), Err(ReadError::NotConverted { .. })));
    }
}
