//! Legitimate reasons for repeated text: a heading repeats a line of the contents, a judgment
//! repeats the charge, and the list items of a manual differ only in their code.

use crate::document::block::BlockKind;
use crate::document::{Document, OPAQUE};
use crate::facts::kind::{DocumentKind, is_article};
use crate::text::chars::is_han;
use crate::text::fingerprint::letter;
use crate::text::span::Span;

/// Maximum number of blocks of a section of a news programme. Two occurrences that are farther
/// apart are in two sections.
const MAX_SECTION: usize = 200;

/// A text that occurs twice in a document, to test if the repetition is normal in this document.
pub struct Repeated<'d> {
    /// The document that contains the repeated text.
    pub doc: &'d Document,
    /// Kind of the document, if it is known.
    pub kind: Option<DocumentKind>,
    /// First occurrence of the repeated text.
    pub first: Span,
    /// Second occurrence of the repeated text.
    pub second: Span,
}

impl Repeated<'_> {
    /// True if the repetition is normal, so that it is not reported.
    pub fn has_reason(&self) -> bool {
        self.is_headline() || self.are_two_articles() || !self.has_same_code() || self.belongs_to_the_kind()
    }

    /// True if one occurrence is a title and the other announces it: a heading of the file format
    /// or a title on the one side, a line of the contents, of headlines or of a list of topics on
    /// the other.
    fn is_headline(&self) -> bool {
        let (first, second) = (self.is_heading(self.first), self.is_heading(self.second));
        second && !first || first && !second && self.is_title_line() || self.is_announced()
    }

    /// True if the second occurrence has no 。 or ； inside, so that it can be a title that is
    /// printed again before its text.
    fn is_title_line(&self) -> bool {
        !self.doc.slice(self.second).contains(['。', '；'])
    }

    /// True if the first occurrence is an item of a list that ends with ； (semicolon), and the
    /// second is a title without a full stop: the list announced the title.
    fn is_announced(&self) -> bool {
        let blocks = self.doc.blocks();
        let line = |byte: usize| self.doc.slice(blocks[self.doc.block_at(byte)].span);
        let (item, title) = (line(self.first.start()), line(self.second.start()));
        let is_title = title.ends_with(is_han) && !title.contains(['。', '；']);
        is_title && item.ends_with('；')
    }

    fn is_heading(&self, span: Span) -> bool {
        matches!(self.doc.blocks()[self.doc.block_at(span.start())].kind, BlockKind::Heading(_))
    }

    /// True if both occurrences are articles of a regulation (第八条, "Article 8") that differ a
    /// little, as they describe two cases.
    fn are_two_articles(&self) -> bool {
        let blocks = self.doc.blocks();
        let begins = |byte: usize| is_article(self.doc.slice(blocks[self.doc.block_at(byte)].span));
        begins(self.first.start()) && begins(self.second.start()) && !self.is_exact()
    }

    /// True if both occurrences are whole articles and equal to the letter.
    pub fn are_articles_of_one_text(&self) -> bool {
        let blocks = self.doc.blocks();
        let begins = |byte: usize| is_article(self.doc.slice(blocks[self.doc.block_at(byte)].span));
        begins(self.first.start()) && begins(self.second.start()) && self.is_exact()
    }

    /// True if the code and formulas in both occurrences are equal too. In the text each is a
    /// single placeholder character, so they are compared in the file.
    fn has_same_code(&self) -> bool {
        let sources = |span: Span| {
            let signs = self.doc.slice(span).match_indices(OPAQUE);
            signs.map(move |(at, sign)| Span::new(span.start() + at, span.start() + at + sign.len()))
        };
        let source = |span: Span| self.doc.in_view(span).of(self.doc.view());
        sources(self.first).map(source).eq(sources(self.second).map(source))
    }

    /// True for kinds of documents that describe many cases in the same words: judgments, laws,
    /// contracts, manuals and others.
    pub fn recurs_in_the_kind(&self) -> bool {
        matches!(
            self.kind,
            Some(
                DocumentKind::Judgment
                    | DocumentKind::Regulation
                    | DocumentKind::Contract
                    | DocumentKind::Tender
                    | DocumentKind::Form
                    | DocumentKind::Examination
                    | DocumentKind::Handbook
                    | DocumentKind::Manual
            )
        )
    }

    /// True if the document is of a kind that describes many cases in the same words, and the two
    /// occurrences are in different paragraphs. A judgment says the same of two defendants.
    pub fn recurs_elsewhere(&self) -> bool {
        self.recurs_in_the_kind()
            && self.doc.block_at(self.first.start()) != self.doc.block_at(self.second.start())
    }

    /// True if the kind of document explains the repetition. In most kinds that do, only a
    /// paragraph pasted right after itself is an error.
    fn belongs_to_the_kind(&self) -> bool {
        if self.recurs_in_the_kind() {
            return !(self.is_right_behind() && self.is_exact());
        }
        // The reports of a bulletin list decrees and condolences in the same words.
        self.kind == Some(DocumentKind::Bulletin)
            && (self.are_in_two_sections() || self.is_told_again() || !self.is_exact())
    }

    /// True if the first occurrence is the headline of a news report. It has no full stop, but the
    /// report that repeats it does.
    fn is_told_again(&self) -> bool {
        let ends = |span: Span| self.doc.slice(span).contains('。');
        !ends(self.first) && ends(self.second)
    }

    /// True if no block is between the blocks of the two occurrences.
    fn is_right_behind(&self) -> bool {
        self.doc.block_at(self.second.start()) <= self.doc.block_at(self.first.end().saturating_sub(1)) + 1
    }

    fn is_exact(&self) -> bool {
        let letters = |span: Span| self.doc.slice(span).chars().filter_map(letter);
        letters(self.first).eq(letters(self.second))
    }

    /// True if a heading of the file format is between the two occurrences, or more than
    /// [`MAX_SECTION`] blocks.
    fn are_in_two_sections(&self) -> bool {
        let (from, to) = (self.doc.block_at(self.first.start()), self.doc.block_at(self.second.start()));
        let mut between = self.doc.blocks()[from..=to].iter().skip(1).rev();
        to - from > MAX_SECTION || between.any(|block| matches!(block.kind, BlockKind::Heading(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::Repeated;
    use crate::document::source::Source;
    use crate::facts::kind::DocumentKind;
    use crate::readers;
    use crate::text::span::Span;

    /// True if the document `text`, in Markdown and of the given kind, has a reason to contain
    /// `words` twice.
    fn has_reason(text: &str, words: &str, kind: Option<DocumentKind>) -> bool {
        let doc = readers::read(&Source { name: "a.md".into(), bytes: text.into() }).unwrap();
        let places: Vec<usize> = doc.text().match_indices(words).map(|(at, _)| at).collect();
        let span = |at: usize| Span::new(at, at + words.len());
        let repeated = Repeated { doc: &doc, kind, first: span(places[0]), second: span(places[1]) };
        repeated.has_reason()
    }

    #[test]
    fn a_heading_repeats_a_headline() {
        assert!(has_reason("1. 大桥通车\n\n正文。\n\n## 大桥通车\n", "大桥通车", None));
        assert!(!has_reason("## 大桥通车\n\n正文。\n\n## 大桥通车\n", "大桥通车", None));
        assert!(has_reason("1.大桥通车；\n\n正文。\n\n大桥通车\n", "大桥通车", None));
        assert!(!has_reason("大桥通车\n\n正文。\n\n大桥通车\n", "大桥通车", None));
    }

    #[test]
    fn code_tells_items_apart() {
        assert!(has_reason("选项 `a` 默认关闭\n\n选项 `b` 默认关闭\n", "选项 \u{FFFC} 默认关闭", None));
        assert!(!has_reason("选项 `a` 默认关闭\n\n选项 `a` 默认关闭\n", "选项 \u{FFFC} 默认关闭", None));
    }

    #[test]
    fn what_belongs_to_a_kind_is_repeated_anywhere_but_right_behind() {
        let judgment = Some(DocumentKind::Judgment);
        assert!(has_reason("经审理查明\n\n正文\n\n经审理查明\n", "经审理查明", judgment));
        assert!(!has_reason("经审理查明\n\n经审理查明\n", "经审理查明", judgment));
        let bulletin = Some(DocumentKind::Bulletin);
        assert!(has_reason("# 甲\n\n会见时表示\n\n# 乙\n\n会见时表示\n", "会见时表示", bulletin));
        assert!(!has_reason("# 甲\n\n会见时表示\n\n正文\n\n会见时表示\n", "会见时表示", bulletin));
    }
}
