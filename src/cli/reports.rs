//! Where reports go: one to standard output or to `--output`, others to files, all of the same findings. A file appears whole
//! or not at all.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use miette::GraphicalTheme;

use crate::cli::Color;
use crate::cli::args::check::{CheckOptions, Format};
use crate::cli::report_files::{DIFFERENCES, admit, report};
use crate::cli::sink::stdout;
use crate::engine::report::{FileReport, Summary};
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
use crate::output::{Output, Run};
use crate::workspace::failure::Failure;
use crate::workspace::outputs::destination::{Destination, Writing};
use crate::workspace::outputs::{Content, Outputs};

/// Width of the report where nobody says how wide the terminal is, in display cells.
const DEFAULT_WIDTH: usize = 100;
/// Widest report: longer lines are hard to read.
const MAX_WIDTH: usize = 120;
/// Names the file whose Markdown GitHub shows below a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";
/// What is added to that file, whatever its name and what stands in it.
const PAGE: Content<'static> = Content { name: ["小结", "the summary"], endings: &[], is_ours: |_| true };

/// The reports of a run; the main one first.
pub(super) struct Reports {
    reports: Vec<Report>,
    /// Where the main one is replaced by something else, as by differences.
    is_main_silent: bool,
    /// The main one goes to a terminal.
    is_terminal: bool,
}

/// A format and where it is written to.
struct Report {
    output: Box<dyn Output>,
    /// The name of the place, for failures.
    name: String,
    target: Target,
}

enum Target {
    Stdout(Box<dyn Write>),
    /// A file that is put in its place at the end.
    File(Writing),
    /// A file that others write to as well: it is added to at the end.
    Added(Vec<u8>, PathBuf),
}

impl Reports {
    /// The reports that `options` ask for. Every place is judged before the first is opened, and nothing is written yet.
    pub(super) fn open(options: &CheckOptions, outputs: &mut Outputs, color: Color) -> Result<Self, Failure> {
        let is_terminal = options.output.is_none() && io::stdout().is_terminal();
        let text = if options.with_text { WithText::Yes } else { WithText::No };
        let main = match options.format {
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
        let main = match destination {
            Some(destination) => Report::file(main, destination)?,
            None => Report { output: main, name: "-".to_owned(), target: Target::Stdout(Box::new(stdout())) },
        };
        let mut reports = vec![main];
        for (format, destination) in others {
            reports.push(Report::file(output(format, text), destination)?);
        }
        if let Some(path) = page {
            let target = Target::Added(Vec::new(), path.clone());
            reports.push(Report {
                output: Box::<StepSummary>::default(),
                name: path.display().to_string(),
                target,
            });
        }
        Ok(Self { reports, is_main_silent: options.diff, is_terminal })
    }

    /// True if people see the main report as it is written.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    pub(super) fn begin(&mut self, run: &Run<'_>) -> Result<(), Failure> {
        self.each(|output, out| output.begin(run, out))
    }

    pub(super) fn file(&mut self, run: &Run<'_>, file: &FileReport) -> Result<(), Failure> {
        self.each(|output, out| output.file(run, file, out))
    }

    pub(super) fn end(&mut self, run: &Run<'_>, summary: &Summary) -> Result<(), Failure> {
        self.each(|output, out| output.end(run, summary, out))
    }

    /// Writes to where the main report goes.
    pub(super) fn instead(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Some(main) = self.reports.first_mut() else { return Ok(()) };
        let written = write(main.target.writer());
        written.map_err(|error| Failure::Write(main.name.clone(), error))
    }

    /// Puts every file in its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        for Report { name, target, .. } in self.reports {
            target.finish().map_err(|error| Failure::Write(name, error))?;
        }
        Ok(())
    }

    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Output, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        for Report { output, name, target } in self.reports.iter_mut().skip(self.is_main_silent.into()) {
            let written = write(output.as_mut(), target.writer());
            written.map_err(|error| Failure::Write(name.clone(), error))?;
        }
        Ok(())
    }
}

impl Report {
    fn file(output: Box<dyn Output>, destination: Destination) -> Result<Self, Failure> {
        let name = destination.path().display().to_string();
        let writing = destination.begin().map_err(|error| Failure::Write(name.clone(), error))?;
        Ok(Self { output, name, target: Target::File(writing) })
    }
}

/// The file whose Markdown GitHub shows below a step, if the run is to add to it.
fn step_summary(options: &CheckOptions) -> Option<PathBuf> {
    let mut formats = options.report.iter().map(|wanted| wanted.format).chain([options.format]);
    let path = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty())?;
    formats.any(|format| format == Format::Github).then(|| PathBuf::from(path))
}

impl Target {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::File(writing) => writing,
            Self::Added(bytes, _) => bytes,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
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
        Format::Markdown => Box::new(Markdown),
        Format::Html => Box::<Html>::default(),
    }
}

fn theme(is_coloured: bool) -> GraphicalTheme {
    if is_coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() }
}

/// The width of the terminal, from `COLUMNS` where that is set.
pub(super) fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH)
}
