//! Rates before their part and whole: 88.4%的农户（520户中的460户） ("88.4 % of the farmers (460 of 520)");
//! 全市320个村，占比25%的有80个 ("320 villages in the city, 25 % of them 80"); 占25%（80户） ("25 % (80
//! households)").

use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::ratio::share::share_of;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::Slip;
use crate::facts::figure::relations::{Relation, Verdict, is_value};
use crate::text::chars::{is_han, is_longer};

/// Number of figures before a rate that are searched for its whole.
const REACH: usize = 6;
/// Maximum number of characters between a rate and its part. If they are farther apart, they are
/// not compared.
const MAX_BETWEEN: usize = 10;
/// Maximum number of characters of the noun between two figures of a bracket: 农户 in 520户农户中的460户
/// ("460 of 520 farmers"). With a longer one, they are not compared.
const MAX_NOUN: usize = 6;

/// Checks the rates of a paragraph that precede their part.
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let last = passage.list.len().saturating_sub(1);
    let rates = (0..last).filter(|&at| {
        let rate = &passage.list[at];
        let next = &passage.list[at + 1];
        rate.quantity.is_percentage() && !rate.quantity.is_approximate && is_value(next)
    });
    rates.filter_map(|at| inner(passage, at).or_else(|| outer(passage, at))).collect()
}

/// Checks a rate with whole and part after it: 的农户（520户中的460户） ("of the farmers (460 of 520)").
fn inner<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    let part = passage.list.get(at + 2).filter(|part| is_value(part))?;
    let gap = passage.gap(at + 2);
    let noun =
        gap.strip_suffix("中的").or_else(|| gap.strip_suffix("中")).or_else(|| gap.strip_suffix("中有"))?;
    let is_noun = noun.chars().all(is_han) && !is_longer(noun, MAX_NOUN);
    let whole = &passage.list[at + 1];
    let is_less = passage.are_alike(at + 1, at + 2) && part.quantity.value <= whole.quantity.value;
    let is_behind = passage.gap(at + 1).ends_with(['（', '(']) && passage.are_together(at, at + 2);
    if !is_noun || !is_less || !is_behind {
        return None;
    }
    let places = [at + 2, at + 1, at];
    let verdict = Verdict { holds: passage.fits(places), is_unambiguous: true };
    passage.relation(FigureReading::RateAhead, places, ["part", "whole"], verdict)
}

/// Checks a rate with the whole before it and the part after it: 占比25%的有80个 ("25 % of them are
/// 80"), 占25%（80户） ("25 % (80 households)").
fn outer<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    let gap = passage.gap(at + 1);
    let part = &passage.list[at + 1];
    let bracket = gap.strip_suffix(['（', '(']);
    let words = bracket.unwrap_or(gap);
    let is_short = words.chars().all(is_han) && !is_longer(words, MAX_BETWEEN);
    let is_told =
        bracket.is_some() || words.starts_with('的') && words.ends_with(['为', '有', '是', '共', '达']);
    if !is_short || !is_told || !passage.are_together(at, at + 1) {
        return None;
    }
    let object = share_of(passage.lead(at), part.name.of(passage.text), passage.words);
    let wholes = (at.saturating_sub(REACH)..at).rev().filter(|&whole| {
        let value = passage.list[whole].quantity.value;
        is_value(&passage.list[whole]) && passage.are_alike(whole, at + 1) && value >= part.quantity.value
    });
    let wholes: Vec<usize> = wholes.collect();
    let relation = |whole, verdict| {
        passage.relation(FigureReading::RateAhead, [at + 1, whole, at], ["part", "whole"], verdict)
    };
    if let Some(&whole) = wholes.iter().find(|&&whole| passage.fits([at + 1, whole, at])) {
        return relation(whole, Verdict::HOLDS);
    }
    let is_slip = |whole: usize| passage.slip([at + 1, whole, at]).is_some_and(Slip::is_rare);
    let is_only = wholes.len() == 1 && object == Some("");
    let whole = wholes
        .iter()
        .copied()
        .find(|&whole| is_slip(whole) || is_only && whole + 1 == at && passage.are_together(whole, at));
    let verdict = Verdict { holds: false, is_unambiguous: whole.is_some() };
    relation(whole.or_else(|| wholes.first().copied())?, verdict)
}
