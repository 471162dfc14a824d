//! Checks of `[phrases]` sections: words that must not occur together in a sentence, such as
//! `小编…整理` ("editor … compiled") and `版权所有` ("all rights reserved"). The sentence is reported.
//!
//! The first word of each phrase is found together with the words of all other rules in one pass;
//! the other words are searched after it, in order.

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// Separator between the words of a phrase.
const GAP: char = '…';

/// The `[phrases]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhrasesSection {
    /// The phrases: words that follow each other, with `…` for any text between them, up to `gap`
    /// characters in the same sentence.
    any: Vec<Spanned<String>>,
    /// Sentences that contain one of these words are not reported.
    #[serde(default)]
    except: Vec<String>,
    /// Maximum number of characters between two words of a phrase.
    #[serde(default = "default_gap")]
    gap: usize,
    /// True to report phrases in quotation marks too. By default they are not, because they often
    /// only mention the words.
    #[serde(default = "yes")]
    quoted: bool,
}

fn yes() -> bool {
    true
}

fn default_gap() -> usize {
    20
}

/// A phrase: the id of its first word in the lexicon, and the other words, which must follow it.
struct Phrase {
    first: LiteralId,
    rest: Vec<String>,
}

/// Check that reports sentences with words that must not occur together.
struct Phrases {
    phrases: Vec<Phrase>,
    except: Vec<String>,
    gap: usize,
    quoted: bool,
}

/// Builds the check of a `[phrases]` section.
///
/// # Errors
/// If the section is malformed, or a phrase has an empty word.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: PhrasesSection = rule.read_section()?;
    let mut phrases = Vec::with_capacity(section.any.len());
    for phrase in &section.any {
        let mut words = phrase.get_ref().split(GAP);
        let (Some(first), rest) = (words.next(), words.map(str::to_owned).collect::<Vec<_>>()) else {
            continue;
        };
        if first.is_empty() || rest.iter().any(String::is_empty) {
            return Err(rule.file.mistake(
                ["「…」两边都要有字，不能是空的", "words stand on both sides of `…`, and none is empty"],
                phrase.span(),
            ));
        }
        phrases.push(Phrase { first: lexicon.add(first), rest });
    }
    Ok(Box::new(Phrases { phrases, except: section.except, gap: section.gap, quoted: section.quoted }))
}

impl Check for Phrases {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut sentences: Vec<Span> = Vec::new();
        for phrase in &self.phrases {
            for word in cx.facts.occurrences(phrase.first) {
                let sentence = cx.facts.sentences().at(word.start());
                let is_meant = |sentence: &Span| {
                    (self.quoted || !is_quoted(cx.doc.text(), *sentence, *word))
                        && self.follows(cx, phrase, word.end(), *sentence)
                };
                sentences.extend(sentence.filter(is_meant));
            }
        }
        sentences.sort_unstable();
        sentences.dedup();
        for sentence in sentences {
            if !self.except.iter().any(|word| cx.doc.slice(sentence).contains(word)) {
                out.report(trimmed(cx.doc.text(), sentence));
            }
        }
    }
}

impl Phrases {
    /// True if all other words of `phrase` follow its first word, which ends at byte `start`, in
    /// order within `sentence`, each at most `gap` characters after the previous one.
    fn follows(&self, cx: &Context<'_>, phrase: &Phrase, start: usize, sentence: Span) -> bool {
        let mut at = start;
        phrase.rest.iter().all(|word| {
            let behind = &cx.doc.text()[at..sentence.end()];
            let found = behind.find(word).filter(|&gap| behind[..gap].chars().count() <= self.gap);
            at += found.map_or(0, |gap| gap + word.len());
            found.is_some()
        })
    }
}

/// True if `word` is between quotation marks, and the sentence has other text before them: the
/// sentence then mentions the word. A sentence that is quoted as a whole does not count.
fn is_quoted(text: &str, sentence: Span, word: Span) -> bool {
    /// Number of bytes before and after the word that are searched for quotation marks.
    const REACH: usize = 200;
    let start = text.floor_char_boundary(word.start().saturating_sub(REACH)).max(sentence.start());
    let end = text.floor_char_boundary((word.end() + REACH).min(sentence.end())).max(word.end());
    let before = &text[start..word.start()];
    let is_open = before.matches('“').count() > before.matches('”').count();
    is_open && text[word.end()..end].contains('”') && !before.trim_start().starts_with('“')
}

/// Returns the sentence without leading blanks. A sentence after another one in the same block may
/// begin with some.
fn trimmed(text: &str, sentence: Span) -> Span {
    let content = sentence.of(text);
    Span::new(sentence.end() - content.trim_start().len(), sentence.end())
}
