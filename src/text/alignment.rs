//! Alignment of fingerprints: where a run of them occurs again in the same order, with few in between that do not.

use std::hint::black_box;
use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::text::fingerprint::Fingerprint;
use crate::text::starts::Starts;

/// Two fingerprints of one passage are not farther apart than this, in bytes: what lies between them was edited.
pub const MAX_GAP: u32 = 180;
/// How much longer or shorter an edit may make the passage, in bytes.
const MAX_SHIFT: u32 = 60;
/// Fingerprints whose places are read before they are compared.
const STRETCH: usize = 128;
/// Fingerprints of one text from which on they are sorted rather than looked up.
const MANY: usize = 1 << 18;
/// Passages that are followed at the same time.
const MAX_OPEN: usize = 8;

/// A passage that stands twice, in indices of fingerprints: the first and the last of each place. 20 bytes, for a text that
/// goes round in circles has as many as fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Where it stands first.
    pub first: (u32, u32),
    /// Where it stands again.
    pub second: (u32, u32),
    /// How many fingerprints the two places share, in order.
    pub shared: u32,
}

/// A passage that may go on.
#[derive(Clone, Copy)]
struct Open {
    alignment: Alignment,
    /// Where its last fingerprint begins, in both places.
    last: (u32, u32),
}

/// Most places of a fingerprint that a text is compared with: the copy that was taken over is among the last ones.
const PLACES: usize = 2;
/// Most places within one text.
const PLACES_WITHIN: usize = 4;
/// Marks the last place of a hash that is in `Aligner::many`.
const IN_MANY: u32 = 1 << 31;

/// Takes the fingerprints of texts one after the other and says which runs of them stood before. Time is linear in their
/// number, whatever they are; nothing of the texts is kept, but 6 bytes for each fingerprint and 5 to 10 for each different one, and
/// 8 more if it stood in two places.
#[derive(Default)]
pub struct Aligner {
    /// Half of the hash of each: two that are alike by chance, one behind the other in both places, are rarer than misprints.
    hashes: Vec<u32>,
    /// The first byte of each if all texts stood in one, the lower half: only what lies between near ones counts.
    starts: Starts,
    /// The last place of each hash, or the index of its last places in `many`.
    latest: HashTable<u32>,
    /// The last places of hashes that stand in several, the last first.
    many: Vec<[u32; PLACES]>,
    open: Vec<Open>,
    found: Vec<Alignment>,
    /// Fingerprints that a passage shares at least.
    least: u32,
}

/// The places before that the fingerprints of a text are compared with, each counted from one, the nearest first.
enum Earlier {
    /// The last two of each.
    Last(Vec<[u32; PLACES]>),
    /// The nearest one of each, which has one of its own.
    Chained(Vec<u32>),
}

impl Aligner {
    /// An aligner that finds passages of at least `least` fingerprints.
    pub fn new(least: u32) -> Self {
        Self { least, ..Self::default() }
    }

    /// How many fingerprints were taken.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True before the first.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Where the fingerprint with this index begins, if all texts stood in one: the lower half of it.
    pub fn start(&self, index: usize) -> u32 {
        self.starts.get(index)
    }

    /// Takes the fingerprints of a text that begins at byte `offset`, if all texts stood in one, and farther behind the one
    /// before than [`MAX_GAP`]. Finds the passages that stood before, in it or in another, in the last two places of each fingerprint.
    pub fn align(&mut self, fingerprints: &[Fingerprint], offset: u64) -> Vec<Alignment> {
        let from = self.len();
        self.take(fingerprints, offset);
        let earlier = self.look_up(from);
        self.passages_from(from, &Earlier::Last(earlier))
    }

    /// The passages of a text that stand in it before, in the four nearest places of each fingerprint.
    pub fn align_alone(mut self, fingerprints: &[Fingerprint]) -> Vec<Alignment> {
        self.take(fingerprints, 0);
        let earlier = if fingerprints.len() < MANY { self.look_up_alone() } else { self.look_up_sorted() };
        self.passages_from(0, &Earlier::Chained(earlier))
    }

    fn take(&mut self, fingerprints: &[Fingerprint], offset: u64) {
        self.hashes.extend(fingerprints.iter().map(|fingerprint| (fingerprint.hash >> 32) as u32));
        let start = |fingerprint: &Fingerprint| (offset + fingerprint.span().start() as u64) as u32;
        self.starts.extend(fingerprints.iter().map(start));
    }

    /// The passages whose second place begins at the fingerprint with this index or behind it.
    fn passages_from(&mut self, from: usize, earlier: &Earlier) -> Vec<Alignment> {
        for stretch in (from..self.len()).step_by(STRETCH) {
            let stretch = stretch..self.len().min(stretch + STRETCH);
            self.touch(stretch.start - from..stretch.end - from, earlier);
            for at in stretch {
                if earlier.is_any(at - from) {
                    self.close(self.starts.get(at));
                    self.go_on(at as u32);
                    self.follow_all(at as u32, at - from, earlier);
                }
            }
        }
        for passage in std::mem::take(&mut self.open) {
            self.keep(passage.alignment);
        }
        std::mem::take(&mut self.found)
    }

