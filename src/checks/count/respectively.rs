//! `count/respectively`: 甲、乙、丙的产值分别为3亿元、5亿元: three names and two values.

use crate::check::{Check, Context, Findings};
use crate::checks::{Parts, no_options};
use crate::facts::figure::quantities::Quantity;
use crate::facts::lexicon::LiteralId;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Longest words between 分别 and the first value, in characters.
const MAX_LEAD: usize = 8;
/// Fewest names that are surely a list.
const MIN_NAMES: usize = 3;

pub(in crate::checks) fn build(parts: &mut Parts<'_>) -> Result<Box<dyn Check>, String> {
    no_options(&parts.options)?;
    Ok(Box::new(Respectively { words: ["分别", "依次为"].map(|word| parts.lexicon.add(word)) }))
}

struct Respectively {
    words: [LiteralId; 2],
}

impl Check for Respectively {
    fn check(&self, cx: &Context<'_>, out: &mut Findings<'_>) {
        for &word in self.words.iter().flat_map(|&word| cx.facts.occurrences(word)) {
            let index = cx.doc.block_at(word.start);
            let (block, lists) = (cx.doc.blocks()[index].span, cx.facts.lists_in(index));
            let Some(values) = values(cx, block, word) else { continue };
            let names = lists.before(word.start);
            let count = values.len() as u64;
            // 面积、产量 of 甲 and 乙: as many values for each name.
            let is_several = names.counts().any(|names| names > 0 && count.is_multiple_of(names));
            if names.items.len() < MIN_NAMES
                || names.is_open
                || is_several
                || lists.began_earlier(&names, count)
            {
                continue;
            }
            let listed: Vec<&str> = names.items.iter().map(|&item| cx.doc.slice(item)).collect();
            let all = values[0].span.join(values[values.len() - 1].span);
            let (first, last) = (names.items[0], names.items[names.items.len() - 1]);
            out.report(word)
                .arg("names", names.items.len() as u64)
                .arg("listed", listed.join("、"))
                .arg("values", count)
                .related("names", Span::new(first.start, last.end))
                .related("values", all);
        }
    }
}

/// The values behind 分别, divided by 、 or ， or 和, all of one unit; at least two, up to the end of the sentence.
fn values<'a>(cx: &'a Context<'_>, block: Span, word: Span) -> Option<&'a [Quantity<'a>]> {
    let (text, all) = (cx.doc.text(), cx.facts.quantities());
    let first = all.partition_point(|quantity| quantity.span.start < word.end);
    let lead = &text[word.end..all.get(first).filter(|value| value.span.end <= block.end)?.span.start];
    let is_near = lead.chars().nth(MAX_LEAD).is_none() && lead.chars().all(is_han);
    let mut end = first + 1;
    while let Some(next) = all.get(end).filter(|next| next.span.end <= block.end) {
        let between = text[all[end - 1].span.end..next.span.start].trim();
        if !matches!(between, "、" | "，" | "," | "和" | "与" | "及" | "以及") || next.unit != all[first].unit
        {
            break;
        }
        end += 1;
    }
    let values = &all[first..end];
    let is_whole = values.iter().all(|value| !value.unit.is_empty() && value.unit != "年");
    // 分别为5万元、3万元、甲方另付2万元: what goes on with another value is not understood.
    let goes_on = text[values[values.len() - 1].span.end..block.end].starts_with(['、', '和', '及']);
    (is_near && is_whole && !goes_on && values.len() > 1).then_some(values)
}
