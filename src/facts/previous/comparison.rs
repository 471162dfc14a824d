//! Compares a report with the one of the previous year: finds which figure or date replaced which,
//! and which years were advanced.

use rustc_hash::FxHashMap;

use crate::facts::previous::alignment::align;
use crate::facts::previous::clauses::sign;
use crate::facts::previous::slots::{Figure, Kind, Slot, When};
use crate::facts::previous::{Clause, Part, Record, Sentence};

/// Number of letters before and after a slot that are compared to find the same slot in a reworded
/// clause.
const LETTERS_AROUND: usize = 3;
/// Maximum number of slots of the old clause that are passed over to find the counterpart of a
/// slot. They were removed in the new clause.
const MAX_SKIPPED: usize = 8;

/// Two reports: the earlier one, and the new one that was made by overwriting it.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The report of the year before.
    pub old: &'r Record,
    /// The report that is checked.
    pub new: Record,
    /// For each clause of the new report, the index of the clause in the earlier one from which it
    /// was made.
    clauses: Vec<Option<usize>>,
    /// For each clause of the new report and each of its slots, the old slot that it replaced: the
    /// index of the old clause and that of the slot in it. `None` for new slots.
    slots: Vec<Vec<Option<(usize, usize)>>>,
    /// For each year in the earlier report, two numbers: in how many places the new report has it
    /// advanced by [`Self::apart`] years, and in how many unchanged.
    years: FxHashMap<u32, (usize, usize)>,
    /// Number of years between the two reports; `None` if unknown.
    pub apart: Option<u32>,
}

/// A slot (figure or date) of the new report, with the slot of the earlier report that it replaced.
#[derive(Clone, Copy)]
pub struct Pair<'c> {
    /// The slot of the new report.
    pub new: &'c Slot,
    /// The slot of the earlier report.
    pub old: &'c Slot,
    /// Index of the clause in the new report.
    pub clause: usize,
    /// Index of the clause in the earlier report.
    pub old_clause: usize,
}

impl Pair<'_> {
    /// True if both slots have the same value.
    pub fn is_same(&self) -> bool {
        match (&self.new.kind, &self.old.kind) {
            (Kind::Figure(new), Kind::Figure(old)) => new.is_printed_as(old),
            (Kind::When(new), Kind::When(old)) => new == old,
            (Kind::Session(new, _), Kind::Session(old, _)) => new == old,
            _ => false,
        }
    }
}

impl<'r> Comparison<'r> {
    /// Aligns two reports.
    pub fn new(old: &'r Record, new: Record) -> Self {
        let clauses = align(old, &new);
        let slots = new
            .clauses
            .iter()
            .zip(&clauses)
            .map(|(clause, other)| match other {
                Some(other) => aligned(clause, &old.clauses[*other], *other),
                None => vec![None; clause.slots.len()],
            })
            .collect();
        let mut comparison = Self { old, new, clauses, slots, years: FxHashMap::default(), apart: None };
        comparison.apart = comparison.distance();
        comparison.years = comparison.years();
        comparison
    }

