//! `duplicate/block`: a run of paragraphs that stands twice.
//!
//! Paragraphs are compared folded (width, blanks, quotation marks, masks). A paragraph that stands twice to the letter
//! is the anchor; the run grows from it while the next paragraphs are alike too.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use serde::Deserialize;

use crate::checks::{Parts, options};
use crate::diagnostic::Severity;
use crate::document::block::BlockKind;
use crate::facts::pieces;
use crate::rule::check::{Check, Context, Findings};
use crate::text::fold::{comparable, comparable_text, is_common_han};
use crate::text::span::Span;

/// Characters at the start of a paragraph that tell whether it may stand twice.
const BEGINNING: usize = 16;

/// Options of the rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    /// A run shorter than this, in folded characters, is no finding: formulas and slogans recur.
    min_chars: usize,
    /// A paragraph shorter than this, in folded characters, neither anchors nor ends a run.
    min_anchor: usize,
}

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    Ok(Box::new(options::<Block>(&parts.options)?))
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
    hash: u64,
    chars: usize,
    /// Characters that are masks or digits.
    blanks: usize,
}

impl Check for Block {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let blocks = cx.doc.blocks().iter().filter(|block| block.kind != BlockKind::Cell);
        let spans: Vec<Span> = blocks.map(|block| block.span).collect();
        let search = Search {
            options: self,
            text: cx.doc.text(),
            folded: spans.iter().map(|_| OnceCell::new()).collect(),
            spans,
        };
        for run in search.runs() {
            let (first, second) = (search.whole(run.first, run.length), search.whole(run.second, run.length));
            let piece = |span: Span| pieces::of_block(cx.facts.pieces(), cx.doc.block_at(span.start));
            let finding = out
                .report(second)
                .arg("paragraphs", run.length as u64)
                .arg("line", cx.doc.locate_start(first).line as u64)
                .related("first", first);
            if piece(first) != piece(second) {
                finding.at_most(Severity::Warning);
            }
        }
    }
}

/// The paragraphs of a document, and how to compare them.
struct Search<'a> {
    options: &'a Block,
    text: &'a str,
    spans: Vec<Span>,
    /// Filled for the few paragraphs that begin as another one does, and their neighbours.
    folded: Vec<OnceCell<Folded>>,
}

impl Search<'_> {
    /// Maximal runs, in the order of their second copies, which do not overlap.
    fn runs(&self) -> Vec<Run> {
        let beginnings: Vec<u64> = self.spans.iter().map(|span| beginning(span.of(self.text))).collect();
        let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
        for beginning in &beginnings {
            *frequency.entry(*beginning).or_default() += 1;
        }
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.spans.len() {
            let is_candidate =
                frequency[&beginnings[at]] > 1 && self.paragraph(at).chars >= self.options.min_anchor;
            let earlier = if is_candidate { *seen.entry(self.paragraph(at).hash).or_insert(at) } else { at };
            if earlier == at || !self.equal(earlier, at) {
                at += 1;
                continue;
            }
            let floor = runs.last().map_or(0, |run: &Run| run.second + run.length);
            let run = self.grow(earlier, at, floor);
            at = run.second + run.length;
            runs.extend(self.is_worth_reporting(run).then_some(run));
        }
        runs
    }

    /// Extends an equal pair in both directions, but not before paragraph `floor`; short paragraphs at the ends
    /// (salutations, titles) are left out.
    fn grow(&self, first: usize, second: usize, floor: usize) -> Run {
        let mut back = 0;
        while back < first && second - back > floor && self.alike(first - back - 1, second - back - 1) {
            back += 1;
        }
        let mut ahead = 1;
        while first + ahead < second - back
            && second + ahead < self.spans.len()
            && self.alike(first + ahead, second + ahead)
        {
            ahead += 1;
        }
        let is_short = |index: usize| self.paragraph(index).chars < self.options.min_anchor;
        while back > 0 && is_short(second - back) {
            back -= 1;
        }
        while ahead > 1 && is_short(second + ahead - 1) {
            ahead -= 1;
        }
        Run { first: first - back, second: second - back, length: back + ahead }
    }

    /// Long enough to be no formula, and not mostly figures and masks, as the rows of a report are.
    fn is_worth_reporting(&self, run: Run) -> bool {
        let copied = || (run.second..run.second + run.length).map(|index| self.paragraph(index));
        let chars: usize = copied().map(|paragraph| paragraph.chars).sum();
        let blanks: usize = copied().map(|paragraph| paragraph.blanks).sum();
        chars >= self.options.min_chars && blanks * 5 <= chars * 3
    }

    /// The span of `length` paragraphs from `start` on.
    fn whole(&self, start: usize, length: usize) -> Span {
        self.spans[start].join(self.spans[start + length - 1])
    }

    fn slice(&self, index: usize) -> &str {
        self.spans[index].of(self.text)
    }

    fn paragraph(&self, index: usize) -> &Folded {
        self.folded[index].get_or_init(|| fold(self.slice(index)))
    }

    fn equal(&self, first: usize, second: usize) -> bool {
        let folded = |index: usize| self.slice(index).chars().filter_map(comparable);
        self.paragraph(first).hash == self.paragraph(second).hash && folded(first).eq(folded(second))
    }

    /// Equal, or nearly: of the pairs of neighbouring characters in the longer one, nine tenths stand in the other too.
    fn alike(&self, first: usize, second: usize) -> bool {
        if self.equal(first, second) {
            return true;
        }
        let (a, b) = (self.paragraph(first).chars, self.paragraph(second).chars);
        let (shorter, longer) = (a.min(b), a.max(b));
        let is_near = |shared: usize| shared * 10 >= longer * 9;
        is_near(shorter)
            && is_near(shared_pairs(
                &comparable_text(self.slice(first)),
                &comparable_text(self.slice(second)),
            ))
    }
}

/// A hash of the first plain Han characters: texts that are equal when folded have the same.
fn beginning(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in text.chars().filter(|&c| is_common_han(c)).take(BEGINNING) {
        hasher.write_u32(c.into());
    }
    hasher.finish()
}

fn fold(text: &str) -> Folded {
    let mut hasher = FxHasher::default();
    let (mut chars, mut blanks) = (0, 0);
    for c in text.chars().filter_map(comparable) {
        hasher.write_u32(c.into());
        chars += 1;
        blanks += usize::from(c == 'x' || c.is_ascii_digit());
    }
    Folded { hash: hasher.finish(), chars, blanks }
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
            Ordering::Less => a += 1,
            Ordering::Greater => b += 1,
            Ordering::Equal => {
                shared += 1;
                a += 1;
                b += 1;
            }
        }
    }
    shared
}
