//! Comments in a document that give instructions to hegao: `<!-- hegao-ignore numbering/gap:
//! 第三项另行印发 -->`.

use crate::text::span::Span;

/// Prefix of such comments.
pub const PREFIX: &str = "hegao-ignore";

/// A comment with an instruction for hegao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Content between `<!--` and `-->`, trimmed.
    pub content: String,
    /// Byte from which it applies: the comment is about the next block that begins at or after it,
    /// or about the block that begins here and contains the comment.
    pub at: usize,
    /// The comment in the document's text, outside all blocks; empty for a comment inside a block.
    pub span: Span,
}
