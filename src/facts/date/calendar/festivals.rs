//! Days of traditional festivals, 1990–2050: those of the lunar calendar, and 清明 (Tomb-Sweeping
//! Day), which follows the sun.

use jiff::civil::Date as Day;

use crate::facts::date::calendar::lunar::{LunarDay, common_day};
use crate::words::class::Class;
use crate::words::{Words, calendar};

/// First year of the table.
const FIRST: i16 = 1990;

/// Day of April on which 清明 (Tomb-Sweeping Day) falls, one entry per year from [`FIRST`] on.
/// Computed from the rules of GB/T 33661-2017 by three independent implementations that agree on
/// every day.
#[rustfmt::skip]
const QINGMING: [i8; 61] = [
    5, 5, 4, 5, 5, 5, 4, 5, 5, 5, 4, 5, 5, 5, 4, 5, 5, 5, 4, 4, 5,
    5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 5, 5,
    4, 4, 5, 5, 4, 4, 5, 5, 4, 4, 4, 5, 4, 4, 4, 5, 4, 4, 4,
];

/// Traditional festival that a text may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Festival {
    /// 除夕 (New Year's Eve), the day before 春节.
    Eve,
    /// 春节 (Spring Festival), also 大年初一 ("first day of the year").
    NewYear,
    /// 元宵 (Lantern Festival), the fifteenth day of the lunar year.
    Lantern,
    /// 清明 (Tomb-Sweeping Day), in early April.
    Qingming,
    /// 端午 (Dragon Boat Festival), the fifth day of the fifth lunar month.
    DragonBoat,
    /// 中秋 (Mid-Autumn Festival), the fifteenth day of the eighth lunar month.
    MidAutumn,
    /// 重阳 (Double Ninth Festival), the ninth day of the ninth lunar month.
    DoubleNinth,
}

/// Classes of the words for festivals, each with its festival.
const FESTIVALS: [(&Class, Festival); 7] = [
    (&calendar::NEW_YEARS_EVE, Festival::Eve),
    (&calendar::SPRING_FESTIVAL, Festival::NewYear),
    (&calendar::LANTERN_FESTIVAL, Festival::Lantern),
    (&calendar::TOMB_SWEEPING_DAY, Festival::Qingming),
    (&calendar::DRAGON_BOAT_FESTIVAL, Festival::DragonBoat),
    (&calendar::MID_AUTUMN_FESTIVAL, Festival::MidAutumn),
    (&calendar::DOUBLE_NINTH_FESTIVAL, Festival::DoubleNinth),
];

/// Festival whose word `text` ends with, and the word.
pub fn before<'w>(text: &str, words: &'w Words) -> Option<(&'w str, Festival)> {
    FESTIVALS.iter().find_map(|&(class, festival)| Some((words.of(class).end_of(text)?, festival)))
}

/// Festival whose word `text` starts with, and the word.
pub fn start_of<'w>(text: &str, words: &'w Words) -> Option<(&'w str, Festival)> {
    FESTIVALS.iter().find_map(|&(class, festival)| Some((words.of(class).start_of(text)?, festival)))
}

impl Festival {
    /// Day of the lunar calendar on which the festival falls. `None` if that differs from year to
    /// year.
    pub fn lunar(self) -> Option<LunarDay> {
        match self {
            Self::NewYear => Some(LunarDay::plain(1, 1)),
            Self::Lantern => Some(LunarDay::plain(1, 15)),
            Self::DragonBoat => Some(LunarDay::plain(5, 5)),
            Self::MidAutumn => Some(LunarDay::plain(8, 15)),
            Self::DoubleNinth => Some(LunarDay::plain(9, 9)),
            Self::Eve | Self::Qingming => None,
        }
    }
}

/// Day of a festival in a year of the common calendar; `None` outside 1990–2050.
pub fn day(festival: Festival, year: i16) -> Option<Day> {
    match festival {
        Festival::Eve => day(Festival::NewYear, year)?.yesterday().ok(),
        Festival::Qingming => Day::new(year, 4, *QINGMING.get(usize::try_from(year - FIRST).ok()?)?).ok(),
        _ => common_day(year, festival.lunar()?),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Festival, QINGMING, day};

    /// The numbers of days between the festivals of a year may differ from those of another year
    /// only by the days of a leap month, as lunar months have 29 or 30 days.
    #[test]
    fn festivals_keep_their_distances() {
        for year in FIRST..FIRST + QINGMING.len() as i16 {
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
