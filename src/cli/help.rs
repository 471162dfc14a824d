//! The help of every command and argument in Chinese; the English help is in the doc comments of
//! the arguments. Every run with messages in Chinese looks these texts up, so they are arms of a
//! `match` and not read from a file.

use clap::Command;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// The names of the commands; a build may lack some.
pub(super) const COMMANDS: [&str; 19] = [
    "ignore", "check", "open", "annotate", "baseline", "rules", "explain", "figures", "similar", "text",
    "outline", "init", "config", "schema", "completions", "man", "version", "lsp", "help",
];

/// The texts of a command in Chinese: a sentence that describes it, and its usage.
fn command_texts(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "ignore" => (
            "在配置里声明一处问题其实是对的，写明理由",
            "hegao ignore [选项] <文件:行> <规则> --reason <理由>",
        ),
        "hegao" => (
            "核稿：中文讲话稿和公文定稿之前的最后一读",
            "hegao [选项] <命令>\n      hegao [选项] <文件或文件夹>…",
        ),
        "check" => ("检查文稿；后面直接写文件时，check 可以省去", "hegao check [选项] [文件或文件夹]…"),
        "open" => ("检查文稿，在浏览器里看报告", "hegao open [选项] <文件或文件夹>…"),
        "annotate" => {
            ("把发现的问题写进文稿的副本：Word 文件里是批注，文本里是标记", "hegao annotate [选项] <文稿>")
        }
        "baseline" => (
            "把现有的问题记为基线，以后 check --baseline 只报新出现的",
            "hegao baseline [选项] [文件或文件夹]…",
        ),
        "rules" => ("列出全部规则", "hegao rules [选项] [规则文件或文件夹]…"),
        "explain" => ("解释一条规则（附例子）、一类规则、一个级别或一类词", "hegao explain [选项] <规则>"),
        "figures" => (
            "逐个核对数字：与文中别的数字相符、不符，还是没有可以比较的",
            "hegao figures [选项] [文件或文件夹]…",
        ),
        "similar" => ("找出彼此相似的文件", "hegao similar [选项] [文件或文件夹]…"),
        "text" => ("逐行打印从文稿里读到的文字", "hegao text [选项] <文件>"),
        "outline" => ("打印读出来的提纲：文种、日期、分篇、标题和各级序号", "hegao outline [选项] <文件>"),
        "init" => ("在当前文件夹写一个带说明的 hegao.toml", "hegao init [选项]"),
        "config" => ("打印一个文件按什么检查，每一项写在哪里", "hegao config [选项] --show <文件>"),
        "schema" => (
            "打印 JSON Schema：配置的，供编辑器补全；报告的，供程序核对",
            "hegao schema [选项] <config|report|jsonl|figures|outline|explain>",
        ),
        "completions" => ("打印命令行补全的脚本", "hegao completions [选项] <SHELL>"),
        "man" => ("打印手册页", "hegao man [选项]"),
        "version" => ("打印版本；加 --verbose 连同构建、功能和各种表记到哪一年", "hegao version [选项]"),
        "lsp" => ("为编辑器服务：在标准输入输出上使用语言服务器协议", "hegao lsp [选项]"),
        "help" => ("打印一个命令的帮助", "hegao help [选项] [命令]"),
        _ => return None,
    })
}

