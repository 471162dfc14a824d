//! `set/place`: the place of one meeting in two papers.

use rustc_hash::FxHashSet;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::{meetings, no_options};
use crate::facts::set::statement::What;
use crate::text::numeral::is_numeral;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Place))
}

struct Place;

impl SetCheck for Place {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let places = |what: &What| matches!(what, What::Place(_));
        meetings::compare(papers, out, &places, &|one, other| match (one, other) {
            (What::Place(one), What::Place(other)) => may_be(one, other),
            _ => false,
        });
    }
}

/// True if two places may be one: one name holds the other, or most of it, with the same numbers: 三楼会议室, 办公楼三楼会议室.
fn may_be(one: &str, other: &str) -> bool {
    if one.contains(other) || other.contains(one) {
        return true;
    }
    let numbers = |place: &str| -> FxHashSet<char> {
        place.chars().filter(|c| c.is_ascii_digit() || is_numeral(*c)).collect()
    };
    let characters = |place: &str| -> FxHashSet<char> { place.chars().collect() };
    let (first, second) = (characters(one), characters(other));
    let shared = first.intersection(&second).count();
    let (own, others) = (numbers(one), numbers(other));
    let is_number = own.is_empty() || others.is_empty() || own == others;
    is_number && shared * 3 >= first.len().min(second.len()) * 2
}
