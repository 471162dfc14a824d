//! Shared parts of the checks that compare a report with that of the year before.

use crate::check::Years;
use crate::diagnostic::Passage;
use crate::facts::figure::measures::Role;
use crate::facts::previous::Sentence;
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::{Figure, Kind, Naming, Slot};
use crate::text::span::Span;

/// Longest text before or after a place that is read, in bytes.
const MAX_AROUND: usize = 400;

/// Name of the label next to a place in the earlier report.
pub(super) const BEFORE: &str = "before";

/// The passage of the earlier report around a slot.
pub(super) fn passage(years: &Years<'_>, slot: &Slot) -> Passage {
    years.previous.passage(slot.span)
}

/// The figure of a slot and its name, if it is stated as a value.
pub(super) fn value(slot: &Slot) -> Option<(&Figure, &Naming)> {
    let figure = figure(slot)?;
    let naming = figure.named.as_ref()?;
    matches!(naming.role, Role::Value | Role::To(_)).then_some((figure, naming))
}

/// Number of pairs whose slots differ.
pub(super) fn moved(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().filter(|pair| !pair.is_same()).count()
}

/// Number of pairs with figures that differ.
pub(super) fn moved_figures(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().filter(|pair| matches!(pair.new.kind, Kind::Figure(_)) && !pair.is_same()).count()
}

/// The words from `start` to `at`, cut at the front if they are too long.
pub(super) fn words_before(text: &str, start: usize, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_AROUND)).max(start);
    Span::new(from, at).of(text)
}

/// The words from `at` to `end`, cut at the end if they are too long.
pub(super) fn words_behind(text: &str, at: usize, end: usize) -> &str {
    let to = text.ceil_char_boundary((at + MAX_AROUND).min(text.len())).min(end).max(at);
    Span::new(at, to).of(text)
}

/// True if `at` is within quotation marks or the title of a text.
pub(super) fn is_quoted(text: &str, sentence: &Sentence, at: usize) -> bool {
    let before = words_before(text, sentence.span.start(), at);
    let is_open = |open: char, close: char| before.rfind(open) > before.rfind(close);
    is_open('“', '”') || is_open('《', '》') || is_open('「', '」')
}
