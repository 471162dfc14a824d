//! Passages that are repeated in a document, exactly or nearly: places in which the same
//! fingerprints occur again in the same order.
//!
//! The checks decide which kind of text a repeated passage is: a paragraph, a sentence, or a first
//! line that contains the beginning of the next text.

use crate::facts::duplicate::long;
use crate::facts::{Facts, is_long};
use crate::text::alignment::{Aligner, Alignment};
use crate::text::fingerprint::{Fingerprint, Letters, letter};
use crate::text::span::Span;

/// Minimum length of a repeated passage, in bytes.
const MIN_LENGTH: usize = 75;
/// Minimum number of fingerprints that both occurrences of a passage must share. A single one
/// covers only about ten letters, which two sentences may share by chance.
const MIN_SHARED: u32 = 2;
/// Maximum number of letters by which a passage is extended beyond its outermost fingerprints.
const MAX_MARGIN: usize = 64;
/// Maximum number of letters that an edit replaces in the text around a passage. The passage is
/// extended beyond such an edit.
const MAX_EDIT: usize = 4;
/// Minimum number of equal letters after an edit for a passage to be extended beyond it.
const MIN_AGREEMENT: usize = 3;

/// A repeated passage. The two occurrences do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// First occurrence, from its first letter to its last.
    pub first: Span,
    /// Second occurrence of the passage.
    pub second: Span,
}

impl Facts<'_> {
    /// Fingerprints of the running text, without table cells and the table of contents. They are
    /// computed anew at each call, as only the search for repeats needs them and they are two
    /// thirds as large as the text.
    pub fn fingerprints(&self) -> Vec<Fingerprint> {
        let text = self.doc.text();
        if is_long(text) {
            return long::fingerprints(text, self.compared_blocks());
        }
        self.letters().fingerprints(text)
    }

    /// Letters of the running text, in order, from which the fingerprints are made. They are
    /// cached.
    pub(super) fn letters(&self) -> &Letters {
        self.cells.letters.get_or_init(|| Letters::of(self.doc.text(), self.compared_blocks()))
    }

    /// Spans of the blocks from which fingerprints are made: running text outside the table of
    /// contents.
    pub(super) fn compared_blocks(&self) -> impl Iterator<Item = Span> {
        let contents = self.contents();
        let blocks = self.doc.blocks().iter().enumerate();
        let read = blocks.filter(move |(index, block)| block.kind.is_running() && !contents.holds(*index));
        read.map(|(_, block)| block.span)
    }

    /// All repeated passages of the document, of any length and with exact bounds. They may begin
    /// and end in the middle of sentences.
    pub fn repeats(&self) -> &[Repeat] {
        self.cells.repeats.get_or_init(|| find(self.doc.text(), &self.fingerprints()))
    }
}

/// Finds all repeated passages, in the order of their second occurrences, which do not overlap. If
/// a passage occurs three times, the longest match counts, with its earliest occurrence.
pub fn find(text: &str, fingerprints: &[Fingerprint]) -> Vec<Repeat> {
    let span = |(first, last): (u32, u32)| {
        fingerprints[first as usize].span().join(fingerprints[last as usize].span())
    };
    let repeat =
        |found: Alignment| without_overlap(Repeat { first: span(found.first), second: span(found.second) });
    let alignments = Aligner::new(MIN_SHARED).align_alone(fingerprints);
    let long = alignments.into_iter().map(repeat).filter(|repeat| repeat.second.len() >= MIN_LENGTH);
    disjoint(long.map(|repeat| extended(text, repeat)).collect())
}

/// The repeat with its first occurrence cut off at the beginning of the second. The two overlap if
/// a line is repeated many times in a row.
fn without_overlap(repeat: Repeat) -> Repeat {
    let end = repeat.first.end().min(repeat.second.start());
    Repeat { first: Span::new(repeat.first.start(), end), second: repeat.second }
}

/// The repeat with both occurrences extended at both ends, as far as the letters before and after
/// them agree.
fn extended(text: &str, repeat: Repeat) -> Repeat {
    let Repeat { mut first, mut second } = repeat;
    let letters = |span: Span| {
        let (start, text) = (span.start(), span.of(text));
        text.char_indices()
            .filter_map(move |(at, c)| Some((Span::new(start + at, start + at + c.len_utf8()), letter(c)?)))
    };
    let between = Span::new(first.end(), second.start());
    let head = Ahead::new(letters(Span::new(0, first.start())).rev());
    let copied_head = Ahead::new(letters(between).rev());
    let tail = Ahead::new(letters(between));
    let copied_tail = Ahead::new(letters(Span::new(second.end(), text.len())));
    if let Some((here, there)) = agreement(head, copied_head) {
        first.set_start(here.start());
        second.set_start(there.start());
    }
    if let Some((here, there)) = agreement(tail, copied_tail) {
        first.set_end(here.end());
        second.set_end(there.end());
    }
    // The text between the occurrences is used only once.
    if first.end() > second.start() {
        first.set_end(between.start());
        second.set_start(between.end());
    }
    Repeat { first, second }
}

