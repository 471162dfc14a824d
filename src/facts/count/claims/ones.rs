//! Things listed one by one after their number: 有两个难题，一个是钱，一个是地，还有一个是人 ("there are two problems,
//! one is money, one is land, and one is people").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes after the number that are searched for clauses that begin with 一 ("one").
const NEAR: usize = 420;
/// Greatest number that is compared. More things are seldom listed one by one.
const MAX_COUNT: u64 = 6;

/// Reads the clauses after the number that begin with 一 ("one") and its classifier: 一个 in
/// 两个难题，一个是钱，一个是地 ("two problems, one is money, one is land").
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let measure = of.measure(text)?;
    let before = &text[block.start()..of.number.start()];
    let start = of.number.end() + measure.len();
    if of.value > MAX_COUNT || facts.words().of(&count::ORDINAL_BEFORE).end_of(before).is_some() {
        return None;
    }
    let end = text.floor_char_boundary(block.end().min(start + NEAR)).max(start);
    let inside = &text[start..end];
    let mut items: Vec<Span> = Vec::new();
    for (at, _) in inside.match_indices(measure) {
        let Some(lead) = inside[..at].strip_suffix('一') else {
            // 另外两个 ("the other two"): the other things are not listed one by one.
            if inside[..at].ends_with(|c: char| is_numeral(c) || c.is_ascii_digit())
                && !inside[..at].ends_with('一')
            {
                return None;
            }
            continue;
        };
        let plain = facts
            .words()
            .of(&count::ANOTHER)
            .end_of(lead)
            .map_or(lead, |word| &lead[..lead.len() - word.len()]);
        if !plain.is_empty() && !plain.ends_with(is_han) {
            items.push(Span::new(start + lead.len(), start + at + measure.len()));
        }
    }
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), start);
    let is_near = items.first().is_some_and(|first| {
        !text[start..first.start()].contains(['。', '！', '？', '\n']) || first.start() - start <= 90
    });
    // A list that is cut off may continue.
    let is_whole = end == block.end() || count > of.value;
    (count > 1).then_some((
        place,
        Candidate {
            reading: CountReading::OneByOne,
            found: count..=count,
            items,
            is_open: false,
            is_sure: is_near && is_whole && count.abs_diff(of.value) == 1,
        },
    ))
}
