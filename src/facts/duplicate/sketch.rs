//! Data by which a document is compared with other documents after the document itself is dropped.
//! Called a sketch in the literature (Broder, 1997).

use rustc_hash::FxHashMap;

use crate::document::location::{Position, Spoken};
use crate::facts::duplicate::long;
use crate::facts::duplicate::names::{self, Named};
use crate::facts::{Facts, is_long};
use crate::text::fingerprint::Fingerprint;
use crate::text::span::Span;

/// Data by which a document is compared with other documents.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// Fingerprints of the running text without names, in order. Text that was taken over with
    /// other names still matches.
    pub fingerprints: Vec<Fingerprint>,
    /// Number of occurrences of each name of a place or person.
    pub names: FxHashMap<String, u32>,
    /// Positions at which the blocks of the document begin, in order.
    pub starts: Vec<Start>,
    /// For formats without lines, the positions of [`Self::starts`] as a reader would name them
    /// ("page 3").
    pub spoken: Vec<Spoken>,
}

/// Position at which a block begins, in 32-bit numbers to save memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Byte of the text at which the block begins.
    pub at: u32,
    /// Line in the view of the file, counted from 1.
    pub line: u32,
    column: u32,
    utf16_column: u32,
    byte: u32,
}

impl Start {
    fn of(span: Span, position: Position) -> Self {
        Self {
            at: span.start() as u32,
            line: position.line as u32,
            column: position.column as u32,
            utf16_column: position.utf16_column as u32,
            byte: position.byte as u32,
        }
    }

    /// This position as a [`Position`] in the file.
    pub fn position(self) -> Position {
        let [line, column, utf16_column, byte] =
            [self.line, self.column, self.utf16_column, self.byte].map(|number| number as usize);
        Position { line, column, utf16_column, byte }
    }
}

impl Facts<'_> {
    /// The data by which this document is compared with others.
    pub fn sketch(&self) -> Sketch {
        let doc = self.doc;
        // A document that is only compared has not been read for other facts.
        let named = match self.cells.skim.get() {
            Some(skim) => Named::of(doc, &skim.name_ends),
            None => Named::of(doc, &names::ends_of(doc)),
        };
        let blocks = || doc.blocks().iter().map(|block| block.span);
        let positions = doc.locate_starts(blocks());
        let starts = blocks().zip(positions).map(|(span, position)| Start::of(span, position)).collect();
        let without_lines = doc.blocks().iter().filter(|_| !doc.origin().format.has_lines());
        let spoken = without_lines.map(|block| doc.spoken(block.span)).collect();
        let read = || named.between(self.compared_blocks()).into_iter();
        let fingerprints = if is_long(doc.text()) {
            long::fingerprints(doc.text(), read())
        } else if named.counts.is_empty() {
            self.fingerprints()
        } else {
            self.letters().within(read()).fingerprints(doc.text())
        };
        Sketch { fingerprints, names: named.counts, starts, spoken }
    }
}
