//! A text through the whole pipeline: facts, all rules, fixes, comments and every report format.
//! The first byte selects the file format, whether there is a current date, and the language. A
//! line `===` begins a second document.

#![no_main]

use hegao::check::{DateOrigin, ReferenceDate};
use hegao::document::source::Source;
use hegao::engine::collection::Collection;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::engine::report::FileReport;
use hegao::facts::Facts;
use hegao::language::Language;
use hegao::output::outline;
use hegao::readers::{ReadOptions, read};
use hegao_fuzz::rules::{ALL, NO_WORDS};
use hegao_fuzz::{fixes, mutation, places, reports};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/speeches.txt");
const NAMES: [&str; 3] = ["稿.txt", "稿.md", "稿.html"];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 1 || seed % 64 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    1 + mutation::mutate(&mut data[1..], size - 1, max_size - 1, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [pick, bytes @ ..] = data else { return };
    let pick = usize::from(*pick);
    let day = "2026-11-21".parse().expect("a day");
    let today = match pick / 3 % 3 {
        0 => Today::Off,
        1 => Today::Fixed(ReferenceDate { day, origin: DateOrigin::CommandLine }),
        _ => Today::Fallback(ReferenceDate { day, origin: DateOrigin::Clock }),
    };
    let conditions = Conditions::new(today, &NO_WORDS);
    let text = String::from_utf8_lossy(bytes);
    let mut collection = Collection::new(&ALL);
    let mut files: Vec<FileReport> = Vec::new();
    for text in text.splitn(2, "\n===\n") {
        let source = Source { name: NAMES[pick % NAMES.len()].to_owned(), bytes: text.as_bytes().to_vec() };
        if let Ok(doc) = read(&source) {
            places::hold(&doc, &source, &ReadOptions::default());
            drawn(&doc);
        }
        let mut report = check(&source, &ALL, &conditions);
        if let Ok(checked) = &report.outcome {
            fixes::hold(&source, &ALL, &conditions, checked);
        }
        collection.add(&mut report);
        if let Ok(checked) = &report.outcome {
            fixes::lie_in_the_text(checked);
        }
        files.push(report);
    }
    let language = if pick / 9 % 2 == 0 { Language::Chinese } else { Language::English };
    reports::hold(&files, language);
});

/// Draws the outline, as a tree and as JSON.
fn drawn(doc: &hegao::document::Document) {
    let facts = Facts::new(doc, ALL.lexicon(), &NO_WORDS);
    let mut out = Vec::new();
    outline::json("稿", doc, &facts, &mut out).expect("memory takes everything");
    serde_json::from_slice::<serde_json::Value>(&out).expect("an outline is JSON");
    outline::tree(doc, &facts, Language::Chinese, &mut out).expect("memory takes everything");
}
