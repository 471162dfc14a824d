//! Finds passages that occur twice. The input are fingerprints: hashes of short pieces of text (see
//! [`fingerprint`](crate::text::fingerprint)). A passage that was copied has the same fingerprints
//! in the same order in both places, with few others in between.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::text::fingerprint::Fingerprint;
use crate::text::starts::Starts;
use crate::text::twice::Twice;

/// Maximum distance between two adjacent fingerprints of one passage, in bytes. The text between
/// them may have been edited.
pub const MAX_GAP: u32 = 180;
/// Maximum difference, in bytes, between the distances of two adjacent fingerprints in the two
/// occurrences of a passage. An edit between them changes one of the distances.
const MAX_SHIFT: u32 = 60;
/// Number of fingerprints in one text from which on earlier occurrences are found by sorting
/// instead of with a hash table.
const SORT_FROM: usize = 1 << 18;
/// Maximum number of unfinished passages that are followed at the same time.
const MAX_OPEN: usize = 8;

/// A passage that occurs twice, given by the indices of the first and the last fingerprint of each
/// occurrence. Kept at 20 bytes, because a highly repetitive text has as many alignments as
/// fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Indices of the first and the last fingerprint of the first occurrence.
    pub first: (u32, u32),
    /// Indices of the first and the last fingerprint of the second occurrence.
    pub second: (u32, u32),
    /// Number of fingerprints that the two occurrences share, in order.
    pub shared: u32,
}

/// An unfinished passage: found in two places so far, and possibly longer.
#[derive(Clone, Copy)]
struct Open {
    alignment: Alignment,
    /// Positions of the last common fingerprint in the first and in the second occurrence, as
    /// returned by `Aligner::start`.
    last: (u32, u32),
}

/// Maximum number of earlier occurrences of a fingerprint that are compared. A copied passage is
/// usually taken from one of the last ones.
const MAX_EARLIER: usize = 2;
/// Maximum number of earlier occurrences that are compared if there is only one text.
const MAX_EARLIER_ALONE: usize = 4;
/// Bit that marks a value in `latest` as an index into `Aligner::many` instead of the index of a
/// fingerprint.
const IN_MANY: u32 = 1 << 31;

/// Receives the fingerprints of one text after another, and finds the passages that occurred
/// before. Time is linear in the number of fingerprints for any input. The texts are not kept:
/// memory is 6 bytes per fingerprint, 5 to 10 bytes per distinct one, and 8 more for each that
/// occurs twice.
#[derive(Default)]
pub struct Aligner {
    /// Hash of every fingerprint received so far, in order. Only the upper 32 bits are kept, to
    /// save memory. Collisions are harmless: a false match needs two of them, in the same order in
    /// both places.
    hashes: Vec<u32>,
    /// Position of every fingerprint received so far: its byte offset in the concatenation of all
    /// texts. Only the lower 32 bits are kept, because only distances between nearby positions are
    /// used.
    starts: Starts,
    /// For each distinct hash, the index of the last fingerprint that has it. If several have it,
    /// the value is instead an index into `many`, with the bit [`IN_MANY`] set.
    latest: HashTable<u32>,
    /// For each hash that several fingerprints have, the indices of the last of them, the most
    /// recent first. Stored as index plus one.
    many: Vec<[u32; MAX_EARLIER]>,
    open: Vec<Open>,
    found: Vec<Alignment>,
    /// Minimum number of fingerprints that two occurrences of a passage must share.
    least: u32,
}

/// The fingerprints of a text that have earlier fingerprints with the same hash, in order, and for
/// each of them the nearest earlier ones: the places with which the text is compared. Most
/// fingerprints have none and are not listed. Places are stored as index plus one; 0 means none.
enum Earlier {
    /// Fingerprints by their indices, each with its last two earlier occurrences.
    Last(Vec<(u32, [u32; MAX_EARLIER])>),
    /// Indices of the fingerprints. For all fingerprints, `nearest` has the nearest earlier
    /// occurrence only. The next one is found by following this chain.
    Chained { repeated: Vec<u32>, nearest: Vec<u32> },
}

impl Aligner {
    /// Creates an aligner that finds passages of at least `least` fingerprints.
    pub fn new(least: u32) -> Self {
        Self { least, ..Self::default() }
    }

