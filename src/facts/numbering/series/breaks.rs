//! Breaks in the numbers of a series (一、二、四、: 1, 2, 4), and how they can be repaired.

use crate::facts::numbering::marks::Family;
use crate::facts::numbering::series::Series;

/// Number of members after a break among which the expected number is looked for. If it is there,
/// two members are swapped.
const MAX_DISORDER: usize = 3;

/// A member of a series whose number does not continue that of the previous member: 四 in 一、二、四、 (1,
/// 2, 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Index of the mark among the members of its series; never 0.
    pub at: usize,
    /// The number that was expected.
    pub expected: u32,
    /// Relation of the wrong number to those around it.
    pub kind: BreakKind,
}

/// Kind of a number that is not the expected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakKind {
    /// The number is higher than expected, and the series continues from it: 一、二、四、五、 (1, 2, 4, 5).
    Skips,
    /// The number is another one, and the series continues as if it were the expected one: 一、二、五、四、
    /// (1, 2, 5, 4).
    Differs,
    /// The number is that of the previous member: 二、二、 (2, 2).
    Repeats,
    /// The number is higher than expected, and the expected number comes later, at this index among
    /// the members: 一、三、二、 (1, 3, 2).
    Swapped(usize),
    /// The number is lower than that of the previous member: 三、一、 (3, 1).
    Back,
}

/// Finds all breaks of a series with these ordinals, in order. A number that is wrong only because
/// of the break before it is not reported again.
pub fn breaks(ordinals: &[u32]) -> Vec<Break> {
    let mut found = Vec::new();
    let mut taken = Vec::new();
    let mut previous = ordinals.first().copied().unwrap_or(0);
    for at in 1..ordinals.len() {
        let expected = previous + 1;
        if ordinals[at] == expected {
            previous = expected;
        } else if !taken.contains(&at) {
            let kind = kind(ordinals, at, expected);
            found.push(Break { at, expected, kind });
            match kind {
                BreakKind::Swapped(with) => {
                    taken.push(with);
                    previous = ordinals[at];
                }
                BreakKind::Skips => previous = ordinals[at],
                BreakKind::Differs => previous = expected,
                BreakKind::Repeats if ordinals.get(at + 1) == Some(&(expected + 1)) => previous = expected,
                BreakKind::Repeats | BreakKind::Back => {}
            }
        }
    }
    found
}

fn kind(ordinals: &[u32], at: usize, expected: u32) -> BreakKind {
    let ordinal = ordinals[at];
    let behind = ordinals.iter().enumerate().skip(at + 1).take(MAX_DISORDER);
    if ordinal + 1 == expected {
        BreakKind::Repeats
    } else if ordinal < expected {
        BreakKind::Back
    } else if let Some((with, _)) = behind.clone().find(|(_, later)| **later == expected) {
        BreakKind::Swapped(with)
    } else if ordinals.get(at + 1) == Some(&(expected + 1)) {
        BreakKind::Differs
    } else {
        BreakKind::Skips
    }
}

/// Minimum number of members of a series that begins with another number than 1, for its breaks to
/// be reported. Applies to marks that are recognised only by their neighbours: fewer of them may be
/// neighbours by chance.
const MIN_LATE_MEMBERS: usize = 4;
/// Maximum number of consecutive numbers that can be missing by mistake. If more are missing, the
/// author left them out on purpose.
const MAX_LOST: u32 = 2;
/// Minimum number of members of a series for each of its breaks, if it has several. In a series
/// with more breaks, they are not typing errors.
const MEMBERS_A_BREAK: usize = 6;

impl Series {
    /// Breaks of the series that are likely to be errors. If its marks are recognised only by their
    /// neighbours ([`Family::needs_company`]), only those that look like typing errors are
    /// returned, as texts often cite a selection of such numbers.
    pub fn breaks(&self) -> Vec<Break> {
        let found = breaks(&self.ordinals);
        if !self.family.needs_company() || found.is_empty() {
            return found;
        }
        let steps = self.ordinals.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
        let is_slip = |found: &Break| match found.kind {
            BreakKind::Skips | BreakKind::Differs => self.ordinals[found.at] <= found.expected + MAX_LOST,
            BreakKind::Repeats | BreakKind::Swapped(_) => true,
            BreakKind::Back => false,
        };
        // Sources are more often a selection from a longer list than lost.
        let is_repeat = matches!(found[..], [Break { kind: BreakKind::Repeats, .. }]);
        let fewest = if self.family == Family::Square && !is_repeat { MIN_LATE_MEMBERS + 1 } else { 0 };
        let begins = self.ordinals.len() >= fewest
            && (self.ordinals[0] == 1 || self.ordinals.len() >= MIN_LATE_MEMBERS);
        let are_few = found.len() == 1 || found.len() * MEMBERS_A_BREAK <= self.ordinals.len();
        if begins
            && are_few
            && (steps > 0 || matches!(self.family, Family::Inserted(_)))
            && found.iter().all(is_slip)
        {
            found
        } else {
            Vec::new()
        }
    }
}

