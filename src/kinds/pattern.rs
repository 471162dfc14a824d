//! `[pattern]`: a regular expression near a fixed word (`截止` before a time).
//!
//! The words are found with those of all other rules in one pass; only a sentence that holds one is searched, and
//! only then is the expression compiled.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::fix::Safety;
use crate::rule::check::{Check, Context, Findings};
use crate::text::span::Span;

/// The section as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Words, one of which stands in every match.
    near: Vec<String>,
    /// What is found; the first group that takes part, where there is one, is what is reported.
    regex: String,
    /// What is no finding where it overlaps one.
    except: Option<String>,
    /// What is reported.
    #[serde(default)]
    report: Extent,
    /// What a fix puts in the place of the finding.
    replace: Option<String>,
}

/// How much of the text around a match is reported.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Extent {
    /// The match.
    #[default]
    Match,
    /// The sentence it stands in.
    Sentence,
}

/// An expression that is compiled when first needed.
type Lazy = LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>;

/// The matcher.
struct Pattern {
    near: Vec<LiteralId>,
    regex: Lazy,
    except: Option<Lazy>,
    report: Extent,
    replace: Option<(Safety, String)>,
}

/// Builds the check of a `[pattern]` section. `safety` is that of the rule's fix.
///
/// # Errors
/// Where the section is not well formed, an expression is no expression, or text is replaced without a safety.
pub fn build(
    section: &toml::Table,
    safety: Option<Safety>,
    lexicon: &mut LexiconBuilder,
) -> Result<Box<dyn Check>, String> {
    let written: Written =
        section.clone().try_into().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let replace = match (written.replace, safety) {
        (Some(text), Some(safety)) => Some((safety, text)),
        (None, None) => None,
        _ => return Err("`replace` and the rule's `fix` go together".to_owned()),
    };
    Ok(Box::new(Pattern {
        near: written.near.iter().map(|word| lexicon.add(word)).collect(),
        regex: lazy(written.regex)?,
        except: written.except.map(lazy).transpose()?,
        report: written.report,
        replace,
    }))
}

/// Checks the syntax now and compiles later.
fn lazy(expression: String) -> Result<Lazy, String> {
    regex_syntax::parse(&expression).map_err(|error| error.to_string())?;
    Ok(LazyLock::new(Box::new(move || {
        Regex::new(&expression).expect("the syntax was checked when it was read")
    })))
}

impl Check for Pattern {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut sentences: Vec<Span> = self
            .near
            .iter()
            .flat_map(|&word| cx.facts.occurrences(word))
            .filter_map(|word| cx.facts.sentences().at(word.start))
            .collect();
        sentences.sort_unstable();
        sentences.dedup();
        for sentence in sentences {
            for hit in self.hits(cx.doc.slice(sentence)) {
                let span = match self.report {
                    Extent::Match => Span::new(sentence.start + hit.start, sentence.start + hit.end),
                    Extent::Sentence => sentence,
                };
                let finding = out.report(span);
                if let Some((safety, text)) = &self.replace {
                    finding.replace(*safety, span, text.as_str());
                }
                if matches!(self.report, Extent::Sentence) {
                    break;
                }
            }
        }
    }
}

impl Pattern {
    /// Matches in `sentence` that no exception touches.
    fn hits(&self, sentence: &str) -> Vec<Span> {
        let mut hits: Vec<Span> = self
            .regex
            .captures_iter(sentence)
            .filter_map(|groups| groups.iter().skip(1).flatten().next().or_else(|| groups.get(0)))
            .map(|hit| Span::new(hit.start(), hit.end()))
            .collect();
        if let (Some(except), false) = (&self.except, hits.is_empty()) {
            let excepted: Vec<Span> =
                except.find_iter(sentence).map(|hit| Span::new(hit.start(), hit.end())).collect();
            hits.retain(|hit| !excepted.iter().any(|except| except.overlaps(*hit)));
        }
        hits
    }
}
