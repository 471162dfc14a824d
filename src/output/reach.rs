//! Periods that the built-in calendar tables cover (lunar dates, party congresses, five-year
//! plans), in words.

use jiff::civil::Date as Day;

use crate::facts::date::calendar::Month;
use crate::facts::date::calendar::reach::{Reach, Table, all};
use crate::language::Language;

/// Name of a calendar table by its subject, such as the five-year plans.
fn name(table: Table, language: Language) -> &'static str {
    match table {
        Table::Lunar => language.pick("农历和节日", "lunar calendar and festivals"),
        Table::Party => language.pick("全国党代会", "national congresses of the Party"),
        Table::Plenums => language.pick("中央全会", "plenary sessions of the Central Committee"),
        Table::Sessions => language.pick("全国人大和政协会议", "sessions of the NPC and the CPPCC"),
        Table::Plans => language.pick("五年规划", "five-year plans"),
    }
}

/// Describes a month: `2025 年 10 月` ("October 2025"). If it is the month `whole`, only the year is
/// given: at the start of a period `whole` is January, at its end December, so that a period of
/// whole years is shown without months.
fn shown(month: Month, whole: u32, language: Language) -> String {
    let (year, month) = month;
    if month == whole {
        return language.pick(format!("{year} 年"), year.to_string());
    }
    language.pick(format!("{year} 年 {month} 月"), format!("{year}-{month:02}"))
}

/// Returns the name of each table, with the period that it covers.
pub fn rows(language: Language) -> Vec<(&'static str, String)> {
    let row = |reach: Reach| {
        let (first, last) = (shown(reach.first, 1, language), shown(reach.last, 12, language));
        (name(reach.table, language), language.pick(format!("{first}—{last}"), format!("{first} to {last}")))
    };
    all().into_iter().map(row).collect()
}

/// A sentence that names the calendar tables that are too old for documents of `day`. `None` if
/// there are none.
pub fn outdated(day: Day, language: Language) -> Option<String> {
    let run_out = all().into_iter().filter(|reach| reach.has_run_out(day));
    let tables: Vec<String> = run_out
        .map(|reach| {
            let (name, last) = (name(reach.table, language), shown(reach.last, 12, language));
            language.pick(format!("{name}只到 {last}"), format!("{name} (up to {last})"))
        })
        .collect();
    let tables = (!tables.is_empty()).then(|| tables.join(language.pick("、", ", ")))?;
    Some(language.pick(
        format!("这版核稿已经旧了：{tables}，后来的没有核对；请换新版"),
        format!("this hegao is too old to check what came later: {tables}; install a newer one"),
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{outdated, rows};
    use crate::language::Language;

    #[test]
    fn says_which_tables_are_too_old() {
        assert_eq!(outdated(date(2026, 11, 1), Language::Chinese), None);
        assert_eq!(
            outdated(date(2027, 10, 1), Language::Chinese).as_deref(),
            Some(
                "这版核稿已经旧了：全国党代会只到 2022 年 10 月、中央全会只到 2025 年 10 月，后来的没有核对；请换新版"
            )
        );
        let english = outdated(date(2060, 1, 1), Language::English).unwrap();
        assert!(english.contains("lunar calendar and festivals (up to 2050), "), "{english}");
        assert!(rows(Language::English).contains(&("five-year plans", "1953 to 2030".to_owned())));
    }
}
