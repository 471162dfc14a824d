//! Places of a text that repeat a known name with a slip of one character, whether or not a grammar
//! reads them as names.

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::document::Document;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Maximum number of names with one key, the first ones.
const MAX_LIKE: usize = 64;
/// Maximum number of places of a name in one paper, the first ones.
const MAX_PLACES: usize = 8;
/// Longest key, in characters.
const KEY: usize = 4;
/// Sign of a key for the character that may differ.
const ANY: char = '\0';

/// Adjacent characters of a name that its variants keep.
type Key = [char; KEY];

/// One character of a name replaced, or two characters swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// The name itself.
    Same,
    /// The character of the name, and the one in its place.
    Replaced(char, char),
    /// Two adjacent characters in the other order.
    Swapped,
}

/// A place with a name or a variant of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// Number of the name.
    pub(super) name: usize,
    /// The place.
    pub(super) span: Span,
    /// Number of common characters before the slip.
    pub(super) head: usize,
    /// The slip.
    pub(super) slip: Slip,
}

/// A place in the text of a paper.
pub(super) type Place = (usize, Span);

/// Number of a name and words that differ from it by a slip, with their places.
pub(super) type Wrong<'p> = ((usize, &'p str), Vec<Place>);

/// The places of each name, and those of its variants in order, for variants with which `is_slip`
/// agrees.
pub(super) fn places<'p>(
    papers: &[Paper<'p>],
    names: &[Vec<char>],
    is_slip: &dyn Fn(usize, &Variant) -> bool,
) -> (Vec<Vec<Place>>, Vec<Wrong<'p>>) {
    let index = Index::new(names);
    let mut right: Vec<Vec<Place>> = names.iter().map(|_| Vec::new()).collect();
    let mut wrong: FxHashMap<(usize, &str), Vec<Place>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for variant in index.variants(paper.doc) {
            let place = (at, variant.span);
            if variant.slip == Slip::Same {
                add(&mut right[variant.name], place);
            } else if is_slip(at, &variant) {
                add(wrong.entry((variant.name, variant.span.of(paper.doc.text()))).or_default(), place);
            }
        }
    }
    let mut wrong: Vec<Wrong<'_>> = wrong.into_iter().collect();
    // Of two names that are equally well known, the later one counts as the wrong one.
    wrong.sort_by_key(|((name, _), places)| {
        (places.first() < right[*name].first(), places.first().copied(), *name)
    });
    (right, wrong)
}

/// Adds a place. Only the first ones of each paper are kept.
fn add(places: &mut Vec<Place>, place: Place) {
    let of_paper = places.iter().rev().take(MAX_PLACES).take_while(|(paper, _)| *paper == place.0);
    if of_paper.count() < MAX_PLACES {
        places.push(place);
    }
}

/// True if no paper has a place in both lists, which are in order. A paper with both names is about
/// two things.
pub(super) fn are_apart(right: &[Place], wrong: &[Place]) -> bool {
    let has = |at: &usize| right.binary_search_by_key(at, |(paper, _)| *paper).is_ok();
    !wrong.iter().any(|(paper, _)| has(paper))
}

/// Known names by the parts that a variant keeps.
///
/// A slip leaves one half of a name as it is, so a name is found by its first or its last
/// characters. Each place of a text is looked up a fixed number of times, and only candidates are
/// compared.
struct Index<'n> {
    names: &'n [Vec<char>],
    /// For each key, the names that contain it and its offset in them.
    keys: FxHashMap<Key, Vec<(usize, usize)>>,
    filter: Filter,
}

/// Places of a text at which a key may begin. Most characters of a text begin none, so most lookups
/// of keys are saved.
struct Filter {
    /// A bit for each hash of a character and the one after it, or the one after that.
    pairs: Box<[u64]>,
    /// Keys of one character.
    singles: Vec<char>,
}

impl Filter {
    /// Number of bits, and the shift that leaves as many of a hash.
    const BITS: usize = 1 << 16;
    const SHIFT: u32 = u32::BITS - 16;

    /// Filter for the given keys.
    fn new<'k>(keys: impl Iterator<Item = &'k Key>) -> Self {
        let mut filter = Self { pairs: vec![0; Self::BITS / 64].into(), singles: Vec::new() };
        for [first, second, third, _] in keys.copied() {
            match (second, third) {
                (ANY, ANY) => filter.singles.push(first),
                (ANY, third) => filter.set(Self::bit(first, third, true)),
                (second, _) => filter.set(Self::bit(first, second, false)),
            }
        }
        filter
    }

    fn set(&mut self, bit: usize) {
        self.pairs[bit / 64] |= 1 << (bit % 64);
    }

    /// Number of the bit of two characters. `is_apart` is true if there is another between them.
    fn bit(first: char, second: char, is_apart: bool) -> usize {
        let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
        let hash = if is_apart { hash.wrapping_mul(0xC2B2_AE35) } else { hash };
        (hash >> Self::SHIFT) as usize
    }

    /// False if no key begins like the words.
    fn may_begin(&self, words: &[char]) -> bool {
        let has = |bit: usize| self.pairs[bit / 64] >> (bit % 64) & 1 == 1;
        let [first, rest @ ..] = words else { return false };
        rest.first().is_some_and(|second| has(Self::bit(*first, *second, false)))
            || rest.get(1).is_some_and(|third| has(Self::bit(*first, *third, true)))
            || self.singles.contains(first)
    }
}

