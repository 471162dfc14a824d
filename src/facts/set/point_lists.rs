//! Lists of points below the headings of a paper, with the number of their points, and whether a
//! list is about work that was done (一、去年工作回顾, "1. Last year's work") or about work to come (二、今年
//! 重点任务, "2. This year's key tasks").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::numbering::marks::Family;
use crate::facts::numbering::outline::EntryKind;
use crate::text::span::Span;
use crate::words::{Words, set};

/// Time of the work that points are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Work that was done.
    Done,
    /// Work to come.
    Ahead,
}

impl Tense {
    /// Time that the words of a heading or a clause tell. `None` if they tell none or both.
    pub(super) fn read(text: &str, words: &Words) -> Option<Self> {
        let has = |class| words.of(class).is_in(text);
        let is_done = has(&set::WORK_DONE) || has(&set::LAST_YEAR);
        let is_ahead = has(&set::WORK_AHEAD) || has(&set::THIS_YEAR) || has(&set::NEXT_YEAR);
        match (is_done, is_ahead) {
            (true, false) => Some(Self::Done),
            (false, true) => Some(Self::Ahead),
            _ => None,
        }
    }
}

/// The points below one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointList {
    /// Number of points.
    pub number: u64,
    /// Span of the first point.
    pub first: Span,
    /// Time of the work, by the headings above.
    pub tense: Option<Tense>,
}

/// Lists of the points of a document, those of the first level first. Headings with a single point
/// are left out.
pub(super) fn find(facts: &Facts<'_>) -> Vec<PointList> {
    let text = facts.doc.text();
    let mut places: FxHashMap<(Option<u32>, Option<Family>), usize> = FxHashMap::default();
    let mut counted: Vec<(Option<u32>, PointList)> = Vec::new();
    let mut tenses: Vec<Option<Tense>> = Vec::new();
    for entry in facts.outline() {
        let above = entry.parent.and_then(|parent| *tenses.get(parent as usize)?);
        tenses.push(Tense::read(entry.span.of(text), facts.words()).or(above));
        let family = match entry.kind {
            EntryKind::Item(mark) => Some(facts.marks()[mark as usize].family),
            EntryKind::Heading(_) => None,
            EntryKind::Part(_) => continue,
        };
        let place = *places.entry((entry.parent, family)).or_insert(counted.len());
        match counted.get_mut(place) {
            Some((_, list)) => list.number += 1,
            None => counted.push((entry.parent, PointList { number: 1, first: entry.span, tense: above })),
        }
    }
    counted.retain(|(_, list)| list.number > 1);
    counted.sort_by_key(|(parent, _)| *parent);
    counted.into_iter().map(|(_, list)| list).collect()
}

#[cfg(test)]
mod tests {
    use super::Tense;
    use crate::words::Words;

    #[test]
    fn headings_and_clauses_tell_the_time_of_the_work() {
        let tense = |text: &str| Tense::read(text, &Words::new());
        assert_eq!(tense("一、2025年工作回顾"), Some(Tense::Done));
        assert_eq!(tense("对今年的工作从五个方面作了安排"), Some(Tense::Ahead));
        assert_eq!(tense("2025年工作总结和2026年工作打算"), None);
        assert_eq!(tense("（一）夯实基础"), None);
    }
}
