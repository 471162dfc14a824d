//! Parts of a file that number for themselves: speeches bound into one file (【篇一】, 范文二), attachments, contents.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::facts::numbering::contents::Contents;
use crate::text::span::Span;

/// Why a part starts here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// 【篇一】, 第二篇：, 范文三.
    Collected,
    /// 附件1, 附录.
    Attachment,
    /// 目录.
    Contents,
}

/// A part, from its head to the next one's; contents end where the text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What its head says.
    pub kind: PieceKind,
    /// Index of the block with the head; for contents without one, of their first block.
    pub block: usize,
    /// Span of the head.
    pub head: Span,
    /// Contents: where they end, and the part that they stand in.
    pub inside: Option<Inside>,
}

/// How a piece lies inside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// One past its last block.
    pub end: usize,
    /// The part that goes on there, by its index; `None` for what stands before the first part.
    pub outer: Option<usize>,
}

impl Facts<'_> {
    /// The piece of a collection that a block stands in, if it is one.
    pub fn piece_of(&self, block: usize) -> Option<usize> {
        of_block(self.pieces(), block)
    }

    /// Speeches bound into one file, attachments and other parts that number for themselves.
    pub fn pieces(&self) -> &[Piece] {
        self.cells.pieces.get_or_init(|| find(self.doc, self.contents()))
    }
}

/// Finds the heads of parts. What stands before the first belongs to none.
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
        // An entry of the contents begins no part.
        if block >= end {
            outer = Some(pieces.len());
            pieces.push(Piece { kind, block, head: at.span, inside: None });
        }
    }
    pieces
}

/// The index of the piece that holds a block, `None` before the first.
pub fn of_block(pieces: &[Piece], block: usize) -> Option<usize> {
    let piece = pieces.partition_point(|piece| piece.block <= block).checked_sub(1)?;
    match pieces[piece].inside {
        Some(inside) if inside.end <= block => inside.outer,
        _ => Some(piece),
    }
}
