//! 干支: the cycle of sixty years, with the animals that go with its branches.

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];
const ANIMALS: [char; 12] = ['鼠', '牛', '虎', '兔', '龙', '蛇', '马', '羊', '猴', '鸡', '狗', '猪'];

/// 甲子 is the year 4.
const ORIGIN: u32 = 4;

/// The names of the sixty years, 甲子 first.
pub fn names() -> [String; 60] {
    std::array::from_fn(|at| [STEMS[at % 10], BRANCHES[at % 12]].iter().collect())
}

/// The place of a year of the common era in the cycle, 0 for 甲子; the lunar year that begins in it.
pub fn of(year: u32) -> usize {
    (year as usize + 60 - ORIGIN as usize) % 60
}

/// The animal of the year with this place.
pub fn animal(place: usize) -> char {
    ANIMALS[place % 12]
}

/// True for one of the twelve animals.
pub fn is_animal(c: char) -> bool {
    ANIMALS.contains(&c)
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
