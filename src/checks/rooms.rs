//! Finds halls that two papers put on different floors: 3号楼四楼听涛厅, 3号楼三楼听涛厅 ("Tingtao Hall on the
//! 4th floor of building 3", "… on the 3rd floor").

use rustc_hash::FxHashMap;

use crate::check::{Paper, SetFindings};
use crate::facts::set::rooms::Room;
use crate::text::span::Span;

/// Maximum number of halls of one name that are compared.
const MAX_LIKE: usize = 48;

/// Reports all halls that two papers put on different floors, unless a paper names both.
pub(super) fn compare(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let mut halls: FxHashMap<&str, Vec<(usize, &Room)>> = FxHashMap::default();
    for (at, paper) in papers.iter().enumerate() {
        for room in &paper.facts.rooms {
            let alike = halls.entry(&room.hall).or_default();
            if alike.len() < MAX_LIKE {
                alike.push((at, room));
            }
        }
    }
    let mut found: Vec<_> = halls.values().flat_map(|alike| conflicts(alike)).collect();
    found.sort_unstable();
    for (place, first) in found {
        if !out.is_reported(&[place], &[first])
            && let Some(finding) = out.contradiction(place, first)
        {
            finding.variant("venue");
        }
    }
}

/// Pairs of halls of one name on different floors, each with the index of its paper: the later one
/// and the first.
fn conflicts(alike: &[(usize, &Room)]) -> Vec<((usize, Span), (usize, Span))> {
    let has = |paper: usize, one: &Room| {
        alike.iter().any(|(at, it)| *at == paper && it.floor == one.floor && it.is_same(one))
    };
    let conflict = |&(at, room): &(usize, &Room)| {
        let (other, first) = alike.iter().find(|(other, it)| *other < at && it.is_same(room))?;
        let has_both = |(paper, _): &(usize, &Room)| has(*paper, room) && has(*paper, first);
        (first.floor != room.floor && !alike.iter().any(has_both))
            .then_some(((at, room.span), (*other, first.span)))
    };
    alike.iter().filter_map(conflict).collect()
}
