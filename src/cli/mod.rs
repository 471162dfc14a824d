//! L10: the command line.

mod annotate;
mod args;
mod baseline;
mod check;
mod chosen;
mod completions;
mod config;
mod explain;
mod figures;
mod fix;
mod help;
mod help_page;
mod ignore;
mod ignored;
mod in_order;
mod language;
mod man;
mod open;
mod outline;
mod parse;
mod previous;
mod profile;
mod progress;
mod refusal;
mod report_files;
mod reports;
mod rules;
mod setup;
mod similar;
mod sink;
mod target;
mod tasks;
mod test;
mod text;
mod texts;
mod version;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::cli::args::{Args, Command};
use crate::cli::parse::Parsed;
use crate::cli::texts::Texts;
use crate::language::Language;
use crate::output::control::same_length;
use crate::output::wrap;
use crate::registry::Registry;
use crate::rule::mistake::Mistake;
use crate::workspace::configs::{Asked, Configs};
use crate::workspace::failure::Failure;
use crate::workspace::stderr::{self, complain};
use crate::workspace::{packs, patterns};

/// Exit code: the command succeeded, and no finding fails the run.
const CLEAN: u8 = 0;
/// Exit code: there are findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// Exit code: the command could not be carried out.
const FAILED: u8 = 2;

/// Maximum number of mistakes in configurations that are printed in full; the message at the end
/// has the number of all.
const MAX_DRAWN_MISTAKES: usize = 100;

/// Runs the program with the arguments of the process, and returns its exit code.
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    ExitCode::from(run_with(&arguments))
}

/// Runs the program with `arguments`, the first of which is its name, and returns its exit code.
/// For packages in other languages that include the command line.
pub fn run_with(arguments: &[OsString]) -> u8 {
    let language = language::detect(arguments);
    match parse::parse(arguments, language) {
        Parsed::Run(mut args) => execute(&mut args, language),
        Parsed::Print(text) => print(text.as_bytes()).unwrap_or_else(|failure| {
            report(failure, language, Color::Never);
            FAILED
        }),
        Parsed::Refuse(text) => {
            complain(&text);
            FAILED
        }
    }
}

fn execute(args: &mut Args, mut language: Language) -> u8 {
    let rules = one_document(&mut args.command, language)
        .and_then(|()| args.bounds(&[]))
        .and_then(|bounds| packs::registry(&args.pack, &bounds, language));
    let outcome = rules.and_then(|registry| run_command(args, registry, &mut language));
    outcome.unwrap_or_else(|failure| {
        report(failure, language, args.color);
        FAILED
    })
}

/// Handles a command that takes exactly one document, if its argument is a pattern: replaces the
/// pattern by the file that it matches.
fn one_document(command: &mut Command, language: Language) -> Result<(), Failure> {
    let file = match command {
        Command::Annotate(options) => &mut options.file,
        Command::Text(options) => &mut options.file,
        Command::Outline(options) => &mut options.file,
        _ => return Ok(()),
    };
    let mut found = patterns::matching(file);
    match (found.len(), found.pop()) {
        (1, Some(only)) => *file = only,
        (count, _) => {
            let text = Texts::of(language).one_document;
            return Err(Failure::File(text(&file.display().to_string(), count)));
        }
    }
    Ok(())
}

