//! Alignment of fingerprints: where a run of them occurs again in the same order, with few in between that do not.

use std::hint::black_box;
use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::text::fingerprint::Fingerprint;

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

/// What is kept of a fingerprint, side by side, as the memory for millions of them is slow.
#[derive(Clone, Copy)]
struct Taken {
    /// Half of its hash: two that are alike by chance, one behind the other in both places, are rarer than misprints.
    hash: u32,
    /// Where it begins if all texts stood in one, the lower half: only what lies between near ones counts.
    start: u32,
    /// The place before it that has the same hash, counted from one.
    earlier: u32,
}

/// Takes the fingerprints of texts one after the other and says which runs of them stood before. Time is linear in their
/// number, whatever they are; nothing of the texts is kept, but 12 bytes for each fingerprint and 5 to 10 for each different one.
#[derive(Default)]
pub struct Aligner {
    taken: Vec<Taken>,
    /// The last place of each hash.
    latest: HashTable<u32>,
    open: Vec<Open>,
    found: Vec<Alignment>,
    /// Fingerprints that a passage shares at least.
    least: u32,
    /// Earlier places of a fingerprint that are looked at, the nearest first: formulas stand in many.
    most_places: usize,
}

impl Aligner {
    /// An aligner that finds passages of at least `least` fingerprints and looks for each of them in the `most_places` nearest
    /// places where it stands.
    pub fn new(least: u32, most_places: usize) -> Self {
        Self { least, most_places, ..Self::default() }
    }

    /// How many fingerprints were taken.
    pub fn len(&self) -> usize {
        self.taken.len()
    }

    /// True before the first.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }

    /// Where the fingerprint with this index begins, if all texts stood in one: the lower half of it.
    pub fn start(&self, index: usize) -> u32 {
        self.taken[index].start
    }

    /// Takes the fingerprints of a text that begins at byte `offset`, if all texts stood in one, and farther behind the one
    /// before than [`MAX_GAP`]. Finds the passages that stood before, in it or in another.
    pub fn align(&mut self, fingerprints: &[Fingerprint], offset: u64) -> Vec<Alignment> {
        let from = self.len();
        self.take(fingerprints, offset);
        self.look_up(from);
        self.passages_from(from)
    }

    /// The same for a text that is compared with nothing but itself.
    pub fn align_alone(mut self, fingerprints: &[Fingerprint]) -> Vec<Alignment> {
        let from = self.len();
        self.take(fingerprints, 0);
        if fingerprints.len() < MANY {
            self.look_up(from);
        } else {
            self.look_up_sorted();
        }
        self.passages_from(from)
    }

    fn take(&mut self, fingerprints: &[Fingerprint], offset: u64) {
        let taken = |fingerprint: &Fingerprint| Taken {
            hash: (fingerprint.hash >> 32) as u32,
            start: (offset + fingerprint.span().start() as u64) as u32,
            earlier: 0,
        };
        self.taken.extend(fingerprints.iter().map(taken));
    }

    /// The passages whose second place begins at the fingerprint with this index or behind it.
    fn passages_from(&mut self, from: usize) -> Vec<Alignment> {
        for stretch in (from..self.len()).step_by(STRETCH) {
            let stretch = stretch..self.len().min(stretch + STRETCH);
            self.touch(stretch.clone());
            for at in stretch {
                let Taken { start, earlier, .. } = self.taken[at];
                if earlier > 0 {
                    self.close(start);
                    self.go_on(at as u32);
                    self.follow_all(at as u32);
                }
            }
        }
        for passage in std::mem::take(&mut self.open) {
            self.keep(passage.alignment);
        }
        std::mem::take(&mut self.found)
    }

    /// Looks up where the hashes from this one on stood last. A loop of its own, for one need not wait for the other.
    fn look_up(&mut self, from: usize) {
        let taken = &mut self.taken;
        self.latest.reserve(taken.len() - from, |&known| spread(taken[known as usize].hash));
        for at in from..taken.len() {
            let hash = taken[at].hash;
            let is_same = |&known: &u32| taken[known as usize].hash == hash;
            let rehash = |&known: &u32| spread(taken[known as usize].hash);
            match self.latest.entry(spread(hash), is_same, rehash) {
                Entry::Occupied(mut known) => {
                    taken[at].earlier = 1 + std::mem::replace(known.get_mut(), at as u32);
                }
                Entry::Vacant(free) => _ = free.insert(at as u32),
            }
        }
    }

    /// The same for all of them at once: brought in the order of their hashes, the same ones are side by side. The table of millions of
    /// hashes is larger than the cache, so that most questions to it wait for the memory; sorting reads it in a row.
    fn look_up_sorted(&mut self) {
        let pair = |(at, taken): (usize, &Taken)| (u64::from(taken.hash) << 32) | at as u64;
        let mut pairs: Vec<u64> = self.taken.iter().enumerate().map(pair).collect();
        pairs.sort_unstable();
        for two in pairs.windows(2).filter(|two| two[0] >> 32 == two[1] >> 32) {
            self.taken[two[1] as u32 as usize].earlier = 1 + two[0] as u32;
        }
    }

    /// Reads what fingerprints are going to be compared with. Each place may be a miss in the cache; here none waits for that of
    /// another fingerprint, and the memory answers many at once.
    fn touch(&self, stretch: Range<usize>) {
        let mut places = [0u32; STRETCH];
        places.iter_mut().zip(&self.taken[stretch]).for_each(|(place, taken)| *place = taken.earlier);
        for _ in 0..self.most_places {
            for place in &mut places {
                let earlier = self.taken.get(place.wrapping_sub(1) as usize);
                *place = earlier.map_or(0, |taken| taken.earlier);
            }
        }
        black_box(places);
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
            let (here, there) = (self.taken[next as usize], self.taken[second as usize]);
            if next < second && here.hash == there.hash {
                passage.extend((next, here.start), (second, there.start));
            }
        }
    }

    /// Goes on with passages from the nearest of the places before where the fingerprint stands, or begins them.
    fn follow_all(&mut self, second: u32) {
        let mut place = self.taken[second as usize].earlier;
        for _ in 0..self.most_places {
            let Some(first) = place.checked_sub(1) else { break };
            place = self.taken[first as usize].earlier;
            self.follow(first, second);
        }
    }

    /// Goes on with the passage that has the fingerprint at `first` next at `second`, or begins one there.
    fn follow(&mut self, first: u32, second: u32) {
        let (here, there) = (self.taken[first as usize].start, self.taken[second as usize].start);
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
        let by_table = Aligner::new(2, 4).align(&fingerprints, 0);
        let mut sorted = Aligner::new(2, 4);
        sorted.take(&fingerprints, 0);
        sorted.look_up_sorted();
        assert!(by_table.len() > 100);
        assert_eq!(sorted.passages_from(0), by_table);
    }
}
