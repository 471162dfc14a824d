//! A TOML value that is one word or a list of words: `"首先"` ("first") or `["首先", "第一"]`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;

/// One word or a list of words, as written in TOML.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a word in quotation marks, or several as [\"…\", \"…\"]")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// One word or a list of words, with its position in the rule file.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Words(Spanned<OneOrMany>);

impl Words {
    /// Bytes of the value in the rule file.
    pub(super) fn span(&self) -> Range<usize> {
        self.0.span()
    }

    /// Returns the words. There is at least one, and none is empty.
    ///
    /// # Errors
    /// If there is no word, or one is empty.
    pub(super) fn list(&self, rule: &Rule) -> Result<&[String], Box<Mistake>> {
        let list = match self.0.get_ref() {
            OneOrMany::One(word) => std::slice::from_ref(word),
            OneOrMany::Many(words) => words.as_slice(),
        };
        if list.is_empty() || list.iter().any(String::is_empty) {
            return Err(rule.file.mistake(
                ["这里没有词，或者有空的", "there is no word here, or an empty one"],
                self.0.span(),
            ));
        }
        Ok(list)
    }

    /// Adds the words to the lexicon, and returns their ids.
    ///
    /// # Errors
    /// As [`Words::list`].
    pub(super) fn add(
        &self,
        rule: &Rule,
        lexicon: &mut LexiconBuilder,
    ) -> Result<Vec<LiteralId>, Box<Mistake>> {
        Ok(self.list(rule)?.iter().map(|word| lexicon.add(word)).collect())
    }
}

/// Adds the words of an optional key to the lexicon, and returns their ids. Empty if the key is
/// missing.
pub(super) fn add_optional(
    words: Option<&Words>,
    rule: &Rule,
    lexicon: &mut LexiconBuilder,
) -> Result<Vec<LiteralId>, Box<Mistake>> {
    words.map_or(Ok(Vec::new()), |words| words.add(rule, lexicon))
}
