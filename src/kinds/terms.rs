//! Checks of `[terms]` sections: wrong words, each with its replacement (`"按装" = "安装"`, a
//! misspelling of "install").

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::fix::Safety;
use crate::kinds::places;
use crate::rule::Rule;
use crate::rule::mistake::Mistake;

/// The one key of the section that is not a wrong word. Its value lists contexts, such as longer
/// words, in which no wrong word is reported.
const EXCEPT: &str = "except";

/// Replacements for a wrong word. The fix uses the first one. An empty replacement means that the
/// word is only reported.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "what to write instead, as \"…\" or [\"…\", \"…\"]; \"\" only reports the word"
)]
enum Replacements {
    One(String),
    Many(Vec<String>),
}

impl Replacements {
    fn list(&self) -> Vec<&str> {
        let words = match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words.as_slice(),
        };
        words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect()
    }
}

/// Data of a wrong word that is searched for.
struct Term {
    /// All replacements, joined for the message, and the first of them, for the fix.
    replacement: Option<(String, String)>,
    /// Replacements that contain the wrong word. Inside an occurrence of one of them the word is
    /// not reported.
    right: Vec<LiteralId>,
}

/// Check that reports wrong words and replaces them.
struct Terms {
    words: Vec<LiteralId>,
    terms: Vec<Term>,
    except: Vec<LiteralId>,
    safety: Safety,
}

/// Builds the check of a `[terms]` section.
///
/// # Errors
/// If the section is malformed or contains no word, or a word is its own replacement.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: BTreeMap<Spanned<String>, Spanned<Replacements>> = rule.read_section()?;
    let mut check = Terms {
        words: Vec::new(),
        terms: Vec::new(),
        except: Vec::new(),
        safety: rule.fix.unwrap_or(Safety::ShowOnly),
    };
    for (key, value) in &section {
        let (word, list) = (key.get_ref().as_str(), value.get_ref().list());
        if word == EXCEPT {
            check.except = list.iter().map(|context| lexicon.add(context)).collect();
            continue;
        }
        if word.is_empty() {
            return Err(rule
                .file
                .mistake(["空的词哪里也找不到", "an empty word is found nowhere"], key.span()));
        }
        if strsim::jaro_winkler(word, EXCEPT) > 0.85 {
            return Err(rule.file.mistake(
                [
                    &format!("没有「{word}」这个键，是不是「{EXCEPT}」？"),
                    &format!("unknown key `{word}`, expected `{EXCEPT}`"),
                ],
                key.span(),
            ));
        }
        if list.contains(&word) {
            return Err(rule
                .file
                .mistake(["改成的词就是它自己", "the word is to be replaced by itself"], value.span()));
        }
        check.words.push(lexicon.add(word));
        check.terms.push(Term {
            replacement: list.first().map(|first| (list.join("、"), (*first).to_owned())),
            right: list
                .iter()
                .filter(|instead| instead.contains(word))
                .map(|instead| lexicon.add(instead))
                .collect(),
        });
    }
    if check.words.is_empty() {
        return Err(rule.section_mistake([
            "[terms] 里没有词：写成 \"按装\" = \"安装\"",
            "[terms] holds no word: write \"按装\" = \"安装\"",
        ]));
    }
    Ok(Box::new(check))
}

impl Check for Terms {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for (span, index) in places::longest(cx, &self.words) {
            let term = &self.terms[index];
            if places::is_within(cx, &self.except, span) || places::is_within(cx, &term.right, span) {
                continue;
            }
            let finding = out.report(span);
            match &term.replacement {
                Some((all, first)) => {
                    finding.arg("use", all.as_str()).replace(self.safety, span, first.as_str());
                }
                None => {
                    finding.variant("bare");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{findings, marked, mended, mistake};

    const SECTION: &str = "[terms]\n'按装'='安装'\n'截止'=['截至','截止到']\n'截止目前'='截至目前'\n'亲自'=''\nexcept=['截止日期']\n";

    #[test]
    fn finds_the_longest_word_outside_its_contexts() {
        let text = "⟦按装⟧设备，⟦截止目前⟧完成。截止日期是⟦截止⟧今天，截止到明天，⟦亲自⟧过问。";
        assert_eq!(marked(build, SECTION, &text.replace(['⟦', '⟧'], "")), text);
    }

    #[test]
    fn writes_the_first_replacement() {
        assert_eq!(mended(build, SECTION, "按装，截止3月，截止目前"), "安装，截至3月，截至目前");
        let found = findings(build, SECTION, "a.txt", "亲自");
        assert_eq!((found[0].message.variant, found[0].fix.is_none()), (Some("bare"), true));
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[terms]\n'按装'=1\n").1, "1");
        assert_eq!(mistake(build, "[terms]\n'按装'='按装'\n").1, "'按装'");
        let (message, place) = mistake(build, "[terms]\nexcpt=['甲']\n'按装'='安装'\n");
        assert_eq!((message.as_str(), place.as_str()), ("unknown key `excpt`, expected `except`", "excpt"));
        assert!(mistake(build, "[terms]\n").0.contains("no word"));
    }
}
