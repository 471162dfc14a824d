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
        let mut heads: Vec<&str> = Vec::new();
        let mut words_of_head: Vec<Vec<usize>> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for (id, word) in self.literals.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
            let head = head(word);
            let index = *known.entry(head).or_insert(heads.len());
            if index == heads.len() {
                heads.push(head);
                words_of_head.push(Vec::new());
            }
            words_of_head[index].push(id);
        }
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&heads)?;
        Ok(Lexicon { automaton, words_of_head, words: self.literals })
    }
}

/// The first two characters of a word. Only these go into the automaton: it is built in a fraction of the time, and
/// what they find is nearly always the word.
fn head(word: &str) -> &str {
    word.char_indices().nth(2).map_or(word, |(end, _)| &word[..end])
}

/// The words, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    words_of_head: Vec<Vec<usize>>,
    words: Vec<String>,
}

impl Lexicon {
    /// All places of all words within the blocks of `doc`, overlapping ones included.
    pub fn find(&self, doc: &Document) -> Occurrences {
        let mut found = vec![Vec::new(); self.words.len()];
        let mut blocks = doc.blocks().iter().peekable();
        for hit in self.automaton.find_overlapping_iter(doc.text()) {
            while blocks.next_if(|block| block.span.end < hit.end()).is_some() {}
            let Some(block) = blocks.peek().filter(|block| block.span.start <= hit.start()) else { continue };
            let rest = &doc.text()[hit.start()..block.span.end];
            for &word in &self.words_of_head[hit.pattern().as_usize()] {
                if rest.starts_with(&self.words[word]) {
                    found[word].push(Span::new(hit.start(), hit.start() + self.words[word].len()));
                }
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
        let doc = readers::read(&Source { name: "a".into(), bytes: "截止日期\n截\n止".into() }).unwrap();
        let found = lexicon.find(&doc);
        assert_eq!((found.of(short).len(), found.of(long).len()), (1, 1));
    }
}
