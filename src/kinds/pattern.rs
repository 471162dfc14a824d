//! Checks of `[pattern]` sections: a regular expression, anywhere or only near a fixed word (`截止`,
//! "until", before a time).
//!
//! The words are found together with those of all other rules in one pass. Only a sentence that
//! contains one is searched, and only then is the expression compiled. Without words every block is
//! searched, unless all matches begin with fixed literals, which then serve as the words.

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::fix::Safety;
use crate::kinds::expression::{self, Expression, Lazy};
use crate::kinds::words::{self, Words};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// The `[pattern]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternSection {
    /// Words to which the search is limited: only sentences that contain one of them are searched.
    near: Option<Words>,
    /// The expression to find. The first group that takes part in a match is reported, or the whole
    /// match if there is none.
    regex: Spanned<String>,
    /// Matches that overlap a match of this expression are not reported.
    except: Option<Spanned<String>>,
    /// Extent of the reported text.
    #[serde(default)]
    report: Extent,
    /// Replacement for the reported text. If it refers to groups (`$1`), the whole match is
    /// reported and replaced.
    replace: Option<Spanned<String>>,
}

/// Extent of the reported text around a match.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Extent {
    /// Only the match itself.
    #[default]
    Match,
    /// The sentence that contains the match.
    Sentence,
}

/// Choice of the texts in which the expression is searched for. It saves most searches.
enum Gate {
    /// Sentences that contain one of these words.
    Near(Vec<LiteralId>),
    /// Blocks that contain one of these literals, because every match begins with one.
    Heads(Vec<LiteralId>),
    /// All blocks of the document.
    All,
}

/// The replacement of a fix.
struct Replacement {
    safety: Safety,
    text: String,
    /// True if the replacement refers to groups of the match (`$1`).
    has_groups: bool,
}

/// A match: the span to report, and the text that replaces it if there is a fix.
struct Hit {
    span: Span,
    text: Option<String>,
}

/// Check that reports the matches of a regular expression.
struct Pattern {
    gate: Gate,
    regex: Lazy,
    except: Option<Lazy>,
    report: Extent,
    replace: Option<Replacement>,
}

/// Builds the check of a `[pattern]` section.
///
/// # Errors
/// If the section is malformed, an expression is invalid, there is a replacement without a safety
/// level, or it refers to a group that does not exist.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: PatternSection = rule.read_section()?;
    let expression = expression::read(rule, &section.regex)?;
    let replace = match (&section.replace, rule.fix) {
        (Some(text), Some(safety)) => Some(replacement(rule, text, safety, &expression)?),
        (None, None) => None,
        (Some(text), None) => {
            let message = [
                "写了 replace，文件开头就要写 fix = \"safe\"、\"unsafe\" 或 \"show-only\"",
                "`replace` needs fix = \"safe\", \"unsafe\" or \"show-only\" at the head of the file",
            ];
            return Err(rule.file.mistake(message, text.span()));
        }
        (None, Some(_)) => {
            return Err(rule.section_mistake([
                "规则写了 fix，这一节却没有 replace",
                "the rule has `fix`, but the section no `replace`",
            ]));
        }
    };
    let near = words::add_optional(section.near.as_ref(), rule, lexicon)?;
    let heads = if near.is_empty() { expression.heads() } else { Vec::new() };
    let gate = match (near.is_empty(), heads.is_empty()) {
        (false, _) => Gate::Near(near),
        (true, false) => Gate::Heads(heads.iter().map(|head| lexicon.add(head)).collect()),
        (true, true) => Gate::All,
    };
    let except = section.except.map(|except| expression::read(rule, &except)).transpose()?;
    let except = except.map(|except| except.regex);
    Ok(Box::new(Pattern { gate, regex: expression.regex, except, report: section.report, replace }))
}

/// Reads the replacement of a fix. In it, `$1` is a group of the match, and `$$` a dollar sign.
fn replacement(
    rule: &Rule,
    text: &Spanned<String>,
    safety: Safety,
    expression: &Expression,
) -> Result<Replacement, Box<Mistake>> {
    let mut has_groups = false;
    let mut rest = text.get_ref().as_str();
    while let Some((_, behind)) = rest.split_once('$') {
        if let Some(after) = behind.strip_prefix('$') {
            rest = after;
            continue;
        }
        let name = behind.strip_prefix('{').and_then(|name| name.split_once('}')).map(|(name, _)| name);
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = name.unwrap_or_else(|| &behind[..behind.find(|c| !word(c)).unwrap_or(behind.len())]);
        let groups = expression.groups();
        if name.parse::<usize>().is_ok_and(|group| group <= groups) {
            has_groups = true;
            rest = behind;
        } else {
            let zh = format!(
                "「${name}」不是表达式的 {groups} 个组里的；$$ 是美元符号，${{1}}0 是第 1 组后面跟 0"
            );
            let en = format!(
                "`${name}` is none of the {groups} groups of the expression; `$$` is a dollar, `${{1}}0` group 1 and a 0"
            );
            return Err(rule.file.mistake([&zh, &en], text.span()));
        }
    }
    Ok(Replacement { safety, text: text.get_ref().clone(), has_groups })
}

