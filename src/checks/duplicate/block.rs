//! `duplicate/block`: a run of paragraphs that stands twice.
//!
//! Paragraphs are compared folded (width, blanks, quotation marks, masks). A paragraph that stands twice to the letter
//! is the anchor; the run grows from it while the next paragraphs are alike too.

use rustc_hash::{FxHashMap, FxHasher};
use serde::Deserialize;
use std::hash::{Hash, Hasher};

use crate::checks::{Parts, options};
use crate::diagnostic::Severity;
use crate::document::block::BlockKind;
use crate::facts::pieces;
use crate::rule::check::{Check, Context, Findings};
use crate::text::fold::{comparable, comparable_text};
use crate::text::span::Span;

/// Options of the rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    /// A run shorter than this, in folded characters, is no finding: formulas and slogans recur.
    min_chars: usize,
    /// A paragraph shorter than this, in folded characters, neither anchors nor ends a run.
    min_anchor: usize,
}

pub(in crate::checks) fn build(parts: Parts<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(options::<Block>(parts.options)?))
}

/// A run of `length` paragraphs at `first` that stands again at `second`; indices of paragraphs.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    second: usize,
    length: usize,
}

/// One paragraph, folded.
struct Folded {
    span: Span,
    hash: u64,
    chars: usize,
    /// Characters that are masks or digits.
    blanks: usize,
}

impl Check for Block {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let paragraphs: Vec<Folded> = cx
            .doc
            .blocks()
            .iter()
            .filter(|block| block.kind != BlockKind::Cell)
            .map(|block| fold(block.span, cx.doc.slice(block.span)))
            .collect();
        for run in self.runs(cx, &paragraphs) {
            let whole = |start: usize| paragraphs[start].span.join(paragraphs[start + run.length - 1].span);
            let (first, second) = (whole(run.first), whole(run.second));
            let piece = |span: Span| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(span.start));
            let finding = out
                .report(second)
                .arg("paragraphs", run.length as u64)
                .arg("line", cx.doc.locate(first).start.line as u64)
                .related("first", first);
            if piece(first) != piece(second) {
                finding.at_most(Severity::Warning);
            }
        }
    }
}

impl Block {
    /// Maximal runs, in the order of their second copies, which do not overlap.
    fn runs(&self, cx: &Context<'_>, paragraphs: &[Folded]) -> Vec<Run> {
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        let mut runs = Vec::new();
        let mut at = 0;
        while at < paragraphs.len() {
            let paragraph = &paragraphs[at];
            let earlier = match paragraph.chars >= self.min_anchor {
                true => *seen.entry(paragraph.hash).or_insert(at),
                false => at,
            };
            if earlier == at || !same(cx, paragraphs, earlier, at) {
                at += 1;
                continue;
            }
            let run = self.grow(cx, paragraphs, earlier, at, runs.last());
            at = run.second + run.length;
            let copied = &paragraphs[run.second..run.second + run.length];
            let chars: usize = copied.iter().map(|paragraph| paragraph.chars).sum();
            let blanks: usize = copied.iter().map(|paragraph| paragraph.blanks).sum();
            if chars >= self.min_chars && blanks * 5 <= chars * 3 {
                runs.push(run);
            }
        }
        runs
    }

    /// Extends an equal pair in both directions; short paragraphs at the ends (salutations, titles) are left out.
    fn grow(
        &self,
        cx: &Context<'_>,
        paragraphs: &[Folded],
        first: usize,
        second: usize,
        last: Option<&Run>,
    ) -> Run {
        let floor = last.map_or(0, |run| run.second + run.length);
        let alike = |first: usize, second: usize| {
            second < paragraphs.len() && first < second && alike(cx, paragraphs, first, second)
        };
        let mut back = 0;
        while back < first && second - back > floor && alike(first - back - 1, second - back - 1) {
            back += 1;
        }
        let mut ahead = 1;
        while first + ahead < second - back && alike(first + ahead, second + ahead) {
            ahead += 1;
        }
        let is_short = |index: usize| paragraphs[index].chars < self.min_anchor;
        while back > 0 && is_short(second - back) {
            back -= 1;
        }
        while ahead > 1 && is_short(second + ahead - 1) {
            ahead -= 1;
        }
        Run { first: first - back, second: second - back, length: back + ahead }
    }
}

fn fold(span: Span, text: &str) -> Folded {
    let mut hasher = FxHasher::default();
    let (mut chars, mut blanks) = (0, 0);
    for c in text.chars().filter_map(comparable) {
        c.hash(&mut hasher);
        chars += 1;
        blanks += usize::from(c == 'x' || c.is_ascii_digit());
    }
    Folded { span, hash: hasher.finish(), chars, blanks }
}

fn same(cx: &Context<'_>, paragraphs: &[Folded], first: usize, second: usize) -> bool {
    let text = |index: usize| cx.doc.slice(paragraphs[index].span).chars().filter_map(comparable);
    paragraphs[first].hash == paragraphs[second].hash && text(first).eq(text(second))
}

/// Equal, or nearly: of the pairs of neighbouring characters in the longer one, nine tenths stand in the other too.
fn alike(cx: &Context<'_>, paragraphs: &[Folded], first: usize, second: usize) -> bool {
    if same(cx, paragraphs, first, second) {
        return true;
    }
    let (shorter, longer) = {
        let (a, b) = (paragraphs[first].chars, paragraphs[second].chars);
        (a.min(b), a.max(b))
    };
    if shorter * 10 < longer * 9 {
        return false;
    }
    let (a, b) = (
        comparable_text(cx.doc.slice(paragraphs[first].span)),
        comparable_text(cx.doc.slice(paragraphs[second].span)),
    );
    shared_pairs(&a, &b) * 10 >= longer * 9
}

/// How many pairs of neighbouring characters two texts share.
fn shared_pairs(first: &str, second: &str) -> usize {
    let pairs = |text: &str| {
        let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    };
    let (first, second) = (pairs(first), pairs(second));
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while a < first.len() && b < second.len() {
        match first[a].cmp(&second[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                a += 1;
                b += 1;
            }
        }
    }
    shared
}
