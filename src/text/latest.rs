//! Where each hash stood last: a table for millions of hashes that are spread over all bits, eight bytes a place.
//!
//! A general map keeps the hash beside what it stands for and looks in two places; here the list of hashes, which is
//! there anyway, says which one a place means.

/// Indices into a list of hashes, the last of each.
#[derive(Debug, Default)]
pub struct Latest {
    /// The upper half of a hash and its index, counted from one; 0 is free. A power of two of them.
    slots: Vec<u64>,
    filled: usize,
}

/// Fewest places.
const MIN_SLOTS: usize = 16;

impl Latest {
    /// A table for so many different hashes.
    pub fn with_capacity(count: usize) -> Self {
        Self { slots: vec![0; Self::slots_for(count)], filled: 0 }
    }

    /// Puts in the last of `hashes`; the index before it that has the same hash, if there is one. Every hash must have been
    /// put in when it was the last.
    pub fn put(&mut self, hashes: &[u64]) -> Option<usize> {
        let at = hashes.len().checked_sub(1)?;
        if self.filled * 4 >= self.slots.len() * 3 {
            self.grow(hashes);
        }
        let hash = hashes[at];
        let mut slot = self.first(hash);
        loop {
            let held = self.slots[slot];
            let Some(index) = (held as u32 as usize).checked_sub(1) else {
                self.slots[slot] = packed(hash, at);
                self.filled += 1;
                return None;
            };
            if held >> 32 == hash >> 32 && hashes[index] == hash {
                self.slots[slot] = packed(hash, at);
                return Some(index);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Places for so many hashes, of which a quarter stays free at least.
    fn slots_for(count: usize) -> usize {
        (count + count / 2).next_power_of_two().max(MIN_SLOTS)
    }

    /// Where a hash belongs unless others were there first.
    fn first(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self, hashes: &[u64]) {
        let slots = vec![0; (2 * self.slots.len()).max(MIN_SLOTS)];
        for held in std::mem::replace(&mut self.slots, slots) {
            let Some(index) = (held as u32 as usize).checked_sub(1) else { continue };
            let mut slot = self.first(hashes[index]);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (self.slots.len() - 1);
            }
            self.slots[slot] = held;
        }
    }
}

fn packed(hash: u64, at: usize) -> u64 {
    hash >> 32 << 32 | (at as u64 + 1)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::Latest;

    #[test]
    fn says_what_a_map_says() {
        for capacity in [0, 10, 5000] {
            let (mut latest, mut map) = (Latest::with_capacity(capacity), HashMap::new());
            let mut hashes = Vec::new();
            let mut random = 0x9E37_79B9_7F4A_7C15_u64;
            for at in 0..4000 {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                // Some come again, and some share half of their bits.
                let hash = match at % 3 {
                    0 => random,
                    1 => hashes[random as usize % at],
                    _ => hashes[random as usize % at] ^ 1 << (random % 64),
                };
                hashes.push(hash);
                assert_eq!(latest.put(&hashes), map.insert(hash, at), "{at}");
            }
        }
        assert_eq!(Latest::default().put(&[]), None);
    }
}
