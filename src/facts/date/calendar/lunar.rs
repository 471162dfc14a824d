//! The lunar calendar, 1990–2050, from 正月初一 (first day) to 腊月三十 (last day) of each of its years.
//! Computed from the rules of GB/T 33661-2017 by three independent implementations that agree on
//! every day.

use jiff::ToSpan as _;
use jiff::civil::Date as Day;

/// First year of the table.
const FIRST: i16 = 1990;
/// Day of the common calendar on which the lunar year [`FIRST`] began.
const BEGINS: Day = Day::constant(1990, 1, 27);

/// For each year, the lengths of its lunar months as bits, from the first month on (1 for thirty
/// days, 0 for twenty-nine), and the number of the leap month, 0 if there is none.
#[rustfmt::skip]
const MONTHS: [(u16, u8); 61] = [
    (0b0100100101111, 5), (0b010010010111, 0), (0b011001001011, 0), (0b0110101001010, 3),
    (0b111010100101, 0), (0b0110101100101, 8), (0b010110101100, 0), (0b101010110110, 0),
    (0b1001001101101, 5), (0b100100101110, 0), (0b110010010110, 0), (0b1101010010101, 4),
    (0b110101001010, 0), (0b110110100101, 0), (0b0101101010101, 2), (0b010101101010, 0),
    (0b1010101011011, 7), (0b001001011101, 0), (0b100100101101, 0), (0b1100100101011, 5),
    (0b101010010101, 0), (0b101101001010, 0), (0b1011010101010, 4), (0b101011010101, 0),
    (0b0101010110101, 9), (0b010010111010, 0), (0b101001011011, 0), (0b0101001010111, 6),
    (0b010100101011, 0), (0b101010010011, 0), (0b0111010010101, 4), (0b011010101010, 0),
    (0b101011010101, 0), (0b0100110110101, 2), (0b010010110110, 0), (0b1010010101110, 6),
    (0b101001001110, 0), (0b110100100110, 0), (0b1110100100110, 5), (0b110101010011, 0),
    (0b010110101010, 0), (0b0110101101010, 3), (0b100101101101, 0), (0b0100101011101, 11),
    (0b010010101101, 0), (0b101001001101, 0), (0b1101001001011, 6), (0b110100100101, 0),
    (0b110101010010, 0), (0b1101101010100, 5), (0b101101011010, 0), (0b010101101101, 0),
    (0b0100101011011, 2), (0b010010011011, 0), (0b1010010010111, 7), (0b101001001011, 0),
    (0b101010100101, 0), (0b1011010100101, 5), (0b011011010010, 0), (0b101011011010, 0),
    (0b0101010110110, 3),
];

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// Month from 1 (正月) to 12 (腊月).
    pub month: u8,
    /// True for a leap month (闰): the second month with this number in its year.
    pub is_leap: bool,
    /// Day of the month from 1 (初一) to 30 (三十).
    pub day: u8,
}

impl LunarDay {
    /// Creates a day of a month that is not a leap month.
    pub const fn plain(month: u8, day: u8) -> Self {
        Self { month, is_leap: false, day }
    }
}

/// Numbers of days of a year's months, in order. `months` and `leap` are an entry of [`MONTHS`].
fn lengths(months: u16, leap: u8) -> impl Iterator<Item = i32> {
    let count = if leap == 0 { 12 } else { 13 };
    (0..count).rev().map(move |at| if months >> at & 1 == 1 { 30 } else { 29 })
}

