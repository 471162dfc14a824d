//! References to parts that the text does not have: 详见附件3 ("see Annex 3") in a text with two, 见第五部分
//! ("see part 5") in one with four, 本办法第四十条 ("Article 40 of these measures") in one with thirty, 前款
//! ("the preceding paragraph") in the first paragraph of an article.
//!
//! Only a complete series can lack a member: articles that count from one to the last, captions and
//! items without a gap. A number that may refer to another text is not judged.

mod articles;
mod counted;
mod labels;
mod letters;
mod parts;
mod tables;

use crate::facts::Facts;
use crate::facts::numbering::captions::FORMULA;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::missing::articles::Articles;
use crate::facts::numbering::missing::counted::Counted;
use crate::facts::numbering::missing::parts::PartsOf;
use crate::facts::numbering::references::{Owner, Reference, Target};
use crate::text::span::Span;

/// Maximum number of blocks of an article, and of marks before a reference, that are searched, to
/// bound the time.
const MAX_BLOCKS: usize = 200;
/// Minimum number of things of one kind (articles, figures). If a text has fewer, references to
/// others are not reported.
const MIN_COUNTED: usize = 2;

/// Kind of an error in a reference: in most cases, the kind of part that the reference names and
/// the text does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// An article with a number higher than the last: 第四十条 ("Article 40") in a text with thirty
    /// articles.
    Article,
    /// An item with a number higher than the last of its list: 第（五）项 ("item (5)") of a list with
    /// four.
    Item,
    /// A paragraph with a number higher than the last of its article: 第三款 ("paragraph 3") of an
    /// article with two.
    Paragraph,
    /// 前款 ("the preceding paragraph") in the first paragraph of an article, before which there is
    /// none.
    First,
    /// An article that cannot be broken, because it only says when the text comes into force: 违反第九条
    /// ("breach of Article 9").
    Force,
    /// A chapter with a number higher than the last: 第九章 ("Chapter 9") in a text with eight
    /// chapters.
    Chapter,
    /// A part with a number higher than the last: 第五部分 ("part 5") in a text with four parts.
    Part,
    /// A labelled item with a number higher than the last: 步骤6 ("step 6") in a text with five
    /// steps.
    Label,
    /// A figure, table or formula with a number higher than the last: 图4 ("Figure 4") in a text
    /// with three figures.
    Caption,
    /// An attachment with a number higher than the last: 附件3 ("Annex 3") in a document with two.
    Attachment,
    /// A source with a number higher than the last: `[7]` if the list of sources has six.
    Source,
    /// The article in which the reference itself is: 依照第十九条 ("according to Article 19") in Article
    /// 19.
    Own,
    /// A formula that is substituted into itself: 将式（2）代入式（2） ("substitute formula (2) into formula
    /// (2)").
    Itself,
    /// A letter after the last one of a list: D类 ("class D") if the text has the classes A, B and
    /// C. [`Missing::last`] is then the position of the last letter, 3 for C.
    Letter,
    /// 下表 ("the table below"), if a table is near above the reference and no table is below it.
    Below,
    /// 上表 ("the table above"), if a table is near below the reference and no table is above it.
    Above,
}

/// A reference that is wrong because the text does not have the part that it names, or because it
/// names itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Span of the reference.
    pub span: Span,
    /// Reason why the reference is wrong.
    pub lack: Lack,
    /// Number of the last part of this kind that exists.
    pub last: u32,
}

impl Missing {
    fn push(out: &mut Vec<Self>, span: Span, lack: Lack, last: u32) {
        out.push(Self { span, lack, last });
    }
}

/// Wrong references of a text to its own parts. Those of one kind are in text order.
pub fn all(facts: &Facts<'_>) -> Vec<Missing> {
    let mut out = Vec::new();
    labels::read(facts, &mut out);
    labels::steps(facts, &mut out);
    labels::substituted(facts, &mut out);
    letters::read(facts, &mut out);
    tables::read(facts, &mut out);
    let has_formulas = facts.captions().iter().any(|caption| caption.kind == FORMULA);
    if facts.references().is_empty() && !has_formulas {
        return out;
    }
    let articles = Articles::read(facts);
    let known =
        Known { parts: PartsOf::read(facts, articles.is_whole), counted: Counted::read(facts), articles };
    if has_formulas {
        labels::formulas(facts, &mut out, &known.counted);
    }
    for reference in facts.references() {
        known.judge(facts, &mut out, reference);
    }
    out
}

/// The numbered parts of a text, with which its references are compared.
struct Known<'a> {
    articles: Articles<'a>,
    counted: Counted<'a>,
    parts: PartsOf,
}

impl Known<'_> {
    fn judge(&self, facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference) {
        let Self { articles, counted, parts } = self;
        let is_other = found.owner == Owner::Other;
        let mut exceeds = |lack: Lack, number: u32, last: Option<u32>| {
            if let Some(last) = last.filter(|&last| number > last) {
                Missing::push(out, found.span, lack, last);
            }
        };
        match &found.target {
            // 本方案 ("this plan") and 本文 ("this text") have parts and no articles.
            Target::Part('部', number) => parts.judge(facts, out, found, *number),
            _ if is_other => {}
            Target::Article { .. } => articles.judge(facts, out, found, counted.highest),
            Target::ParagraphBefore => articles.paragraph_before(out, found),
            Target::Part('节', number) => parts::section(facts, out, found, *number),
            Target::Part('章', number) => parts.chapter(out, found, *number),
            Target::Part(..) => {}
            Target::Caption(kind, prefix, number) => {
                exceeds(Lack::Caption, *number, counted.last_caption(*kind, prefix));
            }
            Target::Attachment(number) => exceeds(Lack::Attachment, *number, counted.attachments),
            Target::Source(number) => exceeds(Lack::Source, *number, counted.sources),
        }
    }
}

/// True for marks that articles and lists use for their items: （一） （1） 1. 一、
fn is_item(family: Family) -> bool {
    matches!(
        family,
        Family::HanBracket | Family::ArabicBracket | Family::Arabic | Family::HanPause | Family::Enclosed
    )
}
