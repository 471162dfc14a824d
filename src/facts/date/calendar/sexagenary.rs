//! Names of years in the traditional cycle of sixty (干支): a stem and a branch, as 甲子, with the
//! zodiac animals that belong to the branches.

use crate::text::numeral::{BRANCHES, STEMS};
use crate::text::signs::Signs;

/// Zodiac animals of the twelve branches, in order: rat, ox, tiger and so on.
const ANIMALS: &str = "鼠牛虎兔龙蛇马羊猴鸡狗猪";
/// The same animals, and the branches, for fast tests.
static ANIMAL_SIGNS: Signs = Signs::of(ANIMALS);
static BRANCH_SIGNS: Signs = Signs::of(BRANCHES);
/// A year named 甲子, the first name of the cycle: the year 4.
const ORIGIN: u32 = 4;
/// Number of bytes of a year's name: two Han characters.
pub const WIDTH: usize = 6;

/// Name of the year at a position in the cycle of sixty: 甲子 at position 0, 癸亥 at position 59.
pub fn name(place: usize) -> String {
    [nth(STEMS, place % 10), nth(BRANCHES, place % 12)].iter().collect()
}

/// Position (0 to 59) in the cycle of sixty of the name that `text` ends with. `None` if `text`
/// does not end with such a name: of the pairs of a stem and a branch, only every second one is a
/// name.
pub fn end_of(text: &str) -> Option<usize> {
    let mut last = text.chars().rev();
    let branch = last.next().filter(|c| BRANCH_SIGNS.contains(*c));
    let branch = branch.and_then(|c| BRANCHES.chars().position(|branch| branch == c))?;
    let stem = last.next().and_then(|c| STEMS.chars().position(|stem| stem == c))?;
    (0..60).find(|place| place % 10 == stem && place % 12 == branch)
}

/// Position in the cycle (0 for 甲子) of the lunar year that begins in a year of the common calendar.
pub fn of(year: u32) -> usize {
    (year as usize + 60 - ORIGIN as usize) % 60
}

/// Zodiac animal of the year at a position in the cycle of sixty: 鼠 ("rat") at position 0.
pub fn animal(place: usize) -> char {
    nth(ANIMALS, place % 12)
}

fn nth(signs: &str, at: usize) -> char {
    signs.chars().nth(at).unwrap_or_default()
}

/// True for one of the twelve zodiac animals.
pub fn is_animal(c: char) -> bool {
    ANIMAL_SIGNS.contains(c)
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, animal, end_of, name, of};

    #[test]
    fn known_years() {
        for (year, known, beast) in
            [(1984, "甲子", '鼠'), (2024, "甲辰", '龙'), (2026, "丙午", '马'), (1911, "辛亥", '猪')]
        {
            assert_eq!(name(of(year)), known);
            assert_eq!(animal(of(year)), beast);
        }
    }

    #[test]
    fn every_name_is_read_back_and_other_pairs_are_none() {
        for place in 0..60 {
            assert_eq!(end_of(&format!("农历{}", name(place))), Some(place));
            assert_eq!(name(place).len(), WIDTH);
        }
        assert_eq!((end_of("甲丑"), end_of("子甲"), end_of("")), (None, None, None));
    }
}
