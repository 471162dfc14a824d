//! `hegao similar`: which documents of a collection have much in common.

use std::io::Write;

use crate::cli::args::{Emit, SimilarOptions};
use crate::cli::in_order::in_order;
use crate::cli::sink::stdout;
use crate::cli::texts::Texts;
use crate::cli::{CLEAN, FAILED, complain};
use crate::engine::report::Problem;
use crate::engine::similar::{self, Kept, clusters, common_passage, pairs};
use crate::facts::duplicate::sketch::Sketch;
use crate::language::Language;
use crate::output;
use crate::output::similar::Similar;
use crate::readers;
use crate::workspace::bounds::Bounds;
use crate::workspace::failure::Failure;
use crate::workspace::files::{self, Wanted, failure};
use crate::workspace::walk::{Input, Inputs, Usual, inputs};

/// Compares the documents that `options` name and prints pairs and groups, or their fingerprints.
pub(super) fn run(options: &SimilarOptions, bounds: &Bounds, language: Language) -> Result<u8, Failure> {
    let failed = |error| Failure::Write("-".to_owned(), error);
    let Inputs { inputs, skipped } = inputs(&options.paths, bounds, &mut Usual)?;
    for skipped in &skipped {
        complain(&format!("{}\n", skipped.text(language)));
    }
    let mut out = stdout();
    let (mut paths, mut documents, mut unreadable) = (Vec::new(), Vec::new(), 0);
    let read = |input: &Input| sketch(input, options.reading.wanted());
    in_order(&inputs, options.jobs, read, |_, (path, outcome)| {
        if matches!(outcome, Ok(None)) {
            complain(&((Texts::of(language).empty)(&path) + "\n"));
        }
        match outcome.map(Option::unwrap_or_default) {
            Ok(found) if options.emit == Some(Emit::Fingerprints) => {
                output::similar::fingerprints(&path, &found.fingerprints, &mut out).map_err(failed)?;
            }
            Ok(found) => {
                paths.push(path);
                documents.push(Kept::of(found));
            }
            Err(reason) => {
                unreadable += 1;
                complain(&format!("{}\n", failure(&path, &reason, language)));
            }
        }
        Ok::<(), Failure>(())
    })?;
    if options.emit.is_none() {
        let pairs = pairs(&documents, options.min);
        let clusters = clusters(documents.len(), &pairs);
        let passage = |pair: &similar::Pair| common_passage(&documents[pair.first], &documents[pair.second]);
        let passages: Vec<_> = pairs.iter().map(passage).collect();
        let found = Similar { paths: &paths, pairs: &pairs, passages: &passages, clusters: &clusters };
        let written = if options.json {
            output::similar::json(&found, language, &mut out)
        } else {
            output::similar::table(&found, language, &mut out)
        };
        written.map_err(failed)?;
    }
    out.flush().map_err(failed)?;
    Ok(if unreadable == 0 { CLEAN } else { FAILED })
}

/// What a document is compared by; `None` for one without any text.
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
