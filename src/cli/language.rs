//! The program's own words in both languages, and which of the two to use.

use std::ffi::OsString;

use clap::Command;

use crate::rule::Language;

/// Chinese unless `--lang en` is among the arguments or the locale is English.
pub(super) fn detect(arguments: &[OsString]) -> Language {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let asked = words.iter().enumerate().find_map(|(index, word)| match *word {
        "--lang" => words.get(index + 1).copied(),
        _ => word.strip_prefix("--lang="),
    });
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = locale.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    let is_english = match asked {
        Some(tag) => tag == "en",
        None => locale.is_some_and(|locale| locale.starts_with("en")),
    };
    if is_english { Language::English } else { Language::Chinese }
}

/// Sentences of the program itself.
pub(super) struct Texts {
    pub(super) error: &'static str,
    pub(super) unknown_rule: fn(&str) -> String,
    pub(super) did_you_mean: fn(&str) -> String,
    pub(super) see_rules: &'static str,
    pub(super) bad_date: fn(&str) -> String,
    pub(super) cannot_write: fn(&str, &str) -> String,
    pub(super) progress: fn(usize, usize) -> String,
    pub(super) skipped_empty: fn(&str) -> String,
    pub(super) skipped_lock: fn(&str) -> String,
    pub(super) annotated: fn(&str, usize) -> String,
    pub(super) backed_up: fn(&str) -> String,
    pub(super) more_findings: fn(usize) -> String,
    pub(super) same_file: &'static str,
    pub(super) not_in_place: &'static str,
    pub(super) accepted: fn(&str, usize) -> String,
    pub(super) pruned: fn(&str, usize, usize) -> String,
    pub(super) baseline_exists: fn(&str) -> String,
    pub(super) bad_baseline: fn(&str, &str) -> String,
    pub(super) filtered: fn(usize, usize) -> String,
    pub(super) fixed: fn(usize, usize) -> String,
    pub(super) fixable: fn(usize, usize) -> String,
    pub(super) bad_place: fn(&str) -> String,
    pub(super) no_reason: &'static str,
    pub(super) nothing_there: fn(&str, &str) -> String,
    pub(super) ignored: fn(&str, usize) -> String,
    pub(super) fighting: fn(&str, &str) -> String,
    pub(super) has_configuration: &'static str,
    pub(super) wrote_configuration: &'static str,
}

