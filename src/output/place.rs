//! Places in words that a person can find in Word: 第17段（「（三）加强监管」之下） ("paragraph 17, under '(3)
//! Strengthen supervision'"), 表1第2行第3列 ("table 1, row 2, column 3"), 页眉 ("header"), 脚注2 ("footnote
//! 2"). Only paragraphs of the running text that are not empty are counted; tables, rows and
//! columns count from 1.

use crate::document::Document;
use crate::document::block::{Aside, BlockKind};
use crate::document::location::Spoken;
use crate::engine::report::Checked;
use crate::facts::numbering::outline::Heading;
use crate::language::Language;
use crate::text::chars::clipped;
use crate::text::span::Span;

/// Maximum number of characters quoted from the heading above a paragraph; a longer heading is cut.
const MAX_UNDER: usize = 16;

/// A place in a document as a person would describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenPlace {
    /// Kind of the block that holds the place.
    pub kind: BlockKind,
    /// Number of the paragraph in the running text, from 1; `None` outside the running text.
    pub paragraph: Option<usize>,
    /// The heading or the list item that the paragraph is under, cut to a few words.
    pub under: Option<String>,
    /// Number of the page, in formats whose places are pages, such as PDF.
    pub page: Option<usize>,
}

impl SpokenPlace {
    /// The place of `span` in a checked document.
    pub fn of(checked: &Checked, span: Span) -> Self {
        Self::under(&checked.document, &checked.headings, span)
    }

    /// The place of `span` in a document that has these headings.
    pub fn under(doc: &Document, headings: &[Heading], span: Span) -> Self {
        let Spoken { kind, paragraph, page } = doc.spoken(span);
        let under = paragraph.and_then(|_| holder(doc, headings, doc.block_at(span.start())));
        Self { kind, paragraph, under, page }
    }

    /// The place described by `spoken`, in a document that is no longer in memory. The heading
    /// above the place is unknown.
    pub fn bare(spoken: Spoken) -> Self {
        let Spoken { kind, paragraph, page } = spoken;
        Self { kind, paragraph, under: None, page }
    }

    /// The place in words, without a full stop.
    pub fn words(&self, language: Language) -> String {
        let place = match language {
            Language::Chinese => self.chinese(),
            Language::English => self.english(),
        };
        match self.page {
            Some(page) => language.pick(format!("第{page}页{place}"), format!("page {page}, {place}")),
            None => place,
        }
    }

    fn chinese(&self) -> String {
        let numbered = |word: &str, number: u32| match number {
            0 => word.to_owned(),
            number => format!("{word}{number}"),
        };
        match self.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Item => {
                let under = self.under.as_ref().map(|under| format!("（「{under}」之下）"));
                format!("第{}段{}", self.paragraph.unwrap_or(1), under.unwrap_or_default())
            }
            BlockKind::Cell(cell) => {
                format!("表{}第{}行第{}列", cell.table + 1, cell.row + 1, cell.column + 1)
            }
            BlockKind::Contents => "目录".to_owned(),
            BlockKind::Hidden => "隐藏文字".to_owned(),
            BlockKind::Aside(Aside::Header) => "页眉".to_owned(),
            BlockKind::Aside(Aside::Footer) => "页脚".to_owned(),
            BlockKind::Aside(Aside::Footnote(number)) => numbered("脚注", number),
            BlockKind::Aside(Aside::Endnote(number)) => numbered("尾注", number),
            BlockKind::Aside(Aside::Box(number)) => numbered("文本框", number),
            BlockKind::Aside(Aside::Other) => "正文以外".to_owned(),
        }
    }

    fn english(&self) -> String {
        let numbered = |word: &str, number: u32| match number {
            0 => word.to_owned(),
            number => format!("{word} {number}"),
        };
        match self.kind {
            BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Item => {
                let under = self.under.as_ref().map(|under| format!(" (under “{under}”)"));
                format!("paragraph {}{}", self.paragraph.unwrap_or(1), under.unwrap_or_default())
            }
            BlockKind::Cell(cell) => {
                format!("table {} row {} column {}", cell.table + 1, cell.row + 1, cell.column + 1)
            }
            BlockKind::Contents => "table of contents".to_owned(),
            BlockKind::Hidden => "hidden text".to_owned(),
            BlockKind::Aside(Aside::Header) => "header".to_owned(),
            BlockKind::Aside(Aside::Footer) => "footer".to_owned(),
            BlockKind::Aside(Aside::Footnote(number)) => numbered("footnote", number),
            BlockKind::Aside(Aside::Endnote(number)) => numbered("endnote", number),
            BlockKind::Aside(Aside::Box(number)) => numbered("text box", number),
            BlockKind::Aside(Aside::Other) => "beside the text".to_owned(),
        }
    }
}

/// Returns the heading that the block with this index is under: the last heading before it, or, for
/// a heading, its parent.
fn holder(doc: &Document, headings: &[Heading], block: usize) -> Option<String> {
    let start = doc.blocks().get(block)?.span.start();
    let behind = headings.partition_point(|heading| heading.span.start() < start);
    let own = headings.get(behind).filter(|heading| heading.span.start() == start);
    let holder = match own {
        Some(heading) => headings.get(heading.parent? as usize)?,
        None => headings.get(behind.checked_sub(1)?)?,
    };
    let words = doc.slice(holder.span).trim_end_matches(['，', '。', '：', '；', ':', ';', '.']);
    (!words.is_empty()).then(|| clipped(words, MAX_UNDER).replace(['\n', '\r'], " "))
}
