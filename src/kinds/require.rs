//! Checks of `[require]` sections: words that a document must contain (`特此通知`, "it is hereby
//! notified", at the end of a notice).

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::document::block::BlockKind;
use crate::facts::lexicon::{LexiconBuilder, LiteralId};
use crate::kinds::words::{self, Words};
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::span::Span;

/// Number of blocks that count as the start or the end of a document, if the rule does not set it.
const BLOCKS: usize = 5;

/// The `[require]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequireSection {
    /// The words. One of them must occur.
    any: Words,
    /// Part of the document in which it must occur.
    #[serde(default, rename = "where")]
    place: DocumentPart,
    /// Number of blocks that count as the start or the end.
    blocks: Option<Spanned<usize>>,
    /// Words that select the documents to check: one of them must occur in the file name or in the
    /// first blocks.
    when: Option<Words>,
}

/// Part of the document in which a word must occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum DocumentPart {
    #[default]
    Anywhere,
    Start,
    End,
}

/// Check that reports documents without any of the words.
struct Require {
    any: Vec<LiteralId>,
    /// The words, joined for the message.
    names: String,
    place: DocumentPart,
    blocks: usize,
    when: Option<(Vec<LiteralId>, Vec<String>)>,
}

/// Builds the check of a `[require]` section.
///
/// # Errors
/// If the section is malformed.
pub fn build(rule: &Rule, lexicon: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: RequireSection = rule.read_section()?;
    if let Some(blocks) = &section.blocks {
        if section.place == DocumentPart::Anywhere {
            let message = [
                "blocks 说开头或结尾有多长，要同 where = \"start\" 或 \"end\" 一起写",
                "`blocks` says how long the start or the end is: it goes with where = \"start\" or \"end\"",
            ];
            return Err(rule.file.mistake(message, blocks.span()));
        }
        if *blocks.get_ref() == 0 {
            return Err(rule.file.mistake(["0 段里什么也没有", "nothing stands in no block"], blocks.span()));
        }
    }
    let when = match &section.when {
        Some(when) => Some((words::add_optional(Some(when), rule, lexicon)?, when.list(rule)?.to_vec())),
        None => None,
    };
    Ok(Box::new(Require {
        any: section.any.add(rule, lexicon)?,
        names: section.any.list(rule)?.join("」或「"),
        place: section.place,
        blocks: section.blocks.map_or(BLOCKS, Spanned::into_inner),
        when,
    }))
}

impl Check for Require {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let blocks = cx.doc.blocks().iter();
        let read: Vec<Span> =
            blocks.filter(|block| block.kind.is_running()).map(|block| block.span).collect();
        let (Some(&first), Some(&last)) = (read.first(), read.last()) else { return };
        if !self.is_asked(cx, &read) {
            return;
        }
        let length = self.blocks.min(read.len());
        let is_there = |word: Span| match self.place {
            DocumentPart::Start => word.start() < read[length - 1].end(),
            DocumentPart::End => word.start() >= read[read.len() - length].start(),
            DocumentPart::Anywhere => true,
        };
        let is_printed = |word: Span| {
            let block = cx.doc.blocks().get(cx.doc.block_at(word.start()));
            block.is_some_and(|block| block.kind != BlockKind::Hidden)
        };
        let mut words = self.any.iter().flat_map(|&word| cx.facts.occurrences(word));
        if !words.any(|&word| is_there(word) && is_printed(word)) {
            let place = match self.place {
                DocumentPart::End => last,
                DocumentPart::Start | DocumentPart::Anywhere => cx.facts.title().unwrap_or(first),
            };
            out.report(place).arg("words", self.names.as_str());
        }
    }
}

impl Require {
    /// True if the rule applies to the document: one of the words of `when` occurs in its name or
    /// in its first blocks, or the rule has no `when`. `read` are the spans of all blocks.
    fn is_asked(&self, cx: &Context<'_>, read: &[Span]) -> bool {
        let Some((words, names)) = &self.when else { return true };
        let file = cx.name.rsplit(['/', '\\']).next().unwrap_or(cx.name);
        let end = read[BLOCKS.min(read.len()) - 1].end();
        names.iter().any(|name| file.contains(name))
            || words
                .iter()
                .any(|&word| cx.facts.occurrences(word).first().is_some_and(|word| word.end() <= end))
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{findings, marked, mistake};

    #[test]
    fn asks_for_words_at_a_place() {
        let end = "[require]\nany=['特此通知','特此函告']\nwhere='end'\nblocks=2\nwhen='的通知'\n";
        let text = "关于防汛的通知\n特此通知\n各县：\n请准备。\n⟦办公室⟧";
        assert_eq!(marked(build, end, &text.replace(['⟦', '⟧'], "")), text);
        let kept = "关于防汛的通知\n各县：\n请准备。\n特此函告。\n办公室";
        assert_eq!(marked(build, end, kept), kept);
        let other = "讲话\n同志们：\n请准备。";
        assert_eq!(marked(build, end, other), other);
        assert_eq!(findings(build, end, "甲/防汛的通知.txt", other).len(), 1);
        assert_eq!(findings(build, end, "发文的通知/讲话.txt", other).len(), 0);
    }

    #[test]
    fn points_at_the_title_where_the_place_is_open() {
        let section = "[require]\nany='联系人'\n";
        assert_eq!(marked(build, section, "关于防汛的函\n请准备。"), "⟦关于防汛的函⟧\n请准备。");
        assert_eq!(marked(build, section, "关于防汛的函\n联系人：王某"), "关于防汛的函\n联系人：王某");
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[require]\nany=[]\n").1, "[]");
        assert_eq!(mistake(build, "[require]\nany='甲'\nwhere='middle'\n").1, "'middle'");
        assert_eq!(mistake(build, "[require]\nany='甲'\nblocks=2\n").1, "2");
    }
}