impl Texts {
    pub(super) fn of(language: Language) -> Self {
        match language {
            Language::Chinese => Self {
                error: "错误：",
                unknown_rule: |name| format!("没有叫「{name}」的规则或类别"),
                did_you_mean: |name| format!("，是不是「{name}」？"),
                see_rules: "用 hegao rules 查看全部规则。",
                bad_date: |date| {
                    format!("--today 后面应当是 2026-03-05 这样的日期，或者 off，不能是「{date}」")
                },
                cannot_write: |path, reason| format!("写不了 {path}：{reason}"),
                progress: |done, all| format!("已检查 {done} / {all}"),
                skipped_empty: |path| format!("跳过 {path}：空文件"),
                skipped_lock: |path| format!("跳过 {path}：Word 打开文件时留下的临时文件"),
                annotated: |path, count| format!("写好 {path}，{count} 条批注"),
                backed_up: |path| format!("原来的文件存为 {path}"),
                more_findings: |count| {
                    format!("另有 {count} 处没有写成批注，用 --max 可以多写，hegao check 可以看到全部。")
                },
                accepted: |path, count| {
                    format!("写好 {path}，记下 {count} 处；以后用 hegao check --baseline {path} 只报新出现的")
                },
                pruned: |path, gone, left| format!("{path} 去掉 {gone} 条，还有 {left} 条"),
                baseline_exists: |path| {
                    format!(
                        "已经有 {path}；去掉改好的用 --prune，全部重写用 --force（新出现的问题也会记进去）"
                    )
                },
                bad_baseline: |path, reason| {
                    format!("读不了基线 {path}：{reason}\n  用 hegao baseline 重新写一份。")
                },
                filtered: |known, mended| match mended {
                    0 => format!("基线里已有的 {known} 处没有报"),
                    mended => format!(
                        "基线里已有的 {known} 处没有报；有 {mended} 条已经改好，用 hegao baseline --prune 去掉"
                    ),
                },
                has_configuration: "这里已经有 hegao.toml，没有改动它。",
                wrote_configuration: "写好 hegao.toml，每一项都有说明；hegao config --show 文件 可以看到什么在起作用。",
                not_in_place: "旧格式的文件不能直接写批注：用 -o 写成一份 .docx 副本。",
                same_file: "副本不能就是原文件；要直接写进原文件，用 --in-place。",
                bad_place: |place| format!("要写成 讲话.docx:12 这样，不能是「{place}」"),
                no_reason: "要写明理由：--reason \"……\"",
                nothing_there: |place, rule| {
                    format!("{place} 没有 {rule} 的问题\n  hegao check --format line 列出各处的行号和规则。")
                },
                ignored: |path, count| format!("写进 {path}，{count} 条"),
                fixable: |done, left| format!("可以改 {done} 处，改后还剩 {left} 处修改建议；没有动文件"),
                fighting: |path, rules| format!("{path}：{rules} 的修改互相抵消，没有改"),
                fixed: |done, left| match left {
                    0 => format!("改了 {done} 处"),
                    left => {
                        format!("改了 {done} 处；{left} 处有修改建议但没有改：要人看过，或者格式夹在字中间")
                    }
                },
            },
            Language::English => Self {
                error: "error: ",
                unknown_rule: |name| format!("no rule or family is called `{name}`"),
                did_you_mean: |name| format!("; did you mean `{name}`?"),
                see_rules: "`hegao rules` lists them all.",
                bad_date: |date| format!("--today takes a date such as 2026-03-05, or `off`, not `{date}`"),
                cannot_write: |path, reason| format!("cannot write {path}: {reason}"),
                progress: |done, all| format!("{done} of {all} checked"),
                skipped_empty: |path| format!("{path} is skipped: it is empty"),
                skipped_lock: |path| format!("{path} is skipped: Word keeps it beside an open document"),
                annotated: |path, count| format!("{path} is written, with {count} comments"),
                backed_up: |path| format!("what it was is kept as {path}"),
                more_findings: |count| {
                    format!("{count} more have no comment: --max allows more, `hegao check` shows all.")
                },
                accepted: |path, count| {
                    format!(
                        "{path} is written, with {count} findings; `hegao check --baseline {path}` reports what is new"
                    )
                },
                pruned: |path, gone, left| format!("{gone} taken out of {path}, {left} left"),
                baseline_exists: |path| {
                    format!(
                        "there is a {path}: --prune takes out what was mended, --force writes it anew, with what is new"
                    )
                },
                bad_baseline: |path, reason| {
                    format!(
                        "the baseline {path} cannot be read: {reason}\n  `hegao baseline` writes another."
                    )
                },
                filtered: |known, mended| match mended {
                    0 => format!("{known} known to the baseline are not reported"),
                    mended => format!(
                        "{known} known to the baseline are not reported; {mended} of its entries are mended: `hegao baseline --prune` takes them out"
                    ),
                },
                has_configuration: "there is a hegao.toml here already; it was left as it is",
                wrote_configuration: "hegao.toml is written; `hegao config --show FILE` tells what holds for a file",
                not_in_place: "comments cannot be written into files of old formats: write a .docx copy with -o.",
                same_file: "the copy cannot be the document itself; --in-place writes into that.",
                bad_place: |place| format!("a place is written as speech.docx:12, not `{place}`"),
                no_reason: "a reason is wanted: --reason \"…\"",
                nothing_there: |place, rule| {
                    format!(
                        "{rule} finds nothing at {place}\n  `hegao check --format line` lists lines and rules."
                    )
                },
                ignored: |path, count| format!("{count} written into {path}"),
                fixable: |done, left| {
                    format!("{done} would be fixed, {left} more have a fix; nothing was changed")
                },
                fighting: |path, rules| {
                    format!("{path}: the fixes of {rules} undo each other; it was not changed")
                },
                fixed: |done, left| match left {
                    0 => format!("{done} fixed"),
                    left => format!(
                        "{done} fixed; {left} more have a fix that needs a look, or has markup inside"
                    ),
                },
            },
        }
    }
}

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// Chinese help for each command.
const COMMANDS: [(&str, &str); 13] = [
    ("ignore", "在配置里声明一处问题其实是对的，写明理由"),
    ("hegao", "核稿：中文讲话稿和公文定稿之前的最后一读"),
    ("check", "检查文稿"),
    ("annotate", "把发现的问题写进文稿的副本：Word 文件里是批注，文本里是标记"),
    ("baseline", "把现有的问题记为基线，以后 check --baseline 只报新出现的"),
    ("rules", "列出全部规则"),
    ("explain", "解释一条规则，附例子"),
    ("similar", "找出彼此相似的文件"),
    ("text", "逐行打印从文稿里读到的文字"),
    ("outline", "打印读出来的提纲：分篇、标题和各级序号"),
    ("init", "在当前文件夹写一个带说明的 hegao.toml"),
    ("config", "打印一个文件按什么检查，每一项写在哪里"),
    ("schema", "打印 JSON Schema：config 是配置的，供编辑器补全"),
];

/// Chinese usage of each command.
const USAGES: [(&str, &str); 13] = [
    ("ignore", "hegao ignore [选项] <文件:行> <规则> --reason <理由>"),
    ("hegao", "hegao [选项] <命令>"),
    ("check", "hegao check [选项] [文件或文件夹]…"),
    ("annotate", "hegao annotate [选项] <文稿> -o <副本>"),
    ("baseline", "hegao baseline [选项] [文件或文件夹]…"),
    ("rules", "hegao rules [选项] [规则文件或文件夹]…"),
    ("explain", "hegao explain [选项] <规则>"),
    ("similar", "hegao similar [选项] [文件或文件夹]…"),
    ("text", "hegao text [选项] <文件>"),
    ("outline", "hegao outline [选项] <文件>"),
    ("init", "hegao init [选项]"),
    ("config", "hegao config [选项] --show <文件>"),
    ("schema", "hegao schema [选项] config"),
];

