//! Names after a label, compared with a number of the persons that the label names: 出席：甲、乙、丙 …
//! 三名出席人员 ("Present: A, B, C … the three persons present").

use crate::facts::Facts;
use crate::facts::count::claims::Candidate;
use crate::facts::count::claims::reading::CountReading;
use crate::facts::count::counts::Count;
use crate::text::chars::{is_blank, is_han, is_longer};
use crate::text::span::Span;
use crate::words::count;

/// Number of blocks before and after the number that are searched for a label such as 出席：
/// ("Present:").
const NEAR: usize = 10;
/// Maximum number of characters of a label. A longer text before a colon is not a label.
const MAX_LABEL: usize = 6;
/// Maximum number of characters of a person's name. A longer word is not taken for a name.
const MAX_NAME: usize = 4;
/// Maximum number of bytes of a line of names. Longer lines are not read.
const MAX_LINE: usize = 600;

/// Compares a number of persons with the names after a label in a block nearby: 三名出席人员 ("the three
/// persons present") with 出席：甲、乙、丙 ("Present: A, B, C"). The label must begin with the first two
/// characters of the noun after the number (出席). Returns the span of the number with its
/// classifier, and the names as a reading of the claim, which is sure only if there are more than
/// two names and only one such label.
pub(super) fn read(facts: &Facts<'_>, of: &Count) -> Option<(Span, Candidate)> {
    let text = facts.doc.text();
    let blocks = facts.doc.blocks();
    let block = blocks[of.block].span;
    let behind = &text[of.number.end()..block.end()];
    let measure = ["名", "位", "人"].into_iter().find(|word| behind.starts_with(word))?;
    let noun = &behind[measure.len()..];
    let key: String = noun.chars().take(2).filter(|&c| is_han(c)).collect();
    if key.chars().count() != 2 || facts.words().of(&count::ATTENDEE).start_of(noun).is_none() {
        return None;
    }
    let near = of.block.saturating_sub(NEAR)..(of.block + NEAR).min(blocks.len());
    let mut lines = near.filter(|&at| at != of.block).filter_map(|at| names(facts, at, &key));
    let items = lines.next()?;
    let count = items.len() as u64;
    let place = Span::new(of.number.start(), of.number.end() + measure.len());
    let is_sure = count > 2 && lines.next().is_none();
    (count > 1).then_some((
        place,
        Candidate { reading: CountReading::Labelled, found: count..=count, items, is_open: false, is_sure },
    ))
}

/// Names in a line such as `出席人员：甲、乙、丙` ("Present: A, B, C"); `None` if not all items are names.
fn names(facts: &Facts<'_>, block: usize, key: &str) -> Option<Vec<Span>> {
    let text = facts.doc.text();
    let line = facts.doc.blocks()[block].span;
    let written = line.of(text);
    if line.len() > MAX_LINE || !written.starts_with(key) {
        return None;
    }
    let label = written.find(|c: char| !is_han(c))?;
    let rest = written[label..].strip_prefix(['：', ':'])?;
    if written[..label].chars().nth(MAX_LABEL).is_some() {
        return None;
    }
    let list = facts.lists_in(block).within(Span::new(line.end() - rest.len(), line.end()));
    let is_name = |item: &Span| {
        let item = item.of(text);
        let plain = item.find(['（', '(']).map_or(item, |at| &item[..at]);
        let plain = plain.trim_matches(|c| is_blank(c) || c == '。');
        is_longer(plain, 1) && !is_longer(plain, MAX_NAME) && plain.chars().all(is_han)
    };
    (!list.is_open && list.items.iter().all(is_name)).then_some(list.items)
}
