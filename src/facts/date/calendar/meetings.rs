//! Months of plenary sessions of the Party's Central Committee (16th to 20th), and years of
//! sessions of the National People's Congress and of the People's Political Consultative Conference
//! (9th to 14th), as the press published them.

use crate::facts::date::calendar::Month;

/// For each Central Committee, by its number, the year and month of its plenary sessions, from the
/// first on.
const PLENUMS: [(u32, &[Month]); 5] = [
    (16, &[(2002, 11), (2003, 2), (2003, 10), (2004, 9), (2005, 10), (2006, 10), (2007, 10)]),
    (17, &[(2007, 10), (2008, 2), (2008, 10), (2009, 9), (2010, 10), (2011, 10), (2012, 11)]),
    (18, &[(2012, 11), (2013, 2), (2013, 11), (2014, 10), (2015, 10), (2016, 10), (2017, 10)]),
    (19, &[(2017, 10), (2018, 1), (2018, 2), (2019, 10), (2020, 10), (2021, 11), (2022, 10)]),
    (20, &[(2022, 10), (2023, 2), (2024, 7), (2025, 10)]),
];

/// For each national congress of the Party, its number and the year and month of its opening, as
/// the press published them.
const PARTY: [(u32, Month); 6] = [
    (15, (1997, 9)),
    (16, (2002, 11)),
    (17, (2007, 10)),
    (18, (2012, 11)),
    (19, (2017, 10)),
    (20, (2022, 10)),
];

/// For each National People's Congress, its number and the year before its first session.
const CONGRESSES: [(u32, u32); 6] = [(9, 1997), (10, 2002), (11, 2007), (12, 2012), (13, 2017), (14, 2022)];

/// Year and month of a national congress of the Party: (2022, 10) for number 20 (二十大). `None` if
/// the table does not have it.
pub fn party(congress: u32) -> Option<Month> {
    PARTY.iter().find(|(known, _)| *known == congress).map(|(_, date)| *date)
}

/// Year and month of the `session`th plenary session of the `congress`th Central Committee: (2013,
/// 11) for the 3rd session of the 18th (十八届三中全会). `None` if the table does not have it.
pub fn plenum(congress: u32, session: u32) -> Option<Month> {
    let (_, sessions) = PLENUMS.iter().find(|(known, _)| *known == congress)?;
    sessions.get(usize::try_from(session).ok()?.checked_sub(1)?).copied()
}

/// Year of a session of the National People's Congress or the Political Consultative Conference:
/// 2025 for the 3rd session of the 14th. Each congress has five sessions, one a year.
pub fn session(congress: u32, session: u32) -> Option<u32> {
    let (_, before) = CONGRESSES.iter().find(|(known, _)| *known == congress)?;
    (1..=5).contains(&session).then_some(before + session)
}

/// Opening months of the first and of the last congress of the Party in the table.
pub fn parties() -> (Month, Month) {
    (PARTY[0].1, PARTY[PARTY.len() - 1].1)
}

/// Months of the first and of the last plenary session in the table.
pub fn plenums() -> (Month, Month) {
    let known = |(_, sessions): &(u32, &[Month])| (sessions[0], sessions[sessions.len() - 1]);
    (known(&PLENUMS[0]).0, known(&PLENUMS[PLENUMS.len() - 1]).1)
}

/// Years of the first and of the last session of the National People's Congress in the table.
pub fn sessions() -> (u32, u32) {
    (CONGRESSES[0].1 + 1, CONGRESSES[CONGRESSES.len() - 1].1 + 5)
}

#[cfg(test)]
mod tests {
    use super::{CONGRESSES, PLENUMS, party, plenum, session};

    #[test]
    fn sessions_follow_each_other() {
        for (congress, sessions) in PLENUMS {
            assert!(sessions.is_sorted(), "{congress}");
            assert!(sessions[0].0 == 2002 + (congress - 16) * 5, "{congress}");
        }
        assert!(CONGRESSES.windows(2).all(|pair| pair[0].1 + 5 == pair[1].1));
        assert_eq!(plenum(18, 3), Some((2013, 11)));
        assert_eq!(plenum(20, 5), None);
        assert_eq!(session(14, 3), Some(2025));
        // The first plenary session is held on the day after the congress.
        for congress in 16..=20 {
            assert_eq!(party(congress), plenum(congress, 1), "{congress}");
        }
    }
}
