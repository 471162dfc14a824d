//! Parsing of arguments into a command, a help page, or an error in the user's language.

use std::ffi::OsString;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, Error, FromArgMatches};

use crate::cli::args::Args;
use crate::cli::help::{COMMANDS, in_chinese};
use crate::cli::help_page::laid_out;
use crate::cli::refusal;
use crate::cli::reports::width;
use crate::language::Language;

/// Result of parsing the arguments.
pub(super) enum Parsed {
    /// A command to run.
    Run(Box<Args>),
    /// Help or the version, to be printed.
    Print(String),
    /// An error message.
    Refuse(String),
}

/// The definition of the program and all its commands, with help in a language.
pub(super) fn command(language: Language) -> Command {
    let command = Args::command();
    let names = COMMANDS.iter().filter(|name| **name == "help" || command.find_subcommand(name).is_some());
    let names: Vec<&str> = names.copied().collect();
    let topic = Arg::new("topic")
        .value_name("COMMAND")
        .help("The command; without one, the program as a whole")
        .value_parser(PossibleValuesParser::new(names))
        .hide_possible_values(true);
    let help = Command::new("help").about("Print the help of a command").arg(topic);
    // `help_page` breaks the lines.
    let command = command.subcommand(help).term_width(0).max_term_width(0);
    match language {
        Language::Chinese => in_chinese(command),
        Language::English => command,
    }
}

/// Parses `arguments`, the program's name first. If the first word is a file and not a command, it
/// is checked.
///
/// Building the definition of all arguments costs more than parsing them, so it is normally built
/// once, in English. It is built with Chinese help only to print a help page or an error, which
/// quotes the help.
pub(super) fn parse(arguments: &[OsString], language: Language) -> Parsed {
    let mut plain = command(Language::English);
    let arguments = &with_command(arguments, &plain);
    let matches = match plain.try_get_matches_from_mut(arguments) {
        Ok(matches) => matches,
        Err(error) if language == Language::English => return answer(&error, arguments, language),
        Err(_) => match command(language).try_get_matches_from(arguments) {
            Ok(matches) => matches,
            Err(error) => return answer(&error, arguments, language),
        },
    };
    if let Some(("help", asked)) = matches.subcommand() {
        let topic = asked.get_one::<String>("topic").map(OsString::from);
        let page: Vec<OsString> =
            ["hegao".into()].into_iter().chain(topic).chain(["--help".into()]).collect();
        return parse(&page, language);
    }
    match Args::from_arg_matches(&matches) {
        Ok(args) => Parsed::Run(Box::new(args)),
        Err(error) => answer(&error, arguments, language),
    }
}

/// Inserts `check` before the first word if that is a file and not a command: if it is `-`,
/// contains a point, a separator or a pattern character, or if a file with that name exists. A
/// mistyped command is left as it is.
fn with_command(arguments: &[OsString], command: &Command) -> Vec<OsString> {
    let mut arguments = arguments.to_vec();
    if let Some(at) = first_word(&arguments, command) {
        let word = &arguments[at];
        let text = word.to_string_lossy();
        let is_command = command.find_subcommand(word).is_some();
        let names_files =
            text == "-" || text.contains(['.', '/', '\\', '*', '?']) || Path::new(word).exists();
        if !is_command && names_files {
            arguments.insert(at, "check".into());
        }
    }
    arguments
}

/// Index of the first argument after the program's name that is neither a global option nor its
/// value. `None` if an unknown option comes before it.
fn first_word(arguments: &[OsString], command: &Command) -> Option<usize> {
    let mut at = 1;
    loop {
        let word = arguments.get(at)?.to_str().unwrap_or_default();
        let Some(name) = word.strip_prefix("--").filter(|_| word != "--") else {
            return (!word.starts_with('-') || word == "-").then_some(at);
        };
        let (name, value) = name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value)));
        let known = command.get_arguments().find(|known| known.get_long() == Some(name))?;
        at += if known.get_action().takes_values() && value.is_none() { 2 } else { 1 };
    }
}

/// Converts an `Error` of clap, which is a help page, the version, or a real error, to the output
/// for it.
fn answer(error: &Error, arguments: &[OsString], language: Language) -> Parsed {
    let rendered = || error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayVersion => Parsed::Print(rendered()),
        ErrorKind::DisplayHelp => Parsed::Print(laid_out(&rendered(), width(), language)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Parsed::Refuse(laid_out(&rendered(), width(), language))
        }
        _ => {
            let help = help_of(arguments);
            Parsed::Refuse(match language {
                Language::Chinese => format!("{}\n  用 {help} 查看用法。\n", refusal::chinese(error)),
                Language::English => rendered().replace("'--help'", &format!("'{help}'")),
            })
        }
    }
}

/// The command line that prints the help of the command in `arguments`, or else of the program.
fn help_of(arguments: &[OsString]) -> String {
    let command = Args::command();
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if let Some(known) = command.find_subcommand(word) {
            return format!("hegao {} --help", known.get_name());
        }
        // The value of a global option is not a command.
        let name = word.strip_prefix("--").unwrap_or_default();
        let takes_value = |known: &Arg| known.get_long() == Some(name) && known.get_action().takes_values();
        if command.get_arguments().any(takes_value) {
            words.next();
        }
    }
    "hegao --help".to_owned()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{help_of, with_command};
    use crate::language::Language;

    #[test]
    fn files_without_a_command_are_checked() {
        let all = super::command(Language::English);
        let command = |words: &[&str]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            with_command(&words, &all).iter().any(|word| word == "check")
        };
        assert!(command(&["hegao", "讲话.docx"]));
        assert!(command(&["hegao", "--lang", "en", "材料/"]));
        assert!(command(&["hegao", "--lang=en", "*.docx", "--format", "json"]));
        assert!(command(&["hegao", "-"]) && command(&["hegao", "src"]));
        assert!(!command(&["hegao"]) && !command(&["hegao", "chek"]) && !command(&["hegao", "--x", "a.txt"]));
        assert!(!command(&["hegao", "text", "a.txt"]) && !command(&["hegao", "help", "text"]));
        assert!(!command(&["hegao", "--pack", "a.toml", "rules"]));
    }

    #[test]
    fn a_refusal_points_to_the_help_of_its_command() {
        let help = |words: &[&str]| help_of(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(help(&["hegao", "check", "--formt"]), "hegao check --help");
        assert_eq!(help(&["hegao", "--pack", "text", "rules", "--x"]), "hegao rules --help");
        assert_eq!(help(&["hegao", "chek", "--x"]), "hegao --help");
    }
}
