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

/// Maximum number of blocks of an article, and of marks before a place, that are read, to bound the
/// time.
const MAX_BLOCKS: usize = 200;
/// Minimum number of numbered things of a kind from which on a text can lack one.
const MIN_COUNTED: usize = 2;

/// Kind of part that a reference names and the text does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Article after the last one: 第四十条 ("Article 40") of thirty.
    Article,
    /// Item after the last one: 第（五）项 ("item (5)") of four.
    Item,
    /// Paragraph after the last one: 第三款 ("paragraph 3") of two.
    Paragraph,
    /// A reference to "the preceding paragraph" (前款) in the first paragraph of an article.
    First,
    /// Article that only says when the text comes into force, and so cannot be broken: 违反第九条
    /// ("breach of Article 9").
    Force,
    /// Chapter after the last one: 第九章 ("Chapter 9") of eight.
    Chapter,
    /// Part after the last one: 第五部分 ("part 5") of four.
    Part,
    /// Labelled item after the last one: 步骤6 ("step 6") of five.
    Label,
    /// Figure, table or formula after the last one: 图4 ("Figure 4") of three.
    Caption,
    /// Attachment after the last one: 附件3 ("Annex 3") of two.
    Attachment,
    /// Source after the last one in the list of sources: `[7]` of six.
    Source,
    /// Article that contains the reference: 依照第十九条 ("according to Article 19"), in Article 19.
    Own,
    /// Formula that is substituted into itself: 将式（2）代入式（2） ("substitute formula (2) into formula
    /// (2)").
    Itself,
    /// Lettered class after the last one: D类 ("class D"), if there are classes A, B and C. The last
    /// number is the position of the last letter.
    Letter,
    /// A reference to "the table below" (下表), if the only table comes before the reference.
    Below,
    /// A reference to "the table above" (上表), if the only table comes after the reference.
    Above,
}

/// A reference to a part that the text does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Span of the reference.
    pub span: Span,
    /// Reason why the reference is wrong.
    pub lack: Lack,
    /// Number of the last part that exists.
    pub last: u32,
}

impl Missing {
    fn push(out: &mut Vec<Self>, span: Span, lack: Lack, last: u32) {
        out.push(Self { span, lack, last });
    }
}

/// References of a text to parts that it does not have. Those of one kind are in text order.
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

/// All parts of the text that references may name.
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
