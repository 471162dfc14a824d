//! Error messages for wrong arguments, in Chinese; clap has the English ones.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Returns the Chinese message for an error of clap, with a suggestion, without a line end.
pub(super) fn chinese(error: &Error) -> String {
    let argument = part(error, ContextKind::InvalidArg);
    let value = part(error, ContextKind::InvalidValue);
    let name = name_of(&argument);
    let form = form(name);
    let message = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("没有「{argument}」这个选项"),
        ErrorKind::UnknownArgument => format!("多写了「{argument}」"),
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令", part(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」后面要写上一个值"),
        ErrorKind::InvalidValue => {
            format!("「{argument}」的值不能是「{value}」，可以是：{}", part(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation if form.is_empty() => format!("「{argument}」的值「{value}」不合要求"),
        ErrorKind::ValueValidation => format!("「{argument}」的值「{value}」不合要求：{form}"),
        ErrorKind::MissingRequiredArgument => format!("还要写上：{}", either(&argument)),
        ErrorKind::MissingSubcommand => "还要写上一个命令，如 hegao check 讲话稿.txt".to_owned(),
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::NoEquals => format!("「{name}」和它的值之间要写等号，如 {name}=main"),
        ErrorKind::TooManyValues => format!("「{argument}」后面的值太多了，「{value}」是多写的"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("「{argument}」后面的值个数不对"),
        ErrorKind::InvalidUtf8 => "命令里有不是 UTF-8 的字".to_owned(),
        _ => "命令写得不对".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    // clap puts the most likely of several suggestions last.
    let near = near.map(|kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => part(error, kind),
    });
    let near = near.concat();
    let guess = if near.is_empty() { String::new() } else { format!("，是不是「{near}」？") };
    format!("错误：{message}{guess}")
}

/// The expected form of an option's value, such as a date; empty for options whose values are a few
/// fixed names.
fn form(option: &str) -> &'static str {
    match option {
        "--report" => "写成 格式=文件，如 sarif=out.sarif，格式与 --format 相同",
        "--max-file-size" => "写成字节数，或者 64K、256M、1G 这样",
        "--max-findings" => "写成一个数，0 表示全部列出",
        "--max" => "写成 1 到 32000 的数",
        "--expires" => "写成 2026-12-31 这样的日期",
        "--jobs" => "写成一个数，至少是 1",
        "--min" => "写成 1 到 100 的数",
        _ => "",
    }
}

/// Returns the message for options that cannot be used together, or for an option that was given
/// twice.
fn conflict(error: &Error, argument: &str) -> String {
    let name = name_of(argument);
    let others: Vec<&str> = match error.get(ContextKind::PriorArg) {
        Some(ContextValue::String(other)) => vec![name_of(other)],
        Some(ContextValue::Strings(others)) => others.iter().map(|other| name_of(other)).collect(),
        _ => Vec::new(),
    };
    if others.iter().all(|other| *other == name) {
        return format!("「{name}」只能写一次");
    }
    format!("「{name}」不能与「{}」同用", others.join("」「"))
}

/// The name of an argument without its value: `--changed` of `--changed[=<REV>]`.
fn name_of(argument: &str) -> &str {
    argument.split([' ', '=', '[']).next().filter(|name| name.starts_with('-')).unwrap_or(argument)
}

/// Puts required alternatives into words: `<--output <FILE>|--in-place>` becomes `--output <FILE> 或
/// --in-place` (或 is "or").
fn either(argument: &str) -> String {
    argument.replace("|--", " 或 --").replace("<--", "--").replace("-place>", "-place")
}

fn part(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::parse::{Parsed, parse};
    use crate::language::Language;

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
