//! `hegao similar`: finds documents of a collection that have much text in common.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::{Emit, SimilarOptions};
use crate::cli::chosen::{Chosen, chosen};
use crate::cli::in_order::in_order;
use crate::cli::sink::stdout;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, FAILED, complain};
use crate::engine::held::Held;
use crate::engine::report::Problem;
use crate::engine::similar::{self, StoredSketch, clusters, common_passage, pairs};
use crate::facts::duplicate::sketch::Sketch;
use crate::language::Language;
use crate::output::similar::Similar;
use crate::output::{self, problem};
use crate::readers;
use crate::workspace::batches::Batches;
use crate::workspace::configs::Configs;
use crate::workspace::failure::Failure;
use crate::workspace::files::{self, Wanted, failure};
use crate::workspace::walk::{Input, Inputs};

/// Compares the documents in `options` and prints pairs and groups of similar ones; with `--emit
/// fingerprints` prints their fingerprints instead.
pub(super) fn run(options: &SimilarOptions, mut configs: Configs, language: Language) -> Result<u8, Failure> {
    let failed = |error| Failure::Write("-".to_owned(), error);
    let Chosen { inputs: Inputs { inputs, skipped }, excluded } =
        chosen(&options.paths, &options.choosing, None, &mut configs)?;
    if inputs.is_empty() && excluded > 0 {
        complain(&((Texts::of(language).all_excluded)(excluded) + "\n"));
    }
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    let mut out = stdout();
    let (mut paths, mut documents, mut unreadable) = (Vec::new(), Vec::new(), 0);
    let mut tasks = Vec::with_capacity(inputs.len());
    for input in inputs {
        let held = match &input {
            Input::File(path) | Input::Failed(path, _) => configs.held(path)?,
            Input::Stdin => configs.held(Path::new("-"))?,
        };
        tasks.push((input, held));
    }
    let batches = Batches::new(tasks.iter().filter_map(|(input, _)| input.file()), Box::new(|_, _| {}));
    let wanted = Wanted { batches: batches.as_ref(), ..options.reading.wanted() };
    let read = |(input, held): &(Input, Arc<Held>)| {
        let most = held.limits.file_size();
        sketch(input, Wanted { most, ..wanted })
    };
    in_order(&tasks, options.jobs, read, |(_, held), (path, outcome)| {
        if matches!(outcome, Ok(None)) {
            complain(&((Texts::of(language).empty)(&path) + "\n"));
        }
        match outcome.map(Option::unwrap_or_default) {
            Ok(found) if options.emit == Some(Emit::Fingerprints) => {
                output::similar::fingerprints(&path, &StoredSketch::of(found), &mut out).map_err(failed)?;
            }
            Ok(found) => {
                paths.push(path);
                documents.push(StoredSketch::of(found));
            }
            Err(problem) => match held.acceptance(problem::kind(&problem)) {
                Some(reason) => complain(&((Texts::of(language).accepted_unread)(&path, reason) + "\n")),
                None => {
                    unreadable += 1;
                    complain(&format!("{}\n", failure(&path, &problem, language)));
                }
            },
        }
        Ok::<(), Failure>(())
    })?;
    if options.emit.is_none() {
        compare(options, &paths, &documents, language, &mut out).map_err(failed)?;
    }
    out.flush().map_err(failed)?;
    Ok(if unreadable == 0 { CLEAN } else { FAILED })
}

/// Compares the documents, and writes their pairs and groups.
fn compare(
    options: &SimilarOptions,
    paths: &[String],
    documents: &[StoredSketch],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let pairs = pairs(documents, options.min);
    let clusters = clusters(documents.len(), &pairs);
    let passage = |pair: &similar::Pair| common_passage(&documents[pair.first], &documents[pair.second]);
    let passages: Vec<_> = pairs.iter().map(passage).collect();
    let found = Similar { paths, pairs: &pairs, passages: &passages, clusters: &clusters };
    if options.json {
        output::similar::json(&found, language, out)
    } else {
        output::similar::table(&found, language, out)
    }
}

/// Reads a document and computes its sketch, the hashes by which it is compared; `None` for a
/// document without text.
fn sketch(input: &Input, wanted: Wanted<'_>) -> (String, Result<Option<Sketch>, Problem>) {
    let path = match input {
        Input::File(path) => path.as_path(),
        Input::Stdin => std::path::Path::new("-"),
        Input::Failed(path, problem) => return (path.display().to_string(), Err(problem.clone())),
    };
    let read =
        files::load(path, wanted).and_then(|(source, options)| Ok(readers::read_as(&source, &options)?));
    (path.display().to_string(), read.map(|doc| (!doc.blocks().is_empty()).then(|| similar::sketch(&doc))))
}
