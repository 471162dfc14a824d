//! Generates `docs/rules.md` and `docs/rules.zh-CN.md` from the texts of the rule files, one
//! section per rule.

use std::fmt::Write;

use hegao::diagnostic::Severity;
use hegao::fix::Safety;
use hegao::language::Language;
use hegao::registry::Registry;
use hegao::rule::{Examples, Rule};

use crate::page::Page;

/// Creates the pages in both languages.
pub(crate) fn pages(registry: &Registry) -> [Page; 2] {
    let page = |path, language| {
        let text = catalogue(registry, language);
        Page { path, between: None, begins: section, text }
    };
    [page("docs/rules.md", Language::English), page("docs/rules.zh-CN.md", Language::Chinese)]
}

/// Returns the name of the section that begins with this line, if it is a heading.
fn section(line: &str) -> Option<String> {
    let rule = line.strip_prefix("### ").map(|id| format!("the section of {id}"));
    rule.or_else(|| line.strip_prefix("## ").map(|family| format!("the heading of `{family}`")))
}

fn catalogue(registry: &Registry, language: Language) -> String {
    let mut page = language
        .pick(
            "# 规则\n\n由规则文件生成，不要手改。`⟦⟧` 里是报告的地方。\n",
            "# Rules\n\nMade from the rule files; not to be edited. What is reported stands between `⟦` and `⟧`.\n",
        )
        .to_owned();
    let mut family = "";
    for rule in registry.rules() {
        if rule.id.family() != family {
            family = rule.id.family();
            write!(page, "\n## {family}\n").unwrap();
        }
        entry(&mut page, rule, &registry.examples(rule).unwrap(), language);
    }
    page
}

fn entry(page: &mut String, rule: &Rule, examples: &Examples, language: Language) {
    let words = rule.wording(language);
    write!(page, "\n### `{}`\n\n**{}**", rule.id, words.title).unwrap();
    let mut notes = vec![severity(rule.severity, language)];
    if !rule.is_default {
        notes.push(language.pick("默认不用", "off by default"));
    }
    match rule.fix {
        Some(Safety::Safe) => notes.push(language.pick("附改法", "a fix is given")),
        Some(Safety::Unsafe) => {
            notes.push(language.pick("附改法，改后要看", "a fix is given; look at the result"));
        }
        Some(Safety::ShowOnly) | None => {}
    }
    writeln!(page, " · {}\n\n{}", notes.join(language.pick("，", ", ")), words.why).unwrap();
    if let Some(help) = &words.plain.help {
        writeln!(page, "\n{help}").unwrap();
    }
    if let Some(source) = &rule.source {
        writeln!(page, "\n{}{source}", language.pick("依据：", "Source: ")).unwrap();
    }
    if let Some(options) = rule.options() {
        let head = language.pick("选项 | 用处 | 默认", "option | what it is for | default");
        write!(page, "\n| {head} |\n|---|---|---|\n").unwrap();
        for (name, default) in options {
            let default = serde_json::to_string(&default).unwrap().replace("\",\"", "\", \"");
            writeln!(page, "| `{name}` | {} | `{default}` |", words.options.get(&name).unwrap()).unwrap();
        }
    }
    let bad = examples.bad.iter().map(|bad| bad.text.as_str());
    list(page, language.pick("会报告", "Reported"), bad);
    let good = examples.good.iter().map(|good| good.text.as_str());
    list(page, language.pick("不会报告", "Not reported"), good);
}

/// Writes the three shortest examples under the heading `head`.
fn list<'e>(page: &mut String, head: &str, examples: impl Iterator<Item = &'e str>) {
    let mut examples: Vec<&str> = examples.map(str::trim_end).collect();
    examples.sort_by_key(|text| text.chars().count());
    writeln!(page, "\n{head}").unwrap();
    for text in examples.into_iter().take(3) {
        let indented: String = text.lines().map(|line| format!("  {line}\n")).collect();
        // Four backticks, because examples may themselves contain Markdown.
        write!(page, "\n- ````text\n{indented}  ````\n").unwrap();
    }
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("必改", "error"),
        Severity::Warning => language.pick("疑似", "warning"),
        Severity::Hint => language.pick("提示", "hint"),
    }
}
