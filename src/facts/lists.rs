//! Enumerations: 甲、乙和丙.

use crate::document::Document;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::span::Span;

/// A run of items between 、; at least two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Each item. The first reaches back to the last punctuation, and may hold words before the list proper; the
    /// last reaches to the next punctuation, and may hold a final 和, 及 or 与 with one more item.
    pub items: Vec<Span>,
}

impl List {
    /// From the first item to the last.
    pub fn span(&self) -> Span {
        Span::new(self.items[0].start, self.items[self.items.len() - 1].end)
    }
}

/// All enumerations, in order. Quotations and brackets within an item belong to it.
pub fn find(doc: &Document, tokens: &Tokens) -> Vec<List> {
    let mut lists = Vec::new();
    for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
        let mut start = block.span.start;
        let mut items = Vec::new();
        let mut depth = 0usize;
        for token in tokens {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::Pause if depth == 0 => {
                    items.push(Span::new(start, token.span().start));
                    start = token.span().end;
                }
                TokenKind::Comma | TokenKind::Stop | TokenKind::Colon if depth == 0 => {
                    end(&mut lists, &mut items, Span::new(start, token.span().start));
                    start = token.span().end;
                }
                _ => {}
            }
        }
        end(&mut lists, &mut items, Span::new(start, block.span.end));
    }
    lists
}

fn end(lists: &mut Vec<List>, items: &mut Vec<Span>, last: Span) {
    if !items.is_empty() {
        items.push(last);
        lists.push(List { items: std::mem::take(items) });
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    #[test]
    fn items_end_at_pauses_outside_brackets() {
        let text = "要求：甲、乙（子、丑）、“丙、丁”和戊，完成。";
        let doc = readers::read(&Source { name: "a".into(), bytes: text.into() }).unwrap();
        let lists = find(&doc, &Tokens::lex(&doc));
        let items: Vec<&str> = lists[0].items.iter().map(|&item| doc.slice(item)).collect();
        assert_eq!(items, ["甲", "乙（子、丑）", "“丙、丁”和戊"]);
        assert_eq!(lists.len(), 1);
    }
}
