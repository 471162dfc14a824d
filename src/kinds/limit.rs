//! Checks of `[limit]` sections: the maximum and minimum number of characters of a document, its
//! title, its headings, its paragraphs or its sentences.
//!
//! All characters except white space are counted, as in the word count of an office program.

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Check, Context, Findings};
use crate::document::block::BlockKind;
use crate::facts::lexicon::LexiconBuilder;
use crate::rule::Rule;
use crate::rule::mistake::Mistake;
use crate::text::chars::{is_blank, is_stop};
use crate::text::span::Span;

/// Maximum number of characters of a line of plain text that counts as a heading.
const MAX_HEADING: usize = 80;

/// The `[limit]` section of a rule, as written in TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitSection {
    /// Maximum number of characters of the document: short for `of = "document"` with `max`.
    characters: Option<Spanned<usize>>,
    /// Part of the text whose characters are counted.
    of: Option<Spanned<Of>>,
    /// Maximum number of characters of that part.
    max: Option<Spanned<usize>>,
    /// Minimum number of characters of that part.
    min: Option<Spanned<usize>>,
}

/// Part of the text whose characters are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Of {
    /// The whole document: running text and tables.
    Document,
    /// The title of the document.
    Title,
    /// Each heading: headings of the format, and lines of plain text that begin with a list mark
    /// and contain no end of a sentence.
    Heading,
    /// Each paragraph.
    Paragraph,
    /// Each sentence.
    Sentence,
}

/// Check that reports texts which are longer or shorter than a limit.
struct Limit {
    of: Of,
    min: usize,
    max: usize,
}

/// Builds the check of a `[limit]` section.
///
/// # Errors
/// If the section is malformed, sets no limit, or sets limits that no text can meet.
pub fn build(rule: &Rule, _: &mut LexiconBuilder) -> Result<Box<dyn Check>, Box<Mistake>> {
    let section: LimitSection = rule.read_section()?;
    let clash = [section.of.as_ref().map(Spanned::span), section.max.as_ref().map(Spanned::span)];
    if let (Some(_), Some(span)) = (&section.characters, clash.into_iter().flatten().next()) {
        return Err(rule.file.mistake(
            [
                "characters 已经说了这个：它就是全文的 max",
                "`characters` says this already: it is the `max` of the document",
            ],
            span,
        ));
    }
    let of = match (&section.characters, section.of) {
        (Some(_), _) => Of::Document,
        (None, Some(of)) => of.into_inner(),
        (None, None) => {
            return Err(rule.section_mistake([
                "[limit] 要写 of；管全文就写 characters",
                "[limit] has `of`, or `characters` for the whole document",
            ]));
        }
    };
    let max = section.characters.or(section.max);
    let min = section.min.as_ref().map_or(0, |min| *min.get_ref());
    if max.is_none() && min == 0 {
        return Err(rule.section_mistake([
            "[limit] 要写 max 或 min：多少个字",
            "[limit] has `max` or `min`, a number of characters",
        ]));
    }
    if let Some(max) = max.as_ref().filter(|max| *max.get_ref() < min.max(1)) {
        return Err(rule.file.mistake(
            [
                "没有这么短的：max 小于 min，或者是 0",
                "nothing can be so short: `max` is less than `min`, or 0",
            ],
            max.span(),
        ));
    }
    Ok(Box::new(Limit { of, min, max: max.map_or(usize::MAX, Spanned::into_inner) }))
}

impl Check for Limit {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        match self.of {
            Of::Document => self.whole(cx, out),
            Of::Title => {
                if let Some(title) = cx.facts.title() {
                    self.check_length(cx, title, out);
                }
            }
            Of::Heading => self.check_lengths(cx, headings(cx), out),
            Of::Paragraph => {
                let blocks = cx.doc.blocks().iter();
                let blocks =
                    blocks.filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item));
                self.check_lengths(cx, blocks.map(|block| block.span), out);
            }
            Of::Sentence => {
                let sentences = cx.facts.sentences().all().iter().filter(|sentence| {
                    let block = cx.doc.blocks().get(cx.doc.block_at(sentence.start()));
                    block.is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
                });
                self.check_lengths(cx, sentences.copied(), out);
            }
        }
    }
}

impl Limit {
    fn check_lengths(&self, cx: &Context<'_>, spans: impl Iterator<Item = Span>, out: &mut Findings<'_>) {
        for span in spans {
            self.check_length(cx, span, out);
        }
    }

    /// Reports `span` if it is longer or shorter than the limit.
    fn check_length(&self, cx: &Context<'_>, span: Span, out: &mut Findings<'_>) {
        let text = cx.doc.slice(span);
        // A text has no more characters than bytes, so most spans need no counting.
        if self.min == 0 && text.len() <= self.max {
            return;
        }
        self.judge(count(text), span, cx, out);
    }

