//! What came of the ignores of a run, and of the entries that accept unreadable files: those that covered nothing, and those that
//! have expired, are findings of the configuration they stand in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::config::Config;
use crate::config::accepted::Accepted;
use crate::config::declared::Declared;
use crate::config::place::{Origin, Placed};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::document::source::Source;
use crate::engine::held::{Held, is_expired};
use crate::engine::report::{Checked, FileReport};
use crate::engine::suppress;
use crate::output::problem;
use crate::readers;
use crate::registry::Ruleset;
use crate::text::span::Span;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;

/// Ignores by configuration and number.
#[derive(Default)]
pub(super) struct Ignored {
    used: BTreeSet<(usize, usize)>,
    /// Those that hold for a file that was checked, each with whether its rules ran on one of them.
    met: BTreeMap<(usize, usize), bool>,
    /// Entries of `[[accept]]` that are for a file of the run, each with whether one of them has the problem.
    accepts: BTreeMap<(usize, usize), bool>,
}

impl Ignored {
    /// Takes note of a file that was checked.
    pub(super) fn add(&mut self, held: &Held, report: &FileReport) {
        let problem = report.outcome.as_ref().err().map(problem::kind);
        for accept in &held.accepts {
            *self.accepts.entry(accept.key).or_default() |= problem == Some(accept.kind.as_str());
        }
        let Ok(checked) = &report.outcome else { return };
        for declared in &held.declared {
            *self.met.entry(declared.key).or_default() |= declared.has_run;
        }
        let used = checked.used_ignores.iter().filter_map(|index| held.declared.get(*index));
        self.used.extend(used.map(|declared| declared.key));
    }

    /// Reports of the configurations whose ignores did nothing, or no longer hold. What is for many files is judged only where
    /// `is_covered` says that all of a folder was checked, and nothing whose rules did not run.
    ///
    /// # Errors
    /// Where a rule is wrong.
    pub(super) fn reports(
        &self,
        configs: &Configs,
        rules: &Ruleset,
        is_covered: &dyn Fn(&Path) -> bool,
    ) -> Result<Vec<FileReport>, Failure> {
        let Some((unused, severity)) = rules.of_engine(suppress::UNUSED) else { return Ok(Vec::new()) };
        let today = configs.plain_today();
        let mut found: BTreeMap<String, Findings> = BTreeMap::new();
        for (number, config) in configs.configs().iter().enumerate() {
            let mut plain = None;
            for (index, declared) in config.ignores().iter().enumerate() {
                let Some(origin) = declared.ignore.origin(config.origins()) else { continue };
                let key = (number, index);
                let met = self.met.get(&key).copied();
                let is_judged = is_covered(&origin.folder) || declared.is_for_one() && met.is_some();
                let variant = if is_expired(declared, today) {
                    "expired"
                } else if !is_judged || self.used.contains(&key) {
                    continue;
                } else if let Some(has_run) = met {
                    if has_run { "configured" } else { continue }
                } else {
                    // No file that it is for was checked: the rules of its configuration decide.
                    let rules = match &plain {
                        Some(plain) => plain,
                        None => plain.insert(configs.plain_rules(config)?),
                    };
                    if rules.has_run(&declared.ignore.value.rule) { "configured" } else { continue }
                };
                let message = Message { variant: Some(variant), args: args(declared) };
                let span = span(&declared.ignore);
                let entry =
                    found.entry(origin.name.clone()).or_insert_with(|| Findings::of(origin, config, configs));
                entry.diagnostics.push(Diagnostic::new(unused.clone(), severity, message, span));
            }
            for (index, accept) in config.accepts().iter().enumerate() {
                let Some(origin) = accept.kind.origin(config.origins()) else { continue };
                let met = self.accepts.get(&(number, index));
                let is_judged = is_covered(&origin.folder) || accept.is_for_one() && met.is_some();
                let is_past = configs.day().is_some_and(|day| accept.is_expired(day));
                let variant = match met {
                    _ if is_past => "accept-expired",
                    Some(false) | None if is_judged => "accept",
                    _ => continue,
                };
                let message = Message { variant: Some(variant), args: accept_args(accept) };
                let span = span(&accept.kind);
                let entry =
                    found.entry(origin.name.clone()).or_insert_with(|| Findings::of(origin, config, configs));
                entry.diagnostics.push(Diagnostic::new(unused.clone(), severity, message, span));
            }
        }
        Ok(found.into_iter().filter_map(|(path, findings)| report(path, findings)).collect())
    }
}

/// The place of a value in its file.
fn span<T>(placed: &Placed<T>) -> Span {
    let bytes = placed.bytes();
    Span::new(bytes.start, bytes.end)
}

fn accept_args(accept: &Accepted) -> Vec<(&'static str, crate::diagnostic::Value)> {
    let day = accept.expires.map(|day| day.to_string()).unwrap_or_default();
    vec![
        ("match", accept.kind.value.as_str().into()),
        ("file", accept.file().into()),
        ("reason", accept.reason.as_str().into()),
        ("day", day.into()),
    ]
}

fn args(declared: &Declared) -> Vec<(&'static str, crate::diagnostic::Value)> {
    let ignore = &declared.ignore.value;
    let day = ignore.expires.map(|day| day.to_string()).unwrap_or_default();
    vec![
        ("match", ignore.rule.as_str().into()),
        ("reason", ignore.reason.as_str().into()),
        ("day", day.into()),
    ]
}

/// The findings of one configuration.
struct Findings {
    text: String,
    /// The severity from which on they fail the run.
    fail_on: Severity,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// None yet, in a file of `config`.
    fn of(origin: &Origin, config: &Config, configs: &Configs) -> Self {
        let (text, fail_on) = (origin.text.clone(), configs.fail_on_in(config));
        Self { text, fail_on, diagnostics: Vec::new() }
    }
}

/// The report of one configuration, which is shown as the text it is.
fn report(path: String, findings: Findings) -> Option<FileReport> {
    let Findings { text, fail_on, mut diagnostics } = findings;
    let source = Source { name: "hegao.txt".to_owned(), bytes: text.into_bytes() };
    let document = readers::read(&source).ok()?;
    diagnostics.sort_by_key(|found| found.span);
    let checked = Checked { diagnostics, fail_on, ..Checked::new(document) };
    Some(FileReport::new(path, Ok(checked)))
}
