//! Rule `set/place`: reports places that differ between papers: of a meeting, of its groups and
//! parts, of other events, and of projects.

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::events::Events;
use crate::checks::{meetings, no_options, owners};
use crate::facts::set::groups::SaidGroup;
use crate::facts::set::sites::SaidSite;
use crate::facts::set::statement::What;
use crate::facts::set::venues::SaidVenue;
use crate::text::shortened::may_be_one;

/// Minimum likeness of the words around two places to be about the same event, from 0 to 1.
const ALIKE: f32 = 0.55;
/// Minimum share of the words around each of two places that are also around the other one.
const LEAST: f32 = 0.4;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn SetCheck>, String> {
    no_options(table)?;
    Ok(Box::new(PlaceCheck))
}

struct PlaceCheck;

impl SetCheck for PlaceCheck {
    fn check(&self, papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
        let places = |what: &What| matches!(what, What::Place(_));
        meetings::compare(papers, out, &places, &|one, other| match (one, other) {
            (What::Place(one), What::Place(other)) => one.may_be(other),
            _ => false,
        });
        groups(papers, out);
        sites(papers, out);
        venues(papers, out);
        for event in Events::new(papers).places() {
            if let Some(finding) = out.contradiction(event.place, event.first) {
                finding.variant("venue");
            }
        }
        for owners::Difference { told, row } in owners::sites(papers) {
            if let Some(finding) = out.contradiction(told, row) {
                finding.variant("venue");
            }
        }
    }
}

/// Compares the places at which each group of a meeting gathers.
fn groups(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut first: FxHashMap<&(u64, Box<str>), (usize, &SaidGroup)> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for group in &paper.facts.groups {
            let Some(&(other, earlier)) = first.get(&group.group) else { continue };
            if !may_be_one(&earlier.place, &group.place)
                && let Some(finding) = out.contradiction((at, group.span), (other, earlier.span))
            {
                finding.variant("venue");
            }
        }
        for group in &paper.facts.groups {
            first.entry(&group.group).or_insert((at, group));
        }
    }
}

/// Compares the places of the parts of a meeting and of side events. Papers that give several
/// places for one event are skipped.
fn sites(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    // For each event, the papers that give a single place for it, with the first mention.
    let mut told: FxHashMap<&str, Vec<(usize, &SaidSite)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        let sites = &paper.facts.sites;
        for (number, site) in sites.iter().enumerate() {
            let mut alike = sites.iter().filter(|other| other.event == site.event);
            let is_first = sites[..number].iter().all(|other| other.event != site.event);
            if is_first && alike.all(|other| other.place.may_be(&site.place)) {
                told.entry(&site.event).or_default().push((at, site));
            }
        }
    }
    let has_meeting = |at: usize| papers[at].facts.occasion.meeting.is_some();
    let mut told: Vec<_> = told.into_values().collect();
    told.sort_unstable_by_key(|list| list.first().map(|(at, site)| (*at, site.span)));
    for list in told {
        let Some((first, right)) = list.iter().copied().find(|(at, _)| has_meeting(*at)) else { continue };
        for &(at, site) in list.iter().filter(|(_, site)| !site.place.may_be(&right.place)) {
            let pair = [(at, site.span), (first, right.span)];
            let [place, first] = if at > first { pair } else { [pair[1], pair[0]] };
            if let Some(finding) = out.contradiction(place, first) {
                finding.variant("venue");
            }
        }
    }
}

/// Compares the places of events other than the meeting.
fn venues(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut all: Vec<(usize, &SaidVenue)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        all.extend(paper.facts.venues.iter().map(|venue| (at, venue)));
    }
    let stated = all.iter().map(|(paper, venue)| StatedFact { paper: *paper, wording: &venue.wording });
    let alignment = Alignment::new(stated.collect());
    for partners in alignment.partners(&|_, _| true, &|_, _| false) {
        let [(paper, earlier), (at, venue)] = [partners.first, partners.second].map(|at| all[at]);
        let tells = |paper: usize, venue: &SaidVenue| papers[paper].doc.text().contains(venue.place.name());
        if partners.likeness >= ALIKE
            && partners.least >= LEAST
            && !earlier.place.may_be(&venue.place)
            && !tells(paper, venue)
            && !tells(at, earlier)
            && let Some(finding) = out.contradiction((at, venue.span), (paper, earlier.span))
        {
            finding.variant("venue");
        }
    }
}
