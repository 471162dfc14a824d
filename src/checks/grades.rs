//! Compares the grades that two papers give to a place: 鹿鸣山省级自然保护区 ("provincial nature
//! reserve"), 鹿鸣山国家级自然保护区 ("national nature reserve").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::grades::SaidGrade;
use crate::text::span::Span;

/// A contradiction between two papers: different grades of one place.
pub(super) struct Difference {
    /// Index of the later paper, and the span of the grade in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other grade in it.
    pub(super) first: (usize, Span),
}

/// Finds different grades of one place in two papers. A paper that gives a place two grades is
/// about two places and is left out.
pub(super) fn differences(papers: &[Paper<'_>]) -> Vec<Difference> {
    let mut first: FxHashMap<(&str, &str), (usize, &SaidGrade)> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, paper) in papers.iter().enumerate() {
        // For each place, its first mention, and true if all mentions have the same grade.
        let mut own: FxHashMap<(&str, &str), (&SaidGrade, bool)> = FxHashMap::default();
        for said in &paper.facts.grades {
            let (one, is_only) = own.entry((&*said.place.0, &*said.place.1)).or_insert((said, true));
            *is_only &= one.grade == said.grade;
        }
        let mut own: Vec<_> = own.into_iter().filter(|(_, (_, is_only))| *is_only).collect();
        own.sort_by_key(|(_, (said, _))| said.span);
        for (place, (said, _)) in own {
            let (other, earlier) = *first.entry(place).or_insert((at, said));
            if earlier.grade != said.grade {
                found.push(Difference { place: (at, said.span), first: (other, earlier.span) });
            }
        }
    }
    found
}
