//! Decides if a spelling of a name that occurs once or twice is a slip, by the number of
//! occurrences of the usual spelling.

use memchr::memmem;

use crate::facts::naming::difference::{Slip, SpellingDifference};
use crate::text::chars::{is_blank, is_closing, is_opening};
use crate::text::span::Span;
use crate::words::{Words, naming};

/// Maximum number of occurrences of a spelling that counts as a slip.
pub const MAX_RARE: usize = 2;
/// Minimum number of occurrences of the usual spelling for a spelling that occurs once, and for one
/// that occurs twice, to count as a slip. It applies to differences that a typing error explains: a
/// similar character, swapped characters, a character typed twice.
const EXPLAINED: [usize; MAX_RARE] = [3, 8];
/// Same as `EXPLAINED`, for all other differences.
const UNEXPLAINED: [usize; MAX_RARE] = [5, 12];
/// Minimum number of occurrences of a spelling that can be the usual one: the smallest of the
/// numbers in `EXPLAINED` and `UNEXPLAINED`.
pub const MIN_USUAL: usize = EXPLAINED[0];

/// A name in an unusual spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misspelling {
    /// Span of the unusual spelling.
    pub span: Span,
    /// First occurrence of the usual spelling.
    pub usual: Span,
    /// Number of occurrences of the usual spelling.
    pub places: usize,
}

/// True if the usual spelling is so frequent that the other one counts as a slip. `usual` and
/// `other` are the numbers of their occurrences.
fn outweighs(usual: usize, other: usize, difference: SpellingDifference) -> bool {
    let least = match difference.slip {
        Slip::Alike | Slip::Swapped | Slip::Doubled => EXPLAINED,
        Slip::Replaced | Slip::Count => UNEXPLAINED,
    };
    other.checked_sub(1).and_then(|at| least.get(at)).is_some_and(|least| usual >= *least)
}

/// A text in which the occurrences of a rare and of the usual spelling are counted, to decide if
/// the rare one is a slip.
#[derive(Clone, Copy)]
pub struct Scale<'t> {
    /// The text.
    pub text: &'t str,
    /// Word lists, with the words by which a text explains that a thing has another name (曾用名,
    /// "formerly named").
    pub words: &'t Words,
}

impl Scale<'_> {
    /// Returns the misspelling at `other` if it occurs rarely enough and the usual spelling often
    /// enough.
    pub fn judge(self, usual: Span, other: Span, difference: SpellingDifference) -> Option<Misspelling> {
        let text = self.text;
        let count = |name: &str| memmem::find_iter(text.as_bytes(), name).count();
        let (written, slip) = (usual.of(text), other.of(text));
        // If one spelling contains the other, each occurrence of the longer one is also counted for
        // the shorter one.
        let rare = count(slip).saturating_sub(if written.contains(slip) { count(written) } else { 0 });
        let places = count(written).saturating_sub(if slip.contains(written) { rare } else { 0 });
        let first = memmem::find(text.as_bytes(), written.as_bytes())?;
        let is_slip = outweighs(places, rare, difference) && !self.is_told(other);
        let usual = Span::new(first, first + written.len());
        is_slip.then_some(Misspelling { span: other, usual, places })
    }

    /// True if the text itself explains that this is another name of the same thing: 曾用名王建平
    /// ("formerly named Wang Jianping"), 《……》（原名……） ("(original title …)").
    fn is_told(self, name: Span) -> bool {
        let renamed = self.words.of(&naming::RENAMED);
        let is_mark = |c: char| {
            is_opening(c) || is_closing(c) || is_blank(c) || matches!(c, '：' | ':' | '"' | '，' | '、')
        };
        renamed.end_of(self.text[..name.start()].trim_end_matches(is_mark)).is_some()
            || renamed.start_of(self.text[name.end()..].trim_start_matches(is_mark)).is_some()
    }
}
