//! Remarks in documents: written, written again, and removed. The first byte selects the format and
//! the language. Word documents are written as lines and markup (`src/markup.rs`), with CDATA
//! sections, references, comments and processing instructions.

#![no_main]

use encoding_rs::{BIG5, GB18030};
use hegao::document::source::Source;
use hegao::language::Language;
use hegao::writers::Kind;
use hegao_fuzz::{markup, mutation, remarks};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/annotate.txt");

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
    let (name, bytes) = match pick % 8 {
        0..=3 => ("稿.docx", markup::docx(&text)),
        4 => ("稿.txt", Some(text.as_bytes().to_vec())),
        5 => ("稿.md", Some(text.as_bytes().to_vec())),
        6 => ("稿.txt", Some(encoded(&text, pick / 8 % 4))),
        _ => match pick / 8 % 3 {
            0 => ("稿.odt", markup::odt(&text)),
            1 => ("稿.html", Some(text.as_bytes().to_vec())),
            _ => ("稿.rtf", Some(text.as_bytes().to_vec())),
        },
    };
    let Some(bytes) = bytes else { return };
    let language = if pick < 128 { Language::Chinese } else { Language::English };
    let kind = if pick & 64 == 0 { Kind::Copy } else { Kind::Original };
    remarks::hold(Source { name: name.to_owned(), bytes }, language, kind);
});

/// Encodes a text in one of the encodings of plain text.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match encoding {
        0 => utf16(u16::to_le_bytes),
        1 => utf16(u16::to_be_bytes),
        2 => GB18030.encode(text).0.into_owned(),
        _ => BIG5.encode(text).0.into_owned(),
    }
}
