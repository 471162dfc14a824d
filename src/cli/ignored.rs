//! Unused entries of configurations: `[[ignore]]` and `[[accept]]` entries that covered nothing in
//! a run, or that have expired, are reported as findings in their configuration.

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

/// Records which entries of the configurations were used. Entries are identified by the index of
/// their configuration and their number there.
#[derive(Default)]
pub(super) struct Ignored {
    used: BTreeSet<(usize, usize)>,
    /// `[[ignore]]` entries that apply to a checked file. The value is true if the rules of the
    /// entry ran on one of these files.
    met: BTreeMap<(usize, usize), bool>,
    /// Entries of `[[accept]]` that apply to a file of the run. The value is true if one of these
    /// files has the problem.
    accepts: BTreeMap<(usize, usize), bool>,
}

impl Ignored {
    /// Records the `[[ignore]]` and `[[accept]]` entries that apply to a checked file.
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

    /// Makes reports on the configurations that have unused or expired entries. An entry for many
    /// files is only reported as unused if `is_covered` is true for its folder, because then all
    /// its files were checked; and only if its rules ran.
    ///
    /// # Errors
    /// If a rule is invalid.
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
                    // None of its files was checked, so the rules of its configuration decide.
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

/// The bytes of a setting in its file.
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

/// The findings on the entries of one configuration file.
struct Findings {
    text: String,
    /// Lowest severity that fails the run.
    fail_on: Severity,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Creates an empty list of findings for the configuration file `origin`.
    fn of(origin: &Origin, config: &Config, configs: &Configs) -> Self {
        let (text, fail_on) = (origin.text.clone(), configs.fail_on_in(config));
        Self { text, fail_on, diagnostics: Vec::new() }
    }
}

/// Makes the report of one configuration file, which is read as plain text; `None` if it cannot be
/// read.
fn report(path: String, findings: Findings) -> Option<FileReport> {
    let Findings { text, fail_on, mut diagnostics } = findings;
    let source = Source { name: "hegao.txt".to_owned(), bytes: text.into_bytes() };
    let document = readers::read(&source).ok()?;
    diagnostics.sort_by_key(|found| found.span);
    let checked = Checked { diagnostics, fail_on, ..Checked::new(document) };
    Some(FileReport::new(path, Ok(checked)))
}
