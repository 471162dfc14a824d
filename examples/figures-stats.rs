//! Counts on folders of final documents how often what is read of figures holds:
//! `cargo run --release --example figures-stats -- FOLDER…`.
//!
//! Published documents are nearly always right. So a reading is right if what it reads holds in them, and one that often
//! fails misreads. Each failure is printed with its surroundings: it is a slip of the document, or of the reading.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::facts::lexicon::LexiconBuilder;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use walkdir::WalkDir;

/// Bytes of the text before and behind a failure that are printed.
const BEFORE: usize = 240;
const BEHIND: usize = 60;

/// Cases of one reading.
#[derive(Default)]
struct Count {
    cases: usize,
    held: usize,
}

fn main() -> ExitCode {
    let folders: Vec<String> = env::args().skip(1).collect();
    if folders.is_empty() {
        eprintln!("usage: figures-stats FOLDER…");
        return ExitCode::from(2);
    }
    let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
    let mut readings: BTreeMap<String, Count> = BTreeMap::new();
    let mut failures: Vec<String> = Vec::new();
    let (mut read, mut unread) = (0, 0);
    for entry in folders.iter().flat_map(WalkDir::new) {
        let Ok(entry) = entry else {
            unread += 1;
            continue;
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let name = entry.path().display().to_string();
        let doc = fs::read(entry.path()).ok().and_then(|bytes| readers::read(&Source { name, bytes }).ok());
        let Some(doc) = doc else {
            unread += 1;
            continue;
        };
        read += 1;
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let text = doc.text();
        for relation in facts.relations() {
            let reading = format!("{:?}", relation.reading);
            let count = readings.entry(reading.clone()).or_default();
            count.cases += usize::from(relation.is_strict || relation.holds);
            count.held += usize::from(relation.holds);
            if relation.is_wrong() {
                let at = relation.stated.span;
                let start = text.floor_char_boundary(at.start.saturating_sub(BEFORE));
                let end = text.ceil_char_boundary((at.end + BEHIND).min(text.len()));
                failures.push(format!(
                    "{reading}\t{}\t{} = {}, not {}\t{}",
                    short(entry.path()),
                    relation.formula,
                    relation.computed,
                    at.of(text),
                    text[start..end].replace('\n', "⏎")
                ));
            }
        }
    }
    println!("{read} documents read, {unread} not");
    for (reading, Count { cases, held }) in readings.iter().filter(|(_, count)| count.cases > 0) {
        println!("{reading}\t{cases} cases\t{held} hold\t{:.2} %", *held as f64 * 100.0 / *cases as f64);
    }
    failures.sort();
    for failure in failures {
        println!("{failure}");
    }
    ExitCode::SUCCESS
}

/// The folder and the name of a file.
fn short(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
