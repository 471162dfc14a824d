//! Pages of `hegao explain` about more than one rule: a family, or a severity.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Severity;
use crate::language::Language;
use crate::output::summary::{self, severity};
use crate::rule::{Rule, family};

/// The page of a family of rules, with the list of its rules. Families of a pack have no
/// description.
pub fn family(name: &str, rules: &[&Rule], language: Language) -> String {
    let word = summary::family(name, language);
    let mut page = if word == name { format!("{name}\n") } else { format!("{name}  {word}\n") };
    if let Some(family) = family::named(name) {
        let _ = writeln!(page, "\n{}", family.about(language));
    }
    list(&mut page, rules, language);
    let _ = match language {
        Language::Chinese => write!(
            page,
            "\n看一条规则：hegao explain {}\n只用这一类：hegao check --select {name}\n不用这一类：hegao check --ignore {name}\n",
            first(rules)
        ),
        Language::English => write!(
            page,
            "\nOne rule:       hegao explain {}\nOnly these:     hegao check --select {name}\nNone of these:  hegao check --ignore {name}\n",
            first(rules)
        ),
    };
    page
}

/// The page of a severity: its meaning, its effect on the exit code, and the rules whose findings
/// have it.
pub fn severity_page(level: Severity, rules: &[&Rule], language: Language) -> String {
    let (name, word) = (level.name(), severity(level, language));
    let mut page = if word == name { format!("{name}\n") } else { format!("{name}  {word}\n") };
    let (about, exit) = meaning(level, language);
    let _ = writeln!(page, "\n{about}\n{exit}");
    let more = language.pick(
        "下面的规则按这一级报告；把握不大的地方会报得轻一些。配置里 [rules] 可以改一条规则的级别。",
        "The rules below report with it, and with less where they are less sure. [rules] of the configuration gives a rule another.",
    );
    let _ = writeln!(page, "{more}");
    list(&mut page, rules, language);
    page
}

/// Meaning of a severity, and its effect on the exit code.
pub fn meaning(level: Severity, language: Language) -> (&'static str, &'static str) {
    match level {
        Severity::Error => (
            language.pick(
                "几乎可以肯定是错的，定稿前必须改。",
                "Nearly certainly wrong: to be corrected before the document is final.",
            ),
            language.pick(
                "退出码：有一处就是 1，不论 --fail-on 写哪一级。",
                "Exit code: 1 if there is one, whatever --fail-on says.",
            ),
        ),
        Severity::Warning => (
            language.pick("多半是错的，要人看过。", "Probably wrong: to be looked at."),
            language.pick(
                "退出码：有一处就是 1，除非写了 --fail-on error。",
                "Exit code: 1 if there is one, unless --fail-on error is given.",
            ),
        ),
        Severity::Hint => (
            language.pick("值得看一眼，不一定是错。", "Worth a look, and often right as it is."),
            language.pick(
                "退出码：不影响（0），除非写了 --fail-on hint。",
                "Exit code: 0 all the same, unless --fail-on hint is given.",
            ),
        ),
    }
}

fn list(page: &mut String, rules: &[&Rule], language: Language) {
    let count = rules.len();
    let head = language
        .pick(format!("{count} 条规则："), format!("{count} rule{}:", if count == 1 { "" } else { "s" }));
    let _ = writeln!(page, "\n{head}");
    let width = rules.iter().map(|rule| rule.id.as_str().width()).max().unwrap_or(0);
    for rule in rules {
        let pad = " ".repeat(width - rule.id.as_str().width());
        let level = severity(rule.severity, language);
        // The Chinese names all have the same width.
        let level = language.pick(level.to_owned(), format!("{level:<7}"));
        let title = &rule.wording(language).title;
        let off = if rule.is_default { "" } else { language.pick("（默认不用）", " (off by default)") };
        let _ = writeln!(page, "  {}{pad}  {level}  {title}{off}", rule.id);
    }
}

fn first<'r>(rules: &[&'r Rule]) -> &'r str {
    rules.first().map_or("", |rule| rule.id.as_str())
}
