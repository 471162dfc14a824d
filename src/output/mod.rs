//! L7: reports in words. Outputs print what the engine found; none of them decides what is a finding.

#[cfg(feature = "cli")]
pub mod diff;
pub mod json;
pub mod line;
#[cfg(feature = "cli")]
pub mod outline;
#[cfg(feature = "cli")]
pub mod pretty;
pub mod problem;
pub mod remark;
#[cfg(feature = "cli")]
pub mod similar;
pub mod summary;
mod whereabouts;

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::report::{FileReport, Summary};
use crate::registry::Registry;
use crate::rule::message::Wording;
use crate::rule::{Language, Rule};

/// What every output knows of a run.
pub struct Run<'r> {
    /// The rules, for their texts.
    pub registry: &'r Registry,
    /// The language of the texts.
    pub language: Language,
    /// The severity from which on findings fail the run.
    pub fail_on: Severity,
}

impl Run<'_> {
    /// The texts of the rule that found `diagnostic`; `None` for a rule that the registry does not hold.
    fn wording(&self, diagnostic: &Diagnostic) -> Option<&Wording> {
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
