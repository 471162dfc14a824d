//! Ranges of years of the calendar's tables, so that an old version of the program can tell the
//! user which dates it can no longer check.

use jiff::civil::Date as Day;

use crate::facts::date::calendar::{Month, lunar, meetings, plans};

/// A table of the calendar that ends with some year, so that it will be out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The lunar calendar, and the festivals with their days in the common calendar.
    Lunar,
    /// National congresses of the Party.
    Party,
    /// Plenary sessions of the Central Committee.
    Plenums,
    /// Sessions of the National People's Congress and the Political Consultative Conference.
    Sessions,
    /// Five-year plans.
    Plans,
}

/// Years that a table covers, and the month from which on the table counts as out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The table.
    pub table: Table,
    /// First month in the table.
    pub first: Month,
    /// Last month in the table.
    pub last: Month,
    /// First month in which documents are expected to name something that is later than the table.
    pub runs_out: Month,
}

impl Reach {
    /// True if `day` is in or after the month [`Reach::runs_out`], so that a document of this day
    /// may name something that the table does not have.
    pub fn has_run_out(self, day: Day) -> bool {
        let month = (u32::try_from(day.year()).unwrap_or_default(), day.month().unsigned_abs().into());
        month >= self.runs_out
    }
}

/// Maximum number of years between two plenary sessions, rounded up. The longest time so far was
/// twenty months (2018–2019).
const BETWEEN_PLENUMS: u32 = 2;
/// Time between two congresses of the Party, in years.
const BETWEEN_CONGRESSES: u32 = 5;

/// All tables with their ranges.
pub fn all() -> Vec<Reach> {
    let whole_years = |table, first: u32, last: u32| Reach {
        table,
        first: (first, 1),
        last: (last, 12),
        runs_out: (last + 1, 1),
    };
    let dates = |table, (first, last): (Month, Month), years: u32| Reach {
        table,
        first,
        last,
        runs_out: (last.0 + years, last.1),
    };
    let (first_lunar, last_lunar) = lunar::years();
    let (first_session, last_session) = meetings::sessions();
    let (first_plan, last_plan) = plans::years();
    vec![
        whole_years(Table::Lunar, first_lunar, last_lunar),
        dates(Table::Party, meetings::parties(), BETWEEN_CONGRESSES),
        dates(Table::Plenums, meetings::plenums(), BETWEEN_PLENUMS),
        whole_years(Table::Sessions, first_session, last_session),
        whole_years(Table::Plans, first_plan, last_plan),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Table, all};
    use crate::facts::date::calendar::{lunar, meetings};

    #[test]
    fn tables_know_their_ends_and_nothing_behind() {
        let reach = |table| all().into_iter().find(|reach| reach.table == table).unwrap();
        let lunar = reach(Table::Lunar);
        let inside = |year: u32| lunar::leap_month(i16::try_from(year).unwrap()).is_some();
        assert!(inside(lunar.first.0) && inside(lunar.last.0));
        assert!(!inside(lunar.first.0 - 1) && !inside(lunar.last.0 + 1));
        assert_eq!(meetings::party(15), Some(reach(Table::Party).first));
        assert_eq!(meetings::plenum(16, 1), Some(reach(Table::Plenums).first));
        assert_eq!(meetings::session(14, 5), Some(reach(Table::Sessions).last.0));
        assert_eq!(reach(Table::Plans).last, (2030, 12));
    }

    #[test]
    fn a_table_runs_out_in_the_month_after_which_something_is_missing() {
        let run_out = |day| -> Vec<Table> {
            all().into_iter().filter(|reach| reach.has_run_out(day)).map(|reach| reach.table).collect()
        };
        assert_eq!(run_out(date(2027, 9, 30)), []);
        assert_eq!(run_out(date(2027, 10, 1)), [Table::Party, Table::Plenums]);
        assert_eq!(run_out(date(2028, 1, 1)), [Table::Party, Table::Plenums, Table::Sessions]);
        assert_eq!(run_out(date(2051, 1, 1)).len(), 5);
    }
}
