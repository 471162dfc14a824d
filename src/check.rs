//! What a check sees and where it puts what it finds.

use std::sync::Arc;

use jiff::civil::Date as Day;

use crate::diagnostic::{Diagnostic, Elsewhere, Label, Message, Passage, RuleId, Severity, Value};
use crate::document::Document;
use crate::facts::Facts;
use crate::facts::duplicate::sketch::Sketch;
use crate::facts::previous::Record;
use crate::facts::previous::comparison::Comparison;
use crate::facts::set::Sayings;
use crate::fix::{Edit, Fix, Safety};
use crate::text::span::Span;

/// The date that “now” means for a document, and where it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceDate {
    /// The day.
    pub day: Day,
    /// Where it was taken from.
    pub origin: DateOrigin,
}

impl ReferenceDate {
    /// The most that a finding weighs which rests on this date: a clock alone proves no error.
    pub fn most(self) -> Severity {
        match self.origin {
            DateOrigin::Clock => Severity::Warning,
            DateOrigin::CommandLine | DateOrigin::Document | DateOrigin::Configuration => Severity::Error,
        }
    }
}

/// Sources of a reference date, the first that is known wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateOrigin {
    /// `--today`.
    CommandLine,
    /// The document's own date.
    Document,
    /// The configuration.
    Configuration,
    /// The clock; by it alone, nothing is worse than a warning.
    Clock,
}

impl DateOrigin {
    /// Every origin.
    pub const ALL: [Self; 4] = [Self::CommandLine, Self::Document, Self::Configuration, Self::Clock];

    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "cli",
            Self::Document => "document",
            Self::Configuration => "config",
            Self::Clock => "clock",
        }
    }
}

/// What a check sees.
pub struct Context<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The path or name it is reported by.
    pub name: &'a str,
    /// What it says.
    pub facts: &'a Facts<'a>,
    /// What “now” means in it, if anything.
    pub reference: Option<ReferenceDate>,
}

/// Finds one kind of defect. A check cannot fail.
pub trait Check: Send + Sync {
    /// Reports every defect of its kind in one document.
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>);

    /// True if it asks which passages are in a document twice: of a long one they are found before any other fact.
    fn asks_for_passages(&self) -> bool {
        false
    }
}

/// A document of a collection, as a check over the collection sees it.
pub struct Member<'a> {
    /// The path it is reported by.
    pub path: &'a str,
    /// The document.
    pub doc: &'a Document,
    /// What it is compared by.
    pub sketch: &'a Sketch,
}

/// Finds what documents of a collection have in common. It sees them one after another, in the order of the report, and
/// reports at the later of two places. A check cannot fail.
pub trait CollectionCheck: Send {
    /// Compares a document with those before it, and remembers it.
    fn check(&mut self, member: &Member<'_>, out: &mut Findings<'_>);
}

/// A paper of a set, as a check over the set sees it.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    /// The path it is reported by.
    pub path: &'a Arc<str>,
    /// The document.
    pub doc: &'a Document,
    /// Its statements that other papers may make too.
    pub sayings: &'a Sayings,
}

/// Finds what the papers of one set say differently: a speech, a report, an agenda, their annexes. A check cannot fail.
pub trait SetCheck: Send + Sync {
    /// Compares the papers, which come in the order of the report.
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>);
}

/// Collects what a check over a set finds, with each paper its own.
pub struct SetFindings<'a> {
    papers: &'a [Paper<'a>],
    rule: &'a RuleId,
    severity: Severity,
    lists: &'a mut [Vec<Diagnostic>],
}

impl<'a> SetFindings<'a> {
    /// Collects findings of `rule` into `lists`, one for each paper.
    pub fn new(
        papers: &'a [Paper<'a>],
        (rule, severity): (&'a RuleId, Severity),
        lists: &'a mut [Vec<Diagnostic>],
    ) -> Self {
        Self { papers, rule, severity, lists }
    }