impl<'n> Index<'n> {
    /// Index of names of at least two Han characters. For names of two, only the second may differ.
    fn new(names: &'n [Vec<char>]) -> Self {
        let mut keys: FxHashMap<Key, Vec<(usize, usize)>> = FxHashMap::default();
        for (number, name) in names.iter().enumerate() {
            let parts = match name[..] {
                [] | [_] => Vec::new(),
                [first, _] => vec![(key(&[first]), 0)],
                [first, second, third] => vec![
                    (key(&name[..2]), 0),
                    (key(&name[1..]), 1),
                    (key(&[first, ANY, third]), 0),
                    (key(&[first, third, second]), 0),
                ],
                _ => {
                    let length = (name.len() / 2).min(KEY);
                    let end = name.len() - length;
                    vec![(key(&name[..length]), 0), (key(&name[end..]), end)]
                }
            };
            for (key, offset) in parts {
                let list = keys.entry(key).or_default();
                if list.len() < MAX_LIKE {
                    list.push((number, offset));
                }
            }
        }
        let filter = Filter::new(keys.keys());
        Self { names, keys, filter }
    }

    /// All names and their variants in a document, each place once.
    fn variants(&self, doc: &Document) -> Vec<Variant> {
        let mut found = Vec::new();
        let (mut characters, mut offsets): (Vec<char>, Vec<usize>) = Default::default();
        for block in doc.blocks().iter().filter(|_| !self.keys.is_empty()) {
            let text = block.span.of(doc.text());
            characters.clear();
            characters.extend(text.chars());
            offsets.clear();
            offsets.extend(text.char_indices().map(|(at, _)| at).chain([text.len()]));
            for at in (0..characters.len()).filter(|at| self.filter.may_begin(&characters[*at..])) {
                let words = &characters[at..];
                let keys = (1..=KEY.min(words.len())).map(|length| key(&words[..length]));
                let gap = (words.len() > 2).then(|| key(&[words[0], ANY, words[2]]));
                for &(name, offset) in keys.chain(gap).filter_map(|key| self.keys.get(&key)).flatten() {
                    let variant = self.variant((name, offset), &characters, at);
                    found.extend(variant.map(|(start, head, slip)| {
                        let end = start + self.names[name].len();
                        let [start, end] = [start, end].map(|at| block.span.start() + offsets[at]);
                        Variant { name, span: Span::new(start, end), head, slip }
                    }));
                }
            }
        }
        found.sort_by_key(|variant| (variant.span.start(), variant.name, variant.span.end()));
        found.dedup();
        found
    }

    /// Start of the variant of a name whose characters from `offset` on are at `at`, the number of
    /// characters before the slip, and the slip. A variant is as long as the name.
    fn variant(
        &self,
        (name, offset): (usize, usize),
        characters: &[char],
        at: usize,
    ) -> Option<(usize, usize, Slip)> {
        let name = &self.names[name];
        let start = at.checked_sub(offset)?;
        let words = characters.get(start..start + name.len())?;
        let (head, slip) = slip(name, words)?;
        words.iter().all(|c| is_han(*c)).then_some((start, head, slip))
    }
}

/// Up to four characters as a key.
fn key(characters: &[char]) -> Key {
    let mut key = [ANY; KEY];
    key[..characters.len()].copy_from_slice(characters);
    key
}

/// Slip by which words of the same length differ from a name, and the number of common characters
/// before it. `None` for other words.
fn slip(name: &[char], words: &[char]) -> Option<(usize, Slip)> {
    let head = name.iter().zip(words).take_while(|(one, other)| one == other).count();
    let slip = match (&name[head..], &words[head..]) {
        ([], []) => Slip::Same,
        ([own, rest @ ..], [other, others @ ..]) if rest == others => Slip::Replaced(*own, *other),
        ([own, next, rest @ ..], [first, second, others @ ..])
            if rest == others && (own, next) == (second, first) =>
        {
            Slip::Swapped
        }
        _ => return None,
    };
    Some((head, slip))
}

#[cfg(test)]
mod tests {
    use super::{Index, Slip, slip};
    use crate::document::source::Source;
    use crate::readers;

    fn characters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn one_slip_makes_a_variant() {
        let of = |name: &str, words: &str| slip(&characters(name), &characters(words));
        assert_eq!(of("贺松年", "何松年"), Some((0, Slip::Replaced('贺', '何'))));
        assert_eq!(of("周砚秋", "周秋砚"), Some((1, Slip::Swapped)));
        assert_eq!(of("白浪河大桥", "白浪沙大桥"), Some((2, Slip::Replaced('河', '沙'))));
        assert_eq!(of("白浪河大桥", "白浪河大桥"), Some((5, Slip::Same)));
        assert_eq!(of("白浪河大桥", "黑浪江大桥"), None);
    }

    #[test]
    fn each_half_of_a_name_finds_its_variants() {
        let names = ["贺松年", "白浪河大桥"].map(characters);
        let found = |text: &str| {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let variants = Index::new(&names).variants(&doc);
            variants.iter().map(|one| one.span.of(doc.text()).to_owned()).collect::<Vec<String>>()
        };
        assert_eq!(
            found("由贺宋年到白浪沙大桥，由何松年到百浪河大桥。"),
            ["贺宋年", "白浪沙大桥", "何松年", "百浪河大桥"]
        );
        assert_eq!(
            found("由贺松念到白浪河大乔，由贺年松到浪白河大桥。"),
            ["贺松念", "白浪河大乔", "贺年松", "浪白河大桥"]
        );
        assert_eq!(found("由贺松年到白浪河大桥。"), ["贺松年", "白浪河大桥"]);
    }
}
