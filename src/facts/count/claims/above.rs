//! Compares a number with the series of items above it: 以上四点，请大家抓好落实 ("please carry out the four
//! points above").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::numbering::marks::Family;
use crate::text::chars::is_han;
use crate::text::span::Span;
use crate::words::count;

/// Maximum number of blocks between the last item and the number that refers to it.
const MAX_BLOCKS: usize = 3;
/// Maximum number of items of a series that is compared.
const MAX_ITEMS: usize = 120;
/// Number of marks before the number that are read. The series to which they belong are compared.
const MAX_MARKS: usize = 60;

/// Reads a number that refers to a series above it. Returns the span of the number with its noun
/// (四点, "four points"), and the series that it may count.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Vec<Candidate>)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = &facts.doc.text()[..block.end()];
    let before = &text[block.start()..of.number.start()];
    let word = facts.words().of(&count::ABOVE).end_of(before)?;
    let lead = &before[..before.len() - word.len()];
    let begins = lead.is_empty() || lead.ends_with(['，', '。', '！', '？', '；', ',']);
    let behind = &text[of.number.end()..];
    let is_bare = |word: &&str| !behind[word.len()..].starts_with(is_han);
    let measure = || of.measure(text).filter(is_bare);
    let said = facts.words().of(&count::SAID).start_of(behind).or_else(measure)?;
    if !begins {
        return None;
    }
    let marks = facts.marks();
    let end = marks.partition_point(|mark| mark.span.start() < of.number.start());
    let mut seen: Vec<usize> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for index in (end.saturating_sub(MAX_MARKS)..end).rev() {
        let Some((series, _)) = facts.place_of(index) else { continue };
        let first = series.members[0];
        if seen.contains(&first) || matches!(series.family, Family::Article(_)) {
            continue;
        }
        seen.push(first);
        let members = &series.members[..series.members.partition_point(|&member| member < end)];
        if members.len() > MAX_ITEMS {
            continue;
        }
        let count = members.len() as u64;
        let is_whole = members.len() == series.members.len();
        // 这四点 ("these four points") refers to the series directly above.
        let distance = if word == "这" { 1 } else { MAX_BLOCKS };
        let is_near = marks[index].block + distance >= of.block;
        // 四、以上三点 ("4. The three points above"): the item that contains the number is not counted.
        let found = count.saturating_sub(1).max(1)..=count;
        candidates.push(Candidate {
            reading: CountReading::Above,
            found: if is_whole { count..=count } else { found },
            items: members.iter().map(|&member| marks[member].span).collect(),
            is_open: false,
            is_sure: candidates.is_empty() && is_near && is_whole && series.is_regular() && count > 1,
        });
    }
    (!candidates.is_empty()).then(|| (Span::new(of.number.start(), of.number.end() + said.len()), candidates))
}
