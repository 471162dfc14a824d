//! Compares the remainder of a number of things with the part taken from it: 八个人，除甲、乙两人外，其余六人
//! ("eight people, except A and B the other six").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::parts::is_number;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::span::Span;
use crate::words::count;

/// Number of bytes before 其余 ("the other") that are searched for the whole and the part.
const NEAR: usize = 300;

/// Reads the whole number and the part that is taken away, in the sentence before 其余 ("the other"):
/// 八 and 甲、乙 in 八个人，除甲、乙两人外，其余六人 ("eight people, except A and B the other six").
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[of.block].span;
    let measure = of.measure(text)?;
    let word = facts.words().of(&count::OTHERS).end_of(&text[block.start()..of.number.start()])?;
    let end = of.number.start() - word.len();
    let sentence = facts.sentences().at(end.saturating_sub(1).max(block.start()))?;
    let start = sentence.start().max(block.start());
    let start = text.ceil_char_boundary(start.max(end.saturating_sub(NEAR))).min(end);
    let inside = &text[start..end];
    // 八个人, 其余六人 ("eight people, the other six people"): 个人, 名 and 位 count as 人 ("people").
    let kind = |behind: &str| {
        let measure = facts.words().of(&count::MEASURE).start_of(behind);
        measure
            .map(|word| if matches!(word, "名" | "位") || behind.starts_with("个人") { "人" } else { word })
    };
    let mut counts = Vec::new();
    let first = facts.counts().partition_point(|count| count.number.start() < start);
    for count in facts.counts()[first..].iter().take_while(|count| count.number.end() <= end) {
        let behind = &text[count.number.end()..block.end()];
        if kind(behind) == kind(&text[of.number.end()..block.end()]) {
            counts.push(*count);
        }
    }
    let (whole, others) = counts.split_first()?;
    let except = inside.rfind('除').map(|at| start + at).filter(|&at| at > whole.number.end())?;
    // 各 and 每 ("each") give a number for each thing.
    if inside.contains(['各', '每']) || others.len() > 1 {
        return None;
    }
    let (taken, mut items) = match others.first() {
        Some(other) if other.number.start() > except => (other.value..=other.value, vec![other.number]),
        Some(_) => return None,
        None => {
            let from = except + '除'.len_utf8();
            let rest = text[from..end].trim_start_matches('了').trim_start_matches('去');
            let from = end - rest.len();
            let stop = rest.find(['外', '，', ',']).map_or(end, |at| from + at);
            let list = facts.lists_in(of.block).within(Span::new(from, stop));
            (list.items.len() > 1 && !list.is_open && !rest.contains(is_number))
                .then(|| (list.counts(), list.items))?
        }
    };
    items.insert(0, whole.number);
    let least = whole.value.checked_sub(*taken.end())?;
    let most = whole.value.checked_sub(*taken.start())?;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    Some((
        place,
        Candidate { reading: CountReading::Rest, found: least..=most, items, is_open: false, is_sure: true },
    ))
}
