//! Positions of the sun and the moon, only for tests of the tables: solar terms from the longitude
//! of the sun and months from new moons, after Meeus, Astronomical Algorithms, chapters 25 and 49.

use jiff::civil::Date as Day;

/// Julian day of 1 January 2000, 12:00.
const EPOCH: f64 = 2_451_545.0;
/// Mean time between two new moons, in days.
const MONTH: f64 = 29.530_588_861;
/// Difference between the times of Beijing and Greenwich (8 hours), in days.
const BEIJING: f64 = 8.0 / 24.0;
/// Approximate difference of dynamical time and universal time (68 seconds), in days.
const AHEAD: f64 = 68.0 / 86_400.0;

fn sine(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

/// Apparent longitude of the sun in degrees, exact to about 0.01.
fn longitude(julian: f64) -> f64 {
    let t = (julian - EPOCH) / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = 357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t;
    let center = (1.914_602 - 0.004_817 * t - 0.000_014 * t * t) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_289 * sine(3.0 * anomaly);
    let node = 125.04 - 1_934.136 * t;
    (mean + center - 0.005_69 - 0.004_78 * sine(node)).rem_euclid(360.0)
}

/// Moment at which the sun has the longitude `degrees`, as a Julian day, searched from `near` on.
fn sun_at(degrees: f64, near: f64) -> f64 {
    let mut julian = near;
    for _ in 0..8 {
        let apart = (degrees - longitude(julian) + 540.0).rem_euclid(360.0) - 180.0;
        julian += apart * 365.242_2 / 360.0;
    }
    julian
}

/// Moment of the `k`th new moon, as a Julian day. The 0th is that of 6 January 2000.
fn new_moon(k: f64) -> f64 {
    let t = k / 1_236.85;
    let mean = 2_451_550.097_66 + MONTH * k + 0.000_154_37 * t * t;
    let e = 1.0 - 0.002_516 * t;
    let sun = 2.553_4 + 29.105_356_70 * k;
    let moon = 201.564_3 + 385.816_935_28 * k + 0.010_758_2 * t * t;
    let argument = 160.710_8 + 390.670_502_84 * k - 0.001_611_8 * t * t;
    let node = 124.774_6 - 1.563_755_88 * k;
    mean - 0.407_20 * sine(moon)
        + 0.172_41 * e * sine(sun)
        + 0.016_08 * sine(2.0 * moon)
        + 0.010_39 * sine(2.0 * argument)
        + 0.007_39 * e * sine(moon - sun)
        - 0.005_14 * e * sine(moon + sun)
        + 0.002_08 * e * e * sine(2.0 * sun)
        - 0.001_11 * sine(moon - 2.0 * argument)
        - 0.000_57 * sine(moon + 2.0 * argument)
        + 0.000_56 * e * sine(2.0 * moon + sun)
        - 0.000_42 * sine(3.0 * moon)
        + 0.000_42 * e * sine(sun + 2.0 * argument)
        + 0.000_38 * e * sine(sun - 2.0 * argument)
        - 0.000_24 * e * sine(2.0 * moon - sun)
        - 0.000_17 * sine(node)
}

/// Day in Beijing that contains the moment, as a whole number, and the distance of the moment from
/// midnight, in days.
fn day_number(julian: f64) -> (i64, f64) {
    let local = julian - AHEAD + BEIJING + 0.5;
    let within = local.rem_euclid(1.0);
    (local.floor() as i64, within.min(1.0 - within))
}

/// Date of the day with this Julian day number.
fn day(number: i64) -> Day {
    let epoch = Day::constant(2000, 1, 1);
    epoch.checked_add(jiff::Span::new().days(number - 2_451_545)).unwrap()
}

/// Moment of noon in Greenwich on a day, as a Julian day.
fn noon(day: Day) -> f64 {
    EPOCH + f64::from(Day::constant(2000, 1, 1).until(day).unwrap().get_days())
}

/// The lunar months from the winter solstice of the year before to that of `year`. Each is given as
/// its first day, its number, and true if it is a leap month. If there are thirteen months, the
/// first one without a principal solar term is the leap month.
fn months(year: i16) -> Vec<(i64, u8, bool)> {
    let solstice = |year: i16| day_number(sun_at(270.0, noon(Day::new(year, 12, 21).unwrap()))).0;
    let (from, to) = (solstice(year - 1), solstice(year));
    let k = ((noon(day(from)) - 2_451_550.1) / MONTH).floor() as i64;
    let starts: Vec<i64> = (k - 1..k + 16).map(|k| day_number(new_moon(k as f64)).0).collect();
    // The eleventh month contains the solstice.
    let first = starts.iter().rposition(|&start| start <= from).unwrap();
    let next = starts.iter().rposition(|&start| start <= to).unwrap();
    let is_long = next - first == 13;
    let mut number = 11;
    let mut seen = false;
    let mut found = Vec::new();
    for at in first..next {
        let (start, end) = (starts[at], starts[at + 1]);
        // There is a principal term at every thirty degrees.
        let has_term = (0..12).any(|term| {
            let near = noon(day(start)) + 15.0;
            let term = day_number(sun_at(f64::from(term) * 30.0, near)).0;
            (start..end).contains(&term)
        });
        let is_leap = is_long && !seen && !has_term && at > first;
        seen |= is_leap;
        if at > first && !is_leap {
            number = number % 12 + 1;
        }
        found.push((start, number, is_leap));
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date as Day;

    use super::{day, day_number, months, noon, sun_at};
    use crate::facts::date::calendar::festivals::{self, Festival};
    use crate::facts::date::calendar::lunar::{LunarDay, common_day};
    use crate::words::{Words, dating};

    /// About half an hour, in days. If a solar term is this close to midnight, a difference from
    /// the table is accepted.
    const NEAR: f64 = 0.02;

    #[test]
    fn every_month_of_the_lunar_calendar_begins_with_its_new_moon() {
        let mut compared = 0;
        for year in 1990..=2050 {
            let months = months(year).into_iter().chain(months(year + 1));
            // From the first month of this year to the last one before the next.
            let of_year = months.skip_while(|(_, number, _)| *number != 1);
            let mut seen = 0;
            for (start, number, is_leap) in of_year.take_while(|(_, number, _)| {
                seen += u32::from(*number == 1);
                seen <= 1 || *number != 1
            }) {
                let known = common_day(year, LunarDay { month: number, is_leap, day: 1 });
                assert_eq!(known, Some(day(start)), "{year}, month {number}, leap {is_leap}");
                compared += 1;
            }
        }
        assert!(compared > 740, "{compared}");
    }

    #[test]
    fn solar_terms_fall_on_their_days() {
        let words = Words::new();
        let terms = words.of(&dating::SOLAR_TERM);
        for (at, word) in TERMS.as_bytes().chunks(6).enumerate() {
            let word = std::str::from_utf8(word).unwrap();
            let degrees = (315.0 + 15.0 * at as f64).rem_euclid(360.0);
            for year in 1990..=2050 {
                let near = Day::new(year, 2, 4).unwrap();
                let near = noon(near) + 15.218 * at as f64;
                let (number, apart) = day_number(sun_at(degrees, near));
                let falls = day(number);
                if word == "清明" {
                    let known = festivals::day(Festival::Qingming, year).unwrap();
                    assert!(known == falls || apart < NEAR, "{known} {falls}");
                    continue;
                }
                let value = terms.value(word).unwrap();
                let first = Day::new(falls.year(), (value / 100) as i8, (value % 100) as i8).unwrap();
                let days = first.until(falls).unwrap().get_days();
                assert!((0..=2).contains(&days), "{word} {falls}, told from {first} on");
            }
        }
    }

    /// Names of the 24 solar terms, from the longitude 315° on.
    const TERMS: &str =
        "立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至小寒大寒";
}
