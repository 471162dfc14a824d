//! Names and a value for each of them: 甲、乙、丙的产值分别为3亿元、5亿元、6亿元 ("the output of A, B and C is 300,
//! 500 and 600 million yuan respectively").

use std::ops::RangeInclusive;

use crate::facts::Facts;
use crate::facts::figure::quantities::{BEHIND, Quantity};
use crate::facts::lists::{List, Lists};
use crate::text::chars::{is_han, is_longer};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::list;

/// Words between the names and the values: "respectively", "in this order".
pub const WORDS: [&str; 2] = ["分别", "依次为"];
/// Minimum number of names before 分别 ("respectively").
pub const MIN_NAMES: usize = 2;
/// Maximum number of characters between 分别 ("respectively") and the first value: 比“十二五”时期增长 ("grew,
/// compared with the 12th plan, by"). If they are farther apart, 分别 does not introduce the value.
const MAX_LEAD: usize = 16;
/// Chinese numerals above one.
static NUMBERS: Signs = Signs::of("两二三四五六七八九十");
/// Maximum number of characters of a list of names after the values. A longer one is not read.
const MAX_BEHIND: usize = 200;

/// The names before 分别 ("respectively") and the values after it.
#[derive(Clone, Debug)]
pub struct Respective<'a, 'd> {
    /// Names before 分别 ("respectively").
    pub names: List,
    /// Smallest and greatest number of names that the list may have. They differ because 和 ("and")
    /// either joins two names or is part of one, and because 城乡 ("town and country") is two names
    /// in one word.
    pub counts: RangeInclusive<u64>,
    /// Values after 分别 ("respectively"), at least two.
    pub values: &'a [Quantity<'d>],
    /// True if the lists fit together: there may be as many values as names, or the same number of
    /// values for each name.
    pub holds: bool,
    /// True if no list is nested in another, as in 服装、家具等消费品、药品 ("consumer goods such as clothes
    /// and furniture, drugs") and 城镇、农村用水的水厂、管网 ("works and pipes for towns and villages").
    pub is_flat: bool,
}

impl<'d> Facts<'d> {
    /// Reads the names and values around 分别 or a similar word at `word`. `None` if it is not
    /// followed by a list of values.
    pub fn respective(&self, word: Span) -> Option<Respective<'_, 'd>> {
        let index = self.doc.block_at(word.start());
        let lists = self.lists_in(index);
        let values = self.respective_values(self.doc.blocks()[index].span, word)?;
        let mut names = lists.before(word.start());
        // 分别为两成和三成的甲、乙 ("A and B, with 20 and 30 per cent respectively").
        if names.items.len() < MIN_NAMES
            && let Some(behind) = self.named_behind(index, values)
        {
            names = lists.within(behind);
        }
        if names.items.is_empty() {
            names = self.valued_before(&lists, word)?;
        }
        let count = values.len() as u64;
        let counts = self.name_counts(&names);
        // 面积、产量 of 甲 and 乙 ("area and yield of A and B"): each name has the same number of values.
        let is_several = counts.clone().any(|names| names > 0 && count.is_multiple_of(names));
        // 小麦、玉米等作物 ("crops such as wheat and maize"): there may be more names than these two.
        let is_open = names.items.last().is_some_and(|item| item.of(self.doc.text()).contains('等'));
        let holds = is_open || names.is_open || is_several || lists.began_earlier(&names, count);
        let is_flat = self.is_flat(&names) && (holds || !self.may_go_on_before(&names));
        Some(Respective { names, counts, values, holds, is_flat })
    }

    /// Smallest and greatest number of names that the list before 分别 ("respectively") may have. The
    /// smallest is at least [`MIN_NAMES`], because 分别 requires two names. For the greatest, a word
    /// such as 城乡 ("town and country") counts as two names.
    fn name_counts(&self, names: &List) -> RangeInclusive<u64> {
        let text = self.doc.text();
        let more = |item: &Span| {
            let holds = |class| self.words().of(class).is_in(item.of(text));
            if holds(&list::THREE_IN_ONE) { 2 } else { u64::from(holds(&list::TWO_IN_ONE)) }
        };
        let most = names.counts().end() + names.items.iter().map(more).sum::<u64>();
        (*names.counts().start()).max(MIN_NAMES as u64).min(most)..=most
    }

    /// True if the names may be before the comma and not in the list after it. This list has only
    /// one item, which does not begin its sentence but may be two joined by 和 ("and"): 进口和出口额
    /// ("imports and exports") in 甲、乙为前两位，进口和出口额分别为 ("A and B are the first two, their imports
    /// and exports are respectively").
    fn may_go_on_before(&self, names: &List) -> bool {
        let [only] = &names.items[..] else { return false };
        self.sentences().at(only.start()).is_none_or(|sentence| sentence.start() != only.start())
    }