/// The letters before or after a passage, which are read from the text only when they are needed.
/// Mostly already the first ones differ.
struct Ahead<L> {
    letters: L,
    read: Vec<(Span, char)>,
}

impl<L: Iterator<Item = (Span, char)>> Ahead<L> {
    fn new(letters: L) -> Self {
        Self { letters, read: Vec::new() }
    }

    fn get(&mut self, at: usize) -> Option<(Span, char)> {
        while self.read.len() <= at.min(MAX_MARGIN - 1) {
            self.read.push(self.letters.next()?);
        }
        self.read.get(at).copied()
    }
}

/// Compares the letters next to both occurrences and returns the spans of the last ones that agree.
/// Between them, a few letters may differ (an edit). `None` if the first letters differ.
fn agreement<A, B>(mut first: Ahead<A>, mut second: Ahead<B>) -> Option<(Span, Span)>
where
    A: Iterator<Item = (Span, char)>,
    B: Iterator<Item = (Span, char)>,
{
    let mut alike = |a: usize, b: usize| {
        let ((here, c), (there, other)) = (first.get(a)?, second.get(b)?);
        (c == other).then_some((here, there))
    };
    let mut last = None;
    let (mut a, mut b) = (0, 0);
    loop {
        while let Some(both) = alike(a, b) {
            (last, a, b) = (Some(both), a + 1, b + 1);
        }
        let edits = (1..=2 * MAX_EDIT).flat_map(|length| (0..=length).map(move |here| (here, length - here)));
        let next = edits.filter(|&(here, there)| here.max(there) <= MAX_EDIT).find(|(here, there)| {
            (0..MIN_AGREEMENT).all(|at| alike(a + here + at, b + there + at).is_some())
        });
        let Some((here, there)) = next else { return last };
        (a, b) = (a + here, b + there);
    }
}

/// Removes repeats whose second occurrences overlap: keeps the longest, and of equally long ones
/// the one with the earliest first occurrence.
fn disjoint(mut repeats: Vec<Repeat>) -> Vec<Repeat> {
    repeats.sort_by_key(|repeat| (repeat.second.start(), repeat.first.start()));
    let mut kept: Vec<Repeat> = Vec::new();
    for repeat in repeats {
        match kept.last_mut() {
            Some(last) if last.second.overlaps(repeat.second) => {
                let shared = last.second.end().min(repeat.second.end()) - repeat.second.start();
                if shared * 4 < last.second.len().min(repeat.second.len()) {
                    // A short overlap: the end of one passage is the beginning of another.
                    kept.push(repeat);
                } else if repeat.second.len() > last.second.len() {
                    *last = repeat;
                }
            }
            _ => kept.push(repeat),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Repeat, find};
    use crate::text::fingerprint::winnow;
    use crate::text::span::Span;

    const PASSAGE: &str =
        "各村要在本月底以前把危房逐户查清，登记造册，确定专人负责，能修的抓紧修缮，不能住的坚决搬出来";

    fn repeats(text: &str) -> Vec<Repeat> {
        find(text, &winnow(text, std::iter::once(Span::new(0, text.len()))))
    }

    #[test]
    fn finds_a_passage_to_its_ends() {
        let text = format!(
            "今天先说安全。{PASSAGE}。下面再说春耕的事，种子和化肥都已经到位。最后强调一遍，{PASSAGE}，谁也不能例外。"
        );
        let found = repeats(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].first.of(&text), PASSAGE);
        assert_eq!(found[0].second.of(&text), PASSAGE);
    }

    #[test]
    fn a_few_edits_do_not_divide_it() {
        let edited = PASSAGE.replace("登记造册", "登记在册").replace("坚决", "一律");
        let text = format!("{PASSAGE}。下面再说春耕的事，种子和化肥都已经到位。{edited}。");
        let found = repeats(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].second.of(&text), edited);
    }

    #[test]
    fn other_passages_are_none() {
        let text = "第一组负责东片的入户登记和材料收集工作，每天下午五点以前汇总。第二组负责西片的政策宣传和矛盾调解，每天上午九点碰头。";
        assert!(repeats(text).is_empty());
    }

    #[test]
    fn one_line_many_times_is_one_repeat() {
        let text = format!("{PASSAGE}。\n").repeat(500);
        let found = repeats(&text);
        assert_eq!(found.len(), 1);
        assert!(found[0].first.end() <= found[0].second.start());
        assert!(found[0].second.len() > text.len() * 9 / 10);
    }
}
