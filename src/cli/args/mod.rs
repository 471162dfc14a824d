//! Arguments in the form that clap needs. The help texts here are English; `help` has the Chinese
//! ones.

pub(super) mod check;
pub(super) mod rules;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::cli::Color;
use crate::cli::args::check::CheckOptions;
use crate::cli::args::rules::{Choosing, Configuration, ReadingOptions, RuleOptions};
use crate::workspace::bounds::Bounds;
use crate::workspace::configs::Asked;
use crate::workspace::failure::Failure;

/// The last read of a Chinese speech or official document before it is signed and printed.
#[derive(Debug, Parser)]
#[command(name = "hegao", version, disable_help_subcommand = true, subcommand_required = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,

    /// Language of messages: zh or en [default: Chinese, English where the locale is]
    #[arg(long, global = true, value_enum, value_name = "LANG", hide_possible_values = true)]
    pub(super) lang: Option<Lang>,

    /// When to use colours: auto, always or never
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(super) color: Color,

    /// Add the rules of this folder, or of this file, to those that come with hegao
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) pack: Vec<PathBuf>,

    /// Let `extends` and `packs` of a configuration, and links in folders, lead into this folder
    /// too [default: no further than their repository]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) trust: Vec<PathBuf>,
}

impl Args {
    /// Bounds within which the files of a run over `paths` must be, if a configuration or a link
    /// leads to them.
    pub(super) fn bounds(&self, paths: &[PathBuf]) -> Result<Bounds, Failure> {
        Bounds::new(&self.trust, paths)
    }
}

/// A language by its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check documents
    Check(CheckOptions),
    /// Check documents and show the report in the browser
    Open(OpenOptions),
    /// Write what is found into a copy of a document, as comments of Word or marks in the text
    Annotate(AnnotateOptions),
    /// Accept what is found now, so that `check --baseline` reports only what is new
    Baseline(BaselineOptions),
    /// Declare a finding right, with a reason, in the configuration
    Ignore(IgnoreOptions),
    /// List the rules
    Rules(RulesOptions),
    /// Explain a rule with examples, a family, a severity, or a class of words
    Explain(ExplainOptions),
    /// List the figures of documents, each with what it was compared with
    Figures(FiguresOptions),
    /// Find documents that have much in common
    Similar(SimilarOptions),
    /// Print what is read of a document, line by line
    Text(TextOptions),
    /// Print the parts, headings and items of a document as they are understood
    Outline(OutlineOptions),
    /// Write a commented hegao.toml into the current folder
    Init,
    /// Print what holds for a file, and where each value was written
    Config(ConfigOptions),
    /// Print a JSON schema: of the configuration, for editors, or of the reports
    Schema(SchemaOptions),
    /// Print a script that completes commands and options in a shell
    Completions(CompletionsOptions),
    /// Print the manual page
    Man,
    /// Print the version; with --verbose all that a report of a fault needs
    Version(VersionOptions),
    /// Serve an editor: the language server protocol on the standard streams
    #[cfg(feature = "lsp")]
    Lsp(LspOptions),
}

#[derive(Debug, clap::Args)]
pub(super) struct VersionOptions {
    /// Print also how the program was built, what is in it, and up to which year its tables reach
    #[arg(long)]
    pub(super) verbose: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsOptions {
    /// Which shell: bash, elvish, fish, powershell or zsh
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    pub(super) shell: ShellName,
}

/// Shells that can complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellName {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfigOptions {
    /// The file; it need not exist
    #[arg(long, value_name = "FILE")]
    pub(super) show: PathBuf,

    /// Have this configuration hold for it, and look for no other
    #[arg(long = "config", value_name = "FILE")]
    pub(super) config_file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SchemaOptions {
    /// Of what: config, report (json), jsonl (a line of it), figures (the ledger of figures),
    /// outline or explain
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) what: What,
}

/// The file or output whose JSON schema is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    Config,
    Report,
    Jsonl,
    Figures,
    Outline,
    Explain,
}

#[cfg(feature = "lsp")]
#[derive(Debug, clap::Args)]
pub(super) struct LspOptions {
    /// Use the standard streams, as it does anyhow; some editors say so
    #[arg(long)]
    pub(super) stdio: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct BaselineOptions {
    /// Files, folders, and patterns such as *.docx
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// The baseline to write [default: the configuration's, else hegao-baseline.json]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Take out of the baseline what is no longer found, and accept nothing new
    #[arg(long)]
    pub(super) prune: bool,

    /// Write it anew where there is one
    #[arg(long, conflicts_with = "prune")]
    pub(super) force: bool,

    /// The documents are papers of one set, as for `hegao check --together`: also accept what they
    /// say differently
    #[arg(long)]
    pub(super) together: bool,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) rules: RuleOptions,
}

#[derive(Debug, clap::Args)]
pub(super) struct IgnoreOptions {
    /// Where the finding is, as 讲话.docx:12
    #[arg(value_name = "FILE:LINE")]
    pub(super) place: String,

    /// The rule or family
    #[arg(value_name = "RULE")]
    pub(super) rule: String,

    /// Why it is right here
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,

    /// The last day on which it is, as 2026-12-31
    #[arg(long, value_name = "DATE")]
    pub(super) expires: Option<jiff::civil::Date>,