    /// List in the clause before `word`, if each of its items contains a value:
    /// 接待国内游客41万人次、境外游客3万人次，|分别增长 ("410,000 visits from inside and 30,000 from outside the country,
    /// which grew respectively"). Its items are then the names.
    fn valued_before(&self, lists: &Lists<'_>, word: Span) -> Option<List> {
        let clause = self.doc.text()[..word.start()].strip_suffix(['，', ','])?;
        let names = lists.before(clause.len());
        let has_value = |item: &Span| {
            let last = self.quantities().partition_point(|quantity| quantity.span.end() <= item.end());
            last.checked_sub(1).is_some_and(|at| item.contains(self.quantities()[at].span))
        };
        (names.items.len() >= MIN_NAMES && names.items.iter().all(has_value)).then_some(names)
    }

    /// Span of the names after values that come first, up to the end of the clause: 甲、乙 in
    /// 分别为20%和30%的|甲、乙 ("A and B, with 20 % and 30 %").
    fn named_behind(&self, block: usize, values: &[Quantity<'_>]) -> Option<Span> {
        let end = self.doc.blocks()[block].span.end();
        let text = &self.doc.text()[..end];
        let last = values.last()?.span.end();
        let start = last + "的".len();
        let names = text[last..].strip_prefix('的')?;
        let near = names.char_indices().take(MAX_BEHIND);
        let mut signs = near.filter(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | '：' | '！' | '？'));
        let length = match signs.next() {
            Some((at, _)) => at,
            None if !is_longer(names, MAX_BEHIND) => names.len(),
            None => return None,
        };
        Some(Span::new(start, start + length))
    }

    /// True if no list is nested in the list of names. An inner item that contains 等 ("such as") or
    /// 的 ("of") ends a nested list, and a number before the first item counts the items of one:
    /// 50个商场、超市客流量、销售额 ("customers and sales of 50 shops and markets").
    fn is_flat(&self, names: &List) -> bool {
        let text = self.doc.text();
        let [first, others @ ..] = &names.items[..] else { return true };
        let inner = others.split_last().map_or(&[][..], |(_, inner)| inner);
        // Names with values: 游客41万人次、花费3亿元，分别增长 ("410,000 visitors, 300 million yuan spent, grew
        // respectively").
        let last = others.last().unwrap_or(first);
        let is_valued = self.doc.text()[last.end()..].starts_with(['，', ',']);
        let is_counted = |item: &Span| {
            let at = self.quantities().partition_point(|quantity| quantity.span.start() < item.start());
            let inside = self.quantities().get(at).filter(|quantity| quantity.span.end() <= item.end());
            inside.is_some_and(|quantity| !quantity.unit.is_empty() && !quantity.is_calendar(text))
        };
        let is_end = |item: &Span| item.of(text).contains(['等', '的']);
        // 甲村和乙村三年分别增收 ("villages A and B earned more in three years"): the values may belong to the
        // number beside the names.
        let has_number = || first.of(text).contains(|c| NUMBERS.contains(c));
        let is_nested = inner.iter().any(is_end) || !is_valued && is_counted(first);
        !(is_nested || others.is_empty() && has_number())
    }

    /// Values after 分别, separated by 、 or 和 ("and"), or by ， if they have the same unit; at least
    /// two, up to the end of the sentence. `None` for fewer.
    fn respective_values(&self, block: Span, word: Span) -> Option<&[Quantity<'d>]> {
        let (text, all) = (self.doc.text(), self.quantities());
        let first = all.partition_point(|quantity| quantity.span.start() < word.end());
        let lead =
            &text[word.end()..all.get(first).filter(|value| value.span.end() <= block.end())?.span.start()];
        let is_quotation = |c: char| matches!(c, '“' | '”');
        let is_near = !is_longer(lead, MAX_LEAD) && lead.chars().all(|c| is_han(c) || is_quotation(c));
        let mut end = first + 1;
        while let Some(next) = all.get(end).filter(|next| next.span.end() <= block.end()) {
            let between = &text[all[end - 1].span.end()..next.span.start()];
            let word = BEHIND.iter().find_map(|class| self.words().of(class).start_of(between));
            let between = word.map_or(between, |word| &between[word.len()..]).trim();
            let is_beside = matches!(between, "、" | "和" | "与" | "及" | "以及")
                || matches!(between, "，" | ",") && next.unit == all[first].unit;
            if !is_beside {
                break;
            }
            end += 1;
        }
        let values = &all[first..end];
        // 1409万、1305万人次 ("14.09 and 13.05 million visits"): the last unit applies to all.
        let is_whole = !values.last()?.unit.is_empty() && values.iter().all(|value| value.unit != "年");
        // 分别为5万元、3万元、甲方另付2万元 ("50,000 and 30,000 yuan, Party A pays another 20,000"): a list that
        // continues with other words is not understood.
        let goes_on = text[values.last()?.span.end()..block.end()].starts_with(['、', '和', '及']);
        (is_near && is_whole && !goes_on && values.len() > 1).then_some(values)
    }
}