    /// Counts the characters of the whole document. A finding is placed at the title.
    fn whole(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let blocks = || cx.doc.blocks().iter();
        let is_read = |kind: BlockKind| kind.is_running() || matches!(kind, BlockKind::Cell(_));
        let counted = blocks().filter(|block| is_read(block.kind));
        let total = counted.map(|block| count(cx.doc.slice(block.span))).sum();
        let first = blocks().find(|block| is_read(block.kind)).map(|block| block.span);
        if let Some(place) = cx.facts.title().or(first) {
            self.judge(total, place, cx, out);
        }
    }

    fn judge(&self, count: usize, span: Span, cx: &Context<'_>, out: &mut Findings<'_>) {
        let text = cx.doc.slice(span);
        let start = span.end() - text.trim_start_matches(is_blank).len();
        let span = Span::new(start, span.end());
        if count > self.max {
            out.report(span).arg("count", count as u64).arg("max", self.max as u64);
        } else if count < self.min {
            out.report(span).variant("short").arg("count", count as u64).arg("min", self.min as u64);
        }
    }
}

/// Number of characters without white space.
fn count(text: &str) -> usize {
    text.chars().filter(|&c| !is_blank(c)).count()
}

/// Returns the headings: those marked by the format, and short lines of plain text that begin with
/// a list mark: `一、总体要求` ("1. General requirements"). Entries of a table of contents are left out.
fn headings<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = Span> + 'c {
    let title = cx.facts.title();
    let marks = cx.facts.marks();
    let blocks = cx.doc.blocks().iter().enumerate().filter(|(index, _)| !cx.facts.contents().holds(*index));
    blocks.filter_map(move |(_, block)| {
        let next = marks.partition_point(|mark| mark.span.start() < block.span.start());
        let is_marked = marks.get(next).is_some_and(|mark| mark.span.start() == block.span.start());
        let text = cx.doc.slice(block.span);
        let is_line = || !text.contains(is_stop) && text.chars().nth(MAX_HEADING).is_none();
        let is_heading = match block.kind {
            BlockKind::Heading(_) => title != Some(block.span),
            BlockKind::Paragraph => is_marked && is_line(),
            _ => false,
        };
        is_heading.then_some(block.span)
    })
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::kinds::trial::{findings, marked, mistake};

    fn finds(section: &str, text: &str) {
        let section = format!("[limit]\n{section}\n");
        assert_eq!(marked(build, &section, &text.replace(['⟦', '⟧'], "")), text, "{section}");
    }

    #[test]
    fn measures_each_of_its_kind() {
        let text = "关于防汛的通知\n各县：\n一、总体要求\n一要学。二要做，做到底。\n";
        finds("characters=10", &text.replace("关于防汛的通知", "⟦关于防汛的通知⟧"));
        finds("characters=40", text);
        finds("of='document'\nmin=100", &text.replace("关于防汛的通知", "⟦关于防汛的通知⟧"));
        finds("of='title'\nmax=6", &text.replace("关于防汛的通知", "⟦关于防汛的通知⟧"));
        finds("of='heading'\nmax=5", &text.replace("一、总体要求", "⟦一、总体要求⟧"));
        finds("of='sentence'\nmax=7", &text.replace("二要做，做到底。", "⟦二要做，做到底。⟧"));
        finds(
            "of='paragraph'\nmax=11",
            &text.replace("一要学。二要做，做到底。", "⟦一要学。二要做，做到底。⟧"),
        );
    }

    #[test]
    fn says_how_many_and_counts_no_blanks() {
        let found = findings(build, "[limit]\nof='sentence'\nmax=3\n", "a.txt", "要 学 好　做好。");
        assert_eq!(found[0].message.args[1], ("count", 6.into()));
        let found = findings(build, "[limit]\nof='paragraph'\nmin=3\n", "a.txt", "好。");
        assert_eq!(found[0].message.variant, Some("short"));
    }

    #[test]
    fn points_at_mistakes() {
        assert_eq!(mistake(build, "[limit]\nof='page'\nmax=3\n").1, "'page'");
        assert_eq!(mistake(build, "[limit]\nof='title'\n").1, "[limit]");
        assert_eq!(mistake(build, "[limit]\nof='title'\nmax='长'\n").1, "'长'");
        assert_eq!(mistake(build, "[limit]\ncharacters=5\nmax=7\n").1, "7");
        assert_eq!(mistake(build, "[limit]\nof='title'\nmax=3\nmin=4\n").1, "3");
    }
}