/// The help of an argument, by its id.
#[expect(clippy::too_many_lines, reason = "a table of texts")]
fn argument_text(id: &str) -> Option<&'static str> {
    Some(match id {
        "place" => "哪一处，如 讲话.docx:12",
        "reason" => "为什么在这里是对的",
        "expires" => "到哪一天为止，如 2026-12-31",
        "pack" => "另外使用这个文件夹（或文件）里自己写的规则",
        "trust" => "配置里的 extends、packs 和文件夹里的链接，也可以通到这个文件夹里 [默认：不出自己的仓库]",
        "profile" => "列出每条规则用的时间，慢的在前",
        "test" => "试一遍规则文件里的例子：全部规则的，或者后面给出的规则文件的",
        "rule_files" => "规则文件或文件夹，与 --test 同用",
        "documents" => "文件、文件夹，或者 *.docx 这样的通配符",
        "paths" => "文件、文件夹，或者 *.docx 这样的通配符；- 表示标准输入",
        "format" => {
            "报告格式：pretty（给人看）、line（一行一处）、json、jsonl、sarif、github、gitlab、\
             checkstyle、junit、rdjson、markdown（核对清单）、html（网页，带正文）"
        }
        "ledger" => "格式：pretty（给人看）、json、markdown、html（网页）",
        "outlined" => "格式：pretty（给人看）、json（还有每个日期，是哪一天到哪一天）",
        "readers" => "同时读几个文件 [默认：处理器有几个就几个]",
        "report" => "另外再写一份报告，如 sarif=out.sarif；可以写几次",
        "output" => "写到这个文件",
        "in_place" => "直接写进原文件，原样另存一份在旁边（.bak）",
        "copy" => "副本写到这个文件 [默认：写在文稿旁边，讲话稿.docx 的副本是 讲话稿-核稿.docx]",
        "replace_any" => {
            "已有的文件不是核稿写的副本、或者有人改过，也覆盖；有数字签名的文稿也写，\
             写出的不再带签名"
        }
        "author" => "批注的作者",
        "max" => "最多写多少条批注，不超过 32000：再多 Word 打不开",
        "baseline" => "只报这份基线里没有的问题 [默认：配置里的 baseline]",
        "no_baseline" => "配置里的基线这一次不用，全部都报",
        "together" => {
            "这些文稿是一套（同一个会的讲话、报告、议程、附件），互相核对数字、时间、地点、人名、文件名、附件和件数"
        }
        "previous" => {
            "上一年的那一份：照着它改、没有改到的地方也报，如没动的数、年份、届次；只检查一份文稿时用"
        }
        "changed" => {
            "只查 git 说与这个提交不同的文稿，新增的也算；\
             main... 表示本分支从 main 分出来的地方 [默认：HEAD]"
        }
        "prune" => "从基线里去掉已经改好的，不添新的",
        "force" => "已经有了也重新写",
        "overwrite" => {
            "已有的文件不是核稿写的也覆盖，扩展名不合也写；要检查的文稿从不被报告覆盖；\
             --fix 也改有数字签名的文稿，改后不再带签名"
        }
        "fix" => "把稳妥的修改直接改进文件；用于 - 时打印改好的标准输入",
        "unsafe_fixes" => "可能改变意思的修改也改（或者也列出来）",
        "diff" => "不改文件，只列出会怎样改",
        "select" => "只用这些规则或类别（如 待填），用逗号隔开；all 是全部规则",
        "ignore" => "不用这些规则或类别",
        "least" => {
            "从这一级起列出：error（必改）、warning（疑似）、hint（提示），再轻的只计数 \
             [默认：hint；查文件夹时，给人看的报告不列不影响退出码的提示]"
        }
        "statistics" => "不列问题，只列每条规则、每份文稿有多少处；用于 pretty 和 json",
        "quiet" => "只打印问题和没有检查成的，不打印结尾的小结",
        "fail_on" => {
            "从这一级起退出码为 1：error（必改）、warning（疑似）、hint（提示） \
             [默认：按管各个文稿的配置，没有则为 warning]"
        }
        "today" => {
            "“现在”指哪一天，如 2026-03-05；off 表示不与现在比较 \
             [默认：文稿自己的日期，没有则按配置，再没有则为今天]"
        }
        "stdin_filename" => "给标准输入一个文件名，从扩展名判断格式",
        "max_file_size" => "再大的文件不读：字节数，或者 64K、256M、1G [默认：按配置，没有则为 256M]",
        "with_text" => "报告里加上文稿全文，网页就能照着显示并标出问题；用于 json 和 jsonl",
        "max_findings" => {
            "一个文件最多列出几处，按位置从前往后，总数照算；0 为全部 \
             [默认：按配置，没有则为 100000]"
        }
        "config_file" => "所有文稿都按这份配置检查，不找别的；里面的路径和通配符相对于它所在的文件夹",
        "config_of_files" => "按这份配置的 include、exclude、limits 和 accept；不写就不读配置",
        "exclude" => {
            "这些文件和文件夹不查，如 草稿 或 '**/*.md'，配置里 exclude 写的之外再加；\
             相对于当前文件夹；可以写几次"
        }
        "force_exclude" => "不查的文件，命令里写出了名字也不查；钩子会把改过的文件都写出来，用这个",
        "no_config" => "不读配置文件",
        "jobs" => "同时检查几个文件 [默认：处理器有几个就几个]",
        "json" => "打印 JSON",
        "min" => "短的一份至少有百分之几在另一份里",
        "emit" => "改为打印比对的依据：fingerprints（指纹，每份文稿一行 JSON：路径和散列值）",
        "encoding" => "文本文件的编码：utf-8、utf-16le、utf-16be、gb18030（gbk）、big5 [默认：逐个文件判断]",
        "revisions" => "Word 文稿里有修订时读哪一种：final（接受修订之后）、original（修订之前）",
        "rule" => "规则名，如 numbering/gap，或者类别",
        "name" => {
            "规则名，如 numbering/gap，或者标题；类别，如 待填；级别，如 必改；词类，如 unit/area，words 列出全部"
        }
        "file" => "文稿；- 表示标准输入",
        "number" => "给各行编号",
        "show" => "看哪个文件；不必真有",
        "shell" => "哪一种：bash、elvish、fish、powershell、zsh",
        "what" => {
            "哪一种：config（配置）、report（json 报告）、jsonl（jsonl 报告的一行）、figures（数字核对）、\
             outline（提纲）、explain（规则的解释）"
        }
        "topic" => "哪个命令；不写就是整个程序的帮助",
        "lang" => "用哪种语言：zh 或 en [默认：中文；系统语言是英文时用英文]",
        "color" => "什么时候用颜色：auto、always、never",
        "stdio" => "用标准输入输出；不写也是这样，有的编辑器会写",
        "help" => "打印帮助",
        "version" => "打印版本",
        "verbose" => "再打印怎样构建、有哪些功能、各种表记到哪一年",
        _ => return None,
    })
}

