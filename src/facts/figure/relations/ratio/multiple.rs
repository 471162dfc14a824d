//! Multiples of an earlier value: 五年前48万元，如今144万元，是五年前的3倍 ("480,000 yuan five years ago, now 1.44
//! million, 3 times as much").

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Relation, Verdict};
use crate::text::decimal::Decimal;
use crate::words::time;

/// Checks each multiple of a paragraph, such as 3倍 ("3 times"), against the two values before it.
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    (2..passage.list.len()).filter_map(|at| multiple(passage, at)).collect()
}

fn multiple<'w>(passage: Passage<'_, 'w>, at: usize) -> Option<Relation<'w>> {
    // 五年前的 ("of five years ago"): the number of years is a figure as well.
    let is_years = passage.list[at - 1].quantity.unit == "年" && passage.lead(at) == "前的";
    let late = if is_years { at - 2 } else { at - 1 };
    let places = [late, late.checked_sub(1)?, at];
    let [late, early, rate] = places.map(|at| &passage.list[at]);
    let is_one = rate.quantity.unit == "倍"
        && passage.are_alike(places[0], places[1])
        && passage.are_together(places[1], at);
    let is_exact = [early, late, rate].iter().all(|measure| !measure.quantity.is_approximate);
    let end = passage.text[..rate.quantity.span.start()].strip_suffix('的')?.len();
    let start = if is_years { passage.list[at - 1].start } else { rate.start };
    let words = passage.text.get(start..end)?;
    let words = words.trim_start_matches(['已', '就', '正']);
    let base = words.strip_prefix("相当于").or_else(|| words.strip_prefix(['是', '为']))?;
    let is_base =
        base.ends_with('前') || base == "原来" || passage.words.of(&time::BASE).start_of(base).is_some();
    let are_values = matches!(early.role, Role::Value | Role::From | Role::Base)
        && matches!(late.role, Role::Value | Role::To(_));
    let clause = early.lead(passage.text);
    let is_earlier = matches!(early.role, Role::From | Role::Base)
        || clause.contains(base)
        || is_years && clause.starts_with('前');
    if !is_one || !is_exact || !is_base || !are_values {
        return None;
    }
    // Growth by three times makes it four times as much: the most common mistake is a difference of
    // one.
    let reckoned = passage.reckoned(places)?.rounded(rate.quantity.printed.decimals());
    let is_one_off = reckoned.distance(rate.quantity.printed) == Decimal::integer(1);
    let is_unambiguous = is_earlier && (is_one_off || passage.slip(places).is_some());
    let verdict = Verdict { holds: passage.fits(places), is_unambiguous };
    passage.relation(FigureReading::ShareOf, places, ["part", "whole"], verdict)
}