    /// Looks up the last two places of each fingerprint from this one on. A loop of its own, for one need not wait for the other.
    fn look_up(&mut self, from: usize) -> Vec<[u32; PLACES]> {
        let (hashes, many) = (&self.hashes, &mut self.many);
        let hash_at = |known: u32, many: &[[u32; PLACES]]| {
            let place = if known & IN_MANY == 0 { known } else { many[(known ^ IN_MANY) as usize][0] - 1 };
            hashes[place as usize]
        };
        self.latest.reserve(hashes.len() - from, |&known| spread(hash_at(known, many)));
        let mut earlier = Vec::with_capacity(hashes.len() - from);
        for (at, hash) in hashes.iter().enumerate().skip(from) {
            // Counted from one.
            let place = at as u32 + 1;
            let is_same = |&known: &u32| hash_at(known, many) == *hash;
            match self.latest.find_mut(spread(*hash), is_same) {
                Some(known) if *known & IN_MANY == 0 => {
                    let first = *known + 1;
                    *known = many.len() as u32 | IN_MANY;
                    many.push([place, first]);
                    earlier.push([first, 0]);
                }
                Some(known) => {
                    let places = &mut many[(*known ^ IN_MANY) as usize];
                    earlier.push(*places);
                    *places = [place, places[0]];
                }
                None => {
                    self.latest
                        .insert_unique(spread(*hash), at as u32, |&known| spread(hash_at(known, many)));
                    earlier.push([0; PLACES]);
                }
            }
        }
        earlier
    }

    /// The nearest place before of each fingerprint of a single text, counted from one; 0 if there is none.
    fn look_up_alone(&mut self) -> Vec<u32> {
        let hashes = &self.hashes;
        self.latest.reserve(hashes.len(), |&known| spread(hashes[known as usize]));
        let mut earlier = vec![0; hashes.len()];
        for (at, hash) in hashes.iter().enumerate() {
            let is_same = |&known: &u32| hashes[known as usize] == *hash;
            let rehash = |&known: &u32| spread(hashes[known as usize]);
            match self.latest.entry(spread(*hash), is_same, rehash) {
                Entry::Occupied(mut known) => earlier[at] = 1 + std::mem::replace(known.get_mut(), at as u32),
                Entry::Vacant(free) => _ = free.insert(at as u32),
            }
        }
        earlier
    }

    /// The same for many at once: brought in the order of their hashes, the same ones are side by side. The table of millions of
    /// hashes is larger than the cache, so that most questions to it wait for the memory; sorting reads it in a row.
    fn look_up_sorted(&self) -> Vec<u32> {
        let pair = |(at, hash): (usize, &u32)| (u64::from(*hash) << 32) | at as u64;
        let mut pairs: Vec<u64> = self.hashes.iter().enumerate().map(pair).collect();
        pairs.sort_unstable();
        let mut earlier = vec![0; self.hashes.len()];
        for two in pairs.windows(2).filter(|two| two[0] >> 32 == two[1] >> 32) {
            earlier[two[1] as u32 as usize] = 1 + two[0] as u32;
        }
        earlier
    }

    /// Reads what fingerprints are going to be compared with. Each place may be a miss in the cache; here none waits for that of
    /// another fingerprint, and the memory answers many at once.
    fn touch(&self, stretch: Range<usize>, earlier: &Earlier) {
        let start = |place: u32| place.checked_sub(1).map_or(0, |at| self.starts.get(at as usize));
        match earlier {
            Earlier::Last(places) => {
                black_box(places[stretch].iter().flatten().fold(0, |sum, place| sum ^ start(*place)));
            }
            Earlier::Chained(earlier) => {
                let mut places = [0u32; STRETCH];
                places.iter_mut().zip(&earlier[stretch]).for_each(|(place, nearest)| *place = *nearest);
                let mut sum = 0;
                for _ in 0..PLACES_WITHIN {
                    for place in &mut places {
                        sum ^= start(*place);
                        *place = earlier.get(place.wrapping_sub(1) as usize).copied().unwrap_or_default();
                    }
                }
                black_box(sum);
            }
        }
    }

    /// Ends the passages that do not reach as far as `at`.
    fn close(&mut self, at: u32) {
        let (found, least) = (&mut self.found, self.least);
        self.open.retain(|passage| {
            let goes_on = at.wrapping_sub(passage.last.1) <= MAX_GAP;
            if !goes_on && passage.alignment.shared >= least {
                found.push(passage.alignment);
            }
            goes_on
        });
    }

    /// Keeps a passage that is over, where it is long enough: short ones are many, and what they share is a turn of speech.
    fn keep(&mut self, alignment: Alignment) {
        if alignment.shared >= self.least {
            self.found.push(alignment);
        }
    }

