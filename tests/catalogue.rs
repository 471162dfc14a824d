//! `docs/rules.md` and `docs/rules.zh-CN.md` say what the rule files say. `UPDATE=1 cargo test --test catalogue` writes them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use hegao::diagnostic::Severity;
use hegao::fix::Safety;
use hegao::language::Language;
use hegao::registry::Registry;
use hegao::rule::{Examples, Rule};

#[test]
fn the_catalogues_are_those_of_the_rule_files() {
    let registry = Registry::built_in().unwrap();
    for (name, language) in [("rules.md", Language::English), ("rules.zh-CN.md", Language::Chinese)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        let text = catalogue(&registry, language);
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(&path, &text).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == text, "docs/{name} is old: UPDATE=1 cargo test --test catalogue writes it anew");
    }
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
            let default = serde_json::to_string(default).unwrap().replace("\",\"", "\", \"");
            writeln!(page, "| `{name}` | {} | `{default}` |", words.options[name]).unwrap();
        }
    }
    let bad = examples.bad.iter().map(|bad| bad.text.as_str());
    list(page, language.pick("会报告", "Reported"), bad);
    let good = examples.good.iter().map(|good| good.text.as_str());
    list(page, language.pick("不会报告", "Not reported"), good);
}

/// The shortest three of the examples.
fn list<'e>(page: &mut String, head: &str, examples: impl Iterator<Item = &'e str>) {
    let mut examples: Vec<&str> = examples.map(str::trim_end).collect();
    examples.sort_by_key(|text| text.chars().count());
    writeln!(page, "\n{head}").unwrap();
    for text in examples.into_iter().take(3) {
        let indented: String = text.lines().map(|line| format!("  {line}\n")).collect();
        // Four marks, for examples are Markdown too.
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
