//! Arguments of `hegao check`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use crate::cli::args::rules::{Choosing, RuleOptions};
use crate::diagnostic::Severity;
use crate::workspace::configs::Asked;

#[derive(Debug, Default, clap::Args)]
pub(in crate::cli) struct CheckOptions {
    /// Files, folders, and patterns such as *.docx; `-` is standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Format of the report: pretty, line, json, jsonl, sarif, github, gitlab, checkstyle, junit,
    /// rdjson, markdown or html
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "pretty", hide_possible_values = true)]
    pub(in crate::cli) format: Format,

    /// Add the text of each document to the report, so that a page can show it with what was found:
    /// with json and jsonl
    #[arg(long)]
    pub(in crate::cli) with_text: bool,

    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Write another report, as sarif=out.sarif; may be given several times
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(in crate::cli) report: Vec<WantedReport>,

    /// Write reports over files that hegao did not write, and under names of other kinds of files;
    /// what is checked is never written over by a report. With --fix, also mend signed documents,
    /// which lose their signatures
    #[arg(long = "force")]
    pub(in crate::cli) overwrite: bool,

    #[command(flatten)]
    pub(in crate::cli) choosing: Choosing,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleOptions,

    /// Report only what this baseline does not know [default: the configuration's]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,

    /// Report all, also what the baseline of the configuration knows
    #[arg(long, conflicts_with = "baseline")]
    pub(in crate::cli) no_baseline: bool,

    /// The document of the year before: report also what was not changed of it, as figures, years
    /// and sessions; with one document to check
    #[arg(long, value_name = "OLD", conflicts_with_all = ["changed", "together"])]
    pub(in crate::cli) previous: Option<PathBuf>,

    /// Check only documents that git says are new or not as in REV: a commit, or `main...` for the
    /// place where the branch left main [default: HEAD]
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD", hide_default_value = true, conflicts_with = "stdin_filename")]
    pub(in crate::cli) changed: Option<String>,

    /// Apply the safe fixes to the files; with `-`, print standard input with its fixes
    #[arg(long, conflicts_with = "diff")]
    pub(in crate::cli) fix: bool,

    /// Apply, or show, fixes too that may change what the text means
    #[arg(long)]
    pub(in crate::cli) unsafe_fixes: bool,

    /// Show what fixes would change, as a unified diff, and change nothing
    #[arg(long)]
    pub(in crate::cli) diff: bool,

    /// The documents are papers of one set (the speech, the report, the agenda and the annexes of
    /// one meeting): also report where they contradict each other
    #[arg(long, conflicts_with_all = ["changed", "fix", "diff"])]
    pub(in crate::cli) together: bool,

    /// Exit with 1 from this severity on: error, warning or hint [default: that of the
    /// configuration that holds for each document, else warning]
    #[arg(long, value_enum, value_name = "SEVERITY", hide_possible_values = true)]
    pub(in crate::cli) fail_on: Option<FailOn>,

    /// Name for standard input; its ending tells the format
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stdin_filename: Option<String>,

    /// List at most so many findings of a file, the first by place, and count them all; 0 lists all
    /// [default: the configuration's, else 100000]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_findings: Option<usize>,

    /// List findings from this severity on: error, warning or hint; lighter ones are counted
    /// [default: hint; of folders, reports for people list hints only if they fail the run]
    #[arg(long = "show", value_enum, value_name = "SEVERITY", hide_possible_values = true)]
    pub(in crate::cli) least: Option<FailOn>,

    /// Print how many findings there are by rule and by document, instead of the findings: with
    /// pretty and json
    #[arg(long, conflicts_with = "diff")]
    pub(in crate::cli) statistics: bool,

    /// Print findings, and what could not be checked, and no closing lines
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,

    /// Print how long each rule took, the slowest first
    #[arg(long)]
    pub(in crate::cli) profile: bool,

    /// How many files to check at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub(in crate::cli) jobs: Option<std::num::NonZero<usize>>,
}

impl CheckOptions {
    /// True if the text is requested, but no requested format can hold it.
    pub(in crate::cli) fn has_no_place_for_text(&self) -> bool {
        let has_place = |format: Format| matches!(format, Format::Json | Format::Jsonl | Format::Html);
        self.with_text
            && !has_place(self.format)
            && !self.report.iter().any(|report| has_place(report.format))
    }

    /// True if standard input is to be fixed and printed.
    pub(in crate::cli) fn mends_stdin(&self) -> bool {
        self.fix && self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Settings of the command line that override those of configurations.
    pub(in crate::cli) fn asked(&self) -> Asked {
        let mut asked = self.rules.asked();
        asked.limits.findings = self.max_findings;
        asked.fail_on = self.fail_on.map(FailOn::severity);
        asked
    }
}

/// Formats of a report.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    #[default]
    Pretty,
    Line,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Checkstyle,
    Junit,
    Rdjson,
    Markdown,
    Html,
}

/// A report besides the main one: `sarif=out.sarif`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct WantedReport {
    pub(in crate::cli) format: Format,
    pub(in crate::cli) path: PathBuf,
}

impl FromStr for WantedReport {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let (format, path) = written.split_once('=').unwrap_or((written, ""));
        match Format::from_str(format, false) {
            Ok(_) if path.is_empty() => Err("no file is named: write FORMAT=FILE".to_owned()),
            Ok(format) => Ok(Self { format, path: PathBuf::from(path) }),
            Err(_) => {
                let names = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
                let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
                Err(format!("the format is one of {}", names.join(", ")))
            }
        }
    }
}

/// The severity that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    #[value(alias = "必改")]
    Error,
    #[value(alias = "疑似")]
    Warning,
    #[value(alias = "提示")]
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
