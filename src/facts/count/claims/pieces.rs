//! Numbers of the parts of the whole document: 本办法共五章三十二条 ("these measures have five chapters and
//! 32 articles"), compared with its articles; a title with 三个关键 ("three keys"), compared with the
//! parts of the text.

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::phrase::Phrase;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::numbering::marks::{Family, MarkPlace};
use crate::facts::numbering::series::Series;
use crate::words::announce;

/// Number of blocks at the beginning of a document that are searched for its title.
const HEAD: usize = 12;
/// Maximum number of bytes of a title. A longer block is not one.
const MAX_TITLE: usize = 300;

/// Adds, as candidates, the parts of the document that a phrase may count, such as its chapters.
pub(super) fn read(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let block = facts.doc.blocks()[phrase.block].span;
    // A title is at the beginning; most phrases are not.
    if phrase.block < HEAD && block.len() <= MAX_TITLE && facts.title() == Some(block) {
        title(facts, phrase, candidates);
    }
    let before = &facts.doc.text()[block.start()..phrase.span.start()];
    let unit = phrase.measure.chars().next().filter(|c| matches!(c, '章' | '条' | '节' | '编'));
    if let Some(unit) =
        unit.filter(|_| before.ends_with(['共', '分', '设']) || before.ends_with(['章', '编']))
    {
        articles(facts, unit, candidates);
    }
}

/// Adds the chapters (章) or articles (条) of the document as a candidate list, if they form a single
/// run.
fn articles(facts: &Facts<'_>, unit: char, candidates: &mut Vec<Candidate>) {
    let mut runs = facts.series().iter().filter(|series| series.family == Family::Article(unit));
    let Some(series) = runs.next().filter(|series| series.members.len() > 1) else { return };
    let is_sure = series.is_regular() && runs.next().is_none();
    candidates.push(candidate(facts, series, CountReading::Articles, is_sure));
}

/// Adds the outermost series of items after the title as a candidate list.
fn title(facts: &Facts<'_>, phrase: &Phrase<'_>, candidates: &mut Vec<Candidate>) {
    let text = facts.doc.text();
    let marks = facts.marks();
    let end = facts.doc.blocks()[phrase.block].span.end();
    let is_listed = facts.words().of(&announce::NOUN).is_in(phrase.words);
    let is_outer = |series: &&Series| {
        let first = marks[series.members[0]];
        series.parent.is_none()
            && series.members.len() > 1
            && first.span.start() > end
            && first.place == MarkPlace::Head
            && first.family == Family::HanPause
    };
    let mut outer = facts.series().iter().filter(is_outer);
    let Some(series) = outer.next() else { return };
    let ends = text[phrase.ends[phrase.ends.len() - 1]..end].trim().is_empty();
    let is_sure = ends && is_listed && series.is_regular() && outer.next().is_none();
    candidates.push(candidate(facts, series, CountReading::Title, is_sure));
}

fn candidate(facts: &Facts<'_>, series: &Series, reading: CountReading, is_sure: bool) -> Candidate {
    let count = u64::from(series.last_ordinal());
    let items = series.members.iter().map(|&member| facts.marks()[member].span).collect();
    Candidate { reading, found: count..=count, items, is_open: false, is_sure }
}
