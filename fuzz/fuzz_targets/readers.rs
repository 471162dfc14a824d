//! Every reader on arbitrary bytes, with all accessors of the document. The first byte selects the
//! format, the second the encoding and the other options.

#![no_main]

use hegao::document::source::{Encoding, Format, Revisions, Source};
use hegao::readers::{ReadOptions, read_as};
use hegao_fuzz::{mutation, packages, places};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/markup.txt");

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    // The selecting bytes stay unchanged. Bytes that are not text are mutated as bytes.
    if size < 2 || std::str::from_utf8(&data[2..size]).is_err() || seed % 16 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    2 + mutation::mutate(&mut data[2..], size - 2, max_size - 2, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [format, option, bytes @ ..] = data else { return };
    let format = Format::ALL[usize::from(*format) % Format::ALL.len()];
    let option = usize::from(*option);
    let options = ReadOptions {
        encoding: Encoding::ALL.get(option % 8).copied(),
        revisions: if option & 16 == 0 { Revisions::Final } else { Revisions::Original },
        is_converted: option & 32 == 0,
    };
    // Random bytes never have valid checksums, so packages are built from text.
    let package = std::str::from_utf8(bytes).ok().map(packages::parts).filter(|parts| !parts.is_empty());
    let bytes = match package {
        Some(parts) => match packages::zip(&parts) {
            Some(bytes) => bytes,
            None => return,
        },
        None => bytes.to_vec(),
    };
    let source = Source { name: format!("稿.{}", format.extensions()[0]), bytes };
    match read_as(&source, &options) {
        Ok(doc) => places::hold(&doc, &source, &options),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
