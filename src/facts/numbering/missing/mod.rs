//! References to parts that the text does not have: 详见附件3 in a text with two, 见第五部分 in one with
//! four, 本办法第四十条 in one with thirty, 前款 in the first paragraph of an article.
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

/// Maximum number of blocks of an article, and marks before a place, that are looked at, at most.
const MAX_BLOCKS: usize = 200;
/// Minimum number of numbers that show that a text counts what is referred to.
const MIN_COUNTED: usize = 2;

/// Kind of part that a reference names and the text lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// An article after the last one: 第四十条 of thirty.
    Article,
    /// An item after the last one: 第（五）项 of four.
    Item,
    /// A paragraph after the last one: 第三款 of two.
    Paragraph,
    /// The paragraph before (前款), in the first paragraph of an article.
    First,
    /// An article that only says when the text comes into force: 违反第九条.
    Force,
    /// A chapter after the last one: 第九章 of eight.
    Chapter,
    /// A part after the last one: 第五部分 of four.
    Part,
    /// A labelled item after the last one: 步骤6 of five.
    Label,
    /// A figure after the last one: 图4 of three.
    Caption,
    /// An attachment after the last one: 附件3 of two.
    Attachment,
    /// A source after the last one: `[7]` of six.
    Source,
    /// The article that contains the reference: 依照第十九条, in Article 19.
    Own,
    /// The same formula twice: 将式（2）代入式（2）.
    Itself,
    /// D类, if there are classes A, B and C: the last number is the position of the last letter.
    Letter,
    /// The table below (下表), if the only table comes before the reference.
    Below,
    /// The table above (上表), if the only table comes after the reference.
    Above,
}

/// A reference to a part that does not exist.
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

/// The references of a text to what it does not have, those of one kind in order.
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

/// Everything in the text that references may name.
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
            // 本方案 and 本文 have parts and no articles.
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
