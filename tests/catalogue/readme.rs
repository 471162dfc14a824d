//! Generates the tables of rules in `README.md` and `README.zh-CN.md`: one row per rule, with its
//! title and a short example.

use std::fmt::Write;

use hegao::diagnostic::Severity;
use hegao::language::Language;
use hegao::registry::Registry;
use hegao::rule::{BadExample, Rule};

use crate::page::Page;

/// Lines before and after each table.
const BETWEEN: [&str; 2] =
    ["<!-- from the rule files, by UPDATE=1 cargo test --test catalogue -->", "<!-- end of the rules -->"];
/// Maximum number of characters of an example in a row.
const MAX_EXAMPLE: usize = 40;

/// Creates the tables in both languages.
pub(crate) fn pages(registry: &Registry) -> [Page; 2] {
    let page = |path, language| {
        let text = table(registry, language);
        Page { path, between: Some(BETWEEN), begins: row, text }
    };
    [page("README.md", Language::English), page("README.zh-CN.md", Language::Chinese)]
}

/// Returns the name of the row in this line, for messages.
fn row(line: &str) -> Option<String> {
    line.strip_prefix("| `")?.split_once("` |").map(|(id, _)| format!("the row of `{id}`"))
}

fn table(registry: &Registry, language: Language) -> String {
    let mut table = format!("\n| {} |\n|---|---|\n", language.pick("规则 | 查什么", "rule | finds"));
    for rule in registry.rules() {
        let examples = registry.examples(rule).unwrap();
        writeln!(table, "| `{}` | {} |", rule.id, cell(rule, &examples.bad, language)).unwrap();
    }
    table.push('\n');
    table
}

/// Formats the title, and the shortest bad example if it is short enough.
fn cell(rule: &Rule, bad: &[BadExample], language: Language) -> String {
    let mut cell = escaped(&rule.wording(language).title);
    if rule.severity == Severity::Hint {
        cell += language.pick("（提示）", " (hint)");
    }
    // Examples with markup of other formats, or with a second document, are not understandable in a
    // row.
    let texts = bad.iter().filter(|bad| bad.name.ends_with(".txt") && bad.beside.is_none());
    let texts = texts.map(|bad| bad.text.replace(['⟦', '⟧'], "").trim().replace('\n', " / "));
    let shortest = texts.min_by_key(|text| text.chars().count());
    if let Some(example) = shortest.filter(|text| text.chars().count() <= MAX_EXAMPLE) {
        let example = escaped(example.trim_end_matches('。'));
        cell += &language.pick(format!("：「{example}」"), format!(": {example}"));
    }
    cell
}

/// Escapes a text for a table cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '&' | '[' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
