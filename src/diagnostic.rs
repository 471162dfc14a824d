//! L3: findings as data. They are turned into sentences only when they are printed.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::document::location::{Location, Spoken};
use crate::fix::Fix;
use crate::text::shared::Shared;
use crate::text::span::Span;

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look. Called 提示 ("hint") in Chinese reports.
    Hint,
    /// Probably wrong. Called 疑似 ("suspected").
    Warning,
    /// Almost certainly wrong. Called 必改 ("must be changed").
    Error,
}

impl Severity {
    /// Every severity, in descending order.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// The name of the severity in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Id of a rule, `family/fault`. It is also the path of the rule's file under `rules/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Shared<str>);

impl RuleId {
    /// Creates an id from a string.
    pub fn new(id: &str) -> Self {
        Self(Shared::Counted(id.into()))
    }

    /// Creates the id of a built-in rule, as a constant.
    pub const fn constant(id: &'static str) -> Self {
        Self(Shared::Constant(id))
    }

    /// Returns the id as `family/fault`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the family: the part before the slash.
    pub fn family(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Value that is inserted into the message of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text, for example a word or a number as written in the document.
    Text(String),
    /// A count, which is formatted as a number.
    Number(u64),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// Message of a finding: the name of a phrase of the rule, and the values to insert in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Name of the phrase, called a variant. `None` for the default phrase.
    pub variant: Option<&'static str>,
    /// Values to insert, by the names that the phrase uses.
    pub args: Vec<(&'static str, Value)>,
}

/// Another place in the same document that a finding refers to, such as the first of two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Name of the label. The rule has a text for it.
    pub name: &'static str,
    /// Span of the place in the document's text.
    pub span: Span,
}

/// A place in another document that a finding refers to. Contains everything that is printed about
/// the place, because the other document may be dropped by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Name of the place's label. The rule has a text for it.
    pub name: &'static str,
    /// Path of the document.
    pub path: Arc<str>,
    /// The place in the document.
    pub passage: Passage,
}

/// A place in a document with the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Lines and columns of the start and end.
    pub location: Location,
    /// The place as people would describe it, such as a page, in formats without lines.
    pub spoken: Option<Spoken>,
    /// Text around the place, on one line. Empty if the text was not kept.
    pub excerpt: String,
    /// Span of the place within `excerpt`.
    pub marked: Span,
}

/// Number of characters in an excerpt before and after the place.
const AROUND: usize = 24;

impl Passage {
    /// Creates the passage for `span`, with the surrounding text of its block.
    pub fn of(doc: &Document, span: Span) -> Self {
        let block = doc.blocks().get(doc.block_at(span.start())).map_or(span, |block| block.span.join(span));
        let (before, behind) = (
            doc.slice(Span::new(block.start(), span.start())),
            doc.slice(Span::new(span.end(), block.end())),
        );
        let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        let one_line = |text: &str| text.replace(|c: char| c.is_control(), " ");
        let head = one_line(&format!("{}{}", cut(from > 0), &before[from..]));
        let words = one_line(doc.slice(span));
        let marked = Span::new(head.len(), head.len() + words.len());
        let excerpt = head + &words + &one_line(&behind[..to]) + cut(to < behind.len());
        let spoken = (!doc.origin().format.has_lines()).then(|| doc.spoken(span));
        Self { location: doc.locate(span), spoken, excerpt, marked }
    }

    /// Creates a passage whose text is not known.
    pub fn bare(location: Location, spoken: Option<Spoken>) -> Self {
        Self { location, spoken, excerpt: String::new(), marked: Span::new(0, 0) }
    }

    /// Returns the text at the place itself.
    pub fn quote(&self) -> &str {
        self.marked.of(&self.excerpt)
    }
}

/// A finding: one defect in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Id of the rule that reported the finding.
    pub rule: RuleId,
    /// Severity of this finding.
    pub severity: Severity,
    /// Message of the finding, not yet in words.
    pub message: Message,
    /// Place of the finding in the document's text.
    pub span: Span,
    /// Other places in the same document that explain the finding: an announced number, the first
    /// copy, a total.
    pub related: Vec<Label>,
    /// Places in other documents to which the finding refers.
    pub elsewhere: Vec<Elsewhere>,
    /// Automatic fix, if there is one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Creates a finding without other places and without a fix.
    pub fn new(rule: RuleId, severity: Severity, message: Message, span: Span) -> Self {
        Self { rule, severity, message, span, related: Vec::new(), elsewhere: Vec::new(), fix: None }
    }
}