    /// Slots of a sentence of the new report that replaced another, each with its counterpart.
    pub fn pairs_of(&self, sentence: &Sentence) -> Vec<Pair<'_>> {
        sentence.clauses.clone().flat_map(|clause| self.pairs_in(clause)).collect()
    }

    /// Slots of a clause of the new report that replaced another, each with its counterpart.
    pub fn pairs_in(&self, clause: usize) -> impl Iterator<Item = Pair<'_>> {
        self.slots[clause].iter().zip(&self.new.clauses[clause].slots).filter_map(move |(other, new)| {
            let (old_clause, at) = (*other)?;
            Some(Pair { new, old: &self.old.clauses[old_clause].slots[at], clause, old_clause })
        })
    }

    /// Clause of the earlier report from which a clause of the new report was made.
    pub fn counterpart(&self, clause: usize) -> Option<&Clause> {
        self.clauses[clause].map(|other| &self.old.clauses[other])
    }

    /// The slot with its counterpart. `None` if it has none.
    pub fn pair_of(&self, clause: usize, slot: &Slot) -> Option<Pair<'_>> {
        let slots = &self.new.clauses[clause].slots;
        let at = slots.binary_search_by_key(&slot.span.start(), |other| other.span.start()).ok()?;
        let (old_clause, old) = self.slots[clause][at]?;
        let old = &self.old.clauses[old_clause].slots[old];
        Some(Pair { new: &slots[at], old, clause, old_clause })
    }

    /// Kind of the part of the earlier report in which the old slot of a pair is.
    pub fn old_part(&self, pair: &Pair<'_>) -> Part {
        self.old.sentences[self.old.clauses[pair.old_clause].sentence].part
    }

    /// True if a clause was kept unchanged except for its slots (figures and dates).
    pub fn is_frame_kept(&self, clause: usize) -> bool {
        self.counterpart(clause).is_some_and(|other| other.frame == self.new.clauses[clause].frame)
    }

    /// True if a year of the earlier report belongs to the report and not to history, as the new
    /// report has it advanced. It must be advanced in at least one place, and unchanged in at most
    /// one place more than it is advanced. The second condition does not apply to the year that the
    /// earlier report covers.
    pub fn is_advanced_year(&self, year: u32) -> bool {
        let Some((moved, kept)) = self.years.get(&year) else { return false };
        let is_own = self.old.year == Some(year) && self.new.year == self.apart.map(|apart| year + apart);
        *moved > 0 && (is_own || moved + 1 >= *kept)
    }

    /// Number of years between the two reports: the difference that is most frequent between a year
    /// and the year that replaced it. The difference of the years that the reports cover counts as
    /// two votes. `None` if there is no such difference.
    fn distance(&self) -> Option<u32> {
        let mut votes: FxHashMap<u32, usize> = FxHashMap::default();
        for (old, new) in self.all_years().filter(|(old, new)| new > old) {
            *votes.entry(new - old).or_default() += 1;
        }
        let own = self.old.year.zip(self.new.year);
        if let Some(own) = own.and_then(|(old, new)| new.checked_sub(old)).filter(|own| *own > 0) {
            *votes.entry(own).or_default() += 2;
        }
        // Neither text names a year, and the user gave one as the report of the previous year.
        if own.is_none() && self.all_years().next().is_none() {
            return Some(1);
        }
        votes
            .into_iter()
            .max_by_key(|(apart, count)| (*count, std::cmp::Reverse(*apart)))
            .map(|(apart, _)| apart)
    }

    fn years(&self) -> FxHashMap<u32, (usize, usize)> {
        let mut years: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
        for (old, new) in self.all_years() {
            let (moved, kept) = years.entry(old).or_default();
            *moved += usize::from(Some(new) == self.apart.map(|apart| old + apart));
            *kept += usize::from(new == old);
        }
        years
    }

    /// Pairs of years: each year of the earlier report with the year that replaced it in the new
    /// one.
    fn all_years(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let pairs = (0..self.new.clauses.len()).flat_map(|clause| self.pairs_in(clause));
        pairs.filter_map(|pair| match (&pair.old.kind, &pair.new.kind) {
            (Kind::When(When { year: Some(old), .. }), Kind::When(When { year: Some(new), .. })) => {
                Some((*old, *new))
            }
            _ => None,
        })
    }
}

/// The figure in a slot; `None` if the slot contains a date or the number of a session.
pub fn figure(slot: &Slot) -> Option<&Figure> {
    if let Kind::Figure(figure) = &slot.kind { Some(figure) } else { None }
}

/// For each slot of the clause `new`, the slot of `old` that it replaced. If the frames are equal,
/// the slots are matched one by one; else by the letters around them. `number` is the index of
/// `old`, which the result contains.
fn aligned(new: &Clause, old: &Clause, number: usize) -> Vec<Option<(usize, usize)>> {
    if new.frame == old.frame {
        return (0..new.slots.len()).map(|at| Some((number, at))).collect();
    }
    let mut next = 0;
    let mut found = Vec::with_capacity(new.slots.len());
    for slot in &new.slots {
        let place =
            old.slots.iter().enumerate().skip(next).take(MAX_SKIPPED).find(|(_, other)| {
                sign(&slot.kind) == sign(&other.kind) && is_around((new, slot), (old, other))
            });
        if let Some((at, _)) = place {
            next = at + 1;
        }
        found.push(place.map(|(at, _)| (number, at)));
    }
    found
}

/// True if two slots have the same unit, and the same letters before or after them.
fn is_around((new, slot): (&Clause, &Slot), (old, other): (&Clause, &Slot)) -> bool {
    let before = |clause: &Clause, at: usize| -> Vec<char> {
        clause.frame[..at].chars().rev().take(LETTERS_AROUND).collect()
    };
    let behind = |clause: &Clause, at: usize, letters: usize| -> Vec<char> {
        clause.frame[at..].chars().skip(1).take(letters).collect()
    };
    let is_unit = match (figure(slot), figure(other)) {
        (Some(one), Some(other)) => one.quantity().unit == other.quantity().unit,
        _ => true,
    };
    let is_before = before(new, slot.at) == before(old, other.at);
    let is_behind = behind(new, slot.at, LETTERS_AROUND) == behind(old, other.at, LETTERS_AROUND);
    is_unit && (is_before || is_behind && behind(new, slot.at, LETTERS_AROUND).len() == LETTERS_AROUND)
}

