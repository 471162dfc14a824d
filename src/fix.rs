//! L3: fixes, that is, edits that correct a finding. A fix may renumber items or replace a word; it
//! never invents a figure, a name or a date.

use serde::{Deserialize, Serialize};

use crate::text::span::Span;

/// Safety of a fix. It decides if the fix is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Never applied, only shown.
    ShowOnly,
    /// Applied only if the user requests unsafe fixes, because it may change the meaning of the
    /// text.
    Unsafe,
    /// Can be applied without review.
    Safe,
}

/// Replacement of one span of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Span to replace, in bytes of the document's text.
    pub span: Span,
    /// Replacement text.
    pub text: String,
}

/// Edits that together correct one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Safety of the fix.
    pub safety: Safety,
    /// Edits, sorted by position and without overlaps.
    pub edits: Vec<Edit>,
}
