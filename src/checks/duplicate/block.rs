//! Rule `duplicate/block`: reports consecutive paragraphs that occur twice in a document, identical
//! or nearly so.

use serde::Deserialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::check::{Check, Context, Findings};
use crate::checks::{BuildInput, options};
use crate::diagnostic::Severity;
use crate::facts::duplicate::passages::Passage;
use crate::facts::numbering::pieces;
use crate::text::fold::comparable;
use crate::text::span::Span;

/// Maximum length of a paragraph that is compared character by character, in bytes. In longer ones,
/// differences are not located.
const MAX_COMPARED: usize = 12_000;
/// Maximum number of differences per paragraph, on average, for which the copy is reported as an
/// error. If there are more, the text was reworded or two texts have the same structure, and it is
/// a warning.
const MAX_PLACES: usize = 3;
/// Maximum number of differing paragraphs that a finding points at.
const MAX_SHOWN: usize = 3;

/// Options of the rule, as written in its TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    /// Minimum number of characters, without blanks, of a nearly identical copy that is reported. A
    /// shorter identical copy is only a warning, because formulas and slogans recur.
    min_chars: usize,
}

pub(in crate::checks) fn build(input: &mut BuildInput<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(options::<Block>(&input.options)?))
}

impl Check for Block {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for passage in cx.facts.passages() {
            if let Passage::Copy { first, second, is_block: true } = *passage {
                let blocks = cx.doc.block_at(second.end() - 1) - cx.doc.block_at(second.start()) + 1;
                let finding = out
                    .report(second)
                    .arg("paragraphs", blocks as u64)
                    .arg("line", cx.doc.locate_start(first).line as u64)
                    .related("first", first);
                if second.of(cx.doc.text()).chars().filter_map(comparable).nth(self.min_chars - 1).is_none() {
                    finding.at_most(Severity::Warning);
                }
                continue;
            }
            let Passage::Blocks { first, originals, copies } = passage else { continue };
            let blocks = cx.doc.blocks();
            let copy = blocks[copies.start].span.join(blocks[copies.end - 1].span);
            if copy.of(cx.doc.text()).chars().filter_map(comparable).nth(self.min_chars - 1).is_none() {
                continue;
            }
            let piece = |span: Span| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(span.start()));
            let differing: Vec<CopyDifferences> = originals
                .clone()
                .zip(copies.clone())
                .filter_map(|(a, b)| copy_differences(cx, a, b))
                .collect();
            let mut finding = out
                .report(copy)
                .arg("paragraphs", copies.len() as u64)
                .arg("line", cx.doc.locate_start(*first).line as u64)
                .related("first", *first);
            if let Some(most) = differing.iter().max_by_key(|differences| differences.places) {
                let all: usize = differing.iter().map(|differences| differences.places).sum();
                finding = finding
                    .variant(if differing.len() == 1 { "one" } else { "many" })
                    .arg("a", cx.doc.locate_start(most.first).line as u64)
                    .arg("b", cx.doc.locate_start(most.second).line as u64)
                    .arg("places", most.places as u64)
                    .arg("differing", differing.len() as u64)
                    .arg("all", all as u64);
                for differences in differing.iter().take(MAX_SHOWN) {
                    finding = finding.related("differs", differences.at);
                }
            }
            let places: usize = differing.iter().map(|differences| differences.places).sum();
            if piece(*first) != piece(copy) || places > MAX_PLACES * copies.len() {
                finding.at_most(Severity::Warning);
            }
        }
    }

    fn asks_for_passages(&self) -> bool {
        true
    }
}

/// Differences between a paragraph and its copy, with the spans of both.
struct CopyDifferences {
    first: Span,
    second: Span,
    /// Number of places at which the two differ.
    places: usize,
    /// Span of the first difference, in the copy.
    at: Span,
}

fn copy_differences(cx: &Context<'_>, first: usize, second: usize) -> Option<CopyDifferences> {
    let folded = |span: Span| -> (Vec<char>, Vec<usize>) {
        let text = span.of(cx.doc.text());
        text.char_indices().filter_map(|(at, c)| Some((comparable(c)?, span.start() + at))).unzip()
    };
    let (first, second) = (cx.doc.blocks()[first].span, cx.doc.blocks()[second].span);
    if first.len().max(second.len()) > MAX_COMPARED {
        return None;
    }
    let ((a, _), (b, places)) = (folded(first), folded(second));
    let operations = capture_diff_slices(Algorithm::Myers, &a, &b);
    let changes: Vec<&DiffOp> =
        operations.iter().filter(|change| !matches!(change, DiffOp::Equal { .. })).collect();
    let range = changes.first()?.new_range();
    let byte = |at: usize| places.get(at).copied().unwrap_or(second.end());
    // Omitted text has no place in the copy, so the character after it is marked.
    let start = byte(range.start.min(places.len().saturating_sub(1)));
    let at = Span::new(start, byte(range.end.max(range.start + 1)).max(start));
    Some(CopyDifferences { first, second, places: changes.len(), at })
}
