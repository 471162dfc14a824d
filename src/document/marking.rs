//! Text that the format emphasizes, for example with a colour.

use crate::text::span::Span;

/// Type of a marking: how the format emphasizes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkingKind {
    /// Prompt of a form field that was not filled in: 单击此处输入文字。 ("Click here to enter text.")
    Prompt,
    /// Text with a coloured background, as from a highlighter.
    Highlight,
    /// Underlined text.
    Underline,
}

/// A span of text that the format emphasizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Type of the marking.
    pub kind: MarkingKind,
    /// The span in the document's text.
    pub span: Span,
}
