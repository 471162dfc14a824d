//! Names and as many values: 甲、乙、丙的产值分别为3亿元、5亿元、6亿元.

use crate::facts::Facts;
use crate::facts::figure::quantities::{BEHIND, Quantity};
use crate::facts::lists::List;
use crate::text::chars::is_han;
use crate::text::span::Span;

/// Words between the names and the values.
pub const WORDS: [&str; 2] = ["分别", "依次为"];
/// Fewest names that are a list.
pub const MIN_NAMES: usize = 2;
/// Longest words between 分别 and the first value, in characters.
const MAX_LEAD: usize = 8;
/// Longest names behind the values, in characters.
const MAX_BEHIND: usize = 200;

/// The names before 分别 and the values behind it.
#[derive(Clone, Debug)]
pub struct Respective<'a, 'd> {
    /// What is listed before the word.
    pub names: List,
    /// The values behind it, at least two, all of one unit.
    pub values: &'a [Quantity<'d>],
    /// True if there may be as many names as values, or as many values for each name.
    pub holds: bool,
    /// True if no list stands in another: 服装、家具等消费品、药品, 城镇、农村用水的水厂、管网.
    pub is_flat: bool,
}

impl<'d> Facts<'d> {
    /// The names and values around 分别 or a word like it. `None` if no values are listed behind it.
    pub fn respective(&self, word: Span) -> Option<Respective<'_, 'd>> {
        let index = self.doc.block_at(word.start);
        let lists = self.lists_in(index);
        let values = self.respective_values(self.doc.blocks()[index].span, word)?;
        let mut names = lists.before(word.start);
        // 分别为两成和三成的甲、乙.
        if names.items.len() < MIN_NAMES
            && let Some(behind) = self.named_behind(index, values)
        {
            names = lists.within(behind);
        }
        let count = values.len() as u64;
        // 面积、产量 of 甲 and 乙: as many values for each name.
        let is_several = names.counts().any(|names| names > 0 && count.is_multiple_of(names));
        // 小麦、玉米等作物: more than these two.
        let is_open = names.items.last().is_some_and(|item| item.of(self.doc.text()).contains('等'));
        let holds = is_open || names.is_open || is_several || lists.began_earlier(&names, count);
        let is_flat = self.is_flat(&names);
        Some(Respective { names, values, holds, is_flat })
    }

    /// The names behind values that come first: 分别为20%和30%的|甲、乙, up to the end of the clause.
    fn named_behind(&self, block: usize, values: &[Quantity<'_>]) -> Option<Span> {
        let end = self.doc.blocks()[block].span.end;
        let text = &self.doc.text()[..end];
        let last = values.last()?.span.end;
        let start = last + "的".len();
        let names = text[last..].strip_prefix('的')?;
        let near = names.char_indices().take(MAX_BEHIND);
        let mut signs = near.filter(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | '：' | '！' | '？'));
        let length = match signs.next() {
            Some((at, _)) => at,
            None if names.chars().nth(MAX_BEHIND).is_none() => names.len(),
            None => return None,
        };
        Some(Span::new(start, start + length))
    }

    /// True if no item between the first and the last has a word that ends a list inside the list, and no number counts the
    /// first ones: 50个商场、超市客流量、销售额.
    fn is_flat(&self, names: &List) -> bool {
        let text = self.doc.text();
        let [first, others @ ..] = &names.items[..] else { return true };
        let inner = others.split_last().map_or(&[][..], |(_, inner)| inner);
        let is_counted = |item: &Span| {
            let at = self.quantities().partition_point(|quantity| quantity.span.start < item.start);
            let inside = self.quantities().get(at).filter(|quantity| quantity.span.end <= item.end);
            inside.is_some_and(|quantity| !quantity.unit.is_empty() && !quantity.is_calendar(text))
        };
        let is_end = |item: &Span| item.of(text).contains(['等', '的']);
        !inner.iter().any(is_end) && !is_counted(first)
    }

    /// The values behind 分别, divided by 、 or ， or 和, all of one unit; at least two, up to the end of the sentence.
    fn respective_values(&self, block: Span, word: Span) -> Option<&[Quantity<'d>]> {
        let (text, all) = (self.doc.text(), self.quantities());
        let first = all.partition_point(|quantity| quantity.span.start < word.end);
        let lead = &text[word.end..all.get(first).filter(|value| value.span.end <= block.end)?.span.start];
        let is_near = lead.chars().nth(MAX_LEAD).is_none() && lead.chars().all(is_han);
        let mut end = first + 1;
        while let Some(next) = all.get(end).filter(|next| next.span.end <= block.end) {
            let between = &text[all[end - 1].span.end..next.span.start];
            let word = BEHIND.iter().find_map(|class| self.words().of(class).start_of(between));
            let between = word.map_or(between, |word| &between[word.len()..]).trim();
            if !matches!(between, "、" | "，" | "," | "和" | "与" | "及" | "以及")
                || next.unit != all[first].unit
            {
                break;
            }
            end += 1;
        }
        let values = &all[first..end];
        let is_whole = values.iter().all(|value| !value.unit.is_empty() && value.unit != "年");
        // 分别为5万元、3万元、甲方另付2万元: what goes on with another value is not understood.
        let goes_on = text[values.last()?.span.end..block.end].starts_with(['、', '和', '及']);
        (is_near && is_whole && !goes_on && values.len() > 1).then_some(values)
    }
}
