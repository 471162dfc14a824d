//! 干支: the cycle of sixty years, with the animals that go with its branches.

use crate::text::numeral::{BRANCHES, STEMS};

/// The animals of the branches, in their order.
const ANIMALS: &str = "鼠牛虎兔龙蛇马羊猴鸡狗猪";

/// 甲子 is the year 4.
const ORIGIN: u32 = 4;

/// The names of the sixty years, 甲子 first.
pub fn names() -> [String; 60] {
    std::array::from_fn(|at| [nth(STEMS, at % 10), nth(BRANCHES, at % 12)].iter().collect())
}

/// The place of a year of the common era in the cycle, 0 for 甲子; the lunar year that begins in it.
pub fn of(year: u32) -> usize {
    (year as usize + 60 - ORIGIN as usize) % 60
}

/// The animal of the year with this place.
pub fn animal(place: usize) -> char {
    nth(ANIMALS, place % 12)
}

fn nth(signs: &str, at: usize) -> char {
    signs.chars().nth(at).unwrap_or_default()
}

/// True for one of the twelve animals.
pub fn is_animal(c: char) -> bool {
    ANIMALS.contains(c)
}

#[cfg(test)]
mod tests {
    use super::{animal, names, of};

    #[test]
    fn known_years() {
        for (year, name, beast) in
            [(1984, "甲子", '鼠'), (2024, "甲辰", '龙'), (2026, "丙午", '马'), (1911, "辛亥", '猪')]
        {
            assert_eq!(names()[of(year)], name);
            assert_eq!(animal(of(year)), beast);
        }
    }
}
