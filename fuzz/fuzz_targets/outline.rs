//! Outlines: headings, items, parts and tables of contents. The first byte selects the format and
//! the language. Word and OpenDocument files are written as lines and markup (`src/markup.rs`).

#![no_main]

use hegao::document::source::Source;
use hegao::facts::Facts;
use hegao::language::Language;
use hegao::readers::read;
use hegao_fuzz::rules::{NO_WORDS, WORDS};
use hegao_fuzz::{markup, mutation, outlines};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/outline.txt");

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 1 || seed % 64 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    1 + mutation::mutate(&mut data[1..], size - 1, max_size - 1, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [pick, bytes @ ..] = data else { return };
    let pick = usize::from(*pick);
    let text = String::from_utf8_lossy(bytes);
    let plain = || Some(text.as_bytes().to_vec());
    let (name, bytes) = match pick % 5 {
        0 => ("稿.txt", plain()),
        1 => ("稿.md", plain()),
        2 => ("稿.html", plain()),
        3 => ("稿.docx", markup::docx(&text)),
        _ => ("稿.odt", markup::odt(&text)),
    };
    let Some(bytes) = bytes else { return };
    let Ok(doc) = read(&Source { name: name.to_owned(), bytes }) else { return };
    let language = if pick / 5 % 2 == 0 { Language::Chinese } else { Language::English };
    outlines::hold(&doc, &Facts::new(&doc, &WORDS, &NO_WORDS), language);
});
