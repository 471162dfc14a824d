//! Detects texts about programs. A manual may show `{{ name }}`, `#REF!` and `&nbsp;` on purpose.

use std::cell::OnceCell;

use crate::facts::Facts;
use crate::facts::kind::DocumentKind;
use crate::text::chars::{after, before};
use crate::text::span::Span;
use crate::words::{Words, program};

/// Number of bytes before and after a sign that are searched for technical words.
const REACH: usize = 150;
/// Number of different technical words from which on a document counts as one about programs.
const ENOUGH: usize = 4;

impl Facts<'_> {
    /// True if the document is about computer programs, so that signs such as `{{ name }}` are
    /// shown on purpose and are not leftovers. It then has at least four technical words or is a
    /// manual.
    pub fn speaks_of_programs(&self) -> bool {
        *self.cells.speaks_of_programs.get_or_init(|| {
            let technical = self.words().of(&program::TECHNICAL);
            let used = technical.iter().filter(|word| self.places_of(word).next().is_some());
            used.take(ENOUGH).count() == ENOUGH || self.kind() == Some(DocumentKind::Manual)
        })
    }
}

/// Technical words in a document. They are searched for on first use.
#[derive(Debug)]
pub struct Terms<'d> {
    text: &'d str,
    words: &'d Words,
    used: OnceCell<Vec<&'d str>>,
}

impl<'d> Terms<'d> {
    /// Creates the list without searching yet.
    pub fn new(text: &'d str, words: &'d Words) -> Self {
        Self { text, words, used: OnceCell::new() }
    }

    /// Technical words that occur in the document.
    pub fn used(&self) -> &[&'d str] {
        self.used.get_or_init(|| self.words.of(&program::TECHNICAL).found_in(self.text))
    }

    /// True if the text shows that the sign at `span` is mentioned on purpose: a technical word is
    /// near it, or it is quoted.
    pub fn explain(&self, text: &str, span: Span) -> bool {
        let start = text.floor_char_boundary(span.start().saturating_sub(REACH));
        let end = text.floor_char_boundary((span.end() + REACH).min(text.len()));
        // Technical words inside the span itself do not explain it.
        let around = [&text[start..span.start()], &text[span.end()..end]];
        around.iter().any(|near| self.used().iter().any(|word| near.contains(word))) || is_quoted(text, span)
    }
}

/// True if the text of the span is mentioned, not used: “NaN”, `NaN`.
pub fn is_quoted(text: &str, span: Span) -> bool {
    let opens = |c: char| matches!(c, '“' | '‘' | '「' | '『' | '"' | '\'' | '`');
    before(text, span.start()).is_some_and(opens)
        && after(text, span.end()).is_some_and(|c| opens(c) || matches!(c, '”' | '’' | '」' | '』'))
}