    /// Goes on with the passages whose next fingerprint is that at `second`, in formulas too that stand in many places.
    fn go_on(&mut self, second: u32) {
        for passage in &mut self.open {
            let next = passage.alignment.first.1 + 1;
            if next < second && self.hashes[next as usize] == self.hashes[second as usize] {
                let [here, there] = [next, second].map(|at| self.starts.get(at as usize));
                passage.extend((next, here), (second, there));
            }
        }
    }

    /// Goes on with passages from the nearest of the places before that the fingerprint has, or begins them. It is the one with
    /// this number in its text.
    fn follow_all(&mut self, second: u32, number: usize, earlier: &Earlier) {
        match earlier {
            Earlier::Last(places) => {
                for first in places[number].into_iter().map_while(|place| place.checked_sub(1)) {
                    self.follow(first, second);
                }
            }
            Earlier::Chained(earlier) => {
                let mut place = earlier[number];
                for _ in 0..PLACES_WITHIN {
                    let Some(first) = place.checked_sub(1) else { break };
                    place = earlier[first as usize];
                    self.follow(first, second);
                }
            }
        }
    }

    /// Goes on with the passage that has the fingerprint at `first` next at `second`, or begins one there.
    fn follow(&mut self, first: u32, second: u32) {
        let [here, there] = [first, second].map(|at| self.starts.get(at as usize));
        let mut nearest: Option<(u32, usize)> = None;
        for (at, passage) in self.open.iter().enumerate() {
            let ahead = here.wrapping_sub(passage.last.0);
            if ahead > MAX_GAP {
                continue;
            }
            let behind = there.wrapping_sub(passage.last.1);
            let shift = ahead.abs_diff(behind);
            // One fingerprint takes a passage one step, and only what stands many times in a row runs into itself.
            let is_step = behind > 0 || ahead == 0;
            let is_apart = first < passage.alignment.second.0 || shift == 0;
            if is_step && is_apart && shift <= MAX_SHIFT && nearest.is_none_or(|(least, _)| shift < least) {
                nearest = Some((shift, at));
            }
        }
        if let Some((_, at)) = nearest {
            self.open[at].extend((first, here), (second, there));
            return;
        }
        if self.open.len() == MAX_OPEN {
            let shortest = (0..MAX_OPEN).min_by_key(|&at| self.open[at].alignment.shared).unwrap_or(0);
            let passage = self.open.swap_remove(shortest);
            self.keep(passage.alignment);
        }
        let alignment = Alignment { first: (first, first), second: (second, second), shared: 1 };
        self.open.push(Open { alignment, last: (here, there) });
    }
}

impl Earlier {
    /// True if the fingerprint with this number in its text stands in a place before.
    fn is_any(&self, number: usize) -> bool {
        match self {
            Self::Last(places) => places[number][0] > 0,
            Self::Chained(earlier) => earlier[number] > 0,
        }
    }
}

impl Open {
    fn extend(&mut self, first: (u32, u32), second: (u32, u32)) {
        self.alignment.shared += u32::from(self.alignment.second.1 != second.0);
        self.alignment.first.1 = self.alignment.first.1.max(first.0);
        self.alignment.second.1 = second.0;
        self.last = (first.1, second.1);
    }
}

/// A hash for the table, which looks at the highest bits and at the lowest.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::Aligner;
    use crate::text::fingerprint::winnow;
    use crate::text::span::Span;

    #[test]
    fn sorting_finds_what_the_table_finds() {
        // Some hundred sentences in an order that repeats short and long runs of them.
        let sentence = |number: u32| -> String {
            (0..40).filter_map(|at| char::from_u32(0x4E00 + number * 41 + at * 7 % 239)).collect()
        };
        let text: String = (0..3000u32).map(|at| sentence(at * at / 7 % 331)).collect();
        let fingerprints = winnow(&text, std::iter::once(Span::new(0, text.len())));
        let mut aligner = Aligner::new(2);
        aligner.take(&fingerprints, 0);
        let (by_table, sorted) = (aligner.look_up_alone(), aligner.look_up_sorted());
        assert!(by_table.iter().filter(|place| **place > 0).count() > 1000);
        assert_eq!(sorted, by_table);
    }

    #[test]
    fn the_last_two_places_of_each_are_those_of_the_chain() {
        let hash = |at: u32| at * at % 97 % 13 + at % 7 * u32::from(at.is_multiple_of(3));
        let mut aligner = Aligner::new(2);
        aligner.hashes = (0..2000).map(hash).collect();
        let chain = aligner.look_up_alone();
        let before = |place: u32| place.checked_sub(1).map_or(0, |at| chain[at as usize]);
        let mut collection = Aligner::new(2);
        let mut found = Vec::new();
        // The fingerprints of four texts.
        for text in aligner.hashes.chunks(500) {
            let from = collection.len();
            collection.hashes.extend_from_slice(text);
            found.extend(collection.look_up(from));
        }
        assert!(chain.iter().filter(|place| before(**place) > 0).count() > 1000);
        let expected: Vec<[u32; 2]> = chain.iter().map(|place| [*place, before(*place)]).collect();
        assert_eq!(found, expected);
    }
}
