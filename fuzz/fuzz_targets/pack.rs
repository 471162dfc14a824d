//! Rule files of packs: an accepted one runs its own examples and checks a speech, and a rejected
//! one has a place in its file.

#![no_main]

use hegao::document::source::Source;
use hegao::engine::examples::Examiner;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::language::Language;
use hegao::output::page;
use hegao::registry::Ruleset;
use hegao_fuzz::mistakes::drawn;
use hegao_fuzz::rules::{NO_WORDS, REGISTRY};
use hegao_fuzz::{fixes, mutation};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/pack.txt");
const SPEECH: &str = "关于报送材料的通知\n各县：\n一、设备已按装，共XX台，占12%。\n二、要高度重视，要高度重视。（附件1）\n请于3月底前报送。\n2026年3月5日";

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::mutate(data, size, max_size, seed, PIECES)
});

fuzz_target!(|text: &str| {
    let mut registry = REGISTRY.clone();
    if let Err(mistake) = registry.add_pack("本局", &[("用词.toml".to_owned(), text.to_owned())]) {
        return drawn(mistake);
    }
    let rule = registry.rule("本局/用词").expect("it was added");
    let examples = registry.examples(rule).expect("they were read before");
    for language in [Language::Chinese, Language::English] {
        assert!(!page::text(rule, &examples, language).is_empty());
        assert!(!page::markdown(rule, &examples, language).is_empty());
    }
    let rules = match Ruleset::new(&[rule]) {
        Ok(rules) => rules,
        Err(mistake) => return drawn(mistake),
    };
    let source = Source { name: "稿.txt".to_owned(), bytes: SPEECH.into() };
    let checked =
        check(&source, &rules, &Conditions::new(Today::Off, &NO_WORDS)).outcome.expect("it is a text");
    fixes::lie_in_the_text(&checked);
    if examples.bad.len() + examples.good.len() > 0 {
        thread_local!(static EXAMINER: Examiner = Examiner::new(&REGISTRY).expect("every rule builds"));
        EXAMINER.with(|examiner| {
            examples.bad.iter().for_each(|bad| drop(examiner.bad(rule, bad)));
            examples.good.iter().for_each(|good| drop(examiner.good(rule, good)));
        });
    }
});