    #[command(flatten)]
    pub(super) rules: RuleOptions,
}

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("target").args(["copy", "in_place"])))]
pub(super) struct AnnotateOptions {
    /// The document
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// The copy to write [default: beside the document, 讲话稿-核稿.docx for 讲话稿.docx]
    #[arg(id = "copy", long = "output", short = 'o', value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Write into the document itself, and keep a copy of what it was beside it (.bak)
    #[arg(long)]
    pub(super) in_place: bool,

    /// Replace a file that is no copy of an earlier run, or that somebody worked on; write a signed
    /// document without its signature
    #[arg(long = "force")]
    pub(super) replace_any: bool,

    /// The document of the year before: write also what was not changed of it, as figures, years
    /// and sessions
    #[arg(long, value_name = "OLD")]
    pub(super) previous: Option<PathBuf>,

    /// Who the comments are from
    #[arg(long, value_name = "NAME", default_value = "核稿")]
    pub(super) author: String,

    /// Most comments that are written, up to 32000: Word opens no file with more
    #[arg(long, value_name = "N", default_value = "1000", value_parser = comment_count)]
    pub(super) max: usize,

    #[command(flatten)]
    pub(super) rules: RuleOptions,
}

/// Parses a number of comments that Word can open.
fn comment_count(written: &str) -> Result<usize, String> {
    let count = written.parse::<usize>().map_err(|error| error.to_string())?;
    if (1..=32_000).contains(&count) { Ok(count) } else { Err("1..=32000".to_owned()) }
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesOptions {
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,

    /// Try the examples of all rules, or of those in PATH
    #[arg(long, conflicts_with = "json")]
    pub(super) test: bool,

    /// With --test: folders and files of rules
    #[arg(value_name = "PATH", requires = "test")]
    pub(super) rule_files: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainOptions {
    /// The id of a rule, as `numbering/gap`, its title, a family, a severity, a class of words, or
    /// `words`
    #[arg(value_name = "RULE")]
    pub(super) name: String,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpenOptions {
    /// Files, folders, and patterns such as *.docx
    #[arg(id = "documents", value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// The document of the year before: report also what was not changed of it, as figures, years
    /// and sessions; with one document to check
    #[arg(long, value_name = "OLD")]
    pub(super) previous: Option<PathBuf>,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) rules: RuleOptions,
}

#[derive(Debug, clap::Args)]
pub(super) struct FiguresOptions {
    /// Files, folders, and patterns such as *.docx; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Format of the ledger: pretty, json, markdown or html
    #[arg(
        id = "ledger",
        long = "format",
        value_enum,
        value_name = "FORMAT",
        default_value = "pretty",
        hide_possible_values = true
    )]
    pub(super) format: FiguresFormat,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) configuration: Configuration,

    /// How many files to read at once [default: one a processor]
    #[arg(id = "readers", long = "jobs", short = 'j', value_name = "N")]
    pub(super) jobs: Option<std::num::NonZero<usize>>,

    #[command(flatten)]
    pub(super) reading: ReadingOptions,
}

impl FiguresOptions {
    /// The options as settings that override the configurations.
    pub(super) fn asked(&self) -> Asked {
        Asked { limits: self.reading.limits(), ..self.configuration.asked() }
    }
}

/// Formats of `hegao figures`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FiguresFormat {
    Pretty,
    Json,
    Markdown,
    Html,
}

#[derive(Debug, clap::Args)]
pub(super) struct SimilarOptions {
    /// Files, folders, and patterns such as *.docx; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,

    /// Least share of the shorter document that stands in the other, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(super) min: u32,

    /// Print JSON
    #[arg(long, conflicts_with = "emit")]
    pub(super) json: bool,

    /// Print what documents are compared by instead: fingerprints, a line of JSON a document with
    /// its path and its hashes
    #[arg(long, value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) emit: Option<Emit>,

    /// How many files to read at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<std::num::NonZero<usize>>,

    /// Take `include`, `exclude`, `limits` and `accept` of this configuration; without it, none is
    /// read
    #[arg(id = "config_of_files", long = "config", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    #[command(flatten)]
    pub(super) choosing: Choosing,

    #[command(flatten)]
    pub(super) reading: ReadingOptions,
}

impl SimilarOptions {
    /// The options as settings that override the configurations.
    pub(super) fn asked(&self) -> Asked {
        let (config, limits) = (self.config.clone(), self.reading.limits());
        Asked { no_config: config.is_none(), config, limits, ..Asked::default() }
    }
}

/// Output of `similar` instead of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Emit {
    Fingerprints,
}

#[derive(Debug, clap::Args)]
pub(super) struct TextOptions {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Number the lines
    #[arg(long, short)]
    pub(super) number: bool,

    #[command(flatten)]
    pub(super) reading: ReadingOptions,
}

#[derive(Debug, clap::Args)]
pub(super) struct OutlineOptions {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Format of the outline: pretty, or json with every date and the days that it may be
    #[arg(
        id = "outlined",
        long = "format",
        value_enum,
        value_name = "FORMAT",
        default_value = "pretty",
        hide_possible_values = true
    )]
    format: OutlineFormat,

    /// Print JSON, as --format json does
    #[arg(long, conflicts_with = "outlined")]
    json: bool,

    #[command(flatten)]
    pub(super) reading: ReadingOptions,
}

impl OutlineOptions {
    /// The output format: that of `--format`, or JSON with `--json`.
    pub(super) fn format(&self) -> OutlineFormat {
        if self.json { OutlineFormat::Json } else { self.format }
    }
}

/// Formats of `hegao outline`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutlineFormat {
    Pretty,
    Json,
}
