//! A finding with everything that is known of it, in words and in places.

use crate::diagnostic::{Diagnostic, Severity, Value};
use crate::document::location::Position;
use crate::fix::Safety;
use crate::linter::place::{Place, Places};
use crate::output::place::SpokenPlace;
use crate::output::{Run, summary};
use crate::text::span::Span;

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule: `numbering/gap`.
    pub rule: String,
    /// What the rule looks for, in a few words.
    pub title: String,
    /// The family of the rule, as reports call it: 序号, or `numbering` in English.
    pub family: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Why it matters.
    pub why: String,
    /// Two or three words for a mark at the place.
    pub label: String,
    /// The words that are reported.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
    /// The other places that it is about: what was announced, the first copy, the operands of a sum.
    pub related: Vec<Related>,
    /// The places in other documents that it is about, if documents were compared.
    pub elsewhere: Vec<Elsewhere>,
    /// How to mend it, if a machine can.
    pub fix: Option<Fix>,
    /// The reckoning behind it, if it is about figures that do not agree.
    pub arithmetic: Option<Arithmetic>,
    /// What the message was filled with, by name.
    pub args: Vec<(String, String)>,
    /// What names the finding after edits elsewhere: 16 hexadecimal digits.
    pub fingerprint: String,
}

/// Another place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// What it is.
    pub label: String,
    /// The words there.
    pub quote: String,
    /// Where they stand.
    pub place: Place,
}

/// A place in another document that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Elsewhere {
    /// What it is.
    pub label: String,
    /// The name of the other document, as it was handed over.
    pub name: String,
    /// The words there; empty if they were not kept: `duplicate/across` remembers only where a passage begins.
    pub quote: String,
    /// The words with some of those around them, on one line; empty with `quote`.
    pub excerpt: String,
    /// Line, columns and byte of the first character, as in the JSON report.
    pub start: Position,
    /// The same of one past the last character.
    pub end: Position,
    /// The place as people speak of it, in formats without lines: 第17段.
    pub words: Option<String>,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// Its replacements, in order, without overlaps.
    pub edits: Vec<Edit>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// What is replaced.
    pub place: Place,
    /// What is put there.
    pub text: String,
    /// True if the characters stand in the file as they are, so that they can be replaced by the bytes of the place.
    pub is_exact: bool,
}

/// What figures come to, and what was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Arithmetic {
    /// The reckoning: (52.3 − 48.6) ÷ 48.6.
    pub formula: String,
    /// What comes of it.
    pub computed: String,
    /// What the document says.
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
