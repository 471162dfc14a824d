//! Places in a document, in all units that programs and people need.

use std::ops::Range;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::location::{LinelessPlace, Location, Position};
use crate::facts::numbering::outline::Heading;
use crate::language::Language;
use crate::output::place::SpokenPlace;
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// The place of a span of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Bytes of the prose ([`Report::prose`](crate::linter::report::Report::prose)).
    pub prose: Range<usize>,
    /// The range of `prose` in UTF-16 code units.
    pub prose_utf16: Range<usize>,
    /// Line, columns and byte of the first character, as in the JSON report.
    pub start: Position,
    /// Line, columns and byte after the last character.
    pub end: Position,
    /// The part of a package to which the bytes of `start` and `end` refer, such as
    /// `word/document.xml`; `None` if they refer to the file itself.
    pub part: Option<String>,
    /// The paragraph of the place, in packages such as DOCX.
    pub paragraph: Option<Paragraph>,
    /// The cell that contains the place: table, row and column, from 1.
    pub cell: Option<(u32, u32, u32)>,
    /// The number of the page, from 1, in formats whose places are pages, such as PDF.
    pub page: Option<usize>,
    /// Kind of the block that contains the place, as `kind` in the JSON report: `paragraph`,
    /// `heading`, `cell`, `header`, `footnote`.
    pub kind: &'static str,
    /// The number of the footnote, endnote or text box that contains the place.
    pub number: Option<u32>,
    /// The number of the paragraph in the running text, from 1. Empty paragraphs and tables are not
    /// counted.
    pub running: Option<usize>,
    /// The heading or list item that the place is under.
    pub under: Option<String>,
    /// The place in words for people who have the document open: 第17段（「（三）加强监管」之下） ("paragraph 17,
    /// under '(3) Strengthen supervision'"), 表1第2行第3列 ("table 1, row 2, column 3").
    pub words: String,
}

/// A place in a paragraph of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// Number of the paragraph among all paragraphs of its part, from 1: the elements `w:p` of
    /// Word.
    pub number: usize,
    /// Index of the first character in the paragraph's text, from 0.
    pub start: usize,
    /// Index after the last character in the paragraph's text.
    pub end: usize,
}

/// Converts spans of one document to places.
pub(super) struct Places<'d> {
    doc: &'d Document,
    headings: &'d [Heading],
    language: Language,
    lines: LineIndex,
}

impl<'d> Places<'d> {
    pub(super) fn new(doc: &'d Document, headings: &'d [Heading], language: Language) -> Self {
        Self { doc, headings, language, lines: LineIndex::new(doc.text()) }
    }

    /// The document.
    pub(super) fn doc(&self) -> &'d Document {
        self.doc
    }

    pub(super) fn of(&self, span: Span) -> Place {
        let doc = self.doc;
        let Location { start, end } = doc.locate(span);
        let part = Some(doc.source(span).part).filter(|part| !part.is_empty()).map(str::to_owned);
        let spoken = SpokenPlace::under(doc, self.headings, span);
        let (mut paragraph, mut page) = (None, None);
        match doc.place(span) {
            Some(LinelessPlace::Page(number)) => page = Some(number),
            Some(LinelessPlace::Paragraph { paragraph: number, start, end, .. }) => {
                paragraph = Some(Paragraph { number, start, end });
            }
            None => {}
        }
        let kind = doc.kind_at(span.start());
        let cell = match kind {
            BlockKind::Cell(cell) => Some((cell.table + 1, cell.row + 1, cell.column + 1)),
            _ => None,
        };
        let utf16 = |byte| self.lines.utf16(doc.text(), byte);
        Place {
            prose: span.start()..span.end(),
            prose_utf16: utf16(span.start())..utf16(span.end()),
            start,
            end,
            part,
            paragraph,
            cell,
            page,
            kind: kind.name(),
            number: match kind {
                BlockKind::Aside(aside) => aside.number(),
                _ => None,
            },
            words: spoken.words(self.language),
            running: spoken.paragraph,
            under: spoken.under,
        }
    }
}
