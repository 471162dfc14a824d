//! `hegao figures`: prints the figures of documents, each with a tick for right, wrong or not
//! compared, and the arithmetic that relates them.

use std::io::{IsTerminal, Write, stdout as terminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::{FiguresFormat, FiguresOptions};
use crate::cli::chosen::{Chosen, chosen};
use crate::cli::in_order::in_order;
use crate::cli::reports::width;
use crate::cli::sink::stdout;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, Color, FAILED, complain};
use crate::document::Document;
use crate::engine::held::Held;
use crate::engine::report::Problem;
use crate::facts::Facts;
use crate::facts::lexicon::{Lexicon, LexiconBuilder};
use crate::language::Language;
use crate::output::ledger::html::Html;
use crate::output::ledger::json::Json;
use crate::output::ledger::markdown::Markdown;
use crate::output::ledger::pretty::Pretty;
use crate::output::ledger::{LedgerOutput, Page, Totals};
use crate::output::problem;
use crate::readers;
use crate::workspace::batches::Batches;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files::{self, Wanted, failure};
use crate::workspace::walk::{Input, Inputs};

/// A file and the settings for it.
struct Task {
    /// Index of the file in the run, from 0.
    number: usize,
    input: Input,
    held: Arc<Held>,
}

/// Result for one file: the text to print.
struct FileOutput {
    path: String,
    bytes: Vec<u8>,
    totals: Totals,
    /// The reason why the file could not be read.
    problem: Option<Problem>,
    is_empty: bool,
}

/// Prints, for each document in `options`, its ledger: the figures with their ticks, and their
/// arithmetic.
pub(super) fn run(
    options: &FiguresOptions,
    mut configs: Configs,
    language: Language,
    color: Color,
) -> Result<u8, Failure> {
    let failed = |error| Failure::Write("-".to_owned(), error);
    let Chosen { inputs: Inputs { inputs, skipped }, excluded } =
        chosen(&options.paths, &options.choosing, None, &mut configs)?;
    if inputs.is_empty() && excluded > 0 {
        complain(&((Texts::of(language).all_excluded)(excluded) + "\n"));
    }
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    let mut tasks = Vec::new();
    for (number, input) in inputs.into_iter().enumerate() {
        let held = configs.held(name(&input))?;
        tasks.push(Task { number, input, held });
    }
    let output: Box<dyn LedgerOutput> = match options.format {
        FiguresFormat::Pretty => {
            let is_coloured = color.is_coloured(terminal().is_terminal());
            Box::new(Pretty { width: width(), is_coloured, language })
        }
        FiguresFormat::Json => Box::new(Json { language }),
        FiguresFormat::Markdown => Box::new(Markdown { language }),
        FiguresFormat::Html => Box::new(Html { language }),
    };
    let lexicon = LexiconBuilder::default().build();
    let batches = Batches::new(tasks.iter().filter_map(|task| task.input.file()), Box::new(|_, _| {}));
    let wanted = Wanted { batches: batches.as_ref(), ..options.reading.wanted() };
    let work = |task: &Task| file_output(task, wanted, &lexicon, output.as_ref());
    let mut out = stdout();
    let mut totals = Totals::default();
    output.begin(&mut out).map_err(failed)?;
    let mut failed_files = 0;
    in_order(&tasks, options.jobs, work, |task, output| {
        let FileOutput { path, bytes, totals: own, problem, is_empty } = output;
        if let Some(problem) = problem {
            match task.held.acceptance(problem::kind(&problem)) {
                Some(reason) => complain(&((Texts::of(language).accepted_unread)(&path, reason) + "\n")),
                None => {
                    failed_files += 1;
                    complain(&format!("{}\n", failure(&path, &problem, language)));
                }
            }
        }
        if is_empty {
            complain(&((Texts::of(language).empty)(&path) + "\n"));
        }
        totals.files += own.files;
        totals.unreadable += own.unreadable;
        totals.counts = totals.counts.plus(own.counts);
        out.write_all(&bytes).map_err(failed)
    })?;
    output.end(&totals, &mut out).and_then(|()| out.flush()).map_err(failed)?;
    Ok(if failed_files == 0 { CLEAN } else { FAILED })
}

/// The path that reports show for a file.
fn name(input: &Input) -> &Path {
    match input {
        Input::File(path) | Input::Failed(path, _) => path.as_path(),
        Input::Stdin => Path::new("-"),
    }
}

/// Makes the output for a file, or the reason why there is none.
fn file_output(task: &Task, wanted: Wanted<'_>, lexicon: &Lexicon, output: &dyn LedgerOutput) -> FileOutput {
    let path = name(&task.input).display().to_string();
    let mut bytes = Vec::new();
    let read = match &task.input {
        Input::Failed(_, problem) => Err(problem.clone()),
        Input::File(_) | Input::Stdin => document(task, wanted),
    };
    let done = read.and_then(|doc| {
        let made = catch_unwind(AssertUnwindSafe(|| {
            let facts = Facts::new(&doc, lexicon, &task.held.vocabulary);
            let ledger = facts.ledger();
            let headings = facts.headings();
            let page = Page { path: &path, doc: &doc, facts: &facts, headings: &headings, ledger: &ledger };
            let mut bytes = Vec::new();
            // Writing to a `Vec` cannot fail.
            let _ = output.file(task.number, &page, &mut bytes);
            (bytes, ledger.counts())
        }));
        made.map(|(bytes, counts)| (bytes, counts, doc.blocks().is_empty())).map_err(|_| Problem::Panicked)
    });
    match done {
        Ok((bytes, counts, is_empty)) => {
            let totals = Totals { files: 1, unreadable: 0, counts };
            FileOutput { path, bytes, totals, problem: None, is_empty }
        }
        Err(problem) => {
            let _ = output.failed(task.number, &path, &problem, &mut bytes);
            let totals = Totals { files: 1, unreadable: 1, ..Totals::default() };
            FileOutput { path, bytes, totals, problem: Some(problem), is_empty: false }
        }
    }
}

/// Reads the document of a task.
fn document(task: &Task, wanted: Wanted<'_>) -> Result<Document, Problem> {
    let most = task.held.limits.file_size();
    let wanted = Wanted { most, ..wanted };
    let (source, reading) = files::load(name(&task.input), wanted)?;
    Ok(readers::read_as(&source, &reading)?)
}
