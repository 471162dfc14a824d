//! Rules used by all fuzz targets, built once per process.

use std::sync::LazyLock;

use hegao::facts::vocabulary::Vocabulary;
use hegao::registry::{Registry, Ruleset};

/// The built-in rules.
pub static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::built_in);

/// All built-in rules, ready to run.
pub static ALL: LazyLock<Ruleset> = LazyLock::new(|| {
    let rules: Vec<_> = REGISTRY.rules().iter().collect();
    Ruleset::new(&rules).expect("every rule builds")
});

/// A vocabulary without words added by a configuration.
pub static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);
