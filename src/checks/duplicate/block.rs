//! `duplicate/block`: a run of paragraphs that stands twice.
//!
//! Paragraphs are compared folded (width, blanks, quotation marks, masks). A paragraph that stands twice to the letter
//! is the anchor; the run grows from it while the next paragraphs are alike too.

use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};
use serde::Deserialize;

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
    span: Span,
    hash: u64,
    chars: usize,
    /// Characters that are masks or digits.
    blanks: usize,
}

impl Check for Block {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let blocks = cx.doc.blocks().iter().filter(|block| block.kind != BlockKind::Cell);
        let paragraphs = blocks.map(|block| fold(block.span, cx.doc.slice(block.span))).collect();
        let search = Search { options: self, text: cx.doc.text(), paragraphs };
        for run in search.runs() {
            let (first, second) = (search.whole(run.first, run.length), search.whole(run.second, run.length));
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

/// The paragraphs of a document, and how to compare them.
struct Search<'a> {
    options: &'a Block,
    text: &'a str,
    paragraphs: Vec<Folded>,
}

impl Search<'_> {
    /// Maximal runs, in the order of their second copies, which do not overlap.
    fn runs(&self) -> Vec<Run> {
        let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.paragraphs.len() {
            let paragraph = &self.paragraphs[at];
            let is_anchor = paragraph.chars >= self.options.min_anchor;
            let earlier = if is_anchor { *seen.entry(paragraph.hash).or_insert(at) } else { at };
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
            && second + ahead < self.paragraphs.len()
            && self.alike(first + ahead, second + ahead)
        {
            ahead += 1;
        }
        let is_short = |index: usize| self.paragraphs[index].chars < self.options.min_anchor;
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
        let copied = &self.paragraphs[run.second..run.second + run.length];
        let chars: usize = copied.iter().map(|paragraph| paragraph.chars).sum();
        let blanks: usize = copied.iter().map(|paragraph| paragraph.blanks).sum();
        chars >= self.options.min_chars && blanks * 5 <= chars * 3
    }

    /// The span of `length` paragraphs from `start` on.
    fn whole(&self, start: usize, length: usize) -> Span {
        self.paragraphs[start].span.join(self.paragraphs[start + length - 1].span)
    }

    fn slice(&self, index: usize) -> &str {
        self.paragraphs[index].span.of(self.text)
    }

    fn equal(&self, first: usize, second: usize) -> bool {
        let folded = |index: usize| self.slice(index).chars().filter_map(comparable);
        self.paragraphs[first].hash == self.paragraphs[second].hash && folded(first).eq(folded(second))
    }

    /// Equal, or nearly: of the pairs of neighbouring characters in the longer one, nine tenths stand in the other too.
    fn alike(&self, first: usize, second: usize) -> bool {
        if self.equal(first, second) {
            return true;
        }
        let (a, b) = (self.paragraphs[first].chars, self.paragraphs[second].chars);
        let (shorter, longer) = (a.min(b), a.max(b));
        let is_near = |shared: usize| shared * 10 >= longer * 9;
        is_near(shorter)
            && is_near(shared_pairs(
                &comparable_text(self.slice(first)),
                &comparable_text(self.slice(second)),
            ))
    }
}

fn fold(span: Span, text: &str) -> Folded {
    let mut hasher = FxHasher::default();
    let (mut chars, mut blanks) = (0, 0);
    for c in text.chars().filter_map(comparable) {
        hasher.write_u32(c.into());
        chars += 1;
        blanks += usize::from(c == 'x' || c.is_ascii_digit());
    }
    Folded { span, hash: hasher.finish(), chars, blanks }
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
