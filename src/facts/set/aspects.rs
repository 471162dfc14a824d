//! Words about several things together or one by one: 新增12处 ("12 new ones"), 每家12万元 ("120,000
//! yuan each").

use crate::words::{Words, set};

/// Words before a figure about several things together or one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects {
    /// True for a number of things that were added: 新增12处 ("12 new ones").
    pub(super) is_added: bool,
    /// True for a value that each of several things has: 每家12万元 ("120,000 yuan each").
    is_each: bool,
}

impl Aspects {
    pub(super) fn read(texts: &[&str], words: &Words) -> Self {
        let is_added = texts.iter().any(|text| says_added(text, words) || says_again(text, words));
        Self { is_added, is_each: false }
    }

    /// The same for a value that each of several things has.
    pub(super) fn of_each(self) -> Self {
        Self { is_each: true, ..self }
    }

    /// True if only one of two values is that of each of several things.
    pub fn is_other_whole(self, other: Self) -> bool {
        self.is_each != other.is_each
    }

    /// Union of these and those of other words about the same figure.
    pub(super) fn with(self, other: Self) -> Self {
        Self { is_added: self.is_added || other.is_added, is_each: self.is_each || other.is_each }
    }

    /// These, with the addition of the previous figure of a list (`before`).
    pub(super) fn with_added(self, before: Self) -> Self {
        Self { is_added: self.is_added || before.is_added, ..self }
    }
}

/// True if the words give the number that was added, not the number that was reached: 增加12处 ("12
/// were added"), but not 增加到48处 ("raised to 48").
fn says_added(text: &str, words: &Words) -> bool {
    let added = words.of(&set::ADDED);
    added.is_in(text)
        && text.char_indices().any(|(at, _)| {
            let rest = &text[at..];
            added.start_of(rest).is_some_and(|word| !rest[word.len()..].starts_with(['到', '至']))
        })
}

/// True if words say that more is added: 再整治12处 ("improve 12 more"), but not 再生水 ("recycled
/// water").
fn says_again(text: &str, words: &Words) -> bool {
    let nouns = words.of(&set::AGAIN_NOUN);
    text.match_indices('再').any(|(at, _)| nouns.start_of(&text[at..]).is_none())
}

#[cfg(test)]
mod tests {
    use super::{says_added, says_again};
    use crate::words::Words;

    #[test]
    fn a_number_that_is_reached_is_not_added() {
        let words = Words::new();
        assert!(says_added("今年增加床位", &words) && says_added("增加到48处，增加岗位", &words));
        assert!(!says_added("床位增加到", &words) && !says_added("增加至", &words));
    }

    #[test]
    fn again_before_a_verb_adds_and_in_a_noun_does_not() {
        let words = Words::new();
        assert!(says_again("今年再整治易涝点", &words) && says_again("再生水厂再新建", &words));
        assert!(!says_again("再生水利用量", &words) && !says_again("失业人员再就业", &words));
    }
}
