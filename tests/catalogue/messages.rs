//! Generates a page with the messages of each rule for its bad examples: the text with its figures,
//! related places, and the fix.

use std::fmt::Write;

use hegao::diagnostic::{Diagnostic, Severity};
use hegao::document::Document;
use hegao::engine::examples::checked;
use hegao::language::Language;
use hegao::output::Run;
use hegao::registry::{Registry, Ruleset};
use hegao::rule::Rule;
use hegao::rule::section::Kind;
use hegao::text::chars::clipped;

use crate::page::Page;

/// Maximum number of characters of a quotation.
const MAX_QUOTE: usize = 30;

/// Creates the page with the messages of all bad examples.
pub(crate) fn page(registry: &Registry) -> Page {
    let text = messages(registry);
    Page { path: "tests/catalogue/messages.txt", between: None, begins: example, text }
}

/// Returns the name of the example whose messages follow this line, if it is a heading.
fn example(line: &str) -> Option<String> {
    let (id, number) = line.split_once(" bad ").filter(|(id, _)| !id.starts_with(' '))?;
    Some(format!("`{id}` bad {number}"))
}

fn messages(registry: &Registry) -> String {
    let run = Run { registry, language: Language::Chinese, fail_on: Severity::Warning };
    let defaults = Ruleset::new(&registry.select(&[], &[]).unwrap()).unwrap();
    let mut page = String::new();
    for rule in registry.rules() {
        let alone = Ruleset::new(&[rule]).unwrap();
        let rules = if rule.section.kind == Kind::Engine { &defaults } else { &alone };
        for (index, bad) in registry.examples(rule).unwrap().bad.iter().enumerate() {
            writeln!(page, "{} bad {}", rule.id, index + 1).unwrap();
            let checked = checked(rules, bad).unwrap();
            for found in checked.diagnostics.iter().filter(|found| found.rule == rule.id) {
                tell(&mut page, &run, rule, &checked.document, found);
            }
        }
    }
    page
}

fn tell(page: &mut String, run: &Run<'_>, rule: &Rule, doc: &Document, found: &Diagnostic) {
    write!(page, "  {}", run.message(found)).unwrap();
    if found.severity != rule.severity {
        write!(page, " [{:?}]", found.severity).unwrap();
    }
    page.push('\n');
    for label in &found.related {
        let line = doc.locate_start(label.span).line;
        let text = doc.slice(label.span).lines().next().unwrap_or_default();
        writeln!(page, "    {}: {line}: {}", run.label(found, label), clipped(text, MAX_QUOTE)).unwrap();
    }
    if let Some(fix) = &found.fix {
        writeln!(page, "    {} ({:?})", run.fix_title(found), fix.safety).unwrap();
        for edit in &fix.edits {
            writeln!(page, "      {} → {}", doc.slice(edit.span), edit.text).unwrap();
        }
    }
}
