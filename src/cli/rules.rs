//! `hegao rules`: every rule with its severity and title.

use serde::Serialize;

use crate::cli::args::RulesOptions;
use crate::cli::{print, print_page};
use crate::fix::Safety;
use crate::language::Language;
use crate::output::explained::FamilyPart;
use crate::output::summary::severity;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::workspace::failure::Failure;

/// A rule as listed in JSON.
#[derive(Serialize)]
struct RulePart<'a> {
    id: &'a str,
    family: FamilyPart<'a>,
    severity: &'a str,
    default: bool,
    fix: Option<Safety>,
    source: Option<&'a str>,
    title: &'a str,
    why: &'a str,
}

/// Prints the list of rules.
pub(super) fn run(options: &RulesOptions, registry: &Registry, language: Language) -> Result<u8, Failure> {
    let rules = registry.rules();
    if options.json { print(json(rules, language)?.as_bytes()) } else { print_page(&table(rules, language)) }
}

fn json(rules: &[Rule], language: Language) -> Result<String, Failure> {
    let parts: Vec<RulePart<'_>> = rules
        .iter()
        .map(|rule| RulePart {
            id: rule.id.as_str(),
            family: FamilyPart::of(rule.id.family()),
            severity: rule.severity.name(),
            default: rule.is_default,
            fix: rule.fix,
            source: rule.source.as_deref(),
            title: &rule.wording(language).title,
            why: &rule.wording(language).why,
        })
        .collect();
    let text = serde_json::to_string_pretty(&parts);
    text.map(|text| text + "\n").map_err(|error| Failure::Write("-".to_owned(), error.into()))
}

fn table(rules: &[Rule], language: Language) -> String {
    let width = rules.iter().map(|rule| rule.id.as_str().len()).max().unwrap_or(0);
    let level = language.pick(4, 7);
    let line = |rule: &Rule| {
        let (name, title) = (severity(rule.severity, language), &rule.wording(language).title);
        let pad = level - unicode_width::UnicodeWidthStr::width(name).min(level);
        let off = match (rule.is_default, rule.fix) {
            (false, _) => language.pick("（默认不用）", " (off by default)"),
            (true, Some(Safety::Safe)) => language.pick("（附改法）", " (a fix is given)"),
            _ => "",
        };
        format!("{:width$}  {name}{}  {title}{off}\n", rule.id.as_str(), " ".repeat(pad))
    };
    rules.iter().map(line).collect()
}
