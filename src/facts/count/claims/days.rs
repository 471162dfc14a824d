//! Days or months before the number of events on them: 4月18日、5月23日召开两次会议 ("two meetings were held
//! on 18 April and 23 May").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::is_han;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Maximum number of characters of the verb between the days and their number. With more between
/// them, the number does not count these days.
const MAX_VERB: usize = 6;

/// Reads the days before a number of events. Its classifier must be one for events: 次, 场, 轮, 期 or
/// 批.
pub(super) fn before(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let block = facts.doc.blocks()[of.block].span;
    let text = &facts.doc.text()[..block.end()];
    let measure = of.measure(text)?;
    if !matches!(measure, "次" | "场" | "轮" | "期" | "批") {
        return None;
    }
    let written = &text[block.start()..of.number.start()];
    let verb = written
        .chars()
        .rev()
        .take_while(|&c| is_han(c) && !matches!(c, '日' | '月'))
        .take(MAX_VERB + 1)
        .collect::<Vec<_>>();
    let length: usize = verb.iter().map(|c| c.len_utf8()).sum();
    if verb.len() > MAX_VERB || verb.iter().any(|&c| is_numeral(c) || matches!(c, '第' | '共' | '至' | '的'))
    {
        return None;
    }
    let list = facts.lists_in(of.block).before(of.number.start() - length);
    // All items must be days, or all of them months.
    let unit = text[..of.number.start() - length].chars().next_back().filter(|c| matches!(c, '日' | '月'))?;
    let is_day = |item: &Span| {
        let item = item.of(text);
        let digits = item.trim_end_matches(unit).chars().next_back();
        item.ends_with(unit) && digits.is_some_and(|c| c.is_ascii_digit() || is_numeral(c))
    };
    let is_bare = |item: &Span| {
        is_day(item)
            && item.of(text).chars().all(|c| !is_han(c) || matches!(c, '日' | '月' | '和') || is_numeral(c))
    };
    let [first, others @ ..] = &list.items[..] else { return None };
    if others.is_empty() || !is_day(first) || !others.iter().all(is_bare) {
        return None;
    }
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    let days = list.items.iter().map(|item| item.of(text).matches(unit).count() as u64).sum::<u64>();
    let found = days..=days;
    Some((
        place,
        Candidate {
            reading: CountReading::Days,
            found,
            is_open: false,
            is_sure: others.len() > 1,
            items: list.items,
        },
    ))
}
