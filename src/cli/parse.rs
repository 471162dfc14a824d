//! From arguments to a command, with refusals in the user's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error, FromArgMatches};

use crate::cli::args::Args;
use crate::cli::help::in_chinese;
use crate::rule::Language;

/// What the values of options look like, for those that take more than a name of a few.
const FORMS: [(&str, &str); 7] = [
    ("--report", "写成 格式=文件，如 sarif=out.sarif，格式与 --format 相同"),
    ("--max-file-size", "写成字节数，或者 64K、256M、1G 这样"),
    ("--max-findings", "写成一个数，0 表示全部列出"),
    ("--max", "写成 1 到 32000 的数"),
    ("--expires", "写成 2026-12-31 这样的日期"),
    ("--jobs", "写成一个数，至少是 1"),
    ("--min", "写成 1 到 100 的数"),
];

/// What the arguments ask for.
pub(super) enum Parsed {
    /// A command.
    Run(Box<Args>),
    /// Help or the version.
    Print(String),
    /// Nothing that can be done.
    Refuse(String),
}

/// The program and all its commands, with help in a language.
pub(super) fn command(language: Language) -> Command {
    match language {
        Language::Chinese => in_chinese(Args::command()),
        Language::English => Args::command(),
    }
}

/// Parses `arguments`, the program's name first.
pub(super) fn parse(arguments: &[OsString], language: Language) -> Parsed {
    let parsed = command(language)
        .try_get_matches_from(arguments)
        .and_then(|matches| Args::from_arg_matches(&matches));
    match parsed {
        Ok(args) => Parsed::Run(Box::new(args)),
        Err(error) => refuse(&error, language),
    }
}

fn refuse(error: &Error, language: Language) -> Parsed {
    match (error.kind(), language) {
        (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, _) => Parsed::Print(error.render().to_string()),
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, _) => {
            Parsed::Refuse(error.render().to_string())
        }
        (_, Language::English) => Parsed::Refuse(error.render().to_string()),
        (_, Language::Chinese) => Parsed::Refuse(chinese(error)),
    }
}

fn chinese(error: &Error) -> String {
    let part = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = part(ContextKind::InvalidArg);
    let value = part(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有「{argument}」这个选项"),
        ErrorKind::InvalidSubcommand => format!("没有「{}」这个命令", part(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」后面要写上一个值"),
        ErrorKind::InvalidValue => {
            format!("「{argument}」的值不能是「{value}」，可以是：{}", part(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let name = argument.split(' ').next().unwrap_or_default();
            let form = FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| format!("：{form}"));
            format!("「{argument}」的值「{value}」不合要求{}", form.unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("还要写上：{argument}"),
        ErrorKind::MissingSubcommand => "还要写上一个命令，如 hegao check 讲话稿.txt".to_owned(),
        ErrorKind::ArgumentConflict => format!("「{argument}」不能重复写，或与别的选项冲突"),
        _ => "命令写得不对".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    // Of several guesses the likeliest comes last.
    let near = near.map(|kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => part(kind),
    });
    let near = near.concat();
    let guess = if near.is_empty() { String::new() } else { format!("，是不是「{near}」？") };
    format!("错误：{message}{guess}\n  用 hegao --help 查看用法。\n")
}

#[cfg(test)]
mod tests {
    use super::{Parsed, parse};
    use crate::rule::Language;

    fn refusal(arguments: &[&str], language: Language) -> String {
        let arguments: Vec<_> = arguments.iter().map(Into::into).collect();
        match parse(&arguments, language) {
            Parsed::Refuse(text) => text,
            _ => String::new(),
        }
    }

    #[test]
    fn guesses_a_mistyped_option_in_both_languages() {
        let mistyped = ["hegao", "check", "--formt", "json"];
        assert!(refusal(&mistyped, Language::Chinese).contains("是不是「--format」"));
        assert!(refusal(&mistyped, Language::English).contains("--format"));
    }

    #[test]
    fn says_what_a_value_looks_like() {
        let rows =
            [("--max-file-size", "大", "256M"), ("--max-findings", "x", "0 表示"), ("--jobs", "0", "至少")];
        for (option, value, form) in rows {
            let text = refusal(&["hegao", "check", option, value], Language::Chinese);
            assert!(text.contains(form), "{text}");
        }
    }

    #[test]
    fn guesses_a_mistyped_value_and_command() {
        assert!(
            refusal(&["hegao", "check", "--format", "jsn"], Language::Chinese).contains("是不是「json」")
        );
        assert!(refusal(&["hegao", "chek"], Language::Chinese).contains("是不是「check」"));
    }
}
