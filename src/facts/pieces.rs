//! Parts of a file that number for themselves: speeches bound into one file (【篇一】, 范文二), attachments, contents.

use crate::document::Document;
use crate::facts::blocks::{self, Shape};
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

/// A part, from its head to the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What its head says.
    pub kind: PieceKind,
    /// Index of the block with the head.
    pub block: usize,
    /// Span of the head.
    pub head: Span,
}

/// Finds the heads of parts. What stands before the first belongs to none.
pub fn find(doc: &Document) -> Vec<Piece> {
    let kinds = |shape| match shape {
        Shape::CollectedHead => Some(PieceKind::Collected),
        Shape::AttachmentHead => Some(PieceKind::Attachment),
        Shape::ContentsHead => Some(PieceKind::Contents),
        _ => None,
    };
    let heads = doc.blocks().iter().enumerate();
    heads
        .filter_map(|(block, at)| {
            let kind = kinds(blocks::shape(doc.slice(at.span)))?;
            Some(Piece { kind, block, head: at.span })
        })
        .collect()
}

/// The index of the piece that holds a block, `None` before the first.
pub fn of_block(pieces: &[Piece], block: usize) -> Option<usize> {
    pieces.partition_point(|piece| piece.block <= block).checked_sub(1)
}
