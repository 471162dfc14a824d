//! Days of traditional festivals, 1990–2050. Computed from the rules of the lunar calendar (GB/T 33661-2017) by three
//! independent implementations that agree on every day.

use jiff::civil::Date as Day;

/// First year of the table.
const FIRST: i16 = 1990;

/// 春节, 清明, 端午, 中秋, 重阳 of each year, as month and day: 217 is 17 February.
#[rustfmt::skip]
const DAYS: [[u16; 5]; 61] = [
    [127, 405, 528, 1003, 1026],
    [215, 405, 616, 922, 1016],
    [204, 404, 605, 911, 1004],
    [123, 405, 624, 930, 1023],
    [210, 405, 613, 920, 1013],
    [131, 405, 602, 909, 1101],
    [219, 404, 620, 927, 1020],
    [207, 405, 609, 916, 1010],
    [128, 405, 530, 1005, 1028],
    [216, 405, 618, 924, 1017],
    [205, 404, 606, 912, 1006],
    [124, 405, 625, 1001, 1025],
    [212, 405, 615, 921, 1014],
    [201, 405, 604, 911, 1004],
    [122, 404, 622, 928, 1022],
    [209, 405, 611, 918, 1011],
    [129, 405, 531, 1006, 1030],
    [218, 405, 619, 925, 1019],
    [207, 404, 608, 914, 1007],
    [126, 404, 528, 1003, 1026],
    [214, 405, 616, 922, 1016],
    [203, 405, 606, 912, 1005],
    [123, 404, 623, 930, 1023],
    [210, 404, 612, 919, 1013],
    [131, 405, 602, 908, 1002],
    [219, 405, 620, 927, 1021],
    [208, 404, 609, 915, 1009],
    [128, 404, 530, 1004, 1028],
    [216, 405, 618, 924, 1017],
    [205, 405, 607, 913, 1007],
    [125, 404, 625, 1001, 1025],
    [212, 404, 614, 921, 1014],
    [201, 405, 603, 910, 1004],
    [122, 405, 622, 929, 1023],
    [210, 404, 610, 917, 1011],
    [129, 404, 531, 1006, 1029],
    [217, 405, 619, 925, 1018],
    [206, 405, 609, 915, 1008],
    [126, 404, 528, 1003, 1026],
    [213, 404, 616, 922, 1016],
    [203, 405, 605, 912, 1005],
    [123, 405, 624, 1001, 1024],
    [211, 404, 612, 919, 1012],
    [131, 404, 601, 908, 1001],
    [219, 405, 620, 927, 1020],
    [208, 405, 610, 916, 1009],
    [128, 404, 530, 1004, 1027],
    [215, 404, 618, 924, 1017],
    [204, 405, 607, 913, 1007],
    [124, 405, 527, 1002, 1026],
    [212, 404, 614, 920, 1014],
    [201, 404, 603, 910, 1003],
    [122, 404, 622, 928, 1022],
    [210, 405, 611, 917, 1011],
    [130, 404, 531, 1005, 1029],
    [217, 404, 619, 925, 1018],
    [206, 404, 608, 915, 1008],
    [126, 405, 529, 1004, 1027],
    [214, 404, 615, 922, 1016],
    [202, 404, 604, 911, 1005],
    [123, 404, 623, 930, 1024],
];

/// A festival that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Festival {
    /// 除夕, the day before 春节.
    Eve,
    /// 春节, 大年初一.
    NewYear,
    /// 元宵, the fifteenth day of the year.
    Lantern,
    /// 清明.
    Qingming,
    /// 端午.
    DragonBoat,
    /// 中秋.
    MidAutumn,
    /// 重阳.
    DoubleNinth,
}

/// The festivals by the words for them.
pub const WORDS: [(&str, Festival); 9] = [
    ("除夕", Festival::Eve),
    ("春节", Festival::NewYear),
    ("大年初一", Festival::NewYear),
    ("正月初一", Festival::NewYear),
    ("元宵", Festival::Lantern),
    ("清明", Festival::Qingming),
    ("端午", Festival::DragonBoat),
    ("中秋", Festival::MidAutumn),
    ("重阳", Festival::DoubleNinth),
];

/// The day of a festival in a year of the common calendar, 1990–2050.
pub fn day(festival: Festival, year: i16) -> Option<Day> {
    let days = DAYS.get(usize::try_from(year - FIRST).ok()?)?;
    let of = |at: usize| Day::new(year, (days[at] / 100) as i8, (days[at] % 100) as i8).ok();
    match festival {
        Festival::Eve => of(0)?.yesterday().ok(),
        Festival::NewYear => of(0),
        Festival::Lantern => of(0)?.checked_add(jiff::Span::new().days(14)).ok(),
        Festival::Qingming => of(1),
        Festival::DragonBoat => of(2),
        Festival::MidAutumn => of(3),
        Festival::DoubleNinth => of(4),
    }
}

#[cfg(test)]
mod tests {
    use super::{DAYS, FIRST, Festival, day};

    /// Lunar months have 29 or 30 days, so the festivals of a year keep their distances, a leap month apart.
    #[test]
    fn festivals_keep_their_distances() {
        for year in FIRST..FIRST + DAYS.len() as i16 {
            let at = |festival| day(festival, year).unwrap().day_of_year();
            let (spring, boat) = (at(Festival::NewYear), at(Festival::DragonBoat));
            let (moon, ninth) = (at(Festival::MidAutumn), at(Festival::DoubleNinth));
            assert!((20..=52).contains(&spring), "{year}");
            assert!(matches!(boat - spring, 121..=124 | 150..=154), "{year}: {}", boat - spring);
            assert!(matches!(moon - boat, 98..=100 | 127..=130), "{year}: {}", moon - boat);
            assert!(matches!(ninth - moon, 23 | 24 | 53 | 54), "{year}: {}", ninth - moon);
            assert!(matches!(at(Festival::Qingming), 94..=96), "{year}");
        }
    }

    #[test]
    fn known_days() {
        let of = |festival, year| day(festival, year).unwrap().to_string();
        assert_eq!(of(Festival::Eve, 2020), "2020-01-24");
        assert_eq!(of(Festival::Lantern, 2024), "2024-02-24");
        assert_eq!(of(Festival::MidAutumn, 2026), "2026-09-25");
        assert_eq!(day(Festival::NewYear, 1989), None);
    }
}
