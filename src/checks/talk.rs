//! What the checks of talk beside the document share: the words they look for, and the fix that
//! deletes what they find.

use crate::check::{Context, Finding, Findings};
use crate::checks::Parts;
use crate::diagnostic::Severity;
use crate::facts::leftover::page::Group;
use crate::facts::lexicon::LiteralId;
use crate::fix::{Edit, Safety};
use crate::text::chars::is_longer;
use crate::text::span::Span;
use crate::words::class::Class;

/// Words that a check looks for.
pub(super) struct Triggers {
    /// Runs of words that were added one after the other: the first and the last.
    runs: Vec<(LiteralId, LiteralId)>,
}

impl Triggers {
    /// The words of these classes. Those of one character are left out: they are everywhere.
    pub(super) fn new(parts: &mut Parts<'_>, classes: &[&'static Class]) -> Self {
        let words = classes.iter().flat_map(|class| parts.words.of(class).iter());
        let words = words.filter(|word| is_longer(word, 1));
        let mut runs: Vec<(LiteralId, LiteralId)> = Vec::new();
        for id in words.map(|word| parts.lexicon.add(word)) {
            match runs.last_mut() {
                Some((_, last)) if id.follows(*last) => *last = id,
                _ => runs.push((id, id)),
            }
        }
        Self { runs }
    }

    /// Their places, in order; of words at one place the longest.
    pub(super) fn places(&self, cx: &Context<'_>) -> Vec<Span> {
        let mut places: Vec<Span> = self
            .runs
            .iter()
            .flat_map(|&(first, last)| cx.facts.occurrences_between(first, last))
            .copied()
            .collect();
        places.sort_unstable_by_key(|place| (place.start(), std::cmp::Reverse(place.end())));
        places.dedup_by_key(|place| place.start());
        places
    }
}

/// Mends a finding by deleting `span`. Nobody but the writer knows whether words are lost.
pub(super) fn delete(finding: Finding<'_>, span: Span) {
    finding.mend(Safety::Unsafe, vec![Edit { span, text: String::new() }]);
}

/// Further places of a group that a finding points at.
const MAX_SHOWN: usize = 5;

/// Reports the lines of a page as one finding whose fix deletes them all; those of a page saved as
/// a whole are a hint.
pub(super) fn report(out: &mut Findings<'_>, groups: Vec<Group>) {
    for group in groups {
        let Some(first) = group.spans.first() else { continue };
        let most = match (group.is_saved, group.is_certain) {
            (true, _) => Severity::Hint,
            (false, true) => Severity::Error,
            (false, false) => Severity::Warning,
        };
        let mut finding = out.report(*first).at_most(most);
        for span in group.spans.iter().skip(1).take(MAX_SHOWN) {
            finding = finding.related("also", *span);
        }
        let delete = |span: &Span| Edit { span: *span, text: String::new() };
        finding.mend(Safety::Unsafe, group.spans.iter().map(delete).collect());
    }
}
