//! The rules of all targets, built once.

use std::sync::LazyLock;

use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};

/// The built-in rules.
pub static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::built_in);

/// All of them, ready to run.
pub static ALL: LazyLock<Ruleset> = LazyLock::new(|| {
    let rules: Vec<_> = REGISTRY.rules().iter().collect();
    Ruleset::new(&rules).expect("every rule builds")
});

/// No added words.
pub static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);
