//! Evaluates how well numbers of lists are understood, on folders of final documents: `cargo run
//! --release --example counts-stats -- FOLDER…`.
//!
//! A *reading* is one way to recognise a number and the list that it counts; the pair is a *claim*.
//! Published documents are nearly always correct. So a reading is good if its claims hold in them,
//! and one whose claims often fail misreads. Each failure is printed with its context: it is an
//! error either of the document or of the reading.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{env, fs};

use hegao::document::Document;
use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::facts::count::claims::Claim;
use hegao::facts::lexicon::LexiconBuilder;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use walkdir::WalkDir;

/// Number of bytes of context printed before and after a failure.
const BEFORE: usize = 90;
const BEHIND: usize = 240;

/// Numbers of claims of one reading.
#[derive(Default)]
struct Count {
    /// Claims that hold, or that would be reported as wrong.
    judged: usize,
    /// Claims that hold.
    held: usize,
    /// Claims that do not hold, but are too uncertain to report.
    unsure: usize,
}

fn main() -> ExitCode {
    let folders: Vec<String> = env::args().skip(1).collect();
    if folders.is_empty() {
        eprintln!("usage: counts-stats FOLDER…");
        return ExitCode::FAILURE;
    }
    let mut readings: BTreeMap<String, Count> = BTreeMap::new();
    let mut failures = Vec::new();
    let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
    for entry in folders.iter().flat_map(|folder| WalkDir::new(folder).sort_by_file_name()).flatten() {
        let Some(doc) = read(&entry) else { continue };
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        for claim in facts.claims() {
            let count = readings.entry(format!("{:?}", claim.reading)).or_default();
            let is_judged = claim.holds || claim.is_wrong();
            count.judged += usize::from(is_judged);
            count.unsure += usize::from(!is_judged);
            count.held += usize::from(claim.holds);
            if claim.is_wrong() {
                let name = entry.file_name().to_string_lossy();
                failures.push(format!("{:?} {name}: {}", claim.reading, surroundings(&doc, claim)));
            }
        }
    }
    failures.sort();
    for failure in &failures {
        println!("{failure}\n");
    }
    println!("{:<12} {:>7} {:>7} {:>7} {:>7}", "reading", "judged", "held", "rate", "unsure");
    for (reading, count) in &readings {
        let rate = count.held as f64 * 100.0 / count.judged.max(1) as f64;
        println!("{reading:<12} {:>7} {:>7} {rate:>6.1}% {:>7}", count.judged, count.held, count.unsure);
    }
    ExitCode::SUCCESS
}

fn read(entry: &walkdir::DirEntry) -> Option<Document> {
    let bytes = entry.file_type().is_file().then(|| fs::read(entry.path()).ok()).flatten()?;
    readers::read(&Source { name: entry.path().to_string_lossy().into_owned(), bytes }).ok()
}

/// Returns the text around a claim, on one line.
fn surroundings(doc: &Document, claim: &Claim) -> String {
    let text = doc.text();
    let start = text.floor_char_boundary(claim.place.start().saturating_sub(BEFORE));
    let end = text.ceil_char_boundary((claim.place.end() + BEHIND).min(text.len()));
    let (before, behind) = (&text[start..claim.place.start()], &text[claim.place.start()..end]);
    format!("{} / {:?}: {}⟦{}", claim.announced, claim.found, before, behind).replace('\n', " ⏎ ")
}
