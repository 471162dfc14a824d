//! Alignment of fingerprints: where a run of them occurs again in the same order, with few in between that do not.

use crate::text::latest::Latest;

/// Two fingerprints of one passage are not farther apart than this, in bytes: what lies between them was edited.
pub const MAX_GAP: u64 = 180;
/// How much longer or shorter an edit may make the passage, in bytes.
const MAX_SHIFT: u64 = 60;
/// Earlier places of a fingerprint that are looked at, the nearest first: formulas stand in many.
const MAX_PLACES: usize = 4;
/// Passages that are followed at the same time.
const MAX_OPEN: usize = 8;

/// A passage that stands twice, in indices of fingerprints: the first and the last of each place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Where it stands first.
    pub first: (usize, usize),
    /// Where it stands again.
    pub second: (usize, usize),
    /// How many fingerprints the two places share, in order.
    pub shared: usize,
}

/// A passage that may go on.
#[derive(Clone, Copy)]
struct Open {
    alignment: Alignment,
    /// Where its last fingerprint begins, in both places.
    last: (u64, u64),
}

/// Takes fingerprints one after another and says which runs stood before. Time is linear in their number, whatever they
/// are, and nothing of the text is kept: 31 to 42 bytes a fingerprint.
#[derive(Default)]
pub struct Aligner {
    hashes: Vec<u64>,
    starts: Vec<u64>,
    /// For each fingerprint, the place before it that has the same hash, counted from one.
    earlier: Vec<u32>,
    latest: Latest,
    open: Vec<Open>,
    found: Vec<Alignment>,
    /// Fingerprints that a passage shares at least.
    least: usize,
}

impl Aligner {
    /// An aligner for so many fingerprints that finds passages of at least `least` of them.
    pub fn with_capacity(count: usize, least: usize) -> Self {
        Self {
            least,
            hashes: Vec::with_capacity(count),
            starts: Vec::with_capacity(count),
            earlier: Vec::with_capacity(count),
            latest: Latest::with_capacity(count),
            open: Vec::with_capacity(MAX_OPEN),
            found: Vec::new(),
        }
    }

    /// How many fingerprints were taken.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Where the fingerprint with this index begins.
    pub fn start(&self, index: usize) -> u64 {
        self.starts[index]
    }

    /// True before the first.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Takes the next fingerprint, whose gram begins at byte `start`; starts never go back.
    pub fn push(&mut self, hash: u64, start: u64) {
        let at = self.hashes.len();
        self.hashes.push(hash);
        self.starts.push(start);
        self.close(start);
        let mut place = self.latest.put(&self.hashes).map_or(0, |before| before as u32 + 1);
        self.earlier.push(place);
        if place == 0 {
            return;
        }
        self.go_on(at);
        for _ in 0..MAX_PLACES {
            let Some(index) = (place as usize).checked_sub(1) else { break };
            place = self.earlier[index];
            self.follow(index, at);
        }
    }

    /// Ends all passages and hands on what was found since it was last asked.
    pub fn take(&mut self) -> Vec<Alignment> {
        for passage in std::mem::take(&mut self.open) {
            self.keep(passage.alignment);
        }
        std::mem::take(&mut self.found)
    }

    /// Ends the passages that do not reach as far as `at`.
    fn close(&mut self, at: u64) {
        let (found, least) = (&mut self.found, self.least);
        self.open.retain(|passage| {
            let goes_on = at - passage.last.1 <= MAX_GAP;
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
    fn go_on(&mut self, second: usize) {
        for passage in &mut self.open {
            let next = passage.alignment.first.1 + 1;
            if next < second && self.hashes[next] == self.hashes[second] {
                passage.extend((next, self.starts[next]), (second, self.starts[second]));
            }
        }
    }

    /// Goes on with the passage that has the fingerprint at `first` next at `second`, or begins one there.
    fn follow(&mut self, first: usize, second: usize) {
        let (here, there) = (self.starts[first], self.starts[second]);
        let shift = |passage: &Open| {
            let (ahead, behind) = (here.checked_sub(passage.last.0)?, there - passage.last.1);
            let shift = ahead.abs_diff(behind);
            // One fingerprint takes a passage one step, and only what stands many times in a row runs into itself.
            let is_step = behind > 0 || ahead == 0;
            let is_apart = first < passage.alignment.second.0 || shift == 0;
            (is_step && is_apart && ahead <= MAX_GAP && shift <= MAX_SHIFT).then_some(shift)
        };
        let next = self.open.iter_mut().filter_map(|passage| Some((shift(passage)?, passage)));
        if let Some((_, passage)) = next.min_by_key(|(shift, _)| *shift) {
            passage.extend((first, here), (second, there));
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
    fn extend(&mut self, first: (usize, u64), second: (usize, u64)) {
        self.alignment.shared += usize::from(self.alignment.second.1 != second.0);
        self.alignment.first.1 = self.alignment.first.1.max(first.0);
        self.alignment.second.1 = second.0;
        self.last = (first.1, second.1);
    }
}
