//! Shared code of the checks for text that is not part of the document, such as remarks of an
//! assistant or lines of a web page: the search for typical words, and the fix that deletes them.

use crate::check::{Context, Finding, Findings};
use crate::checks::BuildInput;
use crate::diagnostic::Severity;
use crate::facts::leftover::page::Group;
use crate::facts::lexicon::LiteralId;
use crate::fix::{Edit, Safety};
use crate::text::chars::is_longer;
use crate::text::span::Span;
use crate::words::class::Class;

/// Words that a check searches for in documents, typical of the texts that it reports.
pub(super) struct Triggers {
    /// Ranges of consecutive ids in the dictionary: the first and the last id of each. Compact,
    /// because the words of a class are added one after another.
    runs: Vec<(LiteralId, LiteralId)>,
}

impl Triggers {
    /// Adds the words of these classes to the dictionary. Words of one character are left out,
    /// because they are too frequent.
    pub(super) fn new(input: &mut BuildInput<'_>, classes: &[&'static Class]) -> Self {
        let words = classes.iter().flat_map(|class| input.words.of(class).iter());
        let words = words.filter(|word| is_longer(word, 1));
        let mut runs: Vec<(LiteralId, LiteralId)> = Vec::new();
        for id in words.map(|word| input.lexicon.add(word)) {
            match runs.last_mut() {
                Some((_, last)) if id.follows(*last) => *last = id,
                _ => runs.push((id, id)),
            }
        }
        Self { runs }
    }

    /// Returns the spans of the words in the document, in text order. Of several words that begin
    /// at the same byte, only the longest is returned.
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

/// Adds a fix that deletes `span` to a finding. The fix is unsafe, because it may delete words that
/// the author wants to keep.
pub(super) fn delete(finding: Finding<'_>, span: Span) {
    finding.mend(Safety::Unsafe, vec![Edit { span, text: String::new() }]);
}

/// Maximum number of other lines of a group that a finding points at.
const MAX_SHOWN: usize = 5;

/// Reports each group of lines from a web page as one finding, with a fix that deletes them all. If
/// the whole page was saved, the lines are expected, and the finding is only a hint.
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
