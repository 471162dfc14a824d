//! `--statistics`: counts of findings by rule and by document, instead of the findings.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{RuleId, Severity};
use crate::engine::report::{Counts, FileReport, Summary};
use crate::language::Language;
use crate::output::control::{inert, one_line};
use crate::output::{Output, Run, problem, summary};

/// Version of the JSON format. It is raised when a key is removed or changes its meaning.
const SCHEMA_VERSION: u32 = 1;
/// Maximum number of documents in the table for people: those with the most findings. The JSON has
/// all.
const MAX_DOCUMENTS: usize = 20;

/// Minimum width of a column of counts, in display cells: the longest name of a severity and two
/// blanks.
const MIN_COLUMN: usize = 9;

/// Form in which the counts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Two tables for people: by rule and by document.
    Text,
    /// One JSON object, for programs.
    Json,
}

/// Counts of findings, collected file by file.
pub struct Statistics {
    style: Style,
    rules: FxHashMap<RuleId, Counts>,
    documents: Vec<(String, Counts)>,
    /// Paths of documents that could not be read, with the reason.
    unreadable: Vec<(String, &'static str, Option<String>)>,
}

#[derive(Serialize)]
struct StatisticsPart<'a> {
    schema_version: u32,
    documents_checked: usize,
    findings: CountsPart,
    fixable: usize,
    rules: Vec<RulePart<'a>>,
    documents: Vec<DocumentPart<'a>>,
    unreadable: Vec<UnreadablePart<'a>>,
}

#[derive(Serialize)]
struct CountsPart {
    error: usize,
    warning: usize,
    hint: usize,
    total: usize,
}

#[derive(Serialize)]
struct RulePart<'a> {
    rule: &'a str,
    title: String,
    #[serde(flatten)]
    findings: CountsPart,
}

#[derive(Serialize)]
struct DocumentPart<'a> {
    path: &'a str,
    #[serde(flatten)]
    findings: CountsPart,
}

#[derive(Serialize)]
struct UnreadablePart<'a> {
    path: &'a str,
    kind: &'static str,
    /// The reason why the file need not be read, if the configuration accepts that.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a str>,
}

impl Statistics {
    /// Creates statistics without any counts.
    pub fn new(style: Style) -> Self {
        Self { style, rules: FxHashMap::default(), documents: Vec::new(), unreadable: Vec::new() }
    }

    /// The rules with their counts, those with the most findings first.
    fn by_rule(&self) -> Vec<(&RuleId, Counts)> {
        let mut rules: Vec<(&RuleId, Counts)> =
            self.rules.iter().map(|(rule, counts)| (rule, *counts)).collect();
        rules.sort_by(|(rule, counts), (other, more)| (more.total(), rule).cmp(&(counts.total(), other)));
        rules
    }

    /// The documents with findings, those with the most first.
    fn by_document(&self) -> Vec<(&str, Counts)> {
        let found = self.documents.iter().filter(|(_, counts)| counts.total() > 0);
        let mut documents: Vec<(&str, Counts)> =
            found.map(|(path, counts)| (path.as_str(), *counts)).collect();
        documents.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.total()));
        documents
    }

    fn text(&self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let language = run.language;
        let rules = self.by_rule();
        let width = rules.iter().map(|(rule, _)| rule.as_str().len()).max().unwrap_or(0);
        let lines = rules.iter().map(|(rule, counts)| {
            (*counts, format!("{:width$}  {}", rule.as_str(), inert(&one_line(&title(run, rule)))))
        });
        table(language.pick("规则", "rule"), lines, language, out)?;
        let documents = self.by_document();
        let left = documents.len().saturating_sub(MAX_DOCUMENTS);
        let lines = documents.into_iter().take(MAX_DOCUMENTS);
        let lines = lines.map(|(path, counts)| (counts, inert(&one_line(path))));
        table(language.pick("文稿", "document"), lines, language, out)?;
        if left > 0 {
            let text = language.pick(
                format!("还有 {left} 个文稿有问题，--format json 全部列出。"),
                format!("{left} more documents have findings; --format json lists them all."),
            );
            writeln!(out, "{text}")?;
        }
        let (head, accepted_head) = match language {
            Language::Chinese => ("没有检查成", "读不成，配置里接受了"),
            Language::English => ("not checked", "not read, accepted by the configuration"),
        };
        self.unreadable.iter().try_for_each(|(path, kind, accepted)| {
            let head = if accepted.is_some() { accepted_head } else { head };
            writeln!(out, "{head} ({kind}): {}", inert(&one_line(path)))
        })
    }

    fn json(&self, run: &Run<'_>, totals: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let rules = self.by_rule().into_iter();
        let documents = self.by_document().into_iter();
        let part = StatisticsPart {
            schema_version: SCHEMA_VERSION,
            documents_checked: totals.files - totals.unreadable - totals.accepted,
            findings: totals.total().into(),
            fixable: totals.fixable,
            rules: rules
                .map(|(rule, counts)| RulePart {
                    rule: rule.as_str(),
                    title: title(run, rule),
                    findings: counts.into(),
                })
                .collect(),
            documents: documents
                .map(|(path, counts)| DocumentPart { path, findings: counts.into() })
                .collect(),
            unreadable: self
                .unreadable
                .iter()
                .map(|(path, kind, accepted)| UnreadablePart { path, kind, accepted: accepted.as_deref() })
                .collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &part)?;
        writeln!(out)
    }
}

impl Output for Statistics {
    fn begin(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, _: &Run<'_>, file: &FileReport, _: &mut dyn Write) -> io::Result<()> {
        let checked = match &file.outcome {
            Ok(checked) => checked,
            Err(reason) => {
                self.unreadable.push((file.path.clone(), problem::kind(reason), file.accepted.clone()));
                return Ok(());
            }
        };
        let mut counts = Counts::default();
        for found in &checked.diagnostics {
            self.rules.entry(found.rule.clone()).or_default().add(found.severity);
            counts.add(found.severity);
        }
        self.documents.push((file.path.clone(), counts));
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, totals: &Summary, out: &mut dyn Write) -> io::Result<()> {
        match self.style {
            Style::Text => self.text(run, out),
            Style::Json => self.json(run, totals, out),
        }
    }
}

impl From<Counts> for CountsPart {
    fn from(counts: Counts) -> Self {
        let Counts { error, warning, hint } = counts;
        Self { error, warning, hint, total: counts.total() }
    }
}

/// The title of a rule; empty if the registry does not hold the rule.
fn title(run: &Run<'_>, rule: &RuleId) -> String {
    let rule = run.registry.rule(rule.as_str()).ok();
    rule.map(|rule| rule.wording(run.language).title.to_string()).unwrap_or_default()
}

/// Writes one line per name with its counts, the highest severity first, under a line of column
/// heads. Writes nothing if there are no names.
fn table(
    head: &str,
    lines: impl Iterator<Item = (Counts, String)>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return Ok(());
    }
    let names = Severity::ALL.map(|severity| summary::severity(severity, language));
    let padded = |text: &str| format!("{}{text}", " ".repeat(MIN_COLUMN.saturating_sub(text.width())));
    writeln!(out, "{}  {head}", names.map(padded).join(""))?;
    for (counts, line) in lines {
        let counts = Severity::ALL.map(|severity| padded(&counts.of(severity).to_string()));
        writeln!(out, "{}  {line}", counts.join(""))?;
    }
    writeln!(out)
}
