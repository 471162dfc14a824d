//! References: places at which a text refers to an item by number: 本办法第四十条 ("Article 40 of these
//! measures"), 违反第九条 ("breach of Article 9"), 第二条第（三）项 ("Article 2, item (3)"), 前款 ("the preceding
//! paragraph"), 上述第五项 ("item 5 above"), 图2-3 ("Figure 2-3"), （附件3） ("(Annex 3)"), `[7]`.
//!
//! `reader` reads the target and the text that it belongs to: this text, an unnamed one, or another
//! text. `facts::numbering::missing` checks if the target exists.

mod reader;

use crate::facts::Facts;
use crate::facts::numbering::marks::MarkPlace;
use crate::facts::numbering::references::reader::Scan;
use crate::text::span::Span;

/// Text or part of a text to which a reference points, by the words before its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// This text: 本办法第九条 ("Article 9 of these measures"), 本章第五节 ("section 5 of this chapter").
    Itself,
    /// Not named, but a word such as 违反 ("breach of") or 见 ("see") shows that the number is a
    /// reference: 违反第九条 ("breach of Article 9"), 见图3 ("see Figure 3").
    Bare,
    /// The list or paragraph before the reference: 上述第五项 ("item 5 above"), 前款第三项 ("item 3 of the
    /// preceding paragraph").
    Before,
    /// The article that contains the reference: 本条第二款 ("paragraph 2 of this article").
    Article,
    /// Another text, or a text that is not known.
    Other,
}

/// The part of a text to which a reference points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An article, or a part of one: 第九条 ("Article 9"), 第9.3条, 第二条第三款第（四）项 ("Article 2, paragraph
    /// 3, item (4)").
    Article {
        /// Number of the article; 0 if no article is named, as in 第二款 ("paragraph 2") and 第（三）项
        /// ("item (3)").
        number: u32,
        /// Number of the paragraph (款) in the article.
        paragraph: Option<u32>,
        /// Number of the item (项) in the paragraph.
        item: Option<u32>,
    },
    /// The paragraph before the reference: 前款 ("the preceding paragraph").
    ParagraphBefore,
    /// A part, chapter or section, by the first character after the number: 第三章 ("Chapter 3"), 第五节
    /// ("section 5"), 第四部分 ("part 4").
    Part(char, u32),
    /// A figure or table, by its kind, the prefix and the last part of its number: 图2-3 ("Figure
    /// 2-3").
    Caption(char, String, u32),
    /// An attachment: 附件3 ("Annex 3").
    Attachment(u32),
    /// A source in the list of sources: `[7]`.
    Source(u32),
}

/// A place at which the text refers to a numbered item, such as 本办法第九条 ("Article 9 of these
/// measures").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Span of the reference, including words such as 本办法 ("these measures") or 上述 ("above").
    pub span: Span,
    /// Index of the block that contains the reference.
    pub block: usize,
    /// Text that contains the item to which the reference points.
    pub owner: Owner,
    /// The item to which the reference points.
    pub target: Target,
}

impl Facts<'_> {
    /// References of the document to items by number, in text order.
    pub fn references(&self) -> &[Reference] {
        self.cells.references.get_or_init(|| find(self))
    }
}

/// All references of a document, in order of their blocks.
fn find(facts: &Facts<'_>) -> Vec<Reference> {
    let (doc, marks, contents, words) = (facts.doc, facts.marks(), facts.contents(), facts.words());
    let mut found = Vec::new();
    for (block, at) in doc.blocks().iter().enumerate() {
        if contents.holds(block) {
            continue;
        }
        let first = marks.partition_point(|mark| mark.block < block);
        let head = marks.get(first).filter(|mark| mark.block == block && mark.place == MarkPlace::Head);
        let start = head.map_or(at.span.start(), |mark| mark.span.end().min(at.span.end()));
        let text = &doc.text()[..at.span.end()];
        let signs = facts.reference_signs(Span::new(start, at.span.end()));
        Scan { text, start, block, words, end: start }.read(&mut found, head, signs);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::numbering::references::Owner;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn read(text: &str) -> Vec<(String, Owner)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        let facts = Facts::new(&doc, &lexicon, &vocabulary);
        let found = facts.references().iter();
        found.map(|found| (doc.slice(found.span).to_owned(), found.owner)).collect()
    }

    #[test]
    fn knows_whose_number_it_is() {
        let cases = [
            ("按本办法第九条第二款执行", "本办法第九条第二款", Owner::Itself),
            ("乙方违反第十四条规定", "第十四条", Owner::Bare),
            ("依照《水法》第十四条处罚", "第十四条", Owner::Other),
            ("依照该法的规定，并按照第十四条处罚", "第十四条", Owner::Other),
            ("符合上述第（五）项条件", "上述第（五）项", Owner::Before),
            ("适用本条第二款", "本条第二款", Owner::Article),
            ("适用前款规定", "前款", Owner::Article),
            ("见图2-3", "图2-3", Owner::Bare),
            ("图4画的是水闸", "图4", Owner::Other),
            ("《登记表》（附件3）", "附件3", Owner::Bare),
            ("已有研究[2-5]认为", "[2-5]", Owner::Bare),
            ("由公式（3-1）得", "式（3-1）", Owner::Bare),
        ];
        for (text, span, owner) in cases {
            assert_eq!(read(text), [(span.to_owned(), owner)], "{text}");
        }
    }

    #[test]
    fn what_is_joined_belongs_to_the_same() {
        let found = read("违反本规定第三条、第九条和《水法》第七条");
        let owners: Vec<Owner> = found.into_iter().map(|(_, owner)| owner).collect();
        assert_eq!(owners, [Owner::Itself, Owner::Itself, Owner::Other]);
    }
}
