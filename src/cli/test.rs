//! `hegao rules --test`: runs the examples of rules.

use crate::cli::args::RulesOptions;
use crate::cli::{CLEAN, FOUND, print_page};
use crate::engine::examples::{Examiner, Fault, Marked};
use crate::language::Language;
use crate::registry::Registry;
use crate::rule::{Examples, Rule};
use crate::workspace::bounds::Bounds;
use crate::workspace::failure::Failure;
use crate::workspace::packs;

/// Numbers of examples that passed and failed.
#[derive(Default)]
struct Tally {
    text: String,
    rules: usize,
    examples: usize,
    failed: usize,
}

/// Runs the examples of all rules, or of those that `options` name, and prints those that fail.
pub(super) fn run(
    options: &RulesOptions,
    mut registry: Registry,
    bounds: &Bounds,
    language: Language,
) -> Result<u8, Failure> {
    let known: Vec<_> = registry.rules().iter().map(|rule| rule.id.clone()).collect();
    for path in &options.rule_files {
        packs::add(&mut registry, path, bounds, language)?;
    }
    let is_asked = |rule: &&Rule| options.rule_files.is_empty() || !known.contains(&rule.id);
    let mut tally = Tally::default();
    let examiner = Examiner::new(&registry)?;
    for rule in registry.rules().iter().filter(is_asked) {
        try_rule(&examiner, rule, &registry.examples(rule)?, language, &mut tally);
    }
    tally.text += &end(&tally, language);
    print_page(&tally.text)?;
    Ok(if tally.failed == 0 { CLEAN } else { FOUND })
}

fn try_rule(examiner: &Examiner, rule: &Rule, examples: &Examples, language: Language, tally: &mut Tally) {
    let bad = examples.bad.iter().map(|bad| examiner.bad(rule, bad)).zip(1..).map(|it| ("bad", it));
    let good = examples.good.iter().map(|good| examiner.good(rule, good)).zip(1..).map(|it| ("good", it));
    tally.rules += 1;
    for (kind, (outcome, number)) in bad.chain(good) {
        tally.examples += 1;
        if let Err(fault) = outcome {
            tally.failed += 1;
            tally.text += &format!("{} {kind} {number}\n{}", rule.id, explained(&fault, language));
        }
    }
    if examples.bad.is_empty() {
        let none = language.pick(
            "没有 [[bad]] 例子，不知道它会不会报告",
            "has no [[bad]] example, so that nobody knows whether it works",
        );
        tally.text += &format!("{}{}{none}\n", rule.id, language.pick("：", ": "));
    }
}

fn end(tally: &Tally, language: Language) -> String {
    let Tally { rules, examples, failed, .. } = tally;
    match failed {
        0 => language.pick(
            format!("{rules} 条规则，{examples} 个例子，全部符合\n"),
            format!("{rules} rules, {examples} examples: all hold\n"),
        ),
        _ => language.pick(
            format!("{rules} 条规则，{examples} 个例子，{failed} 个不符合\n"),
            format!("{rules} rules, {examples} examples: {failed} do not hold\n"),
        ),
    }
}

/// Describes why an example fails, with the expected and the actual text below each other.
fn explained(fault: &Fault, language: Language) -> String {
    let head = match fault {
        Fault::Miss(_) => language.pick("漏报", "miss").to_owned(),
        Fault::FalseAlarm(_) => language.pick("误报", "false alarm").to_owned(),
        Fault::WrongPlace(_) => language.pick("报告的地方不对", "wrong place").to_owned(),
        Fault::NotSilent { rule, .. } => language.pick(
            format!("误报：{rule} 报告了 good 例子"),
            format!("false alarm: {rule} reports a good example"),
        ),
        Fault::WrongFix(_) => language.pick("改出来的不是 fixed", "the fix does not give `fixed`").to_owned(),
        Fault::NotFixed(left) => language.pick(
            format!("改过以后还有 {left} 处，或者没有改法"),
            format!("{left} findings are left after the fix, or have none"),
        ),
        Fault::Unfilled(of, name) => language.pick(
            format!("文字里的 {{{name}}} 没有内容（{}）", of.tag()),
            format!("nothing fills {{{name}}} in [{}]", of.tag()),
        ),
        Fault::Unworded(of, name) => language.pick(
            format!("[{}] 缺少 {name} 的文字", of.tag()),
            format!("[{}] has no text for {name}", of.tag()),
        ),
        Fault::Unread(reason) => reason.clone(),
    };
    let mut text = format!("  {head}\n");
    match fault {
        Fault::Miss(marked)
        | Fault::FalseAlarm(marked)
        | Fault::WrongPlace(marked)
        | Fault::WrongFix(marked) => {
            let Marked { expected, found } = marked;
            text += &row(language.pick("应为：", "expected: "), expected);
            text += &row(language.pick("实为：", "found:    "), found);
        }
        Fault::NotSilent { found, .. } => text += &row(language.pick("实为：", "found:    "), found),
        Fault::NotFixed(_) | Fault::Unfilled(..) | Fault::Unworded(..) | Fault::Unread(_) => {}
    }
    text
}

fn row(head: &str, text: &str) -> String {
    let indent = " ".repeat(4 + unicode_width::UnicodeWidthStr::width(head));
    format!("    {head}{}\n", text.trim_end().replace('\n', &format!("\n{indent}")))
}
