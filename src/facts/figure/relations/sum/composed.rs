//! Compositions, with the whole before or after the parts: 由3个镇、2个乡组成，共6个 ("made up of 3 towns and
//! 2 townships, 6 in all").

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sum::{Reader, Sum};
use crate::facts::figure::relations::{Relation, are_alike};
use crate::text::chars::is_han;

/// Verbs after the parts ("make up").
const VERBS: [&str; 2] = ["组成", "构成"];

pub(super) fn find<'w>(reader: &Reader<'_, 'w>) -> Vec<Relation<'w>> {
    let Some((first, last)) = reader.list.first().zip(reader.list.last()) else { return Vec::new() };
    // Both verbs end with this character, and follow the last part.
    let passage = &reader.text[first.quantity.span.end()..last.sentence.end().max(last.quantity.span.end())];
    if !passage.contains('成') {
        return Vec::new();
    }
    (0..reader.list.len()).filter_map(|first| reader.composition(first)).collect()
}

impl<'w> Reader<'_, 'w> {
    /// Relation of a total with its parts in a composition: 由3个镇、2个乡组成 ("made up of 3 towns and 2
    /// townships"). `first` is the index of the first part, which follows 由 ("of").
    fn composition(&self, first: usize) -> Option<Relation<'w>> {
        let by = self.gap(first).rfind('由')?;
        let start = self.list[first].quantity.span.start() - self.gap(first).len() + by;
        let list = self.lists(first).into_iter().next()?;
        let last = *list.parts.last()?;
        let end = self.list[last].quantity.span.end();
        let behind = &self.text[end..self.list[last].sentence.end().max(end)];
        let noun = &behind[..behind.find(|c| !is_han(c)).unwrap_or(behind.len())];
        let is_composed = VERBS.iter().any(|verb| noun.ends_with(verb)) && !noun.contains('等');
        let head = &self.list[first];
        let is_first = head.role == Role::From && !head.quantity.is_approximate && !head.quantity.is_rate();
        let is_part = |&at: &usize| at == first && is_first || self.is_addend(at);
        if !is_composed || list.parts.len() < 2 || !list.parts.iter().all(is_part) {
            return None;
        }
        let total = self.composed_total(first, start).or_else(|| self.composed_total_behind(last))?;
        let parts = list.parts.iter().map(|&at| &self.list[at]).collect();
        let sum = Sum { total: &self.list[total], parts };
        Some(sum.relation(FigureReading::Total, (sum.holds(), true)))
    }

    /// Index of the total directly before 由 ("of"): 共6个，由 ("6 in all, of").
    fn composed_total(&self, first: usize, start: usize) -> Option<usize> {
        let total = first.checked_sub(1)?;
        let measure = &self.list[total];
        let is_beside = matches!(self.text.get(measure.quantity.span.end()..start)?, "，" | ",");
        (is_beside && self.is_whole_of(total, first) && self.has_total(self.lead(total))).then_some(total)
    }

    /// Index of the total directly after the verb: 组成，共6个 ("made up, 6 in all").
    fn composed_total_behind(&self, last: usize) -> Option<usize> {
        let total = last + 1;
        let lead = self.list.get(total).map(|_| self.lead(total))?;
        let is_named = lead.chars().count() <= 2 && self.has_total(lead);
        (is_named && self.is_whole_of(total, last)).then_some(total)
    }

    fn is_whole_of(&self, total: usize, part: usize) -> bool {
        let [total_of, part_of] = [&self.list[total], &self.list[part]];
        self.is_addend(total) && are_alike(total_of, part_of) && total_of.sentence == part_of.sentence
    }
}
