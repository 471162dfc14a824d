//! `hegao explain RULE`: all that its file says, for a person.

use std::fmt::Write as _;
use std::io::Write as _;

use crate::cli::CLEAN;
use crate::cli::args::ExplainOptions;
use crate::cli::config::value_text;
use crate::cli::sink::stdout;
use crate::fix::Safety;
use crate::output::summary::severity;
use crate::registry::Registry;
use crate::rule::{Examples, Language, Rule};
use crate::workspace::failure::Failure;

/// Prints the page of one rule.
pub(super) fn run(options: &ExplainOptions, registry: &Registry, language: Language) -> Result<u8, Failure> {
    let rule = registry.rule(&options.rule)?;
    let text = page(rule, &registry.examples(rule)?, language);
    stdout().write_all(text.as_bytes()).map_err(|error| Failure::Write("-".to_owned(), error))?;
    Ok(CLEAN)
}

fn page(rule: &Rule, examples: &Examples, language: Language) -> String {
    let words = rule.wording(language);
    let mut page = format!("{}  {}\n{}", rule.id, severity(rule.severity, language), words.title);
    page += match rule.fix {
        Some(Safety::Safe) => language.pick("（附改法）", " (a fix is given)"),
        Some(Safety::Unsafe) => {
            language.pick("（附改法，改后要看）", " (a fix is given; look at the result)")
        }
        Some(Safety::ShowOnly) | None => "",
    };
    page += "\n\n";
    // Rules of an office may go without a reason.
    if !words.why.is_empty() {
        page += &words.why;
        page.push('\n');
    }
    if let Some(help) = &words.plain.help {
        let _ = writeln!(page, "{help}");
    }
    if let Some(source) = &rule.source {
        let _ = writeln!(page, "{}{source}", language.pick("依据：", "Source: "));
    }
    if let Some(known) = rule.options() {
        let head = language.pick("选项，在 hegao.toml 里写在", "Options, in hegao.toml under");
        section(&mut page, &format!("{head} [options.\"{}\"]{}", rule.id, language.pick(" 下面：", ":")));
        for (name, default) in known {
            let _ = writeln!(page, "  {name}  {}", words.options.get(name).map_or("", String::as_str));
            let _ = writeln!(page, "    {}{}", language.pick("默认：", "default: "), value_text(default));
        }
    }
    section(&mut page, language.pick("会报告（⟦⟧ 里是报告的地方）：", "Reported (between ⟦ and ⟧):"));
    for bad in &examples.bad {
        beside(&mut page, bad.beside.as_deref(), language);
        example(&mut page, &bad.text);
    }
    section(&mut page, language.pick("不会报告：", "Not reported:"));
    for good in &examples.good {
        beside(&mut page, good.beside.as_deref(), language);
        example(&mut page, &good.text);
    }
    page
}

fn section(page: &mut String, head: &str) {
    let _ = write!(page, "\n{head}\n");
}

/// The other document of an example that needs two.
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
