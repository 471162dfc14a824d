//! Compares the grades that two papers give to a place: 鹿鸣山省级自然保护区 ("provincial nature
//! reserve"), 鹿鸣山国家级自然保护区 ("national nature reserve").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::grades::GradedPlace;
use crate::text::span::Span;

/// A contradiction between two papers: different grades of one place.
pub(super) struct GradeConflict {
    /// Index of the later paper, and the span of the grade in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other grade in it.
    pub(super) first: (usize, Span),
}

/// Finds different grades of one place in two papers. A paper that gives a place two grades is
/// about two places and is left out.
pub(super) fn conflicts(papers: &[Paper<'_>]) -> Vec<GradeConflict> {
    let mut first: FxHashMap<(&str, &str), (usize, &GradedPlace)> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        // For each place, its first mention, and true if all mentions have the same grade.
        let mut own: FxHashMap<(&str, &str), (&GradedPlace, bool)> = FxHashMap::default();
        for graded in &paper.facts.graded_places {
            let (one, is_only) = own.entry((&*graded.place.0, &*graded.place.1)).or_insert((graded, true));
            *is_only &= one.grade == graded.grade;
        }
        let mut own: Vec<_> = own.into_iter().filter(|(_, (_, is_only))| *is_only).collect();
        own.sort_by_key(|(_, (graded, _))| graded.span);
        for (place, (graded, _)) in own {
            let (other, earlier) = *first.entry(place).or_insert((at, graded));
            if earlier.grade != graded.grade {
                found.push(GradeConflict { place: (at, graded.span), first: (other, earlier.span) });
            }
        }
    }
    found
}
