//! Places in a document, in all units that programs and people use.

use std::ops::Range;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::location::{Location, Place as Told, Position};
use crate::facts::numbering::outline::Heading;
use crate::language::Language;
use crate::output::place::SpokenPlace;
use crate::text::lines::LineIndex;
use crate::text::span::Span;

/// A span of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Bytes of the prose ([`Report::prose`](crate::linter::report::Report::prose)).
    pub prose: Range<usize>,
    /// The same range in UTF-16 code units.
    pub prose_utf16: Range<usize>,
    /// Line, columns and byte of the first character, as in the JSON report.
    pub start: Position,
    /// Line, columns and byte after the last character.
    pub end: Position,
    /// The part of a package to which the bytes of `start` and `end` refer, as `word/document.xml`;
    /// `None` if it is the file.
    pub part: Option<String>,
    /// The paragraph, in packages.
    pub paragraph: Option<Paragraph>,
    /// The cell of a table, with table, row and column from 1.
    pub cell: Option<(u32, u32, u32)>,
    /// The page from 1, in formats that have only pages.
    pub page: Option<usize>,
    /// Kind of the block around it, as `kind` in the JSON report: `paragraph`, `heading`, `cell`,
    /// `header`, `footnote`.
    pub kind: &'static str,
    /// The number of the footnote, the endnote or the text box around it.
    pub number: Option<u32>,
    /// The paragraph of the running text, from 1, without empty ones and tables.
    pub running: Option<usize>,
    /// The heading or the item above it.
    pub under: Option<String>,
    /// The place in the words of a reader who has the document open: 第17段（「（三）加强监管」之下）, 表1第2行第3列.
    pub words: String,
}

/// A place in a paragraph of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// Number of the paragraph among all paragraphs of its part, from 1: the elements `w:p` of
    /// Word.
    pub number: usize,
    /// First character of its text, from 0.
    pub start: usize,
    /// After its last character.
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
            Some(Told::Page(number)) => page = Some(number),
            Some(Told::Paragraph { paragraph: number, start, end, .. }) => {
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
