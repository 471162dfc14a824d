//! Title of a document: the first heading of the file format among the first blocks, or the first
//! line there that reads like a title.

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::facts::Facts;
use crate::facts::blocks::{self, Shape};
use crate::text::chars::is_stop;
use crate::text::span::Span;

/// Number of blocks at the beginning of a document that may be the title.
const HEAD: usize = 6;

impl Facts<'_> {
    /// Span of the title; `None` if the document begins with running text.
    pub fn title(&self) -> Option<Span> {
        find(self.doc)
    }
}

/// Finds the title; `None` if the document begins with running text.
pub fn find(doc: &Document) -> Option<Span> {
    let head = || doc.blocks().iter().filter(|block| block.kind.is_running()).take(HEAD);
    let heading = head().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    let title = heading.or_else(|| head().find(|block| !is_number(doc, block)));
    let title = title.filter(|block| heading.is_some() || is_title(doc, block))?;
    Some(title.span)
}

/// True for a document number (市政发〔2026〕3号, "City Government (2026) No. 3") and for other marks
/// above a title: 特急 ("extra urgent"), 机密★1年 ("secret, for 1 year").
fn is_number(doc: &Document, block: &Block) -> bool {
    let text = doc.slice(block.span);
    let is_number = text.ends_with('号') && text.contains(['〔', '［', '[', '（', '(']);
    is_number || matches!(text, "特急" | "加急") || text.contains('★')
}

/// True for a line that is not a salutation and does not end like a sentence.
fn is_title(doc: &Document, block: &Block) -> bool {
    let text = doc.slice(block.span);
    blocks::shape(text) != Shape::Salutation && !text.ends_with(['，', '：', ':']) && !text.ends_with(is_stop)
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::readers;

    #[test]
    fn finds_the_title() {
        let title = |name: &str, text: &str| {
            let doc = readers::read(&Source { name: name.into(), bytes: text.into() }).unwrap();
            find(&doc).map(|span| doc.slice(span).to_owned())
        };
        assert_eq!(title("a.txt", "关于防汛的通知\n各县：\n请准备。").as_deref(), Some("关于防汛的通知"));
        assert_eq!(
            title("a.txt", "特急\n市政发〔2026〕3号\n关于防汛的通知").as_deref(),
            Some("关于防汛的通知")
        );
        assert_eq!(title("a.md", "转发如下。\n\n# 讲话\n\n同志们：").as_deref(), Some("讲话"));
        assert_eq!(title("a.txt", "同志们：\n今天开会。"), None);
    }
}