    /// Number of fingerprints received so far.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True if no fingerprint was received.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Byte offset of the fingerprint with this index in the concatenation of all texts; its lower
    /// 32 bits.
    pub fn start(&self, index: usize) -> u32 {
        self.starts.get(index)
    }

    /// Adds the fingerprints of a text. Returns the passages of the text that occurred before, in
    /// this text or an earlier one. For each fingerprint, only its last two occurrences are
    /// considered. `offset` is the byte offset of the text in the concatenation of all texts, with
    /// a gap of more than [`MAX_GAP`] after the previous text.
    pub fn align(&mut self, fingerprints: &[Fingerprint], offset: u64) -> Vec<Alignment> {
        let from = self.len();
        self.take(fingerprints, offset);
        let earlier = self.look_up(from);
        self.passages_at(&Earlier::Last(earlier))
    }

    /// Returns the passages of a single text that occur earlier in the same text. For each
    /// fingerprint, its four nearest occurrences are considered.
    pub fn align_alone(mut self, fingerprints: &[Fingerprint]) -> Vec<Alignment> {
        self.take(fingerprints, 0);
        let nearest =
            if fingerprints.len() < SORT_FROM { self.look_up_alone() } else { self.look_up_sorted() };
        let repeated = (0u32..).zip(&nearest).filter(|(_, place)| **place > 0).map(|(at, _)| at).collect();
        self.passages_at(&Earlier::Chained { repeated, nearest })
    }

    fn take(&mut self, fingerprints: &[Fingerprint], offset: u64) {
        self.hashes.extend(fingerprints.iter().map(|fingerprint| (fingerprint.hash >> 32) as u32));
        let start = |fingerprint: &Fingerprint| (offset + fingerprint.span().start() as u64) as u32;
        self.starts.extend(fingerprints.iter().map(start));
    }

    /// Returns the passages whose second occurrences contain the fingerprints of `earlier`.
    fn passages_at(&mut self, earlier: &Earlier) -> Vec<Alignment> {
        for number in 0..earlier.len() {
            let at = earlier.index(number);
            self.close(self.starts.get(at as usize));
            self.go_on(at);
            self.follow_all(at, number, earlier);
        }
        for passage in std::mem::take(&mut self.open) {
            self.keep(passage.alignment);
        }
        std::mem::take(&mut self.found)
    }

    /// Looks up the last two earlier occurrences of each fingerprint from index `from` on, and
    /// records each as the latest with its hash. Returns those that have any, with their indices.
    /// This is a loop of its own, so that the cache misses of the lookups overlap.
    fn look_up(&mut self, from: usize) -> Vec<(u32, [u32; MAX_EARLIER])> {
        let (hashes, many) = (&self.hashes, &mut self.many);
        let hash_at = |known: u32, many: &[[u32; MAX_EARLIER]]| {
            let place = if known & IN_MANY == 0 { known } else { many[(known ^ IN_MANY) as usize][0] - 1 };
            hashes[place as usize]
        };
        self.latest.reserve(hashes.len() - from, |&known| table_hash(hash_at(known, many)));
        let mut earlier = Vec::new();
        for (at, hash) in (from as u32..).zip(&hashes[from..]) {
            // Index plus one.
            let place = at + 1;
            let is_same = |&known: &u32| hash_at(known, many) == *hash;
            let rehash = |&known: &u32| table_hash(hash_at(known, many));
            match self.latest.entry(table_hash(*hash), is_same, rehash) {
                Entry::Occupied(mut known) if *known.get() & IN_MANY == 0 => {
                    let first = std::mem::replace(known.get_mut(), many.len() as u32 | IN_MANY) + 1;
                    many.push([place, first]);
                    earlier.push((at, [first, 0]));
                }
                Entry::Occupied(known) => {
                    let places = &mut many[(*known.get() ^ IN_MANY) as usize];
                    earlier.push((at, *places));
                    *places = [place, places[0]];
                }
                Entry::Vacant(free) => _ = free.insert(at),
            }
        }
        earlier
    }

