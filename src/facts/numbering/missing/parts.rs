//! Checks references to parts, chapters and sections: 见第五部分 ("see part 5"), 本办法第九章 ("Chapter 9 of
//! these measures"), 本章第五节 ("section 5 of this chapter").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::missing::{Lack, MAX_BLOCKS, MIN_COUNTED, Missing};
use crate::facts::numbering::references::{Owner, Reference};
use crate::facts::numbering::series::Series;
use crate::words::rules::numbering::reference::TO_PART;

/// Numbers of parts and chapters of a text.
pub(super) struct PartsOf {
    /// For each piece of the file (`None` is the text before the first piece), the number of its
    /// parts; `None` if its parts are not certain.
    parts: FxHashMap<Option<usize>, Option<u32>>,
    /// Number of chapters; `None` if they do not count from one.
    chapters: Option<u32>,
    /// True if the articles end like those of a complete regulation, so that all its chapters are
    /// in the file.
    is_whole: bool,
}

/// The two outermost series of a piece: the one with marks such as 第一部分 ("Part 1"), and the one
/// with marks such as 一、. `None` if the piece has none or several of them.
#[derive(Default)]
struct Outermost<'s> {
    named: Option<Option<&'s Series>>,
    plain: Option<Option<&'s Series>>,
}

impl PartsOf {
    pub(super) fn read(facts: &Facts<'_>, is_whole: bool) -> Self {
        let marks = facts.marks();
        let mut pieces: FxHashMap<Option<usize>, Outermost<'_>> = FxHashMap::default();
        for series in facts.series() {
            let first = marks[series.members[0]];
            if first.place != MarkPlace::Head {
                continue;
            }
            let of = pieces.entry(facts.piece_of(first.block)).or_default();
            let place = match series.family {
                Family::Part('部') => &mut of.named,
                Family::HanPause => &mut of.plain,
                _ => continue,
            };
            *place = if place.is_none() { Some(Some(series)) } else { Some(None) };
        }
        let last = |only: &Series| {
            (only.is_regular() && only.members.len() >= MIN_COUNTED).then(|| only.last_ordinal())
        };
        let parts =
            pieces.into_iter().map(|(piece, of)| (piece, of.named.or(of.plain).flatten().and_then(last)));
        Self { parts: parts.collect(), chapters: chapters(facts), is_whole }
    }

    /// Adds a reference such as 见第五部分 ("see part 5") if its number is higher than that of the last
    /// part of its piece. The parts must be numbered 一、 二、 … or 第一部分, 第二部分 ….
    pub(super) fn judge(&self, facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference, number: u32) {
        let start = facts.doc.blocks()[found.block].span.start();
        let lead = &facts.doc.text()[start..found.span.start()];
        let refers = found.owner == Owner::Itself || TO_PART.iter().any(|word| lead.ends_with(word));
        let last = self.parts.get(&facts.piece_of(found.block)).copied().flatten();
        if let Some(last) = last.filter(|&last| refers && number > last) {
            Missing::push(out, found.span, Lack::Part, last);
        }
    }

    /// Adds a reference such as 本办法第九章 ("Chapter 9 of these measures") if its number is higher than
    /// that of the last chapter and no chapter is missing before it.
    pub(super) fn chapter(&self, out: &mut Vec<Missing>, found: &Reference, number: u32) {
        if found.owner != Owner::Itself && !self.is_whole {
            return;
        }
        if let Some(last) = self.chapters.filter(|&last| number > last) {
            Missing::push(out, found.span, Lack::Chapter, last);
        }
    }
}

/// Number of chapters; `None` if they do not count from one.
fn chapters(facts: &Facts<'_>) -> Option<u32> {
    let is_chapter =
        |mark: &&Mark| mark.family == Family::Article('章') && !facts.contents().holds(mark.block);
    let chapters: Vec<&Mark> = facts.marks().iter().filter(is_chapter).collect();
    let is_regular = chapters.len() >= MIN_COUNTED
        && chapters.iter().zip(1..).all(|(mark, number)| mark.ordinal == number);
    is_regular.then_some(chapters.len() as u32)
}

/// Checks a reference such as 本章第五节 ("section 5 of this chapter"), if the sections of this chapter
/// count from one.
pub(super) fn section(facts: &Facts<'_>, out: &mut Vec<Missing>, found: &Reference, number: u32) {
    if !facts.doc.slice(found.span).starts_with("本章") {
        return;
    }
    let marks = facts.marks();
    let here = marks.partition_point(|mark| mark.block <= found.block);
    let is_chapter = |mark: &Mark| mark.family == Family::Article('章');
    let before = marks[..here].iter().rev().take(MAX_BLOCKS).take_while(|mark| !is_chapter(mark)).count();
    let from = here - before;
    let sections = marks[from..].iter().take(2 * MAX_BLOCKS).take_while(|mark| !is_chapter(mark));
    let ordinals: Vec<u32> =
        sections.filter(|mark| mark.family == Family::Article('节')).map(|mark| mark.ordinal).collect();
    let is_regular = ordinals.len() >= MIN_COUNTED
        && ordinals.iter().zip(1..).all(|(&ordinal, expected)| ordinal == expected);
    if is_regular && number as usize > ordinals.len() && before < MAX_BLOCKS {
        Missing::push(out, found.span, Lack::Chapter, ordinals.len() as u32);
    }
}
