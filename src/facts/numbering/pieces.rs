//! Pieces of a file with their own numbering: speeches bound into one file (【篇一】, "Text 1"; 范文二,
//! "model text 2"), attachments, tables of contents.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::facts::numbering::contents::Contents;
use crate::text::span::Span;

/// Kind of a [`Piece`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A text of a collection: 【篇一】 ("Text 1"), 第二篇： ("Part 2:"), 范文三 ("model text 3").
    Collected,
    /// An attachment: 附件1 ("Annex 1"), 附录 ("Appendix").
    Attachment,
    /// A table of contents: 目录 ("Contents").
    Contents,
}

/// A piece: a part of the file that has its own numbering, such as an attachment. It reaches from
/// its first line to that of the next piece; a table of contents ends where the text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Kind of the piece.
    pub kind: PieceKind,
    /// Index of the block with the first line of the piece. For a table of contents without the
    /// line 目录, this is its first entry.
    pub block: usize,
    /// Span of the line with which the piece begins.
    pub head: Span,
    /// For a table of contents, its end and the piece around it; `None` for other kinds.
    pub inside: Option<Inside>,
}

/// End of a table of contents, which is inside another piece or before the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Index of the block after the last block of the table of contents.
    pub end: usize,
    /// Index of the piece that continues after the table of contents; `None` if no piece began
    /// before it.
    pub outer: Option<usize>,
}

impl Facts<'_> {
    /// Index of the piece that contains a block; `None` before the first piece.
    pub fn piece_of(&self, block: usize) -> Option<usize> {
        of_block(self.pieces(), block)
    }

    /// All pieces of the file, in order: speeches bound together, attachments and other parts with
    /// their own numbering.
    pub fn pieces(&self) -> &[Piece] {
        self.cells.pieces.get_or_init(|| find(self.doc, self.contents()))
    }
}

/// Finds the pieces. The text before the first one belongs to none.
pub fn find(doc: &Document, contents: &Contents) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut outer = None;
    let mut tables = contents.tables.iter().peekable();
    let mut end = 0;
    for (block, at) in doc.blocks().iter().enumerate() {
        if let Some(table) = tables.next_if(|table| table.blocks.start == block) {
            end = table.blocks.end;
            let (kind, inside) = (PieceKind::Contents, Some(Inside { end, outer }));
            pieces.push(Piece { kind, block, head: at.span, inside });
        }
        let kind = match blocks::shape(doc.slice(at.span)) {
            Shape::CollectedHead => PieceKind::Collected,
            Shape::AttachmentHead => PieceKind::Attachment,
            _ => continue,
        };
        // An entry of the contents does not begin a piece.
        if block >= end {
            outer = Some(pieces.len());
            pieces.push(Piece { kind, block, head: at.span, inside: None });
        }
    }
    pieces
}

/// Index of the piece that contains a block. `None` before the first piece.
pub fn of_block(pieces: &[Piece], block: usize) -> Option<usize> {
    let piece = pieces.partition_point(|piece| piece.block <= block).checked_sub(1)?;
    match pieces[piece].inside {
        Some(inside) if inside.end <= block => inside.outer,
        _ => Some(piece),
    }
}