/// The name of an argument's value in the usage line.
fn value_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "COMMAND" => "命令",
        "DATE" => "日期",
        "DIR" => "文件夹",
        "ENCODING" => "编码",
        "FILE" => "文件",
        "FILE:LINE" => "文件:行",
        "FORMAT" => "格式",
        "GLOB" => "通配符",
        "FORMAT=FILE" => "格式=文件",
        "LANG" => "语言",
        "N" => "数",
        "NAME" => "名称",
        "OLD" => "上一年的文稿",
        "PATH" => "文件或文件夹",
        "PERCENT" => "百分比",
        "REV" => "提交",
        "RULE" | "RULES" => "规则",
        "SEVERITY" => "级别",
        "SHELL" => "SHELL",
        "SIZE" => "大小",
        "STATE" => "状态",
        "TEXT" => "文字",
        "WHAT" => "哪一种",
        "WHEN" => "何时",
        _ => return None,
    })
}

/// Returns `command` with all its help in Chinese.
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
    if let Some((about, usage)) = command_texts(&name) {
        command = command.about(about).long_about(None::<&str>).override_usage(usage);
    }
    command = command.mut_args(|argument| {
        let help = argument_text(argument.get_id().as_str());
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let default =
            argument.get_default_values().first().and_then(|value| value.to_str()).map(str::to_owned);
        let takes_value = argument.get_action().takes_values();
        let value = argument.get_value_names().and_then(|names| value_name(names.first()?));
        let argument = argument.help_heading(heading).hide_default_value(takes_value);
        let argument = match value {
            Some(name) if takes_value => argument.value_name(name),
            _ => argument,
        };
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
    use super::{COMMANDS, argument_text, command_texts, value_name};
    use crate::cli::parse;
    use crate::language::Language;

    #[test]
    fn every_command_and_argument_has_chinese_help() {
        let command = parse::command(Language::English);
        let mut commands = vec![&command];
        commands.extend(command.get_subcommands());
        for command in commands {
            let name = command.get_name();
            assert!(command_texts(name).is_some(), "{name}");
            assert!(name == "hegao" || COMMANDS.contains(&name), "{name}");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                assert!(argument_text(id).is_some(), "{id}");
                assert!(argument.get_help().is_some(), "{id}");
                let takes_values = argument.get_action().takes_values();
                for name in argument.get_value_names().filter(|_| takes_values).unwrap_or_default() {
                    assert!(value_name(name).is_some(), "{name}");
                }
            }
        }
    }
}
