//! Where reports go: one to standard output or to `--output`, others to files, all of the same findings. A file appears whole
//! or not at all.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use miette::GraphicalTheme;

use crate::cli::Color;
use crate::cli::args::check::{CheckOptions, Format};
use crate::cli::sink::{FileSink, stdout};
use crate::cli::texts::Texts;
use crate::engine::report::{FileReport, Summary};
use crate::output::checkstyle::Checkstyle;
use crate::output::github::Github;
use crate::output::github::summary::StepSummary;
use crate::output::gitlab::Gitlab;
use crate::output::json::Json;
use crate::output::json::lines::JsonLines;
use crate::output::junit::Junit;
use crate::output::line::Line;
use crate::output::markdown::Markdown;
use crate::output::pretty::Pretty;
use crate::output::rdjson::Rdjson;
use crate::output::sarif::Sarif;
use crate::output::{Output, Run};
use crate::workspace::failure::Failure;

/// Width of the report where nobody says how wide the terminal is, in display cells.
const DEFAULT_WIDTH: usize = 100;
/// Widest report: longer lines are hard to read.
const MAX_WIDTH: usize = 120;
/// Names the file whose Markdown GitHub shows below a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

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
    File(FileSink, PathBuf),
    /// A file that others write to as well: it is added to at the end.
    Added(Vec<u8>, PathBuf),
}

impl Reports {
    /// The reports that `options` ask for. Nothing is written yet.
    pub(super) fn open(options: &CheckOptions, texts: &Texts, color: Color) -> Result<Self, Failure> {
        let is_terminal = options.output.is_none() && io::stdout().is_terminal();
        let main = match options.format {
            Format::Pretty => Box::new(Pretty::new(width(), theme(color.is_coloured(is_terminal)))),
            other => output(other),
        };
        let main = match &options.output {
            Some(path) => Report::file(main, path)?,
            None => Report { output: main, name: "-".to_owned(), target: Target::Stdout(Box::new(stdout())) },
        };
        let mut reports = vec![main];
        for (index, wanted) in options.report.iter().enumerate() {
            let before = options.report[..index].iter().map(|other| &other.path).chain(&options.output);
            if before.into_iter().any(|path| *path == wanted.path) {
                return Err(Failure::File((texts.one_file)(&wanted.path.display().to_string())));
            }
            reports.push(Report::file(output(wanted.format), &wanted.path)?);
        }
        let mut formats = options.report.iter().map(|wanted| wanted.format).chain([options.format]);
        let page = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty());
        if let Some(path) = page.filter(|_| formats.any(|format| format == Format::Github)) {
            let path = PathBuf::from(path);
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
    fn file(output: Box<dyn Output>, path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let sink = FileSink::create(path).map_err(|error| Failure::Write(name.clone(), error))?;
        Ok(Self { output, name, target: Target::File(sink, path.to_owned()) })
    }
}

impl Target {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(out) => out,
            Self::File(sink, _) => sink,
            Self::Added(bytes, _) => bytes,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(sink, path) => sink.finish(&path),
            Self::Added(bytes, path) => {
                File::options().append(true).create(true).open(path)?.write_all(&bytes)
            }
        }
    }
}

fn output(format: Format) -> Box<dyn Output> {
    match format {
        Format::Pretty => Box::new(Pretty::new(DEFAULT_WIDTH, GraphicalTheme::unicode_nocolor())),
        Format::Line => Box::new(Line),
        Format::Json => Box::<Json>::default(),
        Format::Jsonl => Box::new(JsonLines),
        Format::Sarif => Box::<Sarif>::default(),
        Format::Github => Box::new(Github),
        Format::Gitlab => Box::<Gitlab>::default(),
        Format::Checkstyle => Box::new(Checkstyle),
        Format::Junit => Box::new(Junit),
        Format::Rdjson => Box::<Rdjson>::default(),
        Format::Markdown => Box::new(Markdown),
    }
}

fn theme(is_coloured: bool) -> GraphicalTheme {
    if is_coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() }
}

/// The width of the terminal, from `COLUMNS` where that is set.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH)
}
