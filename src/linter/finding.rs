//! A finding, with all its texts and places in the form that programs need.

use crate::diagnostic::{Diagnostic, Severity, Value};
use crate::document::location::Position;
use crate::fix::Safety;
use crate::linter::place::{Place, Places};
use crate::output::place::SpokenPlace;
use crate::output::{Run, summary};
use crate::text::span::Span;

/// A finding: one defect in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Id of the rule that reported it: `numbering/gap`.
    pub rule: String,
    /// Title of the rule.
    pub title: String,
    /// The family of the rule, by the name that reports use: 序号 ("numbering"), or `numbering` in
    /// English.
    pub family: String,
    /// Severity of the finding.
    pub severity: Severity,
    /// Message of the finding.
    pub message: String,
    /// Advice on what to do, if there is any.
    pub help: Option<String>,
    /// Reason why the fault matters.
    pub why: String,
    /// Two or three words that label the place of the finding.
    pub label: String,
    /// The words that are reported.
    pub quote: String,
    /// Place of the words.
    pub place: Place,
    /// Other places that explain the finding: the announced number, the first copy, the operands of
    /// a sum.
    pub related: Vec<Related>,
    /// Places in other documents to which the finding refers, if documents were compared.
    pub elsewhere: Vec<Elsewhere>,
    /// The fix, if there is one.
    pub fix: Option<Fix>,
    /// The arithmetic, if the finding is about figures that do not agree.
    pub arithmetic: Option<Arithmetic>,
    /// Values in the message, by the names that the rule gives them.
    pub args: Vec<(String, String)>,
    /// Identifier of the finding: 16 hexadecimal digits that stay the same after edits elsewhere in
    /// the document.
    pub fingerprint: String,
}

/// Another place that a finding refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// Description of the place.
    pub label: String,
    /// The words at the place.
    pub quote: String,
    /// Place of the words.
    pub place: Place,
}

/// A place in another document that a finding refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Elsewhere {
    /// Description of the place.
    pub label: String,
    /// The name of the other document, as passed by the caller.
    pub name: String,
    /// The words at the place; empty if they were not kept. `duplicate/across`, for example,
    /// remembers only the start of a passage.
    pub quote: String,
    /// The words with some of the text around them, on one line; empty if `quote` is.
    pub excerpt: String,
    /// Line, columns and byte of the first character, as in the JSON report.
    pub start: Position,
    /// Line, columns and byte after the last character.
    pub end: Position,
    /// The place in words for people, in formats without lines: 第17段 ("paragraph 17").
    pub words: Option<String>,
}

/// A change that corrects a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// Description of the change.
    pub title: String,
    /// Safety of the change: whether it can be applied without review.
    pub safety: Safety,
    /// The replacements that make up the change, in order and without overlaps.
    pub edits: Vec<Edit>,
}

/// A replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// Place of the text that is replaced.
    pub place: Place,
    /// The text that takes its place.
    pub text: String,
    /// True if the file contains the replaced characters literally, so that its bytes at the place
    /// can be replaced directly.
    pub is_exact: bool,
}

/// The arithmetic of figures that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Arithmetic {
    /// The arithmetic as a formula: (52.3 − 48.6) ÷ 48.6.
    pub formula: String,
    /// The result of the formula.
    pub computed: String,
    /// The figure as the document states it.
    pub printed: String,
}

impl Finding {
    pub(super) fn new(run: &Run<'_>, places: &Places<'_>, found: &Diagnostic, fingerprint: String) -> Self {
        let doc = places.doc();
        let words = run.wording(found);
        let quote = |span: Span| doc.slice(span).to_owned();
        let related = found.related.iter().map(|label| Related {
            label: run.label(found, label),
            quote: quote(label.span),
            place: places.of(label.span),
        });
        let elsewhere = found.elsewhere.iter().map(|other| Elsewhere {
            label: run.named_label(found, other.name),
            name: other.path.to_string(),
            quote: other.passage.quote().to_owned(),
            excerpt: other.passage.excerpt.clone(),
            start: other.passage.location.start,
            end: other.passage.location.end,
            words: other.passage.spoken.map(|spoken| SpokenPlace::bare(spoken).words(run.language)),
        });
        let fix = found.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().map(|edit| Edit {
                place: places.of(edit.span),
                text: edit.text.clone(),
                is_exact: doc.editable(edit.span).is_some(),
            });
            Fix { title: run.fix_title(found), safety: fix.safety, edits: edits.collect() }
        });
        Self {
            rule: found.rule.to_string(),
            title: words.map(|words| words.title.to_string()).unwrap_or_default(),
            family: summary::family(found.rule.family(), run.language).to_owned(),
            severity: found.severity,
            message: run.message(found),
            help: run.help(found),
            why: words.map(|words| words.why.to_string()).unwrap_or_default(),
            label: words.map(|words| words.label("here", &found.message)).unwrap_or_default(),
            quote: quote(found.span),
            place: places.of(found.span),
            related: related.collect(),
            elsewhere: elsewhere.collect(),
            fix,
            arithmetic: arithmetic(found),
            args: found
                .message
                .args
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.to_string()))
                .collect(),
            fingerprint,
        }
    }
}

fn arithmetic(found: &Diagnostic) -> Option<Arithmetic> {
    let arg = |name: &str| {
        let value = found.message.args.iter().find(|(known, _)| *known == name);
        value.map(|(_, value): &(&str, Value)| value.to_string())
    };
    Some(Arithmetic { formula: arg("formula")?, computed: arg("computed")?, printed: arg("printed")? })
}
