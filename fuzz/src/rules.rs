//! Rules used by all fuzz targets, built once per process.

use std::sync::LazyLock;

use hegao::facts::lexicon::{Lexicon, LexiconBuilder};
use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};

/// The built-in rules.
pub static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::built_in);

/// All built-in rules, ready to run.
pub static ALL: LazyLock<Ruleset> = LazyLock::new(|| {
    let rules: Vec<_> = REGISTRY.rules().iter().collect();
    Ruleset::new(&rules).expect("every rule builds")
});

/// The rules on figures.
pub static FIGURES: LazyLock<Ruleset> = LazyLock::new(|| selected(&["figure"]));

/// The rules that compare documents.
pub static COMPARING: LazyLock<Ruleset> =
    LazyLock::new(|| selected(&["set", "previous", "duplicate/across"]));

/// The words of a run without rules, such as `hegao figures` and `hegao outline`.
pub static WORDS: LazyLock<Lexicon> = LazyLock::new(|| LexiconBuilder::default().build());

/// A vocabulary without words added by a configuration.
pub static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);

fn selected(names: &[&str]) -> Ruleset {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let rules = REGISTRY.select(&names, &[]).expect("the rules exist");
    Ruleset::new(&rules).expect("every rule builds")
}
