//! Measures throughput of one thread in megabytes per second, for reading, lexing, checking and
//! each kind of fact: `cargo bench --bench throughput`.
//!
//! The corpus consists of the fixtures, repeated up to ten megabytes in many files; `cargo bench
//! --bench throughput -- FOLDER` uses the files of a folder instead. Figures are medians of several
//! rounds. Compare them only within one run, not with those of another machine.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hegao::document::Document;
use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, lint};
use hegao::facts::Facts;
use hegao::facts::vocabulary::Vocabulary;
use hegao::readers;
use hegao::registry::{Registry, Ruleset};

/// Function that computes a fact of a document.
type Make = fn(&Facts<'_>);

/// Every measured fact: its name, the facts it is computed from, and the fact itself.
const FACTS: [(&str, &[Make], Make); 25] = [
    ("tokens", &[], tokens),
    ("words", &[], |facts| facts.find_words()),
    ("sentences", &[tokens], |facts| _ = black_box(facts.sentences())),
    ("pieces", &[], pieces),
    ("marks", &[tokens], marks),
    ("series", &[marks, pieces], |facts| _ = black_box(facts.series())),
    ("outline", &[marks, pieces, |facts| _ = facts.series()], |facts| _ = black_box(facts.outline())),
    ("masks", &[tokens], |facts| _ = black_box(facts.masks())),
    ("dates", &[tokens], dates),
    ("blanks", &[dates, |facts| _ = facts.masks()], |facts| _ = black_box(facts.blanks())),
    ("own dates", &[dates], |facts| _ = black_box(facts.own_dates())),
    ("times of day", &[dates], |facts| _ = black_box(facts.times())),
    ("days of the lunar calendar", &[tokens], |facts| _ = black_box(facts.lunar_days())),
    ("quantities", &[tokens], quantities),
    ("measures", &[quantities, |facts| _ = facts.sentences()], measures),
    ("changes of figures", &[measures], |facts| _ = black_box(facts.changes())),
    ("relations of figures", &[measures, pieces, |facts| _ = facts.changes()], |facts| {
        _ = black_box(facts.relations());
    }),
    ("tables", &[], |facts| _ = black_box(facts.tables())),
    ("counts", &[tokens], |facts| _ = black_box(facts.counts())),
    ("fingerprints", &[], fingerprints),
    ("fingerprints and repeats", &[], repeats),
    ("passages", &[repeats, marks, pieces, |facts| _ = facts.sentences()], |facts| {
        _ = black_box(facts.passages());
    }),
    ("attachments", &[marks, pieces], |facts| _ = black_box(facts.attachments())),
    ("captions", &[], |facts| _ = black_box(facts.captions())),
    ("title", &[], |facts| _ = black_box(facts.title())),
];

fn tokens(facts: &Facts<'_>) {
    black_box(facts.tokens());
}

fn pieces(facts: &Facts<'_>) {
    black_box(facts.pieces());
}

fn marks(facts: &Facts<'_>) {
    black_box(facts.marks());
}

fn dates(facts: &Facts<'_>) {
    black_box(facts.dates());
}

fn quantities(facts: &Facts<'_>) {
    black_box(facts.quantities());
}

fn measures(facts: &Facts<'_>) {
    black_box(facts.measures());
}

fn fingerprints(facts: &Facts<'_>) {
    black_box(facts.fingerprints());
}

fn repeats(facts: &Facts<'_>) {
    black_box(facts.repeats());
}

const BYTES: usize = 10_000_000;
const ROUNDS: usize = 9;

fn main() {
    let corpus = corpus();
    let bytes: usize = corpus.iter().map(|source| source.bytes.len()).sum();
    println!("{} files, {:.1} MB", corpus.len(), bytes as f64 / 1e6);

    let registry = Registry::built_in();
    let rules = registry.select(&[], &[]).expect("the default selection exists");
    let ruleset = Ruleset::new(&rules).expect("every rule builds");
    let read = |source: &Source| readers::read(source).expect("fixtures are readable");

    measure("decode and cut into blocks", bytes, || {
        corpus.iter().for_each(|source| drop(black_box(read(source))));
    });
    let documents: Vec<Document> = corpus.iter().map(read).collect();
    let vocabulary = Vocabulary::default();
    for (name, needed, fact) in FACTS {
        let mut of_documents = Vec::new();
        let prepare = |of_documents: &mut Vec<_>| {
            let facts = documents.iter().map(|doc| Facts::new(doc, ruleset.lexicon(), &vocabulary));
            *of_documents = facts.inspect(|facts| needed.iter().for_each(|needed| needed(facts))).collect();
        };
        measure_prepared(name, bytes, &mut of_documents, prepare, |of_documents| {
            of_documents.iter().for_each(fact);
        });
    }
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
        let registry = Registry::built_in();
        let rules = registry.select(&[], &[]).expect("the default selection exists");
        drop(black_box(Ruleset::new(&rules)));
    });
}

fn corpus() -> Vec<Source> {
    // Cargo passes `--bench` on.
    let folder = std::env::args_os().skip(1).find(|argument| argument != "--bench");
    let mut files = Vec::new();
    match &folder {
        Some(folder) => collect(Path::new(folder), &mut files),
        None => {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
            ["demo", "quiet"].iter().for_each(|folder| collect(&root.join(folder), &mut files));
        }
    }
    files.sort();
    let sources: Vec<Source> = files
        .iter()
        .map(|path| Source {
            name: path.display().to_string(),
            bytes: fs::read(path).expect("a readable file"),
        })
        .collect();
    if folder.is_some() {
        return sources;
    }
    let round: usize = sources.iter().map(|source| source.bytes.len()).sum();
    (0..BYTES.div_ceil(round)).flat_map(|_| sources.iter().cloned()).collect()
}

/// Collects the files in a folder and its subfolders.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

fn measure(name: &str, bytes: usize, mut work: impl FnMut()) {
    measure_prepared(name, bytes, &mut (), |()| {}, |()| work());
}

/// Measures a function like `measure`, with input that is prepared anew for each round outside the
/// measured time.
fn measure_prepared<P>(
    name: &str,
    bytes: usize,
    prepared: &mut P,
    mut prepare: impl FnMut(&mut P),
    mut work: impl FnMut(&mut P),
) {
    let mut seconds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            prepare(prepared);
            let start = Instant::now();
            work(prepared);
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
