//! Arguments of `hegao check`.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::rules::RuleOptions;
use crate::diagnostic::Severity;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CheckOptions {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Format of the report: pretty, line or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "pretty", hide_possible_values = true)]
    pub(in crate::cli) format: Format,

    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleOptions,

    /// Report only what this baseline does not know
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,

    /// Apply the safe fixes to the files
    #[arg(long, conflicts_with_all = ["stdin_filename", "diff"])]
    pub(in crate::cli) fix: bool,

    /// Apply, or show, fixes too that may change what the text means
    #[arg(long)]
    pub(in crate::cli) unsafe_fixes: bool,

    /// Show what fixes would change, as a unified diff, and change nothing
    #[arg(long)]
    pub(in crate::cli) diff: bool,

    /// Exit with 1 from this severity on: error, warning or hint [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY", hide_possible_values = true)]
    pub(in crate::cli) fail_on: Option<FailOn>,

    /// Name for standard input; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stdin_filename: Option<String>,

    /// Print how long each rule took, the slowest first
    #[arg(long)]
    pub(in crate::cli) profile: bool,

    /// How many files to check at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub(in crate::cli) jobs: Option<std::num::NonZero<usize>>,
}

/// Formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    Pretty,
    Line,
    Json,
}

/// The severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    Error,
    Warning,
    Hint,
}

impl FailOn {
    pub(in crate::cli) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Hint => Severity::Hint,
        }
    }
}
