//! Text that the format emphasizes, for example with a colour.

use crate::text::span::Span;

/// Type of a marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkingKind {
    /// Prompt of a form field that was not filled in: 单击此处输入文字。 ("Click here to enter text.")
    Prompt,
    /// Highlighted with a colour.
    Highlight,
    /// Underlined.
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
