//! Places of a text that contain a known name, or a variant of it with a slip of one character.
//! They are found even if the text around them cannot be parsed as a name.

use rustc_hash::FxHashMap;

use crate::check::{Paper, PaperSpan};
use crate::checks::keys::{ANY, Characters, KEY, Keys, key};
use crate::document::Document;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Maximum number of names stored per key, the first ones.
const MAX_LIKE: usize = 64;
/// Maximum number of places stored for a name in one paper, the first ones.
const MAX_PLACES: usize = 8;

/// Difference between a known name and a text of the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// No difference: the text is the name itself.
    Same,
    /// One character is replaced. The first value is the character of the name, the second that of
    /// the text.
    Replaced(char, char),
    /// Two adjacent characters are swapped.
    Swapped,
}

/// A place in a text with a known name, or with a variant of it that contains a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// Index of the name in the list of known names.
    pub(super) name: usize,
    /// Span of the name or variant in the text.
    pub(super) span: Span,
    /// Number of characters before the slip.
    pub(super) head: usize,
    /// Difference from the name.
    pub(super) slip: Slip,
}

/// Index of a name and the text of a variant of it, with the places of the variant.
pub(super) type Wrong<'p> = ((usize, &'p str), Vec<PaperSpan>);

/// Returns the places of each name, and the variants for which `is_slip` is true with their places.
/// `is_slip` gets the index of the paper and the variant. The variants are sorted by their first
/// place, but those that occur before the name itself come last.
pub(super) fn places<'p>(
    papers: &[Paper<'p>],
    names: &[Vec<char>],
    is_slip: &dyn Fn(usize, &Variant) -> bool,
) -> (Vec<Vec<PaperSpan>>, Vec<Wrong<'p>>) {
    let index = Index::new(names);
    let mut right: Vec<Vec<PaperSpan>> = names.iter().map(|_| Vec::new()).collect();
    let mut wrong: FxHashMap<(usize, &str), Vec<PaperSpan>> = FxHashMap::default();
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

/// Adds a place, unless [`MAX_PLACES`] places of its paper are stored already.
fn add(places: &mut Vec<PaperSpan>, place: PaperSpan) {
    let of_paper = places.iter().rev().take(MAX_PLACES).take_while(|(paper, _)| *paper == place.0);
    if of_paper.count() < MAX_PLACES {
        places.push(place);
    }
}

/// True if no paper occurs in both lists, which are sorted by paper. A paper with both names is
/// about two things.
pub(super) fn are_apart(right: &[PaperSpan], wrong: &[PaperSpan]) -> bool {
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
    /// For each key, the names that contain it and its offset in them. A key is adjacent characters
    /// of a name that its variants keep.
    keys: Keys<(usize, usize)>,
}

impl<'n> Index<'n> {
    /// Index of names of at least two Han characters. For names of two, only the second may differ.
    fn new(names: &'n [Vec<char>]) -> Self {
        let keys = names.iter().enumerate().flat_map(|(number, name)| {
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
            parts.into_iter().map(move |(key, offset)| (key, (number, offset)))
        });
        Self { names, keys: Keys::new(keys, MAX_LIKE) }
    }

    /// All names and their variants in a document, each place once.
    fn variants(&self, doc: &Document) -> Vec<Variant> {
        let mut found = Vec::new();
        let mut characters = Characters::default();
        for block in doc.blocks().iter().filter(|_| !self.keys.is_empty()) {
            characters.read(doc.text(), block.span);
            let all = characters.all();
            for at in 0..all.len() {
                self.keys.each_at(&all[at..], |&place| {
                    found.extend(self.variant(place, all, at).map(|(start, head, slip)| {
                        let end = start + self.names[place.0].len();
                        Variant { name: place.0, span: characters.span(start, end), head, slip }
                    }));
                });
            }
        }
        found.sort_by_key(|variant| (variant.span.start(), variant.name, variant.span.end()));
        found.dedup();
        found
    }

    /// Compares a name with the text in which its characters from `offset` on begin at `at`.
    /// Returns the start of the variant, the number of characters before the slip, and the slip.
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
