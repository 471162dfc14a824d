//! Values that papers state in a form of their own and that `set/figure` compares by that form:
//! prizes for honours, and ranks.

use rustc_hash::FxHashSet;

use crate::check::{Paper, SetFindings};
use crate::checks::{prizes, standings};

/// Reports the values that differ between papers. `unlike` are pairs of papers about different
/// subjects.
pub(super) fn report(papers: &[Paper<'_>], unlike: &FxHashSet<(usize, usize)>, out: &mut SetFindings<'_>) {
    for prizes::PrizeConflict { place, first, honour } in prizes::conflicts(papers) {
        if let Some(finding) = out.contradiction(place, first) {
            finding.arg("label", honour);
        }
    }
    for standings::RankConflict { place, first, label } in standings::conflicts(papers, unlike) {
        if let Some(finding) = out.contradiction(place, first) {
            finding.arg("label", label);
        }
    }
}