#[cfg(test)]
mod tests {
    use super::Comparison;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::previous::Record;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    fn record(text: &str) -> Record {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
        Facts::new(&doc, &lexicon, &vocabulary).record()
    }

    /// Slots of the new text, each with the value that it replaced: `12公里>15公里` ("12 km > 15 km").
    fn slots(old: &str, new: &str) -> Vec<String> {
        let (record_of_old, record_of_new) = (record(old), record(new));
        let comparison = Comparison::new(&record_of_old, record_of_new);
        let pairs = comparison.new.sentences.iter().flat_map(|sentence| comparison.pairs_of(sentence));
        pairs
            .map(|pair| {
                let sign = if pair.is_same() { "=" } else { ">" };
                format!("{}{sign}{}", pair.old.span.of(old), pair.new.span.of(new))
            })
            .collect()
    }

    #[test]
    fn pairs_figures_dates_and_sessions() {
        assert_eq!(
            slots(
                "2024年3月，召开第六届职代会，审议提案27件。",
                "2025年3月，召开第七届职代会，审议提案27件。"
            ),
            ["2024年3月>2025年3月", "六>七", "27件=27件"]
        );
        assert_eq!(
            slots("贯彻县委十四届八次全会精神。", "贯彻县委十四届九次全会精神。"),
            ["十四=十四", "八>九"]
        );
        // School years, graduates of a year, annual days, years in names, sessions of a congress.
        assert_eq!(
            slots(
                "印发2023—2024学年作息表，2024届毕业生就业率93%。庆祝第40个教师节，开展“2024春雷”行动。十届人大三次会议票决。",
                "印发2024—2025学年作息表，2024届毕业生就业率95%。庆祝第41个教师节，开展“2024春雷”行动。十届人大四次会议票决。"
            ),
            ["2023—2024>2024—2025", "2024=2024", "93%>95%", "40>41", "2024=2024", "十=十", "三>四"]
        );
        assert_eq!(
            slots("收到锦旗37面，召开第2个工作日例会。", "收到锦旗42面，召开第2个工作日例会。"),
            ["37面>42面"]
        );
        // In a reworded clause, only slots between the same words are matched.
        assert_eq!(
            slots("修建灌溉渠道36公里、机耕路12公里。", "修建灌溉渠道41公里、机耕路15公里、泵站3座。"),
            ["36公里>41公里", "12公里>15公里"]
        );
        assert_eq!(
            slots("修建灌溉渠道36公里、机耕路12公里。", "修建灌溉渠道41公里、泵站3座、机耕路15公里。"),
            ["36公里>41公里", "12公里>15公里"]
        );
    }

    #[test]
    fn knows_the_years_of_the_report_from_those_of_history() {
        let old = "2024年工作总结和2025年工作打算\n2021年获批试点。2024年，召开会议11次。";
        let new = "2025年工作总结和2026年工作打算\n2021年获批试点。2025年，召开会议12次。";
        let (old, new) = (record(old), record(new));
        let comparison = Comparison::new(&old, new);
        assert_eq!(comparison.apart, Some(1));
        assert!(comparison.is_advanced_year(2024) && comparison.is_advanced_year(2025));
        assert!(!comparison.is_advanced_year(2021) && !comparison.is_advanced_year(2026));
    }

    #[test]
    fn takes_the_year_of_the_title() {
        let (old, new) = (
            record("2024年工作总结\n2024年办案12件。\n2024年12月28日"),
            record("2025年工作总结\n2024年办案14件。\n2024年12月28日"),
        );
        let comparison = Comparison::new(&old, new);
        assert_eq!((comparison.new.year, comparison.apart), (Some(2025), Some(1)));
        assert!(comparison.is_advanced_year(2024), "forgotten twice, and yet the year of the report");
    }

    #[test]
    fn counts_years_from_one_report_to_the_other() {
        let apart = |old: &str, new: &str| {
            let (old, new) = (record(old), record(new));
            Comparison::new(&old, new).apart
        };
        assert_eq!(apart("2023年工作总结\n办案12件。", "2025年工作总结\n办案14件。"), Some(2));
        assert_eq!(apart("工作总结\n今年办案12件。", "工作总结\n今年办案14件。"), Some(1));
        assert_eq!(apart("2025年工作总结\n办案12件。", "2025年工作总结\n办案14件。"), None);
    }
}
