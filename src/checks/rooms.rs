//! Finds halls that two papers put on different floors: 3号楼四楼听涛厅, 3号楼三楼听涛厅 ("Tingtao Hall on the
//! 4th floor of building 3", "… on the 3rd floor").

use crate::check::{Paper, SetFindings};
use crate::facts::set::rooms::Room;

/// Reports all halls that two papers put on different floors, unless a paper names both.
pub(super) fn compare(papers: &[Paper<'_>], out: &mut SetFindings<'_>) {
    let all = || {
        papers.iter().enumerate().flat_map(|(at, paper)| paper.facts.rooms.iter().map(move |room| (at, room)))
    };
    for (at, room) in all() {
        let first = all().take_while(|(other, _)| *other < at).find(|(_, other)| other.is_same(room));
        let Some((other, first)) = first.filter(|(_, first)| first.floor != room.floor) else { continue };
        let has = |paper: &Paper<'_>, one: &Room| {
            paper.facts.rooms.iter().any(|it| it.floor == one.floor && it.is_same(one))
        };
        let (one, earlier) = ([(at, room.span)], [(other, first.span)]);
        if !papers.iter().any(|paper| has(paper, room) && has(paper, first))
            && !out.is_reported(&one, &earlier)
            && let Some(finding) = out.contradiction(one[0], earlier[0])
        {
            finding.variant("venue");
        }
    }
}
