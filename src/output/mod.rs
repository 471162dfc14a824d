//! L7: reports for people and programs. Outputs print the findings of the engine; none of them
//! decides what is a finding.

pub mod compared;
pub mod control;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub mod explained;
mod finding_text;
pub mod formats;
pub mod ledger;
pub mod omitted;
pub mod ours;
pub mod outline;
pub mod page;
pub mod path;
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

/// Settings of a run that all output formats need.
pub struct Run<'r> {
    /// The rules, which hold the texts of messages.
    pub registry: &'r Registry,
    /// The language of the texts.
    pub language: Language,
    /// Lowest severity that fails the run, for files without a setting of their own.
    pub fail_on: Severity,
}

impl Run<'_> {
    /// The message of a finding.
    pub fn message(&self, found: &Diagnostic) -> String {
        self.wording(found).map(|words| words.message(&found.message)).unwrap_or_default()
    }

    /// The advice on a finding; `None` if its rule gives none.
    pub fn help(&self, found: &Diagnostic) -> Option<String> {
        self.wording(found).and_then(|words| words.help(&found.message))
    }

    /// The text for a related place of the finding, such as “first mentioned here”.
    pub fn label(&self, found: &Diagnostic, label: &Label) -> String {
        self.named_label(found, label.name)
    }

    /// The text for related places with the label `name`, in the words of the rule that made the
    /// finding.
    pub fn named_label(&self, found: &Diagnostic, name: &str) -> String {
        self.wording(found).map(|words| words.label(name, &found.message)).unwrap_or_default()
    }

    /// The title of the finding's fix, as editors show it in a menu.
    pub fn fix_title(&self, found: &Diagnostic) -> String {
        self.wording(found).and_then(|words| words.fix(&found.message)).unwrap_or_default()
    }

    /// The texts of the rule that made `diagnostic`; `None` if the registry does not hold the rule.
    pub fn wording(&self, diagnostic: &Diagnostic) -> Option<&Wording> {
        self.rule(diagnostic).map(|rule| rule.wording(self.language))
    }

    fn rule(&self, diagnostic: &Diagnostic) -> Option<&Rule> {
        self.registry.rule(diagnostic.rule.as_str()).ok()
    }
}

/// Writer of a report in one format. It receives the files in order, each as soon as it was
/// checked.
pub trait Output {
    /// Writes the part before the first file.
    fn begin(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the findings of one file, or the reason why it was not checked.
    fn file(&mut self, run: &Run<'_>, file: &FileReport, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the part after the last file.
    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}
