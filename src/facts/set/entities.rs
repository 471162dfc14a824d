//! Names of places and organisations below the one that the papers are of: 安垣市, 责任单位 | 青礁石化. A figure of one of them is no
//! figure of the whole.

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::set::cells::Cells;
use crate::facts::set::wording::{Pair, pair};
use crate::text::chars::is_han;
use crate::words::set;

/// Characters of a name by which it is known, the first ones.
const KNOWN: usize = 2;

/// The names of a document by their first characters, each once.
pub(super) fn find(facts: &Facts<'_>, cells: &Cells) -> Vec<Pair> {
    let (doc, words) = (facts.doc, facts.words());
    let text = doc.text();
    let mut found = Vec::new();
    let [heads, general, ends, common, joins] =
        [&set::UNIT_HEAD, &set::GENERAL_PLACE, &set::PLACE_SUFFIX, &set::COMMON_PLACE, &set::BEFORE_PLACE]
            .map(|class| words.of(class));
    let mut add = |name: &str| {
        let mut characters = name.chars();
        let known = (characters.next(), characters.next());
        if let (Some(first), Some(second)) = known
            && is_han(first)
            && is_han(second)
            && general.start_of(name).is_none()
        {
            found.extend(pair(first, second));
        }
    };
    for block in doc.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Cell(_))) {
        let column = cells.at(block.span.start()).and_then(|cell| cell.column);
        if column.is_some_and(|column| heads.end_of(column.of(text)).is_some()) {
            add(block.span.of(text));
        }
    }
    // 安垣市, 、东浦区
    for (at, _) in text.char_indices().filter(|(_, c)| is_han(*c)) {
        let Some(suffix) = ends.start_of(&text[at..]) else { continue };
        // 社区 is no name.
        if common.end_of(&text[..at + suffix.len()]).is_some() {
            continue;
        }
        let before = &text[..at];
        let Some((start, _)) = before.char_indices().rev().nth(KNOWN - 1) else { continue };
        let lead = &before[..start];
        if !lead.ends_with(is_han) || joins.end_of(lead).is_some() {
            add(&before[start..]);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