impl Break {
    /// Repairs the break: the indices of the members of `series` that must be renumbered, with
    /// their new numbers. `None` if the series would still have a break after that.
    pub fn repair(&self, series: &Series) -> Option<Vec<(usize, u32)>> {
        let ordinals = &series.ordinals;
        let goes_on = |from: usize| ordinals[from..].windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let shifted = |by: i64| -> Option<Vec<(usize, u32)>> {
            let members = self.at..ordinals.len();
            members.map(|at| Some((at, u32::try_from(i64::from(ordinals[at]) + by).ok()?))).collect()
        };
        let next = ordinals.get(self.at + 1);
        match self.kind {
            BreakKind::Differs => goes_on(self.at + 1).then(|| vec![(self.at, self.expected)]),
            BreakKind::Repeats if next.is_none_or(|&next| next == self.expected + 1) => {
                goes_on(self.at + 1).then(|| vec![(self.at, self.expected)])
            }
            BreakKind::Repeats if goes_on(self.at) => shifted(1),
            BreakKind::Skips if goes_on(self.at) => {
                shifted(i64::from(self.expected) - i64::from(ordinals[self.at]))
            }
            BreakKind::Swapped(with) if with == self.at + 1 && ordinals[self.at] == self.expected + 1 => {
                let rest = ordinals[with + 1..].iter().zip(self.expected + 2..);
                let is_mended = rest.clone().all(|(&ordinal, expected)| ordinal == expected);
                is_mended.then(|| vec![(self.at, self.expected), (with, self.expected + 1)])
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Break, BreakKind, breaks};
    use crate::facts::numbering::marks::Family;
    use crate::facts::numbering::series::Series;

    fn all(ordinals: &[u32]) -> Vec<(usize, BreakKind)> {
        breaks(ordinals).iter().map(|found| (found.at, found.kind)).collect()
    }

    fn mended(ordinals: &[u32]) -> Option<Vec<u32>> {
        let found: Vec<Break> = breaks(ordinals);
        assert_eq!(found.len(), 1, "{ordinals:?}: {found:?}");
        let members = (0..ordinals.len()).collect();
        let mut series =
            Series { family: Family::HanPause, members, ordinals: ordinals.to_vec(), parent: None };
        for (at, ordinal) in found[0].repair(&series)? {
            series.ordinals[at] = ordinal;
        }
        Some(series.ordinals)
    }

    #[test]
    fn names_each_break_once() {
        assert_eq!(all(&[1, 2, 3]), []);
        assert_eq!(all(&[1, 2, 4, 5]), [(2, BreakKind::Skips)]);
        assert_eq!(all(&[1, 2, 5, 4]), [(2, BreakKind::Differs)]);
        assert_eq!(all(&[1, 2, 2, 3]), [(2, BreakKind::Repeats)]);
        assert_eq!(all(&[1, 2, 2, 4]), [(2, BreakKind::Repeats)]);
        assert_eq!(all(&[1, 3, 2, 4]), [(1, BreakKind::Swapped(2))]);
        assert_eq!(all(&[1, 2, 4, 5, 3, 6]), [(2, BreakKind::Swapped(4))]);
        assert_eq!(all(&[1, 2, 4, 6]), [(2, BreakKind::Skips), (3, BreakKind::Skips)]);
    }

    #[test]
    fn mends_by_the_fewest_changes() {
        assert_eq!(mended(&[1, 2, 4]), Some(vec![1, 2, 3]));
        assert_eq!(mended(&[1, 2, 4, 5]), Some(vec![1, 2, 3, 4]));
        assert_eq!(mended(&[1, 2, 5, 4]), Some(vec![1, 2, 3, 4]));
        assert_eq!(mended(&[1, 2, 2, 4]), Some(vec![1, 2, 3, 4]));
        assert_eq!(mended(&[1, 2, 2, 3]), Some(vec![1, 2, 3, 4]));
        assert_eq!(mended(&[1, 3, 2, 4]), Some(vec![1, 2, 3, 4]));
        assert_eq!(mended(&[1, 2, 4, 5, 3, 6]), None);
    }
}
