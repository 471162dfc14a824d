//! The words of a class, with those that the configuration for a document adds.

use crate::words::class::Class;

/// The words of a class, together with those that a configuration adds to it.
#[derive(Clone, Copy, Debug)]
pub struct Members<'w> {
    pub(super) class: &'static Class,
    pub(super) added: &'w [String],
    /// Numbers of the words that a configuration adds, for all classes: the id of the class, the
    /// word, and its number, such as the year of an event.
    pub(super) values: &'w [(&'static str, String, u32)],
}

impl<'w> Members<'w> {
    /// The longest word of the class that `text` begins with.
    ///
    /// Nearly all calls find nothing, which the filter of the class shows inline. Only the others
    /// call a function.
    #[inline]
    pub fn start_of(self, text: &str) -> Option<&'w str> {
        if self.added.is_empty() { self.class.word_at_start(text) } else { self.any_at_start(text) }
    }

    /// The longest word of the class that `text` ends with.
    #[inline]
    pub fn end_of(self, text: &str) -> Option<&'w str> {
        if self.added.is_empty() { self.class.word_at_end(text) } else { self.any_at_end(text) }
    }

    /// Same as [`Self::start_of`], with the words that a configuration adds.
    #[cold]
    fn any_at_start(self, text: &str) -> Option<&'w str> {
        let added = self.added.iter().map(String::as_str).filter(|word| text.starts_with(word));
        longest(self.class.word_at_start(text), added)
    }

    /// Same as [`Self::end_of`], with the words that a configuration adds.
    #[cold]
    fn any_at_end(self, text: &str) -> Option<&'w str> {
        let added = self.added.iter().map(String::as_str).filter(|word| text.ends_with(word));
        longest(self.class.word_at_end(text), added)
    }

    /// Characters with which words begin, each at least once.
    pub fn first_chars(self) -> impl Iterator<Item = char> {
        let added = self.added.iter().filter_map(|word| word.chars().next());
        self.class.firsts.iter().map(|head| head.character).chain(added)
    }

    /// Characters with which words end, each at least once.
    pub fn last_chars(self) -> impl Iterator<Item = char> {
        let added = self.added.iter().filter_map(|word| word.chars().next_back());
        self.class.lasts.iter().map(|head| head.character).chain(added)
    }

    /// True for the code point of each character that begins a word of the class, and by chance for
    /// a few others.
    #[inline]
    pub fn may_begin_code(self, code: u32) -> bool {
        self.class.first_sieve.lets_through(code) || !self.added.is_empty()
    }

    /// True if `text` begins with a word that a configuration adds.
    pub fn has_added_at_start(self, text: &str) -> bool {
        self.added.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// True if `word` is in the class.
    pub fn contains(self, word: &str) -> bool {
        let own = self.class.longest_at_start(word).is_some_and(|at| self.class.words[at] == word);
        own || self.added.iter().any(|known| known == word)
    }

    /// The number of `word` in the class, such as the year of an event. `None` for added words
    /// without a number.
    pub fn value(self, word: &str) -> Option<u32> {
        let own = self.class.longest_at_start(word).filter(|&at| self.class.words[at] == word);
        if let Some(at) = own {
            return self.class.values.get(at).copied();
        }
        let mut added = self.values.iter().rev();
        let (_, _, value) = added.find(|(class, known, _)| *class == self.class.id && known == word)?;
        Some(*value)
    }

    /// True if `text` contains a word of the class.
    pub fn is_in(self, text: &str) -> bool {
        self.class.is_in(text) || self.added.iter().any(|word| text.contains(word.as_str()))
    }

    /// The words of the class that `text` contains, in the order of the class.
    pub fn found_in(self, text: &str) -> Vec<&'w str> {
        let mut is_there = vec![false; self.class.words.len()];
        self.class.each_in(text, |word, _| is_there[word] = true);
        let own =
            self.class.words.iter().zip(is_there).filter_map(|(word, is_there)| is_there.then_some(*word));
        own.chain(self.added.iter().map(String::as_str).filter(|word| text.contains(word))).collect()
    }

    /// First bytes of all occurrences of words of the class in `text`, which may overlap. In no
    /// particular order.
    pub fn places_in(self, text: &str) -> Vec<usize> {
        let mut places = Vec::new();
        self.class.each_in(text, |_, at| places.push(at));
        places.extend(self.added.iter().flat_map(|word| text.match_indices(word.as_str()).map(|(at, _)| at)));
        places
    }

    /// First byte of the last word of the class in `text`, if it contains any.
    pub fn last_in(self, text: &str) -> Option<usize> {
        let mut last = None;
        self.class.each_in(text, |_, at| last = Some(at));
        self.added.iter().filter_map(|word| text.rfind(word.as_str())).chain(last).max()
    }

    /// Number of occurrences of words of the class in `text`. Occurrences of the same word do not
    /// overlap.
    pub fn count_in(self, text: &str) -> usize {
        let mut ends = vec![0; self.class.words.len()];
        let mut count = 0;
        self.class.each_in(text, |word, at| {
            if at >= ends[word] {
                ends[word] = at + self.class.words[word].len();
                count += 1;
            }
        });
        count + self.added.iter().map(|word| text.matches(word.as_str()).count()).sum::<usize>()
    }

    /// All words, in the order of the class.
    pub fn iter(self) -> impl Iterator<Item = &'w str> {
        self.class.words.iter().copied().chain(self.added.iter().map(String::as_str))
    }
}

fn longest<'w>(own: Option<&'w str>, added: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    own.into_iter().chain(added).max_by_key(|word| word.len())
}
