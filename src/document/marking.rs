//! Text that the format marks, for example with a colour.

use crate::text::span::Span;

/// Kind of a marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkingKind {
    /// The prompt of a form field that was not filled in: 单击此处输入文字。
    Prompt,
    /// Highlighted with a colour.
    Highlight,
    /// Underlined.
    Underline,
}

/// A span of text that the format marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Kind of the marking.
    pub kind: MarkingKind,
    /// The span in the document's text.
    pub span: Span,
}