    /// Reports a defect at `span` of the paper at `index`; the result adds to it. `None` if there is no such paper.
    pub fn report(&mut self, index: usize, span: Span) -> Option<Finding<'_>> {
        let (paper, list) = (self.papers.get(index)?, self.lists.get_mut(index)?);
        Some(Findings::new(paper.doc, self.rule, self.severity, list).into_finding(span))
    }

    /// Reports what a paper says against what another says at `place`, whose words and path become the arguments `first` and `file`.
    pub fn contradiction(
        &mut self,
        (at, span): (usize, Span),
        (other, place): (usize, Span),
    ) -> Option<Finding<'_>> {
        let there = *self.papers.get(other)?;
        let finding = self.report(at, span)?;
        let finding = finding.arg("first", there.doc.slice(place)).arg("file", &**there.path);
        Some(finding.elsewhere("first", there.path, Passage::of(there.doc, place)))
    }
}

/// The document that was written over: the report of the year before.
#[derive(Debug)]
pub struct Previous {
    /// The path it is reported by.
    pub path: Arc<str>,
    /// The document.
    pub document: Document,
    /// What it says.
    pub record: Record,
}

impl Previous {
    /// A place of it, to be reported.
    pub fn passage(&self, span: Span) -> Passage {
        Passage::of(&self.document, span)
    }
}

/// A report and the one that it was written over.
pub struct Years<'a> {
    /// The report of the year before.
    pub previous: &'a Previous,
    /// The two compared.
    pub comparison: &'a Comparison<'a>,
}

/// Finds what was not changed in a document that was written over the one of the year before. A check cannot fail.
pub trait PreviousCheck: Send + Sync {
    /// Reports what was not changed.
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>);
}

/// Where the checks of one rule put what they find.
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

    /// Reports a defect at `span`, which becomes the argument `match`; the result adds to it.
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

/// A finding in the making.
pub struct Finding<'f> {
    doc: &'f Document,
    diagnostic: &'f mut Diagnostic,
}

impl Finding<'_> {
    /// Sets an argument of the message.
    pub fn arg(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.diagnostic.message.args.retain(|(known, _)| *known != name);
        self.diagnostic.message.args.push((name, value.into()));
        self
    }

    /// Uses another of the rule's wordings.
    pub fn variant(self, name: &'static str) -> Self {
        self.diagnostic.message.variant = Some(name);
        self
    }

    /// Adds another place, with the rule's label of that name.
    pub fn related(self, name: &'static str, span: Span) -> Self {
        push(&mut self.diagnostic.related, Label { name, span });
        self
    }

    /// Adds a place in another document, with the rule's label of that name.
    pub fn elsewhere(self, name: &'static str, path: &Arc<str>, passage: Passage) -> Self {
        push(&mut self.diagnostic.elsewhere, Elsewhere { name, path: path.clone(), passage });
        self
    }

    /// Weighs no more than `severity`.
    pub fn at_most(self, severity: Severity) -> Self {
        self.diagnostic.severity = self.diagnostic.severity.min(severity);
        self
    }

    /// Mends it by putting `text` in the place of `span`.
    pub fn replace(self, safety: Safety, span: Span, text: impl Into<String>) -> Self {
        self.mend(safety, vec![Edit { span, text: text.into() }])
    }

    /// Mends it by all of these edits, in order and without overlaps. It is only shown where one of them would touch what
    /// is not text of the file: markup, or a number that the format made.
    pub fn mend(self, safety: Safety, edits: Vec<Edit>) -> Self {
        let is_text = edits.iter().all(|edit| self.doc.editable(edit.span).is_some());
        let safety = if is_text { safety } else { Safety::ShowOnly };
        self.diagnostic.fix = Some(Fix { safety, edits });
        self
    }
}

/// Appends to a list of a finding, of which most hold one thing: a vector would make room for four, and findings are kept to the end.
fn push<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}
