//! Things of a list with the value of each: 东营镇、西营镇的产值分别为3亿元、5亿元 ("the output of Dongying
//! and Xiying is 300 and 500 million yuan respectively").

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::facts::figure::respective::{Respective, WORDS};
use crate::facts::set::bounds::way_of;
use crate::text::span::Span;

/// Maximum number of characters of a thing, and of what is measured of it.
const MAX_WORDS: usize = 20;

/// Signs that end the clause before a list.
const CLAUSE_ENDS: [char; 5] = ['，', ',', '；', '：', '。'];

/// The thing that a value after 分别 ("respectively") belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'t> {
    /// The thing: 东营镇.
    pub(super) owner: &'t str,
    /// Words for what is measured of all things: 产值 ("output").
    pub(super) attribute: &'t str,
}

/// For the first byte of each value after 分别 or a similar word, the thing that it belongs to, if
/// there is one value for each thing.
pub(super) fn find<'d>(facts: &Facts<'d>) -> FxHashMap<usize, Member<'d>> {
    let text = facts.doc.text();
    let mut found = FxHashMap::default();
    for word in WORDS {
        for (at, word) in text.match_indices(word) {
            let Some(told) = facts.respective(Span::new(at, at + word.len())) else { continue };
            let Respective { names, values, is_flat, .. } = &told;
            // 分别增长4%、6% ("grew by 4 and 6 %"): rates of many things resemble each other.
            let lead = &text[at + word.len()..values[0].span.start()];
            let is_change = way_of(lead.trim_end_matches(['了', '约']), facts.words()).is_some();
            if !is_flat || is_change || names.items.len() != values.len() {
                continue;
            }
            // The first thing may begin with words of the sentence before it.
            let own = |item: &Span| item.of(text).rsplit(CLAUSE_ENDS).next().unwrap_or_default();
            let items: Vec<&str> = names.items.iter().map(own).collect();
            let Some((owner, attribute)) = last(&items) else { continue };
            // 甲县、乙县分别完成投资 ("counties A and B invested"): the words between 分别 and the value.
            let attribute = if attribute.is_empty() { lead } else { attribute };
            let owners = items[..items.len() - 1].iter().copied().chain([owner]);
            for (owner, value) in owners.zip(values.iter()) {
                found.insert(value.span.start(), Member { owner, attribute });
            }
        }
    }
    found
}

/// The last thing of a list and what is measured of all: 南营镇 and 产值 ("output") of 南营镇的产值. If
/// no 的 divides them, the last thing is as long as the first one.
fn last<'t>(items: &[&'t str]) -> Option<(&'t str, &'t str)> {
    let last = *items.last()?;
    let split = match last.split_once('的') {
        Some(split) => split,
        None => {
            let length = items.first()?.chars().count();
            last.split_at(last.char_indices().nth(length).map_or(last.len(), |(at, _)| at))
        }
    };
    [split.0, split.1].iter().all(|words| words.chars().count() <= MAX_WORDS).then_some(split)
}
