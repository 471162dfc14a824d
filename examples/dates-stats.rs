//! Evaluates how well statements about dates are understood, on folders of final documents: `cargo
//! run --release --example dates-stats -- FOLDER…`.
//!
//! A *reading* is one way to recognise a statement, such as a date with its weekday. Published
//! documents are nearly always correct. So a reading is good if its statements hold in them, and
//! one whose statements often fail misreads. Each failure is printed with its context: it is an
//! error either of the document or of the reading.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::{env, fs};

use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::facts::lexicon::LexiconBuilder;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use walkdir::WalkDir;

/// Number of bytes of context printed before and after a failure.
const BEFORE: usize = 180;
const BEHIND: usize = 90;

/// Numbers of statements of one reading.
#[derive(Default)]
struct Count {
    all: usize,
    good: usize,
}

fn main() -> ExitCode {
    let folders: Vec<String> = env::args().skip(1).collect();
    if folders.is_empty() || folders.iter().any(|folder| folder.starts_with('-')) {
        eprintln!("usage: dates-stats FOLDER…");
        return ExitCode::from(2);
    }
    let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
    let mut readings: BTreeMap<String, Count> = BTreeMap::new();
    let mut sources: BTreeMap<String, usize> = BTreeMap::new();
    let (mut read, mut unread, mut characters) = (0, 0, 0);
    let mut failures = Vec::new();
    for entry in folders.iter().flat_map(|folder| WalkDir::new(folder).sort_by_file_name()) {
        let Some(entry) = entry.ok().filter(|entry| entry.file_type().is_file()) else { continue };
        let name = entry.path().display().to_string();
        let bytes = fs::read(entry.path()).unwrap_or_default();
        let Ok(doc) = readers::read(&Source { name: name.clone(), bytes }) else {
            unread += 1;
            continue;
        };
        read += 1;
        characters += doc.text().chars().count();
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        for date in facts.resolved_dates().iter().filter(|date| date.day.is_some()) {
            let source = date.year.map_or_else(|| "None".to_owned(), |year| format!("{:?}", year.source));
            *sources.entry(source).or_default() += 1;
        }
        for relation in facts.date_relations() {
            let reading = format!("{:?}", relation.reading);
            let count = readings.entry(reading.clone()).or_default();
            count.all += 1;
            count.good += usize::from(relation.holds);
            if relation.holds {
                continue;
            }
            let (text, place) = (doc.text(), relation.place);
            let start = text.ceil_char_boundary(place.start().saturating_sub(BEFORE));
            let end = text.floor_char_boundary((place.end() + BEHIND).min(text.len()));
            let shown =
                format!("{}【{}】{}", &text[start..place.start()], place.of(text), &text[place.end()..end]);
            failures.push(format!("{reading}\t{name}\t{}", shown.replace('\n', "⏎")));
        }
    }
    println!("{read} documents read, {unread} not, {characters} characters\n");
    println!("reading\tcases\thold\tshare");
    for (reading, count) in &readings {
        let share = count.good as f64 * 100.0 / count.all as f64;
        println!("{reading}\t{} cases\t{} hold\t{share:.2} %", count.all, count.good);
    }
    println!("\nsource of the year\tdays");
    for (source, days) in &sources {
        println!("{source}\t{days}");
    }
    println!();
    for failure in &failures {
        println!("{failure}");
    }
    ExitCode::SUCCESS
}
