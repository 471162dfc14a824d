//! What is compared of a document with others, after the document itself is gone: a sketch (Broder, 1997).

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::duplicate::names;
use crate::text::fingerprint::Fingerprint;
use crate::text::span::Span;

/// What a document is compared with others by.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// Fingerprints of the running text, in order.
    pub fingerprints: Vec<Fingerprint>,
    /// How often each name of a place or person stands in it.
    pub names: FxHashMap<String, u32>,
    /// Where each block begins, in bytes of the text, and on which line of the view, from one.
    pub lines: Vec<(u32, u32)>,
}

impl Sketch {
    /// The sketch of a document with these fingerprints.
    pub fn new(doc: &Document, fingerprints: Vec<Fingerprint>) -> Self {
        let line = |span: Span| (span.start as u32, doc.lines().line(doc.in_view(span).start) as u32);
        let lines = doc.blocks().iter().map(|block| line(block.span)).collect();
        Self { fingerprints, names: names::count(doc), lines }
    }
}

impl Facts<'_> {
    /// A copy of what the document is compared with others by.
    pub fn sketch(&self) -> Sketch {
        Sketch::new(self.doc, self.fingerprints().to_vec())
    }
}
