//! Figures: the quantities of a sentence that can be reckoned with, without dates and ordinals.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::sentences::Sentences;
use crate::text::span::Span;

/// The figures of one sentence.
#[derive(Clone, Debug)]
pub struct Figures<'w> {
    /// The sentence.
    pub sentence: Span,
    /// Its figures, in order; at least two.
    pub list: Vec<Quantity<'w>>,
}

impl<'d> Facts<'d> {
    /// Sentences with figures that can be reckoned with.
    pub fn figures(&self) -> &[Figures<'d>] {
        self.cells.figures.get_or_init(|| find(self.doc, self.sentences(), self.quantities()))
    }
}

/// The sentences with two figures or more, in order.
pub fn find<'w>(doc: &Document, sentences: &Sentences, quantities: &[Quantity<'w>]) -> Vec<Figures<'w>> {
    let text = doc.text();
    let mut found: Vec<Figures<'w>> = Vec::new();
    for quantity in quantities.iter().filter(|quantity| !quantity.is_calendar(text)) {
        match found.last_mut().filter(|last| quantity.span.start < last.sentence.end) {
            Some(last) => last.list.push(*quantity),
            None => {
                if found.last().is_some_and(|last| last.list.len() < 2) {
                    found.pop();
                }
                let Some(sentence) = sentences.at(quantity.span.start) else { continue };
                found.push(Figures { sentence, list: vec![*quantity] });
            }
        }
    }
    found.retain(|figures| figures.list.len() > 1);
    found
}
