//! How often what is read of figures holds, on a folder of final documents: `cargo run --release --example figures-stats -- FOLDER`.
//!
//! Published documents are nearly always right. So a way of reading is right if what it reads holds, and one that often fails
//! misreads.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::facts::lexicon::LexiconBuilder;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use walkdir::WalkDir;

#[derive(Default)]
struct Count {
    cases: usize,
    held: usize,
}

fn main() {
    let folders: Vec<String> = env::args().skip(1).collect();
    let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
    let mut readings: BTreeMap<String, Count> = BTreeMap::new();
    let mut failures: Vec<String> = Vec::new();
    let mut files = 0;
    for entry in folders.iter().flat_map(WalkDir::new).flatten().filter(|entry| entry.file_type().is_file()) {
        let Ok(bytes) = fs::read(entry.path()) else { continue };
        let source = Source { name: entry.path().display().to_string(), bytes };
        let Ok(doc) = readers::read(&source) else { continue };
        files += 1;
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let text = doc.text();
        for relation in facts.relations() {
            let reading = format!("{:?}", relation.reading);
            let count = readings.entry(reading.clone()).or_default();
            count.cases += usize::from(relation.is_strict || relation.holds);
            count.held += usize::from(relation.holds);
            if relation.is_wrong() {
                let at = relation.stated.span;
                let start = text.floor_char_boundary(at.start.saturating_sub(240));
                let end = text.ceil_char_boundary((at.end + 60).min(text.len()));
                let around = text[start..end].replace('\n', "⏎");
                failures.push(format!(
                    "{reading}\t{}\t{} = {}, not {}\t{around}",
                    short(entry.path()),
                    relation.formula,
                    relation.computed,
                    at.of(text)
                ));
            }
        }
    }
    println!("{files} documents");
    for (reading, Count { cases, held }) in &readings {
        println!("{reading}\t{cases} cases\t{held} hold\t{:.2} %", *held as f64 * 100.0 / *cases as f64);
    }
    failures.sort();
    for failure in failures {
        println!("{failure}");
    }
}

fn short(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy().into_owned()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
