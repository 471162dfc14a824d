//! How many megabytes a second one thread reads, lexes and checks: `cargo bench`.
//!
//! The corpus is made of the fixtures, tiled to ten megabytes in many files. Figures are medians of several rounds;
//! compare them with each other in one run, not with those of another machine.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use hegao::document::Document;
use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, lint};
use hegao::facts::tokens::Tokens;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use hegao::registry::{Registry, Ruleset};

const BYTES: usize = 10_000_000;
const ROUNDS: usize = 9;

fn main() {
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(|source| source.bytes.len()).sum();
    println!("{} files, {:.1} MB", corpus.len(), bytes as f64 / 1e6);

    let registry = Registry::built_in().expect("every rule file is a rule");
    let rules = registry.select(&[], &[]).expect("the default selection exists");
    let ruleset = Ruleset::new(&rules).expect("every rule builds");
    let read = |source: &Source| readers::read(source).expect("fixtures are readable");

    measure("decode and cut into blocks", bytes, || {
        corpus.iter().for_each(|source| drop(black_box(read(source))));
    });
    let documents: Vec<Document> = corpus.iter().map(read).collect();
    measure("lex", bytes, || {
        documents.iter().for_each(|doc| drop(black_box(Tokens::lex(doc))));
    });
    measure("find words", bytes, || {
        documents.iter().for_each(|doc| drop(black_box(ruleset.lexicon().find(doc))));
    });
    measure("read and check", bytes, || {
        corpus.iter().for_each(|source| {
            drop(black_box(lint(
                read(source),
                &source.name,
                &ruleset,
                &Conditions::new(Today::Off, &Vocabulary::default()),
            )));
        });
    });
    measure("start: load and build the rules", 0, || {
        let registry = Registry::built_in().expect("every rule file is a rule");
        let rules = registry.select(&[], &[]).expect("the default selection exists");
        drop(black_box(Ruleset::new(&rules)));
    });
}

fn corpus() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut fixtures = Vec::new();
    for folder in ["demo", "quiet"] {
        let entries = fs::read_dir(root.join(folder)).expect("the fixtures are there");
        fixtures.extend(entries.map(|entry| entry.expect("a folder entry").path()));
    }
    fixtures.sort();
    let sources: Vec<Source> = fixtures
        .iter()
        .map(|path| Source {
            name: path.display().to_string(),
            bytes: fs::read(path).expect("a readable fixture"),
        })
        .collect();
    let round: usize = sources.iter().map(|source| source.bytes.len()).sum();
    (0..BYTES.div_ceil(round)).flat_map(|_| sources.iter().cloned()).collect()
}

fn measure(name: &str, bytes: usize, mut work: impl FnMut()) {
    let mut seconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds[ROUNDS / 2];
    match bytes {
        0 => println!("{name:32} {:8.3} ms", median * 1e3),
        _ => println!("{name:32} {:8.1} MB/s", bytes as f64 / 1e6 / median),
    }
}
