//! Texts that speak of programs: a manual may show `{{ name }}`, `#REF!` and `&nbsp;` and mean them.

use std::cell::OnceCell;

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::text::chars::{after, before};
use crate::text::span::Span;
use crate::words::{Words, program};

/// Reach of the search for words of programs, on either side, in bytes.
const REACH: usize = 150;
/// Different words of programs that a document about them has.
const ENOUGH: usize = 4;

impl Facts<'_> {
    /// True if the document is about programs, so that their signs are meant.
    pub fn speaks_of_programs(&self) -> bool {
        *self.cells.speaks_of_programs.get_or_init(|| {
            let technical = self.words().of(&program::TECHNICAL);
            let used = technical.iter().filter(|word| self.places_of(word).next().is_some());
            used.take(ENOUGH).count() == ENOUGH || self.kind() == Some(DocumentKind::Manual)
        })
    }
}

/// Words of programs in a document, looked for when first asked for.
#[derive(Debug)]
pub struct Terms<'d> {
    text: &'d str,
    words: &'d Words,
    used: OnceCell<Vec<&'d str>>,
}

impl<'d> Terms<'d> {
    /// Looks for nothing yet.
    pub fn new(text: &'d str, words: &'d Words) -> Self {
        Self { text, words, used: OnceCell::new() }
    }

    /// The words that the document has.
    pub fn used(&self) -> &[&'d str] {
        self.used.get_or_init(|| self.words.of(&program::TECHNICAL).found_in(self.text))
    }

    /// True if the text around `span` explains it, or quotes it.
    pub fn explain(&self, text: &str, span: Span) -> bool {
        let start = text.floor_char_boundary(span.start().saturating_sub(REACH));
        let end = text.floor_char_boundary((span.end() + REACH).min(text.len()));
        // Words of programs inside the code itself explain nothing.
        let around = [&text[start..span.start()], &text[span.end()..end]];
        around.iter().any(|near| self.used().iter().any(|word| near.contains(word))) || is_quoted(text, span)
    }
}

/// “NaN”, `NaN`: spoken of, not used.
pub fn is_quoted(text: &str, span: Span) -> bool {
    let opens = |c: char| matches!(c, '“' | '‘' | '「' | '『' | '"' | '\'' | '`');
    before(text, span.start()).is_some_and(opens)
        && after(text, span.end()).is_some_and(|c| opens(c) || matches!(c, '”' | '’' | '」' | '』'))
}
