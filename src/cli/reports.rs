//! Destinations of reports: one report goes to standard output or to `--output`, others go to
//! files, all with the same findings. A file is written completely or not at all.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use miette::GraphicalTheme;

use crate::cli::Color;
use crate::cli::args::check::{CheckOptions, Format};
use crate::cli::report_files::{DIFFERENCES, admit, report};
use crate::cli::sink::stdout;
use crate::diagnostic::Severity;
use crate::engine::report::{Counts, FileReport, Summary};
use crate::output::formats::checkstyle::Checkstyle;
use crate::output::formats::github::Github;
use crate::output::formats::github::summary::StepSummary;
use crate::output::formats::gitlab::Gitlab;
use crate::output::formats::html::Html;
use crate::output::formats::json::Json;
use crate::output::formats::json::WithText;
use crate::output::formats::json::lines::JsonLines;
use crate::output::formats::junit::Junit;
use crate::output::formats::line::Line;
use crate::output::formats::markdown::Markdown;
use crate::output::formats::pretty::Pretty;
use crate::output::formats::rdjson::Rdjson;
use crate::output::formats::sarif::Sarif;
use crate::output::statistics::{Statistics, Style};
use crate::output::{Output, Run};
use crate::workspace::failure::Failure;
use crate::workspace::outputs::destination::{Destination, Writing};
use crate::workspace::outputs::{Content, Outputs};
use crate::workspace::stderr;

/// Width of a report in display cells, if the width of the terminal is unknown.
const DEFAULT_WIDTH: usize = 100;
/// Maximum width of a report in display cells: longer lines are hard to read.
const MAX_WIDTH: usize = 120;
/// Environment variable that names a file. GitHub shows its Markdown below a step of a job.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";
/// Kind of the summary file of GitHub. It may have any name and any content, because the page is
/// only appended.
const PAGE: Content<'static> = Content { name: ["小结", "the summary"], endings: &[], is_ours: |_| true };

/// The reports of a run; the main one first.
pub(super) struct Reports {
    reports: Vec<Report>,
    /// True if other output, such as a diff, replaces the main report.
    is_main_silent: bool,
    /// True if the main report is printed to a terminal.
    is_terminal: bool,
}

/// A report in one format, and its destination.
struct Report {
    output: Box<dyn Output>,
    show: Show,
    /// Numbers of the findings that this report counted but did not list.
    folded: Counts,
    /// Name of the destination, for error messages.
    name: String,
    target: Target,
}

/// Choice of the findings that a report lists; the others are only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    /// List findings of this severity or higher, independent of the severity that fails the run.
    From(Severity),
    /// List warnings, errors, and findings that fail the run. This is the default for folders,
    /// where most findings are hints and few of them are acted on.
    Failing,
}

enum Target {
    Stdout(Box<dyn Write>),
    /// Standard error. The report is kept in memory and written at the end of the run.
    Stderr(Vec<u8>),
    /// A file that gets its name only when it is complete, at the end of the run.
    File(Writing),
    /// A file that other programs write to as well; the report is appended to it at the end of the
    /// run.
    Added(Vec<u8>, PathBuf),
}

impl Reports {
    /// Opens the reports that `options` request. All destinations are checked before the first is
    /// opened, and nothing is written yet.
    pub(super) fn open(options: &CheckOptions, outputs: &mut Outputs, color: Color) -> Result<Self, Failure> {
        // Standard output is reserved for the document.
        let is_aside = options.mends_stdin();
        let is_terminal = options.output.is_none()
            && if is_aside { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
        let text = if options.with_text { WithText::Yes } else { WithText::No };
        let main: Box<dyn Output> = match options.format {
            format if options.statistics => {
                let style = if format == Format::Json { Style::Json } else { Style::Text };
                Box::new(Statistics::new(style))
            }
            Format::Pretty => Box::new(Pretty::new(width(), theme(color.is_coloured(is_terminal)))),
            other => output(other, text),
        };
        let content = if options.diff { DIFFERENCES } else { report(options.format) };
        let destination =
            options.output.as_ref().map(|path| admit(outputs, path, &content, options)).transpose()?;
        let mut others = Vec::new();
        for wanted in &options.report {
            others.push((wanted.format, admit(outputs, &wanted.path, &report(wanted.format), options)?));
        }
        let page = step_summary(options);
        if let Some(path) = &page {
            outputs.admit_addition(path, &PAGE)?;
        }
        let counted = Show::From(Severity::Hint);
        let listed = if options.statistics { counted } else { show(options.format, options) };
        let main = match destination {
            Some(destination) => Report::file(main, listed, destination)?,
            None if is_aside => Report::new(main, listed, "-".to_owned(), Target::Stderr(Vec::new())),
            None => Report::new(main, listed, "-".to_owned(), Target::Stdout(Box::new(stdout()))),
        };
        let mut reports = vec![main];
        for (format, destination) in others {
            reports.push(Report::file(output(format, text), show(format, options), destination)?);
        }
        if let Some(path) = page {
            let target = Target::Added(Vec::new(), path.clone());
            let output = Box::<StepSummary>::default();
            let listed = show(Format::Markdown, options);
            reports.push(Report::new(output, listed, path.display().to_string(), target));
        }
        Ok(Self { reports, is_main_silent: options.diff, is_terminal })
    }

    /// True if the main report is printed to a terminal while the run goes on.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    pub(super) fn begin(&mut self, run: &Run<'_>) -> Result<(), Failure> {
        self.each(|report| report.output.begin(run, report.target.writer()))
    }

