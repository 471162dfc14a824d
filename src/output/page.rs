//! The page that explains a rule to people, made from the rule's file. `hegao explain` prints it,
//! editors show it beside a finding.

use std::fmt::Write as _;

use crate::fix::Safety;
use crate::language::Language;
use crate::output::summary::severity;
use crate::rule::{Examples, Rule};

/// Maximum number of `bad` examples on a page in Markdown; the page for a terminal has all.
const MAX_BAD: usize = 2;
/// Maximum number of `good` examples on a page in Markdown; the page for a terminal has all.
const MAX_GOOD: usize = 1;

/// The page for a terminal, with all that the file of the rule contains.
pub fn text(rule: &Rule, examples: &Examples, language: Language) -> String {
    let words = rule.wording(language);
    let mut page = format!("{}  {}\n{}", rule.id, severity(rule.severity, language), words.title);
    page += mended(rule, language);
    page += "\n\n";
    // Rules of a pack may have no reason.
    if !words.why.is_empty() {
        page += &words.why;
        page.push('\n');
    }
    if let Some(help) = &words.plain.help {
        let _ = writeln!(page, "{help}");
    }
    if let Some(source) = &rule.source {
        let _ = writeln!(page, "{}{source}", source_head(language));
    }
    if let Some(known) = rule.options() {
        let head = language.pick("选项，在 hegao.toml 里写在", "Options, in hegao.toml under");
        section(&mut page, &format!("{head} [options.\"{}\"]{}", rule.id, language.pick(" 下面：", ":")));
        for (name, default) in known {
            let _ = writeln!(page, "  {name}  {}", words.options.get(&name).map_or("", AsRef::as_ref));
            let _ = writeln!(page, "    {}{}", language.pick("默认：", "default: "), value_text(&default));
        }
    }
    section(&mut page, bad_head(language));
    for bad in &examples.bad {
        beside(&mut page, bad.beside.as_deref(), language);
        example(&mut page, &bad.text);
    }
    section(&mut page, good_head(language));
    for good in &examples.good {
        beside(&mut page, good.beside.as_deref(), language);
        example(&mut page, &good.text);
    }
    page
}

/// The note after the title of a rule that has a fix, which says if the fix is safe. Empty for a
/// rule without a fix.
fn mended(rule: &Rule, language: Language) -> &'static str {
    match rule.fix {
        Some(Safety::Safe) => language.pick("（附改法）", " (a fix is given)"),
        Some(Safety::Unsafe) => {
            language.pick("（附改法，改后要看）", " (a fix is given; look at the result)")
        }
        Some(Safety::ShowOnly) | None => "",
    }
}

/// The page in Markdown, for editors: title, reason, advice, source, and the first examples.
pub fn markdown(rule: &Rule, examples: &Examples, language: Language) -> String {
    let words = rule.wording(language);
    let mut page = format!("### {}{}\n\n", words.title, mended(rule, language));
    let _ = writeln!(page, "`{}` · {}", rule.id, severity(rule.severity, language));
    let source = rule.source.as_ref().map(|source| format!("{}{source}", source_head(language)));
    let paragraphs = [Some(words.why.as_ref()), words.plain.help.as_deref(), source.as_deref()];
    for paragraph in paragraphs.into_iter().flatten().filter(|paragraph| !paragraph.is_empty()) {
        let _ = write!(page, "\n{paragraph}\n");
    }
    let bad: Vec<&str> = examples.bad.iter().map(|bad| bad.text.as_str()).take(MAX_BAD).collect();
    let good: Vec<&str> = examples.good.iter().map(|good| good.text.as_str()).take(MAX_GOOD).collect();
    for (head, texts) in [(bad_head(language), bad), (good_head(language), good)] {
        if !texts.is_empty() {
            let _ = write!(page, "\n{head}\n");
        }
        for text in texts {
            // This fence is longer than any run of backticks in an example.
            let _ = write!(page, "\n`````text\n{}\n`````\n", text.trim_end());
        }
    }
    page
}

fn source_head(language: Language) -> &'static str {
    language.pick("依据：", "Source: ")
}

fn bad_head(language: Language) -> &'static str {
    language.pick("会报告（⟦⟧ 里是报告的地方）：", "Reported (between ⟦ and ⟧):")
}

fn good_head(language: Language) -> &'static str {
    language.pick("不会报告：", "Not reported:")
}

fn section(page: &mut String, head: &str) {
    let _ = write!(page, "\n{head}\n");
}

/// Writes, for an example with two documents, the other document: another paper, or the document of
/// the year before.
fn beside(page: &mut String, text: Option<&str>, language: Language) {
    if let Some(text) = text {
        let _ = writeln!(page, "  {}", language.pick("先读到：", "Read before:"));
        example(page, text);
        let _ = writeln!(page, "  {}", language.pick("再读到：", "Then:"));
    }
}

fn example(page: &mut String, text: &str) {
    for (index, line) in text.trim_end().lines().enumerate() {
        let _ = writeln!(page, "{}{line}", if index == 0 { "  · " } else { "    " });
    }
}

/// The value of an option in TOML: a number, a string, or an array of them. JSON has the same
/// notation for these.
pub fn value_text(value: &toml::Value) -> String {
    serde_json::to_string(value).unwrap_or_default().replace("\",\"", "\", \"")
}