/// Day of the common calendar for a day of a lunar year. A lunar year has the number of the common
/// year in which it begins. `None` if the table does not have the year, or the year does not have
/// the day.
pub fn common_day(year: i16, lunar: LunarDay) -> Option<Day> {
    let at = usize::try_from(year - FIRST).ok()?;
    let &(months, leap) = MONTHS.get(at)?;
    let before: i32 = MONTHS[..at].iter().flat_map(|&(months, leap)| lengths(months, leap)).sum();
    if lunar.is_leap && lunar.month != leap {
        return None;
    }
    let is_behind_leap = lunar.is_leap || (leap != 0 && lunar.month > leap);
    let place = usize::from(lunar.month).checked_sub(1)? + usize::from(is_behind_leap);
    let length = lengths(months, leap).nth(place)?;
    let within: i32 = lengths(months, leap).take(place).sum();
    let day = i32::from(lunar.day);
    (1..=length).contains(&day).then(|| BEGINS.checked_add((before + within + day - 1).days()).ok())?
}

/// Number of the leap month of a lunar year: the inner value is `None` if the year has none, the
/// outer one if the table does not have the year.
pub fn leap_month(year: i16) -> Option<Option<u8>> {
    let &(_, leap) = MONTHS.get(usize::try_from(year - FIRST).ok()?)?;
    Some((leap != 0).then_some(leap))
}

/// Lunar day of a day of the common calendar; `None` if the table does not have it.
pub fn of(day: Day) -> Option<LunarDay> {
    let mut left = BEGINS.until(day).ok()?.get_days();
    if left < 0 {
        return None;
    }
    for &(months, leap) in &MONTHS {
        for (place, length) in lengths(months, leap).enumerate() {
            if left < length {
                let is_leap = leap != 0 && place == usize::from(leap);
                let is_behind = leap != 0 && place >= usize::from(leap);
                let month = u8::try_from(place + 1 - usize::from(is_behind)).ok()?;
                return Some(LunarDay { month, is_leap, day: u8::try_from(left + 1).ok()? });
            }
            left -= length;
        }
    }
    None
}

/// First and last year of the table.
pub fn years() -> (u32, u32) {
    let last = usize::from(FIRST.unsigned_abs()) + MONTHS.len() - 1;
    (FIRST.unsigned_abs().into(), u32::try_from(last).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date as Day;

    use super::{FIRST, LunarDay, MONTHS, common_day, leap_month, lengths, of};

    /// The months of the table must last 29.53 days on average, like those of the moon, and about
    /// seven years in nineteen must have a leap month. Each year must begin in January or February.
    #[test]
    fn years_keep_step_with_the_moon_and_the_sun() {
        let days: i32 = MONTHS.iter().flat_map(|&(months, leap)| lengths(months, leap)).sum();
        let months: usize = MONTHS.iter().map(|&(months, leap)| lengths(months, leap).count()).sum();
        assert!((f64::from(days) / months as f64 - 29.530_59).abs() < 0.002);
        for years in MONTHS.windows(19) {
            assert!(matches!(years.iter().filter(|year| year.1 != 0).count(), 6..=8));
        }
        for year in FIRST..FIRST + MONTHS.len() as i16 {
            let first = common_day(year, LunarDay::plain(1, 1)).unwrap();
            assert!((21..=52).contains(&first.day_of_year()), "{first}");
        }
    }

    #[test]
    fn each_day_turns_into_the_other_calendar_and_back() {
        let mut day = Day::constant(1990, 1, 27);
        while day.year() < 2051 {
            let lunar = of(day).unwrap();
            // The last weeks of a lunar year fall in the next common year.
            let year = if lunar.month > 9 && day.month() < 4 { day.year() - 1 } else { day.year() };
            assert_eq!(common_day(year, lunar), Some(day), "{lunar:?}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn known_days() {
        let of = |year, month, day| common_day(year, LunarDay::plain(month, day)).map(|day| day.to_string());
        assert_eq!(of(2020, 1, 1), Some("2020-01-25".into()));
        assert_eq!(of(2026, 8, 15), Some("2026-09-25".into()));
        assert_eq!(of(2025, 12, 30), None);
        assert_eq!(leap_month(2025), Some(Some(6)));
        assert_eq!(leap_month(2026), Some(None));
        assert_eq!(leap_month(2051), None);
    }
}