    /// Returns the nearest earlier occurrence of each fingerprint of a single text, as index plus
    /// one; 0 if there is none.
    ///
    /// Most fingerprints occur once. A filter finds them with a few instructions for each, so that
    /// only the others are looked up in the table.
    fn look_up_alone(&mut self) -> Vec<u32> {
        let hashes = &self.hashes;
        let filter = Twice::of(hashes.len(), hashes.iter().map(|hash| table_hash(*hash)));
        let mut nearest = vec![0; hashes.len()];
        for (at, hash) in hashes.iter().enumerate().filter(|(_, hash)| filter.may_hold(table_hash(**hash))) {
            let is_same = |&known: &u32| hashes[known as usize] == *hash;
            let rehash = |&known: &u32| table_hash(hashes[known as usize]);
            match self.latest.entry(table_hash(*hash), is_same, rehash) {
                Entry::Occupied(mut known) => nearest[at] = 1 + std::mem::replace(known.get_mut(), at as u32),
                Entry::Vacant(free) => _ = free.insert(at as u32),
            }
        }
        nearest
    }

    /// Does the same as `look_up_alone`, faster for many fingerprints. They are sorted by hash, so
    /// that equal ones are adjacent. A table of millions of hashes does not fit into the cache, so
    /// most lookups would wait for memory; sorting reads memory sequentially.
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

    /// Ends the unfinished passages that are more than [`MAX_GAP`] bytes before `at`.
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

    /// Adds a finished passage to the result if it is long enough. Shorter ones are numerous, and
    /// mostly common phrases.
    fn keep(&mut self, alignment: Alignment) {
        if alignment.shared >= self.least {
            self.found.push(alignment);
        }
    }

    /// Extends each unfinished passage whose next fingerprint in the first occurrence equals the
    /// fingerprint at index `second`. In this way a passage is also found if its fingerprints occur
    /// in many places, of which only the last are looked up.
    fn go_on(&mut self, second: u32) {
        for passage in &mut self.open {
            let next = passage.alignment.first.1 + 1;
            if next < second && self.hashes[next as usize] == self.hashes[second as usize] {
                let [here, there] = [next, second].map(|at| self.starts.get(at as usize));
                passage.extend((next, here), (second, there));
            }
        }
    }

    /// Extends or begins a passage for each earlier occurrence of the fingerprint at index
    /// `second`. `number` is the index of the fingerprint in `earlier`.
    fn follow_all(&mut self, second: u32, number: usize, earlier: &Earlier) {
        match earlier {
            Earlier::Last(places) => {
                for first in places[number].1.into_iter().map_while(|place| place.checked_sub(1)) {
                    self.follow(first, second);
                }
            }
            Earlier::Chained { nearest, .. } => {
                let mut place = nearest[second as usize];
                for _ in 0..MAX_EARLIER_ALONE {
                    let Some(first) = place.checked_sub(1) else { break };
                    place = nearest[first as usize];
                    self.follow(first, second);
                }
            }
        }
    }

    /// Extends the best fitting unfinished passage by the pair of equal fingerprints at the indices
    /// `first` and `second`, or begins a new passage with them.
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
            // A fingerprint extends a passage only once. The first occurrence may overlap the
            // second only in strictly periodic text, where the distance does not change.
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
    /// Number of fingerprints that have an earlier occurrence.
    fn len(&self) -> usize {
        match self {
            Self::Last(places) => places.len(),
            Self::Chained { repeated, .. } => repeated.len(),
        }
    }

    /// Index of the fingerprint with this number in the list.
    fn index(&self, number: usize) -> u32 {
        match self {
            Self::Last(places) => places[number].0,
            Self::Chained { repeated, .. } => repeated[number],
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

/// Spreads the 32 bits of a hash over 64, because the hash table uses the highest and the lowest
/// bits.
fn table_hash(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::Aligner;
    use crate::text::fingerprint::winnow;
    use crate::text::span::Span;

    #[test]
    fn sorting_finds_what_the_table_finds() {
        // Some hundred sentences, in an order that repeats both short and long runs of them.
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
        let places = (0u32..).zip(&chain).filter(|(_, place)| **place > 0);
        let expected: Vec<_> = places.map(|(at, place)| (at, [*place, before(*place)])).collect();
        assert_eq!(found, expected);
    }
}
