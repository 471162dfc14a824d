//! Comments in a document with instructions for hegao: `<!-- hegao-ignore numbering/gap: 第三项另行印发
//! -->` ("ignore the gap: the third item is issued separately").

use crate::text::span::Span;

/// Word with which a comment for hegao begins.
pub const PREFIX: &str = "hegao-ignore";

/// A comment in a document with an instruction for hegao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Content between `<!--` and `-->`, trimmed.
    pub content: String,
    /// Byte of the document's text from which it applies: to the next block that begins at or after
    /// this byte, or to the block that begins here and contains the comment.
    pub at: usize,
    /// Span of the comment in the document's text, outside all blocks. Empty for a comment inside a
    /// block.
    pub span: Span,
}
