//! Comments in a document that speak to hegao: `<!-- hegao-ignore numbering/gap: 第三项另行印发 -->`.

use crate::text::span::Span;

/// How such comments begin.
pub const PREFIX: &str = "hegao-ignore";

/// A comment that speaks to hegao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What stands between `<!--` and `-->`, without blanks at its ends.
    pub content: String,
    /// Where it takes effect: the next block begins here or behind, or the comment stands in the block that begins here.
    pub at: usize,
    /// The comment in the document's text, outside all blocks; empty for one inside a block.
    pub span: Span,
}