impl Check for Pattern {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut last = None;
        for stretch in self.stretches(cx) {
            for hit in self.hits(cx.doc.slice(stretch)) {
                let span = match self.report {
                    Extent::Match => {
                        Span::new(stretch.start() + hit.span.start(), stretch.start() + hit.span.end())
                    }
                    Extent::Sentence => {
                        cx.facts.sentences().at(stretch.start() + hit.span.start()).unwrap_or(stretch)
                    }
                };
                // A sentence is reported once, even if it has several matches.
                if matches!(self.report, Extent::Sentence) && last.replace(span) == Some(span) {
                    continue;
                }
                let finding = out.report(span);
                if let (Some(replace), Some(text)) = (&self.replace, hit.text) {
                    finding.replace(replace.safety, span, text);
                }
            }
        }
    }
}

impl Pattern {
    /// Returns the spans of the document in which the expression is searched for, in text order.
    fn stretches(&self, cx: &Context<'_>) -> Vec<Span> {
        let places = |words: &[LiteralId]| -> Vec<usize> {
            words.iter().flat_map(|&word| cx.facts.occurrences(word)).map(|word| word.start()).collect()
        };
        let mut stretches: Vec<Span> = match &self.gate {
            Gate::All => return cx.doc.blocks().iter().map(|block| block.span).collect(),
            Gate::Near(words) => places(words).iter().filter_map(|&at| cx.facts.sentences().at(at)).collect(),
            Gate::Heads(words) => {
                places(words).iter().map(|&at| cx.doc.blocks()[cx.doc.block_at(at)].span).collect()
            }
        };
        stretches.sort_unstable();
        stretches.dedup();
        stretches
    }

    /// Returns the matches in a text, without those that overlap a match of `except`.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let hit = |groups: regex::Captures<'_>| {
            let all = groups.get(0)?;
            let group = groups.iter().skip(1).flatten().next().unwrap_or(all);
            let (found, text) = match &self.replace {
                Some(replace) if replace.has_groups => {
                    let mut text = String::new();
                    groups.expand(&replace.text, &mut text);
                    (all, Some(text))
                }
                Some(replace) => (group, Some(replace.text.replace("$$", "$"))),
                None => (group, None),
            };
            (!found.is_empty()).then(|| Hit { span: Span::new(found.start(), found.end()), text })
        };
        let mut hits: Vec<Hit> = self.regex.captures_iter(text).filter_map(hit).collect();
        if let (Some(except), false) = (&self.except, hits.is_empty()) {
            let excepted: Vec<Span> =
                except.find_iter(text).map(|hit| Span::new(hit.start(), hit.end())).collect();
            hits.retain(|hit| !excepted.iter().any(|except| except.overlaps(hit.span)));
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{marked, mended, mistake};

    #[test]
    fn searches_everywhere_without_words() {
        let section = "[pattern]\nregex='(\\d+)个亿'\nreplace='${1}亿'\n";
        assert_eq!(mended(build, section, "投资3个亿。\n又投资20个亿。"), "投资3亿。\n又投资20亿。");
        assert_eq!(marked(build, section, "投资3个亿。"), "投资⟦3个亿⟧。");
        let headed = "[pattern]\nregex='投资(大约)?[0-9]+'\nreplace='出资'\nexcept='投资8'\n";
        assert_eq!(marked(build, headed, "投资9，投资8，投资大约7"), "⟦投资9⟧，投资8，投资⟦大约⟧7");
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[pattern]\nregex='投资(甲'\nreplace=''\n").1, "(");
        assert_eq!(mistake(build, "[pattern]\nregex='甲*'\nreplace=''\n").1, "'甲*'");
        assert_eq!(mistake(build, "[pattern]\nregex='甲'\nreplace='$1'\n").1, "'$1'");
        assert_eq!(mistake(build, "[pattern]\nregex='甲'\n").1, "[pattern]");
        assert!(mistake(build, "[pattern]\nregex='(\\w{900}){90}'\nreplace=''\n").0.contains("size"));
        assert!(mistake(build, "[pattern]\nregexp='甲'\n").0.contains("unknown field"));
    }
}
