//! Shared code of the checks that compare a report with that of the year before.

use crate::check::Years;
use crate::diagnostic::Passage;
use crate::facts::figure::measures::Role;
use crate::facts::previous::Sentence;
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::{Figure, Kind, Naming, Slot};
use crate::text::span::Span;

/// Maximum number of bytes before or after a span that are read.
const MAX_AROUND: usize = 400;

/// Label that a finding shows next to a place in last year's report.
pub(super) const BEFORE: &str = "before";

/// Returns the text around a slot (a figure, date or session number) of last year's report, for
/// display in a finding.
pub(super) fn passage(years: &Years<'_>, slot: &Slot) -> Passage {
    years.previous.passage(slot.span)
}

/// Returns the figure of a slot and its name, if it is stated as a value (产值3亿元, "output of 300
/// million yuan") and not, for example, as an increase.
pub(super) fn value(slot: &Slot) -> Option<(&Figure, &Naming)> {
    let figure = figure(slot)?;
    let naming = figure.named.as_ref()?;
    matches!(naming.role, Role::Value | Role::To(_)).then_some((figure, naming))
}

/// Number of pairs in which the value of this year differs from that of last year.
pub(super) fn moved(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().filter(|pair| !pair.is_same()).count()
}

/// Number of pairs whose figures differ between the two years.
pub(super) fn moved_figures(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().filter(|pair| matches!(pair.new.kind, Kind::Figure(_)) && !pair.is_same()).count()
}

/// Returns the text from `start` to `at`, cut at the front to at most [`MAX_AROUND`] bytes.
pub(super) fn words_before(text: &str, start: usize, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_AROUND)).max(start);
    Span::new(from, at).of(text)
}

/// Returns the text from `at` to `end`, cut at the end to about [`MAX_AROUND`] bytes.
pub(super) fn words_behind(text: &str, at: usize, end: usize) -> &str {
    let to = text.ceil_char_boundary((at + MAX_AROUND).min(text.len())).min(end).max(at);
    Span::new(at, to).of(text)
}

/// True if the byte `at` is within quotation marks or within the title marks 《》.
pub(super) fn is_quoted(text: &str, sentence: &Sentence, at: usize) -> bool {
    let before = words_before(text, sentence.span.start(), at);
    let is_open = |open: char, close: char| before.rfind(open) > before.rfind(close);
    is_open('“', '”') || is_open('《', '》') || is_open('「', '」')
}
