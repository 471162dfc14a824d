//! Texts with numbers and units: the figures, their relations, every output of `hegao figures`, and
//! the rules on figures. The first byte selects the file format and the language.

#![no_main]

use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::facts::Facts;
use hegao::language::Language;
use hegao::readers::read;
use hegao_fuzz::rules::{FIGURES, NO_WORDS, WORDS};
use hegao_fuzz::{fixes, ledgers, mutation};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/figures.txt");
const NAMES: [&str; 3] = ["稿.txt", "稿.md", "稿.html"];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 1 || seed % 64 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    1 + mutation::mutate_numbers(&mut data[1..], size - 1, max_size - 1, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [pick, bytes @ ..] = data else { return };
    let pick = usize::from(*pick);
    let bytes = String::from_utf8_lossy(bytes).into_owned().into_bytes();
    let source = Source { name: NAMES[pick % NAMES.len()].to_owned(), bytes };
    let Ok(doc) = read(&source) else { return };
    let language = if pick / 3 % 2 == 0 { Language::Chinese } else { Language::English };
    let counts = ledgers::hold(&doc, &Facts::new(&doc, &WORDS, &NO_WORDS), language);
    let conditions = Conditions::new(Today::Off, &NO_WORDS);
    let checked = check(&source, &FIGURES, &conditions).outcome.expect("it was read before");
    fixes::lie_in_the_text(&checked);
    assert_eq!(checked.figures, Some(counts), "a check counts the figures of the ledger");
    fixes::hold(&source, &FIGURES, &conditions, &checked);
});