    pub(super) fn file(&mut self, run: &Run<'_>, file: &mut FileReport) -> Result<(), Failure> {
        self.each(|report| report.write(run, file))
    }

    pub(super) fn end(&mut self, run: &Run<'_>, summary: &Summary) -> Result<(), Failure> {
        self.each(|report| {
            let summary = summary.with_folded(report.folded);
            report.output.end(run, &summary, report.target.writer())
        })
    }

    /// Numbers of the findings that the main report counted but did not list.
    pub(super) fn folded(&self) -> Counts {
        self.reports.first().map(|main| main.folded).unwrap_or_default()
    }

    /// Writes other output, such as a diff, to the destination of the main report.
    pub(super) fn instead(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Some(main) = self.reports.first_mut() else { return Ok(()) };
        let written = write(main.target.writer());
        written.map_err(|error| Failure::Write(main.name.clone(), error))
    }

    /// Completes all report files, so that they appear under their names.
    pub(super) fn finish(self) -> Result<(), Failure> {
        for Report { name, target, .. } in self.reports {
            target.finish().map_err(|error| Failure::Write(name, error))?;
        }
        Ok(())
    }

    fn each(&mut self, mut write: impl FnMut(&mut Report) -> io::Result<()>) -> Result<(), Failure> {
        for report in self.reports.iter_mut().skip(self.is_main_silent.into()) {
            write(report).map_err(|error| Failure::Write(report.name.clone(), error))?;
        }
        Ok(())
    }
}

impl Report {
    fn new(output: Box<dyn Output>, show: Show, name: String, target: Target) -> Self {
        Self { output, show, folded: Counts::default(), name, target }
    }

    fn file(output: Box<dyn Output>, show: Show, destination: Destination) -> Result<Self, Failure> {
        let name = destination.path().display().to_string();
        let writing = destination.begin().map_err(|error| Failure::Write(name.clone(), error))?;
        Ok(Self::new(output, show, name, Target::File(writing)))
    }

    /// Writes the report of a file with the findings that this report lists.
    fn write(&mut self, run: &Run<'_>, file: &mut FileReport) -> io::Result<()> {
        let folded = file.outcome.as_mut().ok().map(|checked| checked.fold(self.show.least(checked.fail_on)));
        self.folded.add_all(file.outcome.as_ref().map(|checked| checked.folded).unwrap_or_default());
        let written = self.output.file(run, file, self.target.writer());
        if let (Ok(checked), Some(folded)) = (&mut file.outcome, folded) {
            checked.unfold(folded);
        }
        written
    }
}

impl Show {
    /// Lowest severity of the findings that the report lists for a document. `fail_on` is the
    /// lowest severity that fails the run for it.
    fn least(self, fail_on: Severity) -> Severity {
        match self {
            Self::From(severity) => severity,
            Self::Failing => Severity::Warning.min(fail_on),
        }
    }
}

/// Returns the choice of findings for a report in `format`. Reports for programs list all findings
/// unless the options say otherwise.
fn show(format: Format, options: &CheckOptions) -> Show {
    let is_for_people = matches!(format, Format::Pretty | Format::Markdown);
    match options.least {
        Some(least) => Show::From(least.severity()),
        None if is_for_people && options.paths.iter().any(|path| path.is_dir()) => Show::Failing,
        None => Show::From(Severity::Hint),
    }
}

/// The file whose Markdown GitHub shows below a step of a job, if this run appends its page to it.
fn step_summary(options: &CheckOptions) -> Option<PathBuf> {
    let mut formats = options.report.iter().map(|wanted| wanted.format).chain([options.format]);
    let path = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty())?;
    formats.any(|format| format == Format::Github).then(|| PathBuf::from(path))
}

impl Target {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::Stderr(bytes) => bytes,
            Self::File(writing) => writing,
            Self::Added(bytes, _) => bytes,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Stderr(bytes) => {
                stderr::draw(&String::from_utf8_lossy(&bytes));
                Ok(())
            }
            Self::File(writing) => writing.finish(),
            Self::Added(bytes, path) => {
                File::options().append(true).create(true).open(path)?.write_all(&bytes)
            }
        }
    }
}

fn output(format: Format, text: WithText) -> Box<dyn Output> {
    match format {
        Format::Pretty => Box::new(Pretty::new(DEFAULT_WIDTH, GraphicalTheme::unicode_nocolor())),
        Format::Line => Box::new(Line),
        Format::Json => Box::new(Json::new(text)),
        Format::Jsonl => Box::new(JsonLines::new(text)),
        Format::Sarif => Box::<Sarif>::default(),
        Format::Github => Box::new(Github),
        Format::Gitlab => Box::<Gitlab>::default(),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Junit => Box::new(Junit),
        Format::Rdjson => Box::<Rdjson>::default(),
        Format::Markdown => Box::<Markdown>::default(),
        Format::Html => Box::<Html>::default(),
    }
}

fn theme(is_coloured: bool) -> GraphicalTheme {
    if is_coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() }
}

/// Width for reports: that of the terminal, or `COLUMNS` if that is set.
pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH)
}
