//! `figure/conflict`: 全镇户籍人口3.2万人 … 全镇户籍人口3.5万人.

use rustc_hash::FxHashMap;

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::lexicon::LiteralId;
use crate::facts::numbering::pieces;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// What a place or an office has once, whatever else a text tells of it.
const CONSTANTS: [&str; 14] = [
    "户籍人口", "常住人口", "总人口", "国土面积", "区域面积", "辖区面积", "行政区域面积", "总面积",
    "占地面积", "耕地面积", "林地面积", "党员总数", "教职工总数", "在校生总数",
];
/// Words between the name and its number.
const LEADS: [&str; 9] = ["约为", "共有", "达到", "为", "有", "达", "共", "是", "约"];
/// Longest name with what it is of, in characters.
const MAX_LABEL: usize = 16;
/// Shortest: the place must be named too.
const MIN_PLACE: usize = 2;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Conflict { words: CONSTANTS.map(|word| parts.lexicon.add(word)) }))
}

struct Conflict {
    words: [LiteralId; 14],
}

impl Check for Conflict {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        let mut places: Vec<Span> =
            self.words.iter().flat_map(|&word| cx.facts.occurrences(word)).copied().collect();
        places.sort();
        let mut known: FxHashMap<(Option<usize>, &str, &str), Quantity> = FxHashMap::default();
        for word in places {
            let Some((label, quantity)) = value(cx, word) else { continue };
            let piece = pieces::of_block(cx.facts.pieces(), cx.doc.block_at(word.start));
            let first = *known.entry((piece, label, quantity.unit)).or_insert(quantity);
            if !first.interval().meets(quantity.interval()) {
                let text = cx.doc.text();
                out.report(quantity.span)
                    .arg("label", label)
                    .arg("first", first.of(text))
                    .arg("second", quantity.of(text))
                    .related("first", first.span);
            }
        }
    }
}

/// The whole name of what stands at `word`, with the place it is of, and its value; `None` where a date or another word stands
/// in its clause.
fn value<'a>(cx: &'a Context<'_>, word: Span) -> Option<(&'a str, Quantity<'a>)> {
    let (text, quantities) = (cx.doc.text(), cx.facts.quantities());
    let block = cx.doc.blocks()[cx.doc.block_at(word.start)].span;
    let next = quantities.partition_point(|quantity| quantity.span.start < word.end);
    let quantity = quantities.get(next).filter(|next| next.span.end <= block.end && !next.is_approximate)?;
    let lead = &text[word.end..quantity.span.start];
    let before = &text[block.start..word.start];
    let place = before.len() - before.trim_end_matches(is_han).len();
    let label = &text[word.start - place..word.end];
    let is_named = label.chars().nth(MAX_LABEL).is_none()
        && before[before.len() - place..].chars().nth(MIN_PLACE - 1).is_some();
    let is_begun =
        before[..before.len() - place].chars().next_back().is_none_or(|c| "。，；！？：".contains(c));
    let is_value = (lead.is_empty() || LEADS.contains(&lead)) && !quantity.is_rate();
    (is_named && is_begun && is_value).then_some((label, *quantity))
}
