//! Runs of single characters that form a set, before their number: 德智体美劳五育 ("moral, intellectual,
//! physical, aesthetic and labour education, the five kinds"), 春夏秋冬四季 ("spring, summer, autumn,
//! winter, the four seasons"), 语数英三科 ("Chinese, maths, English, three subjects").

use crate::facts::Facts;
use crate::facts::count::claims::Claim;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::facts::lists::List;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::count;

/// Minimum number of characters in a row that are compared with a number: 春夏秋冬 ("spring, summer,
/// autumn, winter"). Two characters in a row are often a word: 早晚 ("morning and evening"), 东西
/// ("thing", literally "east-west").
const MIN_RUN: usize = 3;
/// Maximum number of characters in a row that are read.
const MAX_RUN: usize = 8;

/// Returns a claim if the characters before the number belong to one set, such as the seasons, and
/// their number differs by one from the stated one: 春夏秋冬三季 ("spring, summer, autumn, winter, the
/// three seasons").
pub(super) fn mismatch(facts: &Facts<'_>, of: &Count) -> Option<Claim> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let lead = &text[block.start()..of.number.start()];
    // The number differs from the length of a possible run by at most one.
    let values = MIN_RUN as u64 - 1..=MAX_RUN as u64 + 1;
    if !values.contains(&of.value) {
        return None;
    }
    let follows =
        text[of.number.end()..block.end()].chars().next().is_some_and(|c| is_han(c) && !is_numeral(c));
    let last = lead.chars().next_back().filter(|_| follows)?;
    let set = facts.words().of(&count::SET).iter().filter(|set| set.chars().any(|c| c == last));
    let run = set
        .map(|set| lead.chars().rev().take(MAX_RUN).take_while(|c| set.chars().any(|of| of == *c)).count())
        .max()?;
    let start = lead.char_indices().rev().nth(run.checked_sub(1)?)?.0;
    let signs = lead[start..].char_indices();
    let items: Vec<Span> = signs
        .map(|(at, c)| Span::new(block.start() + start + at, block.start() + start + at + c.len_utf8()))
        .collect();
    let place = Span::new(of.number.start(), of.number.end());
    let is_near = (run as u64).abs_diff(of.value) == 1;
    let list = List { items, joints: 0, is_open: false };
    (run >= MIN_RUN && is_near).then(|| Claim::of_list(CountReading::Levels, place, list, of.value))
}
