//! Tests of the word classes for events, days and eras against values that can be computed.

use jiff::civil::Date as Day;

use crate::facts::date::calendar::meetings::{party, plenum, session};
use crate::words::class::Class;
use crate::words::{Words, calendar, dating};

/// Words of a class, each with the number that the word list gives it.
fn values(class: &'static Class) -> Vec<(&'static str, u32)> {
    let words = Words::new();
    class.own_words().iter().map(|word| (*word, words.of(class).value(word).unwrap())).collect()
}

fn value(class: &'static Class, word: &str) -> u32 {
    Words::new().of(class).value(word).unwrap()
}

#[test]
fn yearly_days_are_counted_from_their_first() {
    let nth = |day, year: u32| year + 1 - value(&dating::YEARLY_DAY, day);
    assert_eq!([nth("教师节", 1985), nth("教师节", 2025), nth("教师节", 2026)], [1, 41, 42]);
    assert_eq!([nth("记者节", 2025), nth("全国助残日", 2025), nth("国际护士节", 2025)], [26, 35, 114]);
    assert_eq!([nth("中国医师节", 2025), nth("人民警察节", 2025), nth("国家宪法日", 2025)], [8, 5, 12]);
    assert_eq!([nth("世界水日", 2025), nth("全国土地日", 2025), nth("中国航天日", 2025)], [33, 35, 10]);
    assert!(values(&dating::YEARLY_DAY).iter().all(|(_, year)| (1900..2030).contains(year)));
}

#[test]
fn days_of_the_year_are_in_the_calendar() {
    for class in [&dating::FIXED_DAY, &dating::SOLAR_TERM] {
        for (word, value) in values(class) {
            assert!(Day::new(2001, (value / 100) as i8, (value % 100) as i8).is_ok(), "{word}");
        }
    }
    // Every month has two solar terms; 清明 in April, a festival, is in another table.
    for month in 1..=12 {
        let terms = values(&dating::SOLAR_TERM).iter().filter(|(_, value)| value / 100 == month).count();
        assert_eq!(terms, if month == 4 { 1 } else { 2 }, "{month}");
    }
}

#[test]
fn eras_follow_each_other_and_the_republic_counts_from_1912() {
    // Years of each era down to the next one.
    let eras: Vec<&str> = "顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 同治 光绪 宣统 民国".split(' ').collect();
    let first = |era: &str| value(&dating::ERA, era);
    let lasted: Vec<u32> = eras.windows(2).map(|pair| first(pair[1]) - first(pair[0])).collect();
    assert_eq!(lasted, [18, 61, 13, 60, 25, 30, 11, 13, 34, 3]);
    for year in 1..=38 {
        assert_eq!(value(&dating::ERA, "民国") + year - 1, 1911 + year);
    }
}

#[test]
fn one_event_has_one_year() {
    for (word, year) in values(&calendar::EVENT) {
        let words = Words::new();
        for class in [&dating::HAPPENING, &dating::BODY] {
            assert!(words.of(class).value(word).is_none_or(|other| other == year), "{word}");
        }
        assert!((1800..2030).contains(&year), "{word}");
    }
}

#[test]
fn periods_are_whole_months() {
    for (word, value) in values(&dating::MONTHS) {
        let (first, last) = (value / 100, value % 100);
        assert!((1..=12).contains(&first) && (first..=12).contains(&last), "{word}");
        let length = last + 1 - first;
        assert_eq!(length % 3, 0, "{word}");
    }
}

#[test]
fn congresses_meet_every_five_years_and_outside_the_tables_nothing_is_known() {
    for congress in 10..=14 {
        assert_eq!(session(congress, 1), session(congress - 1, 1).map(|year| year + 5));
        assert_eq!(
            session(congress, 5),
            session(congress + 1, 1).map(|year| year - 1).or(session(congress, 5))
        );
    }
    for congress in 16..=20 {
        assert_eq!(party(congress).map(|(year, _)| year), party(congress - 1).map(|(year, _)| year + 5));
    }
    assert_eq!([session(8, 1), session(15, 1), session(14, 6), session(14, 0)], [None; 4]);
    assert_eq!([plenum(15, 1), plenum(21, 1), plenum(19, 8), plenum(19, 0)], [None; 4]);
    assert_eq!([party(14), party(21)], [None; 2]);
}
