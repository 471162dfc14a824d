//! L3: changes that mend a finding. A fix renumbers or swaps a word; it never writes a figure, a name or a date.

use serde::{Deserialize, Serialize};

use crate::text::span::Span;

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Shown, never applied.
    ShowOnly,
    /// Applied only when asked for by name: it may change what the text means.
    Unsafe,
    /// May be applied without looking.
    Safe,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the document's text.
    pub span: Span,
    /// What is put there.
    pub text: String,
}

/// Edits that together mend one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How far it may be trusted.
    pub safety: Safety,
    /// In order, without overlaps.
    pub edits: Vec<Edit>,
}