/// Chinese help for each argument.
const ARGUMENTS: [(&str, &str); 40] = [
    ("place", "哪一处，如 讲话.docx:12"),
    ("reason", "为什么在这里是对的"),
    ("expires", "到哪一天为止，如 2026-12-31"),
    ("pack", "另外使用这个文件夹（或文件）里自己写的规则"),
    ("profile", "列出每条规则用的时间，慢的在前"),
    ("test", "试一遍规则文件里的例子：全部规则的，或者后面给出的规则文件的"),
    ("rule_files", "规则文件或文件夹，与 --test 同用"),
    ("paths", "文件或文件夹；- 表示标准输入"),
    ("format", "报告格式：pretty（给人看）、line（一行一处）、json（给程序）"),
    ("output", "写到这个文件"),
    ("in_place", "直接写进原文件，原样另存一份在旁边（.bak）"),
    ("author", "批注的作者"),
    ("max", "最多写多少条批注，不超过 32000：再多 Word 打不开"),
    ("baseline", "只报这份基线里没有的问题"),
    ("prune", "从基线里去掉已经改好的，不添新的"),
    ("force", "已经有了也重新写"),
    ("fix", "把稳妥的修改直接改进文件"),
    ("unsafe_fixes", "可能改变意思的修改也改（或者也列出来）"),
    ("diff", "不改文件，只列出会怎样改"),
    ("select", "只用这些规则或类别，用逗号隔开；all 是全部规则"),
    ("ignore", "不用这些规则或类别"),
    ("fail_on", "从这一级起退出码为 1：error（必改）、warning（疑似）、hint（提示） [默认：warning]"),
    (
        "today",
        "“现在”指哪一天，如 2026-03-05；off 表示不与现在比较 [默认：文稿自己的日期，没有则按配置，再没有则为今天]",
    ),
    ("stdin_filename", "给标准输入一个文件名，从扩展名判断格式"),
    ("no_config", "不读配置文件"),
    ("jobs", "同时检查几个文件 [默认：处理器有几个就几个]"),
    ("json", "打印 JSON"),
    ("min", "短的一份至少有百分之几在另一份里"),
    ("emit", "改为打印比对的依据：fingerprints（指纹，一行一个 JSON）"),
    ("encoding", "文本文件的编码：utf-8、utf-16le、utf-16be、gb18030（gbk）、big5 [默认：逐个文件判断]"),
    ("revisions", "Word 文稿里有修订时读哪一种：final（接受修订之后）、original（修订之前）"),
    ("rule", "规则名，如 numbering/gap"),
    ("file", "文稿；- 表示标准输入"),
    ("number", "给各行编号"),
    ("show", "看哪个文件；不必真有"),
    ("what", "哪一种：config"),
    ("lang", "用哪种语言：zh 或 en [默认：中文；系统语言是英文时用英文]"),
    ("color", "什么时候用颜色：auto、always、never"),
    ("help", "打印帮助"),
    ("version", "打印版本"),
];

fn chinese<'a>(table: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// `command` with all its help in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .next_help_heading("选项")
        .disable_help_flag(true)
        .arg(flag("help", 'h', clap::ArgAction::Help));
    if name == "hegao" {
        command = command.disable_version_flag(true).arg(flag("version", 'V', clap::ArgAction::Version));
    }
    if let Some(about) = chinese(&COMMANDS, &name) {
        command = command.about(about).long_about(None::<&str>);
    }
    if let Some(usage) = chinese(&USAGES, &name) {
        command = command.override_usage(usage);
    }
    command = command.mut_args(|argument| {
        let help = chinese(&ARGUMENTS, argument.get_id().as_str());
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let default =
            argument.get_default_values().first().and_then(|value| value.to_str()).map(str::to_owned);
        let takes_value = argument.get_action().takes_values();
        let argument = argument.help_heading(heading).hide_default_value(takes_value);
        match (help, default) {
            (Some(help), Some(default)) => argument.help(format!("{help} [默认：{default}]")),
            (Some(help), None) => argument.help(help),
            (None, _) => argument,
        }
    });
    command.mut_subcommands(in_chinese)
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).long(name).short(short).action(action)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{ARGUMENTS, COMMANDS, USAGES, chinese};
    use crate::cli::args::Args;

    #[test]
    fn every_command_and_argument_has_chinese_help() {
        let command = Args::command();
        let mut commands = vec![&command];
        commands.extend(command.get_subcommands());
        for command in commands {
            assert!(chinese(&COMMANDS, command.get_name()).is_some(), "{}", command.get_name());
            assert!(chinese(&USAGES, command.get_name()).is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(chinese(&ARGUMENTS, id).is_some(), "{id}");
                assert!(argument.get_help().is_some(), "{id}");
            }
        }
    }
}
