//! Rule `set/place`: reports places that differ between papers: of a meeting, of its groups and
//! parts, of other events, and of projects.

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetCheck, SetFindings};
use crate::checks::alignment::{Alignment, StatedFact};
use crate::checks::events::Events;
use crate::checks::{facilities, locations, meetings, no_options, owners, rooms};
use crate::facts::set::activity_venues::ActivityVenue;
use crate::facts::set::event_venues::EventVenue;
use crate::facts::set::group_rooms::GroupRoom;
use crate::facts::set::meeting_statement::MeetingDetail;
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
        let places = |detail: &MeetingDetail| matches!(detail, MeetingDetail::Venue(_));
        meetings::compare(papers, out, &places, &|one, other| match (one, other) {
            (MeetingDetail::Venue(one), MeetingDetail::Venue(other)) => one.may_be(other),
            _ => false,
        });
        group_rooms(papers, out);
        activities(papers, out);
        events(papers, out);
        for event in Events::new(papers).places() {
            if let Some(finding) = out.contradiction(event.place, event.first) {
                finding.variant("venue");
            }
        }
        for facility in facilities::conflicts(papers) {
            if let Some(finding) = out.contradiction(facility.place, facility.first) {
                finding.variant("venue");
            }
        }
        rooms::compare(papers, out);
        for owners::OwnerConflict { sentence, row } in owners::site_conflicts(papers) {
            if let Some(finding) = out.contradiction(sentence, row) {
                finding.variant("venue");
            }
        }
        for conflict in locations::conflicts(papers) {
            if !out.is_reported(&[conflict.place], &[conflict.first])
                && let Some(finding) = out.contradiction(conflict.place, conflict.first)
            {
                finding.variant("venue");
            }
        }
    }
}

/// Compares the places at which each group of a meeting gathers.
fn group_rooms(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut first: FxHashMap<&(u64, Box<str>), (usize, &GroupRoom)> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for group in &paper.facts.group_rooms {
            let Some(&(other, earlier)) = first.get(&group.group) else { continue };
            if !may_be_one(&earlier.room, &group.room)
                && let Some(finding) = out.contradiction((at, group.span), (other, earlier.span))
            {
                finding.variant("venue");
            }
        }
        for group in &paper.facts.group_rooms {
            first.entry(&group.group).or_insert((at, group));
        }
    }
}

/// Compares the places of the parts of a meeting and of side events. Papers that give several
/// places for one event are skipped.
fn activities(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    // For each event, the papers that give a single place for it, with the first mention.
    let mut stated: FxHashMap<&str, Vec<(usize, &ActivityVenue)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        let sites = &paper.facts.activity_venues;
        for (number, site) in sites.iter().enumerate() {
            let mut alike = sites.iter().filter(|other| other.event == site.event);
            let is_first = sites[..number].iter().all(|other| other.event != site.event);
            if is_first && alike.all(|other| other.venue.may_be(&site.venue)) {
                stated.entry(&site.event).or_default().push((at, site));
            }
        }
    }
    let has_meeting = |at: usize| papers[at].facts.occasion.meeting.is_some();
    let mut stated: Vec<_> = stated.into_values().collect();
    stated.sort_unstable_by_key(|list| list.first().map(|(at, site)| (*at, site.span)));
    for list in stated {
        let Some((first, right)) = list.iter().copied().find(|(at, _)| has_meeting(*at)) else { continue };
        let is_wrong = |site: &ActivityVenue| site.may_be_one(right) && !site.venue.may_be(&right.venue);
        for &(at, site) in list.iter().filter(|(_, site)| is_wrong(site)) {
            let pair = [(at, site.span), (first, right.span)];
            let [place, first] = if at > first { pair } else { [pair[1], pair[0]] };
            if let Some(finding) = out.contradiction(place, first) {
                finding.variant("venue");
            }
        }
    }
}

/// Compares the places of events other than the meeting. One of both is in a table.
fn events(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut all: Vec<(usize, &EventVenue)> = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        all.extend(paper.facts.event_venues.iter().map(|event| (at, event)));
    }
    let stated =
        all.iter().map(|(paper, event)| StatedFact { paper: *paper, kind: 0, wording: &event.wording });
    let alignment = Alignment::new(stated.collect());
    for partners in alignment.partners(&|_, _| true) {
        let [(paper, earlier), (at, event)] = [partners.first, partners.second].map(|at| all[at]);
        let names = |paper: usize, event: &EventVenue| papers[paper].doc.text().contains(event.venue.name());
        if (event.is_listed || earlier.is_listed)
            && partners.likeness >= ALIKE
            && partners.least >= LEAST
            && !earlier.venue.may_be(&event.venue)
            && !names(paper, event)
            && !names(at, earlier)
            && let Some(finding) = out.contradiction((at, event.span), (paper, earlier.span))
        {
            finding.variant("venue");
        }
    }
}
