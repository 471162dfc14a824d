//! L7: reports in words. Outputs print what the engine found; none of them decides what is a finding.

pub mod compared;
pub mod control;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod explained;
pub mod formats;
pub mod ledger;
pub mod omitted;
pub mod ours;
pub mod outline;
pub mod page;
mod path;
pub mod place;
pub mod problem;
pub mod prose;
pub mod reach;
pub mod reason;
pub mod remark;
#[cfg(feature = "cli")]
pub mod similar;
#[cfg(feature = "cli")]
pub mod statistics;
pub mod summary;
mod told;
#[cfg(feature = "cli")]
pub mod topic;
pub mod unread;
mod whereabouts;
#[cfg(feature = "cli")]
pub mod word_class;
#[cfg(feature = "cli")]
pub mod wrap;
mod xml;

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::engine::report::{FileReport, Summary};
use crate::language::Language;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::rule::message::Wording;

/// What every output knows of a run.
pub struct Run<'r> {
    /// The rules, for their texts.
    pub registry: &'r Registry,
    /// The language of the texts.
    pub language: Language,
    /// The severity from which on findings fail the run, for files that do not have another.
    pub fail_on: Severity,
}

impl Run<'_> {
    /// What a finding says.
    pub fn message(&self, found: &Diagnostic) -> String {
        self.wording(found).map(|words| words.message(&found.message)).unwrap_or_default()
    }

    /// What to do about it.
    pub fn help(&self, found: &Diagnostic) -> Option<String> {
        self.wording(found).and_then(|words| words.help(&found.message))
    }

    /// What is said of another place of it.
    pub fn label(&self, found: &Diagnostic, label: &Label) -> String {
        self.named_label(found, label.name)
    }

    /// What the rule says of the places that it gives this name.
    pub fn named_label(&self, found: &Diagnostic, name: &str) -> String {
        self.wording(found).map(|words| words.label(name, &found.message)).unwrap_or_default()
    }

    /// What its fix does.
    pub fn fix_title(&self, found: &Diagnostic) -> String {
        self.wording(found).and_then(|words| words.fix(&found.message)).unwrap_or_default()
    }

    /// The texts of the rule that found `diagnostic`; `None` for a rule that the registry does not hold.
    pub fn wording(&self, diagnostic: &Diagnostic) -> Option<&Wording> {
        self.rule(diagnostic).map(|rule| rule.wording(self.language))
    }

    fn rule(&self, diagnostic: &Diagnostic) -> Option<&Rule> {
        self.registry.rule(diagnostic.rule.as_str()).ok()
    }
}

/// One way to print a report. Files come in order, each as soon as it was checked.
pub trait Output {
    /// Before the first file.
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// One file.
    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()>;

    /// After the last file.
    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}
