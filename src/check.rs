//! Interfaces of checks: the data that a check reads, and the collectors to which it reports.

use std::sync::Arc;

use jiff::civil::Date as Day;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Diagnostic, Elsewhere, Label, Message, Passage, RuleId, Severity, Value};
use crate::document::Document;
use crate::facts::Facts;
use crate::facts::duplicate::sketch::Sketch;
use crate::facts::previous::Record;
use crate::facts::previous::comparison::Comparison;
use crate::facts::set::PaperFacts;
use crate::fix::{Edit, Fix, Safety};
use crate::text::span::Span;

/// The date that “now” means for a document, and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day that counts as “now”.
    pub day: Day,
    /// Source from which the date was taken.
    pub origin: DateOrigin,
}

impl ReferenceDate {
    /// Highest severity allowed for a finding based on this date. A date taken from the clock gives
    /// at most a warning.
    pub fn max_severity(self) -> Severity {
        match self.origin {
            DateOrigin::Clock => Severity::Warning,
            DateOrigin::CommandLine | DateOrigin::Document | DateOrigin::Configuration => Severity::Error,
        }
    }
}

/// Sources of a reference date, in order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrigin {
    /// The command line (`--today`).
    CommandLine,
    /// The document's own date, such as that of its signature.
    Document,
    /// The configuration.
    Configuration,
    /// The system clock. Findings based on it are at most warnings.
    Clock,
}

impl DateOrigin {
    /// Every source of a reference date.
    pub const ALL: [Self; 4] = [Self::CommandLine, Self::Document, Self::Configuration, Self::Clock];

    /// The name of the source in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "cli",
            Self::Document => "document",
            Self::Configuration => "config",
            Self::Clock => "clock",
        }
    }
}

/// Input of a check: a document with the facts found in it.
pub struct Context<'a> {
    /// The document that is checked.
    pub doc: &'a Document,
    /// Path or name of the document in reports.
    pub name: &'a str,
    /// Facts found in the document, such as figures and dates. Each kind is computed when it is
    /// first used.
    pub facts: &'a Facts<'a>,
    /// The date that “now” means in the document; `None` if no date is compared with now.
    pub reference: Option<ReferenceDate>,
}

/// A check, which finds one kind of defect. It cannot fail.
pub trait Check: Send + Sync {
    /// Reports every defect of its kind in one document.
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>);

    /// True if the check needs the repeated passages of a document. In a long document these are
    /// computed before all other facts.
    fn asks_for_passages(&self) -> bool {
        false
    }
}

/// A document of a collection, as input of a [`CollectionCheck`].
pub struct Member<'a> {
    /// Path of the document in reports.
    pub path: &'a str,
    /// The document that is compared.
    pub doc: &'a Document,
    /// Sketch of the document: fingerprints and names by which it is compared with others.
    pub sketch: &'a Sketch,
}

/// A check that compares the documents of a collection with each other. It receives them one by
/// one, in the order of the report, and reports a defect at the later of two places. It cannot
/// fail.
pub trait CollectionCheck: Send {
    /// Compares a document with the previous ones, and remembers it.
    fn check(&mut self, member: &Member<'_>, out: &mut Findings<'_>);
}

/// A document of a set ("paper"), as input of a [`SetCheck`].
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// Path of the document in reports.
    pub path: &'a Arc<str>,
    /// The document that is compared.
    pub doc: &'a Document,
    /// Facts that the document states and that other papers of the set may repeat, such as figures,
    /// dates and names.
    pub facts: &'a PaperFacts,
}

/// A check that finds contradictions between the documents ("papers") of one set, such as the
/// speech, the report, the agenda and the annexes of a meeting. It cannot fail.
pub trait SetCheck: Send + Sync {
    /// Compares the papers, which are in the order of the report.
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>);
}

/// A place in a paper of a set: index of the paper, and a span in its text.
pub type PaperSpan = (usize, Span);

/// Collects the findings of a check over a set, in one list for each paper.
pub struct SetFindings<'a> {
    papers: &'a [Paper<'a>],
    rule: &'a RuleId,
    severity: Severity,
    lists: &'a mut [Vec<Diagnostic>],
    /// Places of the contradictions that were reported: each place alone, and together with the
    /// place that it contradicts.
    reported: FxHashSet<(PaperSpan, Option<PaperSpan>)>,
}

impl<'a> SetFindings<'a> {
    /// Collects findings of `rule` into `lists`, one list for each paper.
    pub fn new(
        papers: &'a [Paper<'a>],
        (rule, severity): (&'a RuleId, Severity),
        lists: &'a mut [Vec<Diagnostic>],
    ) -> Self {
        Self { papers, rule, severity, lists, reported: FxHashSet::default() }
    }

