//! What a format marks in its text beside the words.

use crate::text::span::Span;

/// Why a stretch of text is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkingKind {
    /// The prompt of a form field that nobody filled in: 单击此处输入文字。
    Prompt,
    /// Marked with a colour, as with a felt pen.
    Highlight,
    /// Underlined.
    Underline,
}

/// A stretch of text that the format marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Why.
    pub kind: MarkingKind,
    /// The stretch, in the document's text.
    pub span: Span,
}
