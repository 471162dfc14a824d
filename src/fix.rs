//! L3: fixes, which are changes that correct a finding. A fix renumbers or replaces a word; it
//! never writes a figure, a name or a date.

use serde::{Deserialize, Serialize};

use crate::text::span::Span;

/// Safety of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Shown, never applied.
    ShowOnly,
    /// Applied only if explicitly requested, because it may change the meaning of the text.
    Unsafe,
    /// Can be applied without review.
    Safe,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Span to replace, in the document's text.
    pub span: Span,
    /// Replacement text.
    pub text: String,
}

/// Edits that together correct one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Safety of the fix.
    pub safety: Safety,
    /// Edits in order, without overlaps.
    pub edits: Vec<Edit>,
}
