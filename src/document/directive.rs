//! Comments in a document with instructions for hegao: `<!-- hegao-ignore numbering/gap: 第三项另行印发
//! -->` ("ignore the gap: the third item is issued separately").

use crate::text::span::Span;

/// Word with which a comment must begin to be an instruction for hegao.
pub const PREFIX: &str = "hegao-ignore";

/// A comment in a document with an instruction for hegao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Content between `<!--` and `-->`, trimmed.
    pub content: String,
    /// First byte of the document's text to which the instruction applies. It concerns the next
    /// block that begins at or after this byte, or, if the comment is inside a block, the block
    /// that begins here.
    pub at: usize,
    /// Span of the comment in the document's text, outside all blocks. Empty for a comment inside a
    /// block.
    pub span: Span,
}
