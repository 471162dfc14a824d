//! Parts of a file that number for themselves: speeches bound into one file (【篇一】, 范文二), attachments, tables of contents.

use crate::document::Document;
use crate::facts::blocks::{self, Shape};
use crate::facts::contents::{self, Contents};
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

/// A part: a table of contents to its end, any other from its head to the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What its head says.
    pub kind: PieceKind,
    /// Index of the block with the head.
    pub block: usize,
    /// Span of the head.
    pub head: Span,
    /// Index of the block behind a table of contents; that of other parts is not known here and is `usize::MAX`.
    pub end: usize,
    /// Index of the piece that goes on behind a table of contents.
    pub outer: Option<usize>,
}

/// Finds the parts of a document, whose tables of contents are known. What stands before the first belongs to none.
pub fn find(doc: &Document, contents: &[Contents]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut outer = None;
    let mut next = contents.iter().peekable();
    for (block, at) in doc.blocks().iter().enumerate() {
        if let Some(contents) = next.next_if(|contents| contents.blocks.start == block) {
            let (head, end) = (contents.head, contents.blocks.end);
            pieces.push(Piece { kind: PieceKind::Contents, block, head, end, outer });
        } else if contents::of_block(contents, block).is_none() {
            let kind = match blocks::shape(doc.slice(at.span)) {
                Shape::CollectedHead => PieceKind::Collected,
                Shape::AttachmentHead => PieceKind::Attachment,
                Shape::ContentsHead | Shape::Salutation | Shape::Running => continue,
            };
            outer = Some(pieces.len());
            pieces.push(Piece { kind, block, head: at.span, end: usize::MAX, outer: None });
        }
    }
    pieces
}

/// The index of the piece that holds a block, `None` before the first.
pub fn of_block(pieces: &[Piece], block: usize) -> Option<usize> {
    let index = pieces.partition_point(|piece| piece.block <= block).checked_sub(1)?;
    let piece = &pieces[index];
    if block < piece.end { Some(index) } else { piece.outer }
}
