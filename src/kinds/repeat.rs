//! Checks of `[repeat]` sections: words that must not occur too often (`进一步`, "further", three
//! times in a sentence).

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::kinds::places;
use crate::kinds::words::{self, Words};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// The `[repeat]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatSection {
    /// The words. Each is counted separately.
    any: Words,
    /// Maximum number of occurrences of a word.
    max: Spanned<usize>,
    /// Range within which the occurrences are counted.
    within: Within,
    /// Contexts, such as longer words, in which a word is not counted.
    except: Option<Words>,
}

/// Range within which the occurrences of a word are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a number of characters, \"sentence\" or \"paragraph\"")]
enum Within {
    /// Any stretch of the text of this number of characters.
    Characters(usize),
    /// A unit of the text, such as a sentence.
    Unit(Unit),
}

/// Units of the text in which occurrences can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Sentence,
    Paragraph,
}

/// Check that reports words which occur too often.
struct Repeat {
    words: Vec<LiteralId>,
    max: usize,
    within: Within,
    except: Vec<LiteralId>,
}

/// Builds the check of a `[repeat]` section.
///
/// # Errors
/// If the section is malformed, or the maximum is 0.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: RepeatSection = rule.read_section()?;
    if *section.max.get_ref() == 0 {
        let message = [
            "一次也不许用的词写进 [terms]：\"…\" = \"\"",
            "a word that may not come at all belongs into [terms], as \"…\" = \"\"",
        ];
        return Err(rule.file.mistake(message, section.max.span()));
    }
    Ok(Box::new(Repeat {
        words: section.any.add(rule, lexicon)?,
        max: section.max.into_inner(),
        within: section.within,
        except: words::add_optional(section.except.as_ref(), rule, lexicon)?,
    }))
}

impl Check for Repeat {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let places = places::longest(cx, &self.words);
        for word in 0..self.words.len() {
            let mut spans: Vec<Span> =
                places.iter().filter(|(_, index)| *index == word).map(|(span, _)| *span).collect();
            spans.retain(|span| !places::is_within(cx, &self.except, *span));
            self.count(cx, &spans, out);
        }
    }
}

impl Repeat {
    /// Reports a word that occurs more than the maximum number of times within the range, at its
    /// first occurrence beyond the maximum. Further occurrences that are also too many are part of
    /// the same finding. `spans` are all occurrences of the word.
    fn count(&self, cx: &Context<'_>, spans: &[Span], out: &mut Findings<'_>) {
        let is_crowded = |at: usize| at >= self.max && self.is_near(cx, spans[at - self.max], spans[at]);
        let mut at = self.max;
        while at < spans.len() {
            if !is_crowded(at) {
                at += 1;
                continue;
            }
            let first = at - self.max;
            let behind = (at + 1..spans.len()).take_while(|&next| is_crowded(next)).count();
            let count = self.max + 1 + behind;
            out.report(spans[at])
                .arg("count", count as u64)
                .arg("max", self.max as u64)
                .related("first", spans[first]);
            at += behind + 1;
        }
    }

    fn is_near(&self, cx: &Context<'_>, first: Span, last: Span) -> bool {
        match self.within {
            Within::Characters(most) => {
                let bytes = last.end() - first.start();
                // A character has at most four bytes.
                bytes <= most.saturating_mul(4)
                    && cx.doc.text()[first.start()..last.end()].chars().count() <= most
            }
            Within::Unit(Unit::Sentence) => places::sentence_of(cx, first) == places::sentence_of(cx, last),
            Within::Unit(Unit::Paragraph) => places::block_of(cx, first) == places::block_of(cx, last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{findings, marked, mistake};

    fn finds(section: &str, text: &str) {
        let section = format!("[repeat]\n{section}\n");
        assert_eq!(marked(build, &section, &text.replace(['⟦', '⟧'], "")), text, "{section}");
    }

    #[test]
    fn counts_in_a_sentence_a_paragraph_or_a_stretch() {
        let text = "进一步学，进一步做，⟦进一步⟧抓，进一步促。进一步干。";
        finds("any='进一步'\nmax=2\nwithin='sentence'", text);
        finds("any='切实'\nmax=1\nwithin='paragraph'", "切实学。⟦切实⟧做。\n切实干。");
        finds("any='切实'\nmax=1\nwithin=6", "切实学。⟦切实⟧做。要再三地切实干。");
    }

    #[test]
    fn says_how_often_and_where_first() {
        let section = "[repeat]\nany='进一步'\nmax=2\nwithin='sentence'\nexcept='更进一步'\n";
        let found = findings(build, section, "a.txt", "更进一步，进一步、进一步、进一步、进一步。");
        assert_eq!(found[0].message.args[1], ("count", 4.into()));
        assert_eq!(found[0].related[0].span.start(), "更进一步，".len());
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[repeat]\nany='甲'\nmax=0\nwithin=9\n").1, "0");
        assert_eq!(mistake(build, "[repeat]\nany='甲'\nmax=1\nwithin='page'\n").1, "'page'");
        assert!(mistake(build, "[repeat]\nany='甲'\nmax=1\n").0.contains("within"));
    }
}
