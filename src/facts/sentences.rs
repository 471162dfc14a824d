//! Sentences. They are ended by 。！？ or by the end of their block. A ； (semicolon) divides a
//! sentence, but does not end it.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::span::Span;

/// Sentences of a document, in text order.
#[derive(Debug)]
pub struct Sentences {
    spans: Vec<Span>,
}

impl Sentences {
    /// Splits every block of `doc` into sentences.
    pub fn split(doc: &Document, tokens: &Tokens) -> Self {
        let mut spans = Vec::new();
        for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
            let mut start = block.span.start();
            for token in tokens.iter().filter(|token| token.kind == TokenKind::Stop) {
                let end = token.span().end();
                if matches!(doc.slice(token.span()), "。" | "！" | "？" | "!" | "?") {
                    spans.push(Span::new(start, end));
                    start = end;
                }
            }
            if start < block.span.end() {
                spans.push(Span::new(start, block.span.end()));
            }
        }
        Self { spans }
    }

    /// Spans of all sentences, in text order.
    pub fn all(&self) -> &[Span] {
        &self.spans
    }

    /// Span of the sentence that contains `byte`; `None` between blocks.
    pub fn at(&self, byte: usize) -> Option<Span> {
        let after = self.spans.partition_point(|span| span.end() <= byte);
        self.spans.get(after).copied().filter(|span| span.start() <= byte)
    }
}

impl Facts<'_> {
    /// Sentences of the document.
    pub fn sentences(&self) -> &Sentences {
        self.cells.sentences.get_or_init(|| Sentences::split(self.doc, self.tokens()))
    }
}
