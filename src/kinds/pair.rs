//! Checks of `[pair]` sections: words that must occur together. `open = "《"`, `close = "》"` must be
//! balanced in each block. `first = "首先"`, `second = "其次"` ("first", "second") must both occur in
//! the same part of the document, or neither.

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::kinds::places;
use crate::kinds::words::{self, Words};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// The `[pair]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairSection {
    /// Opening brackets, such as `《`. Given together with `close`.
    open: Option<Words>,
    /// Closing brackets, such as `》`. Each of them closes any bracket of `open`.
    close: Option<Words>,
    /// Words of which one must occur if one of `second` does.
    first: Option<Words>,
    /// Words of which one must occur if one of `first` does.
    second: Option<Words>,
    /// Range within which both must occur.
    within: Option<Spanned<Within>>,
    /// The side of the pair (`first` or `second`) that is reported if it occurs alone.
    alone: Option<Spanned<Alone>>,
    /// Contexts, such as longer words, in which a word is not counted.
    except: Option<Words>,
}

/// Range within which both words must occur.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Within {
    /// The document. In a file with several texts, each of them.
    #[default]
    Document,
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

/// Side of the pair that is reported if it occurs alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Alone {
    /// Either side.
    #[default]
    Either,
    /// Only words of `first`.
    First,
    /// Only words of `second`.
    Second,
}

/// One side of a pair: the words of `first` or `second`, and the word that stands for them in
/// messages.
struct Side {
    words: Vec<LiteralId>,
    name: String,
}

/// Check that reports brackets which are not balanced.
struct Brackets {
    open: Side,
    close: Side,
    except: Vec<LiteralId>,
}

/// Check that reports the words of one side of a pair if no word of the other side occurs in the
/// same range.
struct Together {
    first: Side,
    second: Side,
    within: Within,
    alone: Alone,
    except: Vec<LiteralId>,
}

/// Builds the check of a `[pair]` section.
///
/// # Errors
/// If the section is malformed, or does not have exactly one of the pairs `open`, `close` and
/// `first`, `second`.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: PairSection = rule.read_section()?;
    let except = words::add_optional(section.except.as_ref(), rule, lexicon)?;
    let mut side = |words: &Words| -> Result<Side, Box<Mistake>> {
        let list = words.list(rule)?;
        Ok(Side { words: list.iter().map(|word| lexicon.add(word)).collect(), name: list[0].clone() })
    };
    match (&section.open, &section.close, &section.first, &section.second) {
        (Some(open), Some(close), None, None) => {
            let brackets_only = [
                "只有 first 和 second 才写这个：括号在每一段里配对",
                "only `first` and `second` have this: brackets are balanced in each paragraph",
            ];
            let unused = section.within.map(|key| key.span()).or(section.alone.map(|key| key.span()));
            if let Some(span) = unused {
                return Err(rule.file.mistake(brackets_only, span));
            }
            Ok(Box::new(Brackets { open: side(open)?, close: side(close)?, except }))
        }
        (None, None, Some(first), Some(second)) => Ok(Box::new(Together {
            first: side(first)?,
            second: side(second)?,
            within: section.within.map(Spanned::into_inner).unwrap_or_default(),
            alone: section.alone.map(Spanned::into_inner).unwrap_or_default(),
            except,
        })),
        _ => Err(rule.section_mistake([
            "[pair] 要写 open 和 close，或者 first 和 second",
            "[pair] has `open` and `close`, or `first` and `second`",
        ])),
    }
}

impl Check for Brackets {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let words: Vec<LiteralId> = self.open.words.iter().chain(&self.close.words).copied().collect();
        let is_same = self.open.words == self.close.words;
        let mut open: Vec<Span> = Vec::new();
        for (span, index) in places::longest(cx, &words) {
            if places::is_within(cx, &self.except, span) {
                continue;
            }
            let block = places::block_of(cx, span);
            if open.last().is_some_and(|last| places::block_of(cx, *last) != block) {
                self.leave(&mut open, out);
            }
            let is_open = index < self.open.words.len() && (!is_same || open.is_empty());
            if is_open {
                open.push(span);
            } else if open.pop().is_none() {
                out.report(span).arg("other", self.open.name.as_str());
            }
        }
        self.leave(&mut open, out);
    }
}

impl Brackets {
    /// Reports the brackets in `open`, which were not closed up to the end of a block, and empties
    /// the list.
    fn leave(&self, open: &mut Vec<Span>, out: &mut Findings<'_>) {
        for span in open.drain(..) {
            out.report(span).arg("other", self.close.name.as_str());
        }
    }
}

impl Check for Together {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let words: Vec<LiteralId> = self.first.words.iter().chain(&self.second.words).copied().collect();
        let mut places = places::longest(cx, &words);
        places.retain(|(span, _)| !places::is_within(cx, &self.except, *span));
        let stretch = |span: Span| match self.within {
            Within::Document => places::piece_of(cx, span),
            Within::Paragraph => places::block_of(cx, span),
            Within::Sentence => places::sentence_of(cx, span),
        };
        // Places are in text order, so the places of a unit are neighbours.
        for group in places.chunk_by(|a, b| stretch(a.0) == stretch(b.0)) {
            let is_first = |index: usize| index < self.first.words.len();
            let first = group.iter().find(|(_, index)| is_first(*index));
            let second = group.iter().find(|(_, index)| !is_first(*index));
            match (first, second) {
                (Some((span, _)), None) if self.alone != Alone::Second => {
                    out.report(*span).arg("other", self.second.name.as_str());
                }
                (None, Some((span, _))) if self.alone != Alone::First => {
                    out.report(*span).arg("other", self.first.name.as_str());
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{marked, mistake};

    fn finds(section: &str, text: &str) {
        let section = format!("[pair]\n{section}\n");
        assert_eq!(marked(build, &section, &text.replace(['⟦', '⟧'], "")), text, "{section}");
    }

    #[test]
    fn brackets_are_balanced_in_each_block() {
        finds("open='《'\nclose='》'", "印发⟦《⟧办法，按照《意见》执行。\n规定⟦》⟧和《甲》《乙》。");
        finds("open='《'\nclose='》'", "《关于《办法》的说明》");
        finds("open='\"'\nclose='\"'", "称为\"试点\"，又称⟦\"⟧样板。\n\"甲\"");
    }

    #[test]
    fn words_come_together_in_each_part() {
        let words = "first='首先'\nsecond=['其次','再次']";
        finds(words, "⟦首先⟧，要学。\n然后，要做。");
        finds(words, "⟦其次⟧，要做。");
        finds(words, "首先，要学。\n再次，要做。");
        finds(words, "首先，要学。\n其次，要做。\n附件1\n⟦首先⟧，要学。");
        finds("first='一方面'\nsecond='另一方面'", "一方面学，另一方面做。");
        finds("first='不但'\nsecond='而且'\nwithin='sentence'\nalone='first'", "⟦不但⟧好。而且多。");
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[pair]\nopen='《'\n").1, "[pair]");
        assert_eq!(mistake(build, "[pair]\nopen=''\nclose='》'\n").1, "''");
        assert_eq!(mistake(build, "[pair]\nopen='《'\nclose='》'\nwithin='sentence'\n").1, "'sentence'");
        assert_eq!(mistake(build, "[pair]\nfrist='甲'\nsecond='乙'\n").1, "frist");
    }
}