/// Carries out the command. Its messages are in `language`, which the configuration may change.
#[expect(clippy::too_many_lines, reason = "one arm for each command")]
fn run_command(args: &Args, registry: Registry, language: &mut Language) -> Result<u8, Failure> {
    match &args.command {
        Command::Check(options) => {
            let asked = Asked {
                bounds: args.bounds(&options.paths)?,
                exclude: options.choosing.exclude.clone(),
                ..options.asked()
            };
            let configs = configured(asked, registry, args, language)?;
            check::run(options, configs, *language, args.color)
        }
        Command::Open(options) => {
            let asked = Asked {
                bounds: args.bounds(&options.paths)?,
                exclude: options.choosing.exclude.clone(),
                ..options.rules.asked()
            };
            let configs = configured(asked, registry, args, language)?;
            open::run(options, configs, *language, args.color)
        }
        Command::Annotate(options) => {
            let asked = Asked { bounds: args.bounds(&[])?, ..options.rules.asked() };
            let configs = configured(asked, registry, args, language)?;
            annotate::run(options, configs, *language)
        }
        Command::Baseline(options) => {
            let asked = Asked {
                bounds: args.bounds(&options.paths)?,
                exclude: options.choosing.exclude.clone(),
                ..options.rules.asked()
            };
            let configs = configured(asked, registry, args, language)?;
            baseline::run(options, configs, *language)
        }
        Command::Ignore(options) => {
            let asked = Asked { bounds: args.bounds(&[])?, ..options.rules.asked() };
            let configs = configured(asked, registry, args, language)?;
            ignore::run(options, configs, *language)
        }
        Command::Rules(options) if options.test => {
            test::run(options, registry, &args.bounds(&[])?, *language)
        }
        Command::Rules(options) => rules::run(options, &registry, *language),
        Command::Explain(options) => explain::run(options, &registry, *language),
        Command::Figures(options) => {
            let asked = Asked {
                bounds: args.bounds(&options.paths)?,
                exclude: options.choosing.exclude.clone(),
                ..options.asked()
            };
            let configs = configured(asked, registry, args, language)?;
            figures::run(options, configs, *language, args.color)
        }
        Command::Similar(options) => {
            let bounds = args.bounds(&options.paths)?;
            let asked = Asked { bounds, exclude: options.choosing.exclude.clone(), ..options.asked() };
            let configs = configured(asked, registry, args, language)?;
            similar::run(options, configs, *language)
        }
        Command::Text(options) => text::run(options, *language),
        Command::Outline(options) => outline::run(options, *language),
        Command::Init => config::init(*language),
        Command::Config(options) => config::show(options, registry, args.bounds(&[])?, *language),
        Command::Schema(options) => config::schema(options, &registry, *language),
        Command::Completions(options) => {
            print(&completions::script(parse::command(*language), options.shell, &registry, *language))
        }
        Command::Version(options) if options.verbose => print_page(&version::long(&registry, *language)),
        Command::Version(_) => print_page(&version::short()),
        Command::Man => {
            let page = man::page(parse::command(*language), *language);
            print(page.map_err(unwritten)?.as_bytes())
        }
        #[cfg(feature = "lsp")]
        Command::Lsp(_) => {
            let asked = args.lang.map(|_| *language);
            Ok(crate::lsp::run(registry, args.bounds(&[])?, asked, *language))
        }
    }
}

/// Reads the configurations of a run. Sets `language` to that of the configuration in the current
/// folder, unless the arguments name one.
fn configured(
    asked: Asked,
    registry: Registry,
    args: &Args,
    language: &mut Language,
) -> Result<Configs, Failure> {
    let asked = Asked { packs: args.pack.clone(), ..asked };
    let mut configs = Configs::new(asked, registry, Path::new("."))?;
    configs.require_rules()?;
    if args.lang.is_none() {
        *language = configs.language()?.unwrap_or(*language);
    }
    Ok(configs)
}

/// Writes a page for people to standard output. Control characters are replaced, because the page
/// may quote packs, configurations and file names.
fn print_page(text: &str) -> Result<u8, Failure> {
    print(same_length(text).as_bytes())
}

/// Writes to standard output, and flushes it so that no error is lost.
fn print(bytes: &[u8]) -> Result<u8, Failure> {
    let mut out = sink::stdout();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(unwritten)?;
    Ok(CLEAN)
}

fn unwritten(error: io::Error) -> Failure {
    Failure::Write("-".to_owned(), error)
}

/// Prints to standard error why a command failed.
fn report(failure: Failure, language: Language, color: Color) {
    let failure = match failure {
        Failure::Mistake(mistake) => return draw(mistake, language, color),
        Failure::Configuration(mistakes) => {
            let count = mistakes.len();
            for mistake in mistakes.into_iter().take(MAX_DRAWN_MISTAKES) {
                draw(mistake, language, color);
            }
            if count > 1 {
                complain(&((Texts::of(language).mistakes)(count) + "\n"));
            }
            return;
        }
        other => other,
    };
    complain(&format!("{}{}\n", Texts::of(language).error, failure.text(language)));
}

/// Prints a configuration error to standard error, with the lines around it.
fn draw(mistake: Box<Mistake>, language: Language, color: Color) {
    // The only word that miette adds itself.
    let drawing = drawn(&mistake.in_language(language).fit_to_draw(), color);
    stderr::draw(&drawing.replace("  help: ", language.pick("  建议：", "  help: ")));
}

/// Returns a configuration error as text, with the lines around it.
fn drawn(error: &Mistake, color: Color) -> String {
    let is_coloured = color.is_coloured(io::stderr().is_terminal());
    let theme = if is_coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_word_separator(wrap::SEPARATOR)
        .with_word_splitter(wrap::SPLITTER);
    handler.render_report(&mut text, error).map_or_else(|_| format!("{error}\n"), |()| text)
}

/// Choice of the user whether output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    // Coloured if the output is a terminal and `NO_COLOR` is not set. This is not a doc comment,
    // because clap would print it as the English help of the value.
    Auto,
    Always,
    Never,
}

impl Color {
    fn is_coloured(self, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}
