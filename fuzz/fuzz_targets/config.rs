//! Configurations: `hegao.toml` and the files it extends, as sections of one text. An accepted
//! configuration can be applied, and a rejected one has a place in its file.

#![no_main]

use std::path::{Path, PathBuf};

use hegao::config::Config;
use hegao::config::chain::{Chain, Loaded, Unloaded};
use hegao::document::source::Source;
use hegao::engine::lint::{Conditions, Today, check};
use hegao::registry::Ruleset;
use hegao::rule::Rule;
use hegao_fuzz::mistakes::drawn;
use hegao_fuzz::rules::REGISTRY;
use hegao_fuzz::{mutation, packages};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const PIECES: &str = include_str!("../pieces/config.txt");
const FILES: [&str; 4] = ["库/稿.txt", "库/案例/一.md", "库/案例/旧/二.docx", "外/稿.txt"];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutation::mutate(data, size, max_size, seed, PIECES)
});

fuzz_target!(|text: &str| {
    let parts = packages::parts(text);
    let mut load = |path: &Path| {
        let name = path.to_string_lossy().into_owned();
        let known = parts.iter().find(|(part, _)| Path::new("库").join(part) == path);
        let written = match (known, parts.is_empty()) {
            (Some((_, text)), _) => Ok((*text).to_owned()),
            (None, true) if name == "库/hegao.toml" => Ok(text.to_owned()),
            (None, _) => Err(Unloaded::Unreadable(["没有".to_owned(), "not there".to_owned()])),
        };
        Loaded { name, text: written }
    };
    let chain = Chain::read(Path::new("库/hegao.toml"), &mut load);
    chain.packs().iter().for_each(|pack| assert!(!pack.shown(chain.origins()).is_empty()));
    let config = match Config::new(chain, REGISTRY.rules()) {
        Ok(config) => config,
        Err(mistakes) => return mistakes.into_iter().for_each(drawn),
    };
    let files: Vec<PathBuf> = FILES.iter().map(PathBuf::from).collect();
    for folder in config.glob_folders() {
        config.idle_globs(folder, &files).into_iter().for_each(drawn);
    }
    for file in &files {
        let _ = (config.includes(file), config.excludes(file), config.ignores_for(file));
        let part = config.part(&config.overrides_for(file));
        let rules: Vec<Rule> =
            REGISTRY.rules().iter().filter(|rule| part.runs(rule)).map(|rule| part.applied(rule)).collect();
        if part.keeps_rules() && file != &files[0] {
            continue;
        }
        // Options were checked for type and name. A check may still reject their values.
        match Ruleset::new(&rules.iter().filter(|rule| part.level(rule).is_some()).collect::<Vec<_>>()) {
            Ok(rules) => {
                let source = Source {
                    name: "稿.txt".to_owned(),
                    bytes: "一、共XX户，待查。\n三、截止3月底。".into(),
                };
                let words = part.vocabulary();
                let checked = check(&source, &rules, &Conditions::new(Today::Off, &words)).outcome;
                assert!(checked.is_ok());
            }
            Err(mistake) => drawn(mistake),
        }
    }
});
