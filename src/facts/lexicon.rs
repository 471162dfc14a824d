//! Words the checks look for. All of them are found in one pass of one automaton.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::text::span::Span;

/// A word of a [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiteralId(usize);

/// Collects words before the automaton is built.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    literals: Vec<String>,
    ids: FxHashMap<String, usize>,
}

impl LexiconBuilder {
    /// Adds a word; adding it again gives the same id. The empty word is found nowhere.
    pub fn add(&mut self, literal: &str) -> LiteralId {
        let next = self.literals.len();
        let id = *self.ids.entry(literal.to_owned()).or_insert(next);
        if id == next {
            self.literals.push(literal.to_owned());
        }
        LiteralId(id)
    }

    /// Builds the automaton.
    ///
    /// # Errors
    /// Where the words are too many for one automaton (hundreds of megabytes of them).
    pub fn build(self) -> Result<Lexicon, aho_corasick::BuildError> {
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&self.literals)?;
        Ok(Lexicon { automaton })
    }
}

/// The words, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
}

impl Lexicon {
    /// All places of all words within the blocks of `doc`, overlapping ones included.
    pub fn find(&self, doc: &Document) -> Occurrences {
        let mut found = vec![Vec::new(); self.automaton.patterns_len()];
        let mut blocks = doc.blocks().iter().peekable();
        for hit in self.automaton.find_overlapping_iter(doc.text()) {
            let span = Span::new(hit.start(), hit.end());
            while blocks.next_if(|block| block.span.end < span.end).is_some() {}
            if blocks.peek().is_some_and(|block| block.span.contains(span)) && !span.is_empty() {
                found[hit.pattern().as_usize()].push(span);
            }
        }
        Occurrences { found }
    }
}

/// Where the words of a lexicon stand in one document.
#[derive(Debug)]
pub struct Occurrences {
    found: Vec<Vec<Span>>,
}

impl Occurrences {
    /// The places of one word, in order.
    pub fn of(&self, literal: LiteralId) -> &[Span] {
        &self.found[literal.0]
    }
}

#[cfg(test)]
mod tests {
    use super::LexiconBuilder;
    use crate::document::source::Source;
    use crate::readers;

    #[test]
    fn finds_overlapping_words_within_blocks() {
        let mut builder = LexiconBuilder::default();
        let (short, long) = (builder.add("截止"), builder.add("截止日期"));
        assert_eq!(builder.add("截止"), short);
        let lexicon = builder.build().unwrap();
        let doc = readers::read(Source { name: "a".into(), bytes: "截止日期\n截\n止".into() }).unwrap();
        let found = lexicon.find(&doc);
        assert_eq!((found.of(short).len(), found.of(long).len()), (1, 1));
    }
}