    /// Reports a defect at `span` of the paper with this index. Details can be added to the
    /// returned value. `None` if there is no such paper.
    pub fn report(&mut self, index: usize, span: Span) -> Option<Finding<'_>> {
        let (paper, list) = (self.papers.get(index)?, self.lists.get_mut(index)?);
        Some(Findings::new(paper.doc, self.rule, self.severity, list).into_finding(span))
    }

    /// True if a contradiction between a place in `ones` and a place in `others` was already
    /// reported, in either direction and with more or fewer words.
    pub fn is_reported(&self, ones: &[(usize, Span)], others: &[(usize, Span)]) -> bool {
        let is_in = |place: &PaperSpan, list: &[PaperSpan]| {
            list.iter().any(|(at, span)| *at == place.0 && span.overlaps(place.1))
        };
        let mut reported = self.reported.iter().filter_map(|(own, other)| Some((own, other.as_ref()?)));
        reported.any(|(own, other)| {
            is_in(own, ones) && is_in(other, others) || is_in(own, others) && is_in(other, ones)
        })
    }

    /// Reports that the first place contradicts the second, which is in another paper. The words
    /// and the path of the second place become the arguments `first` and `file` of the message.
    /// `None` if the first place was reported before: a check may detect one contradiction in
    /// several ways.
    pub fn contradiction(
        &mut self,
        (at, span): (usize, Span),
        (other, place): (usize, Span),
    ) -> Option<Finding<'_>> {
        let there = *self.papers.get(other)?;
        let is_new = self.reported.insert(((at, span), None));
        // The same two places may be held against each other from either side.
        let is_back = self.reported.contains(&((other, place), Some((at, span))));
        if !is_new || is_back {
            return None;
        }
        self.reported.insert(((at, span), Some((other, place))));
        let finding = self.report(at, span)?;
        let finding = finding.arg("first", there.doc.slice(place)).arg("file", &**there.path);
        Some(finding.elsewhere("first", there.path, Passage::of(there.doc, place)))
    }
}

/// The report of the year before, on which the checked document is based.
#[derive(Debug)]
pub struct Previous {
    /// Path of the document in reports.
    pub path: Arc<str>,
    /// The content of the document.
    pub document: Document,
    /// Figures, dates and clauses found in the document, with which the checked one is compared.
    pub record: Record,
}

impl Previous {
    /// Creates the passage for `span`, to be shown in a finding of the checked document.
    pub fn passage(&self, span: Span) -> Passage {
        Passage::of(&self.document, span)
    }
}

/// A report and that of the year before, as input of a [`PreviousCheck`].
pub struct Years<'a> {
    /// The report of the year before.
    pub previous: &'a Previous,
    /// Comparison of the sentences of the two reports.
    pub comparison: &'a Comparison<'a>,
}

/// A check that finds text which was kept from the document of the year before, but should have
/// been changed. It cannot fail.
pub trait PreviousCheck: Send + Sync {
    /// Reports text of the document that was kept from the year before, but should have been
    /// changed.
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>);
}

/// Collects the findings of one rule's check.
pub struct Findings<'a> {
    doc: &'a Document,
    rule: &'a RuleId,
    severity: Severity,
    list: &'a mut Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Collects findings of `rule` into `list`.
    pub fn new(
        doc: &'a Document,
        rule: &'a RuleId,
        severity: Severity,
        list: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { doc, rule, severity, list }
    }

    /// Reports a defect at `span`. The text at the span becomes the argument `match` of the
    /// message. Details can be added to the returned value.
    pub fn report(&mut self, span: Span) -> Finding<'_> {
        Findings { doc: self.doc, rule: self.rule, severity: self.severity, list: &mut *self.list }
            .into_finding(span)
    }

    fn into_finding(self, span: Span) -> Finding<'a> {
        let mut args = Vec::with_capacity(4);
        args.push(("match", self.doc.slice(span).into()));
        let message = Message { variant: None, args };
        let (rule, severity) = (self.rule.clone(), self.severity);
        let diagnostic = Diagnostic { message, ..Diagnostic::new(rule, severity, Message::default(), span) };
        Finding { doc: self.doc, diagnostic: self.list.push_mut(diagnostic) }
    }
}

/// A finding that was just reported, to which details can be added.
pub struct Finding<'f> {
    doc: &'f Document,
    diagnostic: &'f mut Diagnostic,
}

impl Finding<'_> {
    /// Sets the value to be inserted for the argument `name` of the message.
    pub fn arg(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.diagnostic.message.args.retain(|(known, _)| *known != name);
        self.diagnostic.message.args.push((name, value.into()));
        self
    }

    /// Selects the variant `name` of the rule's message.
    pub fn variant(self, name: &'static str) -> Self {
        self.diagnostic.message.variant = Some(name);
        self
    }

    /// Adds another place in the same document. `name` selects the rule's text for its label.
    pub fn related(self, name: &'static str, span: Span) -> Self {
        push(&mut self.diagnostic.related, Label { name, span });
        self
    }

    /// Adds a place in another document. `name` selects the rule's text for its label.
    pub fn elsewhere(self, name: &'static str, path: &Arc<str>, passage: Passage) -> Self {
        push(&mut self.diagnostic.elsewhere, Elsewhere { name, path: path.clone(), passage });
        self
    }

    /// Limits the severity of the finding to at most `severity`.
    pub fn at_most(self, severity: Severity) -> Self {
        self.diagnostic.severity = self.diagnostic.severity.min(severity);
        self
    }

    /// Adds a fix that replaces `span` by `text`.
    pub fn replace(self, safety: Safety, span: Span, text: impl Into<String>) -> Self {
        self.mend(safety, vec![Edit { span, text: text.into() }])
    }

    /// Adds a fix that makes all `edits`, which must be in order and must not overlap. The fix is
    /// only shown, not applied, if one of them touches something that is not text of the file:
    /// markup, or a number generated by the format.
    pub fn mend(self, safety: Safety, edits: Vec<Edit>) -> Self {
        let is_text = edits.iter().all(|edit| self.doc.editable(edit.span).is_some());
        let safety = if is_text { safety } else { Safety::ShowOnly };
        self.diagnostic.fix = Some(Fix { safety, edits });
        self
    }
}

/// Appends an item to a list of a finding. Allocates room for a single item, because most of these
/// lists have one. A vector would allocate room for four, and findings are kept until the end of
/// the run.
fn push<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}
