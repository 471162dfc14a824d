//! Terms that give the numbers of rises and of falls: “三升一降”：甲上升…，乙下降… ("'three up, one down': A
//! rose …, B fell …").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::elements::{self, Element};
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::count;
use crate::words::members::Members;

/// Compares the numbers of a term with the rises and falls in the clauses after it:
/// `“三升一降”：甲上升…，乙下降…` ("'three up, one down': A rose …, B fell …").
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = &facts.doc.text()[..block.end()];
    let behind = &text[of.number.end()..];
    let (rises, falls) = (facts.words().of(&count::RISE), facts.words().of(&count::FALL));
    let is_rise = rises.start_of(behind).is_some();
    if !(is_rise || falls.start_of(behind).is_some()) {
        return None;
    }
    let mut chars = behind.chars().skip(1);
    let second = chars.next().filter(|&c| is_numeral(c))?;
    let second = cardinal(second.encode_utf8(&mut [0; 4]))?;
    let turn = chars.next()?;
    let is_turn = if is_rise {
        falls.contains(turn.encode_utf8(&mut [0; 4]))
    } else {
        rises.contains(turn.encode_utf8(&mut [0; 4]))
    };
    let colon = behind.char_indices().take(12).find(|(_, c)| matches!(c, '：' | ':'))?;
    let start = of.number.end() + colon.0 + colon.1.len_utf8();
    let found = elements::read(facts, of.block, start)?;
    let way = |element: &Element| {
        let item = element.span.of(text);
        let last = |members: Members<'_>| members.iter().filter_map(|word| item.rfind(word)).max();
        match (last(rises), last(falls)) {
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            _ => None,
        }
    };
    let ways: Option<Vec<bool>> = found.list.iter().map(way).collect();
    let ways = ways.filter(|ways| is_turn && ways.len() > 1)?;
    let first = ways.iter().filter(|&&way| way == is_rise).count() as u64;
    let other = ways.len() as u64 - first;
    let end = of.number.end() + behind.char_indices().nth(3).map_or(behind.len(), |(at, _)| at);
    let items = found.list.iter().map(|element| element.span).collect();
    // A wrong second number is reported at the first: its difference is added there.
    let count = if other == second { first } else { (first + other).saturating_sub(second) };
    let agrees = other == second && first == of.value;
    let found = if agrees { first..=first } else { count..=count };
    let is_sure = other == second || first == of.value;
    (agrees || count != of.value).then_some((
        Span::new(of.number.start(), end),
        Candidate { reading: CountReading::Trend, found, items, is_open: false, is_sure },
    ))
}
