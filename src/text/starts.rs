//! Compact list of millions of ascending start positions, at about two bytes each.

/// Number of starts in a group. Within a group, starts are stored as distances from its first.
const GROUP: usize = 32;
/// Distance that marks a start stored in full in `far`.
const FAR: u16 = u16::MAX;

/// A list of 32-bit positions, most of them close to the previous one. For positions above 4 GiB
/// the lower 32 bits are kept.
#[derive(Default)]
pub struct Starts {
    /// First start of each group.
    bases: Vec<u32>,
    offsets: Vec<u16>,
    /// Starts too far from the first of their group, with their indices, in order.
    far: Vec<(u32, u32)>,
}

impl Starts {
    /// Number of starts.
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// True if the list is empty.
    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Appends starts.
    pub fn extend(&mut self, starts: impl ExactSizeIterator<Item = u32>) {
        self.offsets.reserve(starts.len());
        for start in starts {
            let at = self.len();
            if at.is_multiple_of(GROUP) {
                self.bases.push(start);
            }
            let offset = start.wrapping_sub(self.bases[at / GROUP]);
            let is_near = offset < FAR.into();
            if !is_near {
                self.far.push((at as u32, start));
            }
            self.offsets.push(if is_near { offset as u16 } else { FAR });
        }
    }

    /// The start with this index.
    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        match self.offsets[at] {
            FAR => self.far_start(at),
            offset => self.bases[at / GROUP].wrapping_add(offset.into()),
        }
    }

    #[cold]
    fn far_start(&self, at: usize) -> u32 {
        self.far[self.far.partition_point(|(index, _)| (*index as usize) < at)].1
    }
}

#[cfg(test)]
mod tests {
    use super::Starts;

    #[test]
    fn every_start_comes_back_however_far_the_next_is() {
        let steps = [20, 65_533, 65_534, 65_535, 65_536, 0, 3_000_000_000, 31, 1];
        let sums = (0..2000).scan(4_000_000_000u32, |at, index| {
            *at = at.wrapping_add(if index % 70 == 0 { steps[index / 70 % steps.len()] } else { 25 });
            Some(*at)
        });
        let expected: Vec<u32> = sums.collect();
        let mut starts = Starts::default();
        for part in expected.chunks(333) {
            starts.extend(part.iter().copied());
        }
        assert_eq!(starts.len(), expected.len());
        assert!(expected.iter().enumerate().all(|(at, start)| starts.get(at) == *start));
        assert!(!starts.far.is_empty() && starts.far.len() < expected.len() / 2);
    }
}
