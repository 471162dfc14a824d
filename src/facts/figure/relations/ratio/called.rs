//! Shares whose part was given before: 共收建议186件，（A类）104件。…A类建议占55.9% ("186 proposals, 104 of class
//! A. … Class A makes up 55.9 %"). The rate repeats the name of the part.

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::ratio::VERBS;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::Slip;
use crate::facts::figure::relations::{Relation, Verdict, is_value};
use crate::words::rate;

/// Number of figures before a share that are searched for the part that the share names.
const REACH: usize = 14;
/// Number of figures before the part that are searched for the whole.
const APART: usize = 5;
/// Number of characters at the start of the part's name that must also occur before the figure of
/// the part.
const SHARED: usize = 2;

/// Checks the shares of a paragraph that name their part, if the figure of the part is in an
/// earlier clause. `first` is the index of the first share that is checked.
pub(super) fn find<'w>(passage: Passage<'_, 'w>, first: usize) -> Vec<Relation<'w>> {
    let rates = (first.max(2)..passage.list.len()).filter(|&at| {
        let rate = &passage.list[at];
        let is_told = matches!(rate.role, Role::Value | Role::To(None));
        rate.quantity.is_percentage() && !rate.quantity.is_approximate && is_told
    });
    rates.filter_map(|at| called(passage, at)).collect()
}

fn called<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    let lead = passage.lead(at).trim_end_matches(VERBS);
    let noun = passage.words.of(&rate::SHARE).end_of(lead);
    let (name, object) = match noun {
        Some(noun) => (&lead[..lead.len() - noun.len()], ""),
        None => lead.split_once('占')?,
    };
    let start: String = name.chars().take(SHARED).collect();
    if start.chars().count() < SHARED || start == "其中" {
        return None;
    }
    let mut parts = (at.saturating_sub(REACH)..at).rev();
    let is_called =
        |part: usize| passage.lead(part).contains(&start) || part > 0 && passage.gap(part).contains(&start);
    let part = parts.find(|&part| is_value(&passage.list[part]) && is_called(part))?;
    let base: String = object.chars().take(SHARED).collect();
    if passage.words.of(&rate::WIDER).start_of(object).is_some() {
        return None;
    }
    let last = if base.is_empty() { part } else { at };
    let wholes = (part.saturating_sub(APART)..last).filter(|&whole| {
        let is_base = base.is_empty() || passage.lead(whole).contains(&base);
        let whole_value = passage.list[whole].quantity.value;
        let is_more = whole_value > passage.list[part].quantity.value;
        is_base && is_value(&passage.list[whole]) && passage.are_alike(whole, part) && is_more
    });
    let wholes: Vec<usize> = wholes.collect();
    let relation = |whole, verdict| {
        passage.relation(FigureReading::CalledShare, [part, whole, at], ["part", "whole"], verdict)
    };
    if let Some(&whole) = wholes.iter().find(|&&whole| passage.fits([part, whole, at])) {
        return relation(whole, Verdict::HOLDS);
    }
    let slipped = wholes.iter().copied().find(|&whole| match passage.slip([part, whole, at]) {
        Some(Slip::Digit) => wholes.len() == 1,
        found => found.is_some(),
    });
    relation(slipped?, Verdict { holds: false, is_unambiguous: true })
}
