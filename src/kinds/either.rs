//! Checks of `[either]` sections: two or more wordings with the same meaning, of which a document
//! should use only one (`登录`, `登陆`: two spellings of "log in"). The less frequent ones are
//! reported.

use serde::Deserialize;

use crate::check::{Check, Context, Findings};
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::fix::Safety;
use crate::kinds::places;
use crate::kinds::words::{self, Words};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// The `[either]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EitherSection {
    /// Groups of wordings with the same meaning. If several wordings of a group are equally
    /// frequent in a document, the first of them is kept.
    groups: Vec<Words>,
    /// Contexts, such as longer words, in which a wording is not counted.
    except: Option<Words>,
}

/// A group of wordings with the same meaning, ready to be searched for.
struct Group {
    words: Vec<LiteralId>,
    names: Vec<String>,
}

/// Check that reports wordings for which the document has another, more frequent wording with the
/// same meaning.
struct Either {
    groups: Vec<Group>,
    except: Vec<LiteralId>,
    safety: Safety,
}

/// Builds the check of an `[either]` section.
///
/// # Errors
/// If the section is malformed, or a group has fewer than two wordings.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: EitherSection = rule.read_section()?;
    let mut groups = Vec::with_capacity(section.groups.len());
    for group in &section.groups {
        let names = group.list(rule)?.to_vec();
        if names.len() < 2 {
            return Err(rule
                .file
                .mistake(["一组要有两种写法以上", "a group has two wordings or more"], group.span()));
        }
        groups.push(Group { words: group.add(rule, lexicon)?, names });
    }
    if groups.is_empty() {
        return Err(rule.section_mistake([
            "[either] 里没有一组词：写成 groups = [[\"登录\", \"登陆\"]]",
            "[either] has no group: write groups = [[\"登录\", \"登陆\"]]",
        ]));
    }
    let except = words::add_optional(section.except.as_ref(), rule, lexicon)?;
    Ok(Box::new(Either { groups, except, safety: rule.fix.unwrap_or(Safety::ShowOnly) }))
}

impl Check for Either {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for group in &self.groups {
            let mut places = places::longest(cx, &group.words);
            places.retain(|(span, _)| !places::is_within(cx, &self.except, *span));
            self.compare(&places, group, out);
        }
    }
}

impl Either {
    /// Reports every occurrence of a wording that is not the most frequent one of `group`. `places`
    /// holds all occurrences, each with the index of its wording in the group.
    fn compare(&self, places: &[(Span, usize)], group: &Group, out: &mut Findings<'_>) {
        let count = |word: usize| places.iter().filter(|(_, index)| *index == word).count();
        // `rev` makes `max_by_key`, which returns the last maximum, choose the first in the group.
        let Some(kept) = (0..group.words.len()).rev().max_by_key(|&word| count(word)) else { return };
        let Some((first, _)) = places.iter().find(|(_, index)| *index == kept) else { return };
        for (span, _) in places.iter().filter(|(_, index)| *index != kept) {
            let other = group.names[kept].as_str();
            out.report(*span).arg("other", other).related("other", *first).replace(self.safety, *span, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{findings, marked, mended, mistake};

    const SECTION: &str = "[either]\ngroups=[['登录','登陆'],['其他','其它']]\nexcept='台风登陆'\n";

    #[test]
    fn the_rarer_one_is_reported() {
        let text = "请⟦登录⟧平台。登陆后，再登陆一次。其它事项。";
        assert_eq!(marked(build, SECTION, &text.replace(['⟦', '⟧'], "")), text);
        assert_eq!(mended(build, SECTION, "其它，其他"), "其他，其他");
        assert_eq!(marked(build, SECTION, "请登录平台，台风登陆。"), "请登录平台，台风登陆。");
    }

    #[test]
    fn relates_to_the_first_use_of_the_other() {
        let found = findings(build, SECTION, "a.txt", "登陆，登录，登录");
        assert_eq!(found[0].related[0].span.start(), "登陆，".len());
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[either]\ngroups=[['登录']]\n").1, "['登录']");
        assert_eq!(mistake(build, "[either]\ngroups=[]\n").1, "[either]");
        assert_eq!(mistake(build, "[either]\ngroup=[]\n").1, "group");
    }
}
