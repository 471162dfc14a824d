//! The way back from a view that was put together from parts of a file (word/document.xml, content.xml) to their bytes.

use crate::document::block::Cell;
use crate::document::location::Place;
use crate::document::map::Map;
use crate::text::span::Span;

/// Bytes of one part; without a name, of the file itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSpan<'d> {
    /// The name of the part.
    pub part: &'d str,
    /// Bytes of its text in UTF-8, without a byte order mark.
    pub bytes: Span,
}

/// Where a line of the view came from.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// First byte of the line in the view.
    pub view: usize,
    /// First byte of the paragraph's own text, behind a number that the format makes.
    pub text: usize,
    /// Characters of the paragraph that stand on earlier lines: a break in the middle begins a new line.
    pub before: usize,
    /// Index of its part.
    pub part: usize,
    /// The paragraph among those of its part, from 1.
    pub number: usize,
    /// The cell it stands in.
    pub cell: Option<Cell>,
}

/// Parts, where their text went, and what is a paragraph of which.
#[derive(Debug, Default)]
pub struct Parts {
    /// Name and first byte of each part, in a numbering that runs through all of them.
    parts: Vec<(String, usize)>,
    map: Map,
    paragraphs: Vec<Paragraph>,
}

impl Parts {
    /// `parts` are names and lengths in bytes; `map` leads from the view to bytes counted through all parts in order;
    /// `paragraphs` are in the order of the view.
    pub fn new(parts: Vec<(String, usize)>, map: Map, paragraphs: Vec<Paragraph>) -> Self {
        let mut base = 0;
        let parts = parts.into_iter().map(|(name, length)| {
            let start = base;
            base += length;
            (name, start)
        });
        Self { parts: parts.collect(), map, paragraphs }
    }

    /// The bytes that `span` of the view was taken from. A number that the format makes stands for its paragraph. Where the
    /// span runs over two parts, only what is in the first.
    pub fn bytes(&self, span: Span) -> PartSpan<'_> {
        let bytes = self.map.to_view(span);
        let index = self.parts.partition_point(|(_, base)| *base <= bytes.start()).saturating_sub(1);
        let Some((part, base)) = self.parts.get(index) else { return PartSpan { part: "", bytes } };
        let limit = self.parts.get(index + 1).map_or(usize::MAX, |(_, next)| *next);
        PartSpan { part, bytes: Span::new(bytes.start() - base, bytes.end().min(limit) - base) }
    }

    /// The part that was read first: the document itself.
    pub fn main(&self) -> Option<&str> {
        self.parts.first().map(|(name, _)| name.as_str())
    }

    /// True where the view copies the bytes of `span` one for one.
    pub fn is_copy(&self, span: Span) -> bool {
        self.map.is_copy(span)
    }

    /// The paragraph of `span`, whose view is `view`.
    pub fn place(&self, view: &str, span: Span) -> Option<Place<'_>> {
        let index =
            self.paragraphs.partition_point(|paragraph| paragraph.view <= span.start()).checked_sub(1)?;
        let at = self.paragraphs[index];
        let next = self.paragraphs.get(index + 1).map_or(view.len(), |next| next.view - 1);
        let count = |byte: usize| {
            let end = byte.clamp(at.text, next.max(at.text));
            at.before + view[at.text..end].chars().count()
        };
        Some(Place::Paragraph {
            part: self.parts.get(at.part).map_or("", |(name, _)| name),
            paragraph: at.number,
            cell: at.cell,
            start: count(span.start()),
            end: count(span.end()),
        })
    }
}
