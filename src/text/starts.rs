//! Compact list of millions of ascending positions, with about two bytes for each.

/// Number of positions in a group. Within a group, positions are stored as 16-bit distances from
/// the first one.
const GROUP: usize = 32;
/// Distance that marks a position which is too far away for 16 bits and is stored in `far`.
const FAR: u16 = u16::MAX;

/// A list of 32-bit positions, most of them close to the previous one. For positions above 4 GiB
/// the lower 32 bits are kept.
#[derive(Default)]
pub struct Starts {
    /// First position of each group.
    bases: Vec<u32>,
    /// Distance of each position from the first one of its group, or [`FAR`].
    offsets: Vec<u16>,
    /// Positions that are too far from the first one of their group, with their indices, in order.
    far: Vec<(u32, u32)>,
}

impl Starts {
    /// Number of positions.
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// True if the list is empty.
    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// Appends positions. Only ascending ones are stored compactly.
    pub fn extend(&mut self, starts: impl ExactSizeIterator<Item = u32>) {
        self.offsets.reserve(starts.len());
        let mut base = self.bases.last().copied().unwrap_or_default();
        for start in starts {
            let at = self.len();
            if at.is_multiple_of(GROUP) {
                base = start;
                self.bases.push(base);
            }
            let offset = start.wrapping_sub(base);
            let is_near = offset < FAR.into();
            if !is_near {
                self.far.push((at as u32, start));
            }
            self.offsets.push(if is_near { offset as u16 } else { FAR });
        }
    }

    /// Returns the position with this index.
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
