//! `set/place`: the place of one meeting in two papers.

use rustc_hash::FxHashSet;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, Saying};
use crate::checks::{meetings, no_options};
use crate::facts::set::statement::What;
use crate::facts::set::venues::SaidVenue;
use crate::text::chars::is_han;
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
        venues(papers, out);
    }
}

/// Holds the places of one thing other than the meeting against each other.
fn venues(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut all: Vec<(usize, &SaidVenue)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        all.extend(paper.sayings.venues.iter().map(|venue| (at, venue)));
    }
    let sayings = all.iter().map(|(paper, venue)| Saying { paper: *paper, wording: &venue.wording });
    let alignment = Alignment::new(sayings.collect());
    for partners in alignment.partners(&|_, _| true, &|_, _| false) {
        let [(paper, earlier), (at, venue)] = [partners.first, partners.second].map(|at| all[at]);
        let tells = |paper: usize, venue: &SaidVenue| papers[paper].doc.text().contains(&*venue.place);
        if partners.likeness >= ALIKE
            && partners.least >= LEAST
            && !may_be(&earlier.place, &venue.place)
            && !tells(paper, venue)
            && !tells(at, earlier)
            && let Some(finding) = out.contradiction((at, venue.span), (paper, earlier.span))
        {
            finding.variant("venue");
        }
    }
}

/// Likeness of the words from which on two places are held to be of one thing, and the share that each has of the other's.
const ALIKE: f32 = 0.55;
const LEAST: f32 = 0.4;
/// Nouns of buildings and halls that have names of their own.
const NAMED: [char; 4] = ['楼', '厅', '馆', '堂'];
/// Names that say what a building or a hall is for.
const GENERAL: [&str; 12] =
    ["办公", "行政", "机关", "综合", "报告", "会议", "教学", "政府", "礼", "大", "主", "宴会"];

/// True if a building or a hall has one name in one place and another name in the other: 弘文楼, 博雅楼.
fn is_other_building(one: &str, other: &str) -> bool {
    NAMED.iter().any(|noun| {
        let names = [one, other].map(|place| {
            let before = place.split_once(*noun)?.0;
            let from = before.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            let name = &before[from..];
            let is_name = name.chars().all(|c| is_han(c) && !is_numeral(c) && c != '号' && c != '层')
                && !GENERAL.iter().any(|general| name.ends_with(general));
            (is_name && name.chars().count() == 2).then_some(name)
        });
        matches!(names, [Some(first), Some(second)] if first != second && !one.contains(second) && !other.contains(first))
    })
}

/// True if two places may be one: one name holds the other, or most of it, with the same numbers: 三楼会议室, 办公楼三楼会议室.
fn may_be(one: &str, other: &str) -> bool {
    if one.contains(other) || other.contains(one) {
        return true;
    }
    if is_other_building(one, other) {
        return false;
    }
    let numbers = |place: &str| -> FxHashSet<char> {
        place.chars().filter(|c| c.is_ascii_digit() || is_numeral(*c)).collect()
    };
    let characters = |place: &str| -> FxHashSet<char> { place.chars().collect() };
    let (first, second) = (characters(one), characters(other));
    let shared = first.intersection(&second).count();
    let (own, others) = (numbers(one), numbers(other));
    let is_number = own.is_subset(&others) || others.is_subset(&own);
    is_number && shared * 3 >= first.len().min(second.len()) * 2
}
