//! Documents that are compared: the papers of one meeting, or a report with that of the year
//! before. A line `===` begins the next document. The first byte selects the file format and the
//! comparison.

#![no_main]

use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today};
use hegao::language::Language;
use hegao_fuzz::rules::NO_WORDS;
use hegao_fuzz::{mutation, papers, reports};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/papers.txt");
const NAMES: [&str; 4] = ["通知", "主持词", "讲话", "议程"];
const EXTENSIONS: [&str; 3] = ["txt", "md", "html"];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if size < 1 || seed % 64 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    1 + mutation::mutate_numbers(&mut data[1..], size - 1, max_size - 1, seed, PIECES)
});

fuzz_target!(|data: &[u8]| {
    let [pick, bytes @ ..] = data else { return };
    let pick = usize::from(*pick);
    let text = String::from_utf8_lossy(bytes);
    let extension = EXTENSIONS[pick % EXTENSIONS.len()];
    let texts = text.splitn(NAMES.len(), "\n===\n");
    let source = |(name, text): (&str, &str)| Source {
        name: format!("{name}.{extension}"),
        bytes: text.as_bytes().to_vec(),
    };
    let mut papers: Vec<Source> = NAMES.into_iter().zip(texts).map(source).collect();
    let conditions = Conditions::new(Today::Off, &NO_WORDS);
    if pick / 3 % 2 == 0 {
        let compared = papers::together(&papers, &conditions);
        reports::json(&compared, Language::Chinese);
        // A comment that ignores findings covers only one of the papers.
        if papers.len() == 2 && !text.contains("hegao-ignore") {
            papers.reverse();
            let reversed = papers::together(&papers, &conditions);
            let (one, other) = (papers::contradicted(&compared), papers::contradicted(&reversed));
            assert_eq!(one, other, "two papers contradict each other in either order");
        }
    } else if let [old, new, ..] = &papers[..] {
        for (old, new) in [(old, new), (new, old)] {
            let compared = papers::against(old, new, &conditions);
            reports::json(compared.as_slice(), Language::English);
        }
    }
});
