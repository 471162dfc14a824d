//! Totals before their parts: 共53例，其中甲28例、乙25例 ("53 cases, A 28, B 25"); 12个镇中，8个为重点镇，4个为一般镇 ("of
//! 12 towns, 8 are key towns and 4 ordinary").

use std::borrow::Cow;

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sum::list::{Level, List};
use crate::facts::figure::relations::sum::{Reader, Sum};
use crate::facts::figure::relations::{Relation, are_alike};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::words::rules::figure::sum;
use crate::words::total;

static EXCEPT: Phrases = Phrases::of(&sum::EXCEPT);
static OPEN: Phrases = Phrases::of(&sum::OPEN);

/// Number of figures before the first part that may be its total.
pub(super) const MAX_EARLIER: usize = 8;
/// Number of bytes after the last part that are searched for a word for further parts: 等 ("etc.")
/// in 等单位获奖 ("and other units were honoured").
const MAX_BEHIND: usize = 120;
/// Maximum number of characters of the noun between a total and the word before its parts. After a
/// longer text, the parts are not those of the total.
const MAX_NOUN: usize = 14;

/// Words between a part and a figure that is a part of it: 里，有 ("among which").
static NESTED: Phrases = Phrases::of(&["里，有", "里有", "中，有"]);
/// Number of characters at the end of a figure's name by which kinds of figures are distinguished:
/// 行额 of 执行额 ("amount carried out"), 同额 of 合同额 ("amount of contracts").
const HEAD: usize = 2;

/// Words between a total and its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Word for a part: 其中 ("of these").
    Within,
    /// Bracket: 53例（甲28例、乙25例） ("53 cases (A 28, B 25)").
    Bracket,
    /// Word for "among": 12个镇中， ("of 12 towns,").
    Among,
    /// Verb of a list: 包括 ("including"), 分为 ("divided into").
    List,
    /// A colon before the first part.
    Colon,
}

pub(super) fn find<'w>(reader: &Reader<'_, 'w>) -> Vec<Relation<'w>> {
    (1..reader.list.len()).filter_map(|first| reader.breakdown(first)).collect()
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Relation of the sum whose first part is the figure with index `first`.
    fn breakdown(&self, first: usize) -> Option<Relation<'w>> {
        if !self.is_addend(first) {
            return None;
        }
        let whole = self.whole(first)?;
        let link = self.link(whole, first)?;
        // 其中东区的600张床位里，有150张 ("of the 600 beds in the east, 150"): the next figure is a part of
        // this part.
        let next = self.list.get(first + 1).map(|next| next.quantity.span.start());
        let gap = next.map_or("", |next| &self.text[self.list[first].quantity.span.end()..next]);
        if NESTED.is_in(gap) {
            return None;
        }
        // Few figures have a link to a total, so the words of their clauses are read last.
        if self.is_no_part(first) {
            return None;
        }
        let lists = self.lists(first);
        let list = lists.first()?;
        let totals: Vec<usize> = (first.saturating_sub(MAX_EARLIER)..first)
            .filter(|&at| self.is_total_of(at, first) && self.list[at].depth <= self.list[first].depth)
            .collect();
        let fits = |total: usize, parts: &[usize]| {
            (2..=parts.len()).any(|count| self.sum(total, &parts[..count]).holds())
        };
        // 其中运动员88人，女43人，男45人 ("of these 88 athletes, 43 women, 45 men"): the others may add up to
        // the first part.
        let is_nested = lists.iter().any(|list| {
            list.parts.split_first().is_some_and(|(&head, rest)| rest.len() > 1 && fits(head, rest))
        });
        let fitting = lists.iter().flat_map(|list| {
            let counts = (2..=list.parts.len()).map(|count| &list.parts[..count]);
            counts.flat_map(|parts| totals.iter().map(move |&total| (total, parts)))
        });
        let found = fitting.map(|(total, parts)| self.sum(total, parts)).find(Sum::holds);
        let holds = is_nested || found.is_some();
        let sum = found.unwrap_or_else(|| self.sum(whole, &self.without_across(list)));
        let is_closed = self.is_closed(list);
        let is_whole = is_closed
            || link == Link::Colon && self.ends_sentence(list) && !self.is_left_open(list)
            || self.ends_with_others(list);
        let is_other = link == Link::Among && !self.are_opposites(list.parts[0], list.parts[1])
            || self.is_parallel(whole, list)
            || sum.total.quantity.value <= Decimal::integer(2);
        let is_flat = list.level < Level::Semicolon || link == Link::Colon;
        let is_mixed = link == Link::Within && self.has_nameless(list) || self.is_mixed(whole, list);
        let fit = sum.parts.iter().all(|part| part.quantity.value < sum.total.quantity.value);
        let is_about = link == Link::Within || sum.may_belong();
        let is_off = if is_whole { sum.is_near() } else { sum.exceeds() && is_about };
        // Parts that exceed their whole in an open list may belong to another one, but not if two
        // digits are swapped.
        let is_swapped = link == Link::Within && sum.exceeds() && sum.has_swap();
        let is_wrong = is_off && fit && is_flat && !is_mixed || is_swapped;
        let is_slipped = sum.is_slipped() && is_flat && !self.is_left_open(list)
            || sum.has_slip() && list.level == Level::Semicolon && !self.is_left_open(list)
            || sum.is_rescaled_by_word();
        // A slip shows that the parts are complete.
        let is_split = is_closed || !sum.exceeds() && (is_whole || is_slipped && !holds);
        let reading = if is_split { FigureReading::Siblings } else { FigureReading::Parts };
        Some(sum.relation(reading, (holds, (is_wrong || is_slipped) && !is_other)))
    }

    /// Index of the total of the first part: the nearest figure before it that is neither a rate
    /// nor a change.
    pub(super) fn whole(&self, first: usize) -> Option<usize> {
        let depth = self.list[first].depth;
        let is_said = |at: &usize| {
            let measure = &self.list[*at];
            measure.quantity.is_rate()
                || matches!(measure.role, Role::By(_) | Role::Against)
                || measure.depth > depth
        };
        let mut earlier = (first.saturating_sub(MAX_EARLIER)..first).rev().filter(|at| !is_said(at));
        let nearest = earlier.next().filter(|&at| self.is_total_of(at, first))?;
        // 受理90件，办结80件，其中受理甲类50件 ("90 received, 80 closed, of these 50 received of class A"): the
        // part has the name of the farther figure.
        let name: String =
            self.list[first].name.of(self.text).trim_start_matches("其中").chars().take(HEAD).collect();
        let is_called = |at: usize| !name.is_empty() && self.list[at].name.of(self.text).contains(&name);
        let is_beside = |at: usize| {
            self.list[at].sentence == self.list[nearest].sentence
                && self.list[at].quantity.value >= self.list[first].quantity.value
                && self.level(at, nearest) < Level::Semicolon
        };
        let other = earlier.find(|&at| is_beside(at) && self.is_total_of(at, first) && is_called(at));
        Some(other.filter(|_| !is_called(nearest)).unwrap_or(nearest))
    }

    fn is_total_of(&self, at: usize, first: usize) -> bool {
        let measure = &self.list[at];
        // 去年投入3200万元，其中市级1800万元 ("32 million yuan last year, of these 18 million by the city"): the
        // value of last year has parts too.
        let is_base = measure.role == Role::Base
            && !measure.quantity.is_approximate
            && !measure.quantity.is_rate()
            && !measure.quantity.unit.is_empty();
        (is_base || self.is_addend(at)) && are_alike(measure, &self.list[first])
    }

    /// Kind of the words between a total and its first part; `None` if they do not join the two.
    pub(super) fn link(&self, whole: usize, first: usize) -> Option<Link> {
        self.linked(whole, first).filter(|_| !self.is_beyond(whole, first))
    }

    /// True if something is added to the total or taken from it before the part: 加上 ("plus").
    fn is_beyond(&self, whole: usize, first: usize) -> bool {
        let [total, part] = [&self.list[whole], &self.list[first]];
        let between = &self.text[total.quantity.span.end()..part.quantity.span.start()];
        let said = if part.depth > total.depth { between.into() } else { outside(between) };
        said.contains("加上") || EXCEPT.is_in(&said)
    }

    /// Words between a total and its first part, whatever is added to the total.
    fn linked(&self, whole: usize, first: usize) -> Option<Link> {
        let [total, part] = [&self.list[whole], &self.list[first]];
        let between = &self.text[total.quantity.span.end()..part.quantity.span.start()];
        let noun = between.len() - between.trim_start_matches(is_han).len();
        let (noun, behind) = between.split_at(noun);
        let is_beside = whole + 1 == first;
        if part.depth > total.depth {
            let is_direct = is_beside && behind.starts_with(['（', '(']) && !is_longer(noun, MAX_NOUN);
            return is_direct.then_some(Link::Bracket);
        }
        // A sentence that begins with 其中 ("of these") continues about the total of the previous
        // one.
        let is_next = total.sentence.end() == part.sentence.start();
        let is_within =
            self.gap(first).trim_start_matches(['，', ',', '；', '。', '（', '(']).starts_with("其中")
                || total.sentence == part.sentence && self.gap(first).contains("其中");
        if is_within && (total.sentence == part.sentence || is_next) {
            return Some(Link::Within);
        }
        if total.sentence != part.sentence || !is_beside || is_longer(noun, MAX_NOUN) {
            return None;
        }
        let is_among = noun.ends_with('中') || noun.contains("中有") || noun.contains("中已");
        if is_among {
            return Some(Link::Among);
        }
        let lists = self.words.of(&total::LIST);
        let named = behind.trim_start_matches(['，', ',']);
        if self.text[..part.start].ends_with(['：', ':']) {
            return Some(Link::Colon);
        }
        let is_list = lists.start_of(named).is_some() || lists.end_of(noun).is_some();
        is_list.then_some(Link::List)
    }

    fn sum(&self, total: usize, parts: &[usize]) -> Sum<'a, 'w> {
        Sum { total: &self.list[total], parts: parts.iter().map(|&at| &self.list[at]).collect() }
    }

    /// Last characters of a figure's name: 行额 of 执行额 ("amount carried out").
    fn head(&self, at: usize) -> &'a str {
        let name = self.list[at].name.of(self.text);
        let start = name.char_indices().rev().nth(HEAD - 1).map_or(0, |(at, _)| at);
        &name[start..]
    }

    /// True if some parts, but not all, have a name that ends like that of the total. The other
    /// parts may be parts of these: 新增20例，其中境外病例12例，甲市8例、乙市4例 ("20 new cases, of these 12 from
    /// abroad, A City 8, B City 4").
    fn is_mixed(&self, whole: usize, list: &List) -> bool {
        let own = self.head(whole);
        let is_called = |at: &&usize| self.head(**at) == own && self.list[**at].name.len() > own.len();
        let count = list.parts.iter().filter(is_called).count();
        !own.is_empty() && count > 0 && count < list.parts.len()
    }

    /// True if the list contains parts of two totals: some parts have a name that ends like that of
    /// the total, others like that of a figure beside it. 合同额90亿元，执行额80亿元，其中甲类合同额50亿元，执行额40亿元
    /// ("contracts 9 billion yuan, carried out 8 billion, of these class A contracts 5, carried out
    /// 4").
    fn is_parallel(&self, whole: usize, list: &List) -> bool {
        let own = self.head(whole);
        let is_one = |at: &usize| self.list[*at].sentence == self.list[whole].sentence;
        let beside = (whole.saturating_sub(MAX_EARLIER)..whole).filter(is_one);
        let beside: Vec<&str> = beside.map(|at| self.head(at)).filter(|other| *other != own).collect();
        self.is_mixed(whole, list)
            && list.parts.iter().any(|&at| !self.head(at).is_empty() && beside.contains(&self.head(at)))
    }

    /// True if the first part has a name and a later figure has none. This figure then describes
    /// the part before it: 16项比赛，9项自带装备 ("16 events, 9 with own equipment").
    fn has_nameless(&self, list: &List) -> bool {
        let is_named = |at: usize| self.lead(at).chars().any(is_han);
        let is_said = |at: usize| !is_named(at) && !self.tail(at).is_empty();
        list.parts
            .split_first()
            .is_some_and(|(&first, rest)| is_named(first) && rest.iter().any(|&at| is_said(at)))
    }

    /// Parts that make up the whole. If the first two are opposites (男180人、女130人, "180 men, 130
    /// women"), the others are left out, as these groups overlap the two: 党员45人 ("45 Party
    /// members").
    fn without_across(&self, list: &List) -> Vec<usize> {
        let is_split = list.parts.len() > 2 && self.are_opposites(list.parts[0], list.parts[1]);
        if is_split { list.parts[..2].to_vec() } else { list.parts.clone() }
    }

    /// True if the list consists of two opposites such as men and women, and of nothing else.
    fn is_closed(&self, list: &List) -> bool {
        list.parts.len() == 2 && self.are_opposites(list.parts[0], list.parts[1]) && !self.is_left_open(list)
    }

    /// True if no other figure follows the parts in their sentence.
    fn ends_sentence(&self, list: &List) -> bool {
        let last = list.parts.last().copied().unwrap_or_default();
        self.list.get(last + 1).is_none_or(|next| next.sentence != self.list[last].sentence)
    }

    /// True if parts may be missing: 等 ("etc."), 主要 ("mainly"). 其他收入 ("other income") at the end of
    /// a list contains all others, so it closes the list.
    fn is_left_open(&self, list: &List) -> bool {
        let is_open = |at: usize| {
            let gap = self.gap(at);
            let gap = if self.is_others(at) { gap.trim_end_matches(self.lead(at)) } else { gap };
            OPEN.is_in(gap)
        };
        list.parts.iter().any(|&at| is_open(at))
            || list.parts.last().is_some_and(|&last| {
                let end = self.list[last].quantity.span.end();
                let reach =
                    self.text.floor_char_boundary(self.list[last].sentence.end().min(end + MAX_BEHIND));
                let behind = &self.text[end..reach.max(end)];
                OPEN.is_in(behind)
            })
    }

    /// True for the part that contains all others: 其他收入 ("other income").
    fn is_others(&self, at: usize) -> bool {
        self.lead(at).starts_with("其他")
    }

    /// True if the last part contains all others.
    fn ends_with_others(&self, list: &List) -> bool {
        list.parts.last().is_some_and(|&last| self.is_others(last))
            && self.ends_sentence(list)
            && !self.is_left_open(list)
    }
}

/// Text outside brackets: 收入33亿元，其中 for 收入33亿元（不含开发区），其中 ("income 3.3 billion yuan (without the
/// zone), of these").
fn outside(text: &str) -> Cow<'_, str> {
    if !text.contains(['（', '(', '）', ')']) {
        return text.into();
    }
    let mut depth = 0usize;
    let is_outside = |c: &char| {
        depth = match c {
            '（' | '(' => depth + 1,
            '）' | ')' => depth.saturating_sub(1),
            _ => return depth == 0,
        };
        false
    };
    text.chars().filter(is_outside).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 2] = [FigureReading::Parts, FigureReading::Siblings];

    #[test]
    fn tells_parts_from_other_lists() {
        let cases: [(&str, &[&str]); 9] = [
            ("总收入48.2亿元，其中：补助21亿元，结余9.4亿元，调入资金17.8亿元。", &[]),
            ("总收入48.2亿元，其中：补助21亿元，结余9.4亿元，调入资金17.8万元。", &["48.2亿元"]),
            ("总收入7.2亿元，其中补助5.1亿元。总支出36.2亿元，其中：补助支出24.7亿元，还本11.5亿元。", &[]),
            (
                "总收入7.2亿元，其中补助5.1亿元。总支出36.2亿元，其中：补助支出27.4亿元，还本11.5亿元。",
                &["36.2亿元"],
            ),
            ("投入资金5亿元，其中贷款2亿元，奖励3万元。", &[]),
            ("核减事项35个，其中，取消61个，下放19个。", &["35个"]),
            ("保险支出64.6亿元，其中待遇支出61.3亿元，其他支出9.3亿元。", &["64.6亿元"]),
            ("合同额90亿元，执行额80亿元，其中甲类合同额50亿元，执行额41亿元。", &[]),
            ("新增病例21例，其中境外病例20例，甲市9例、乙市8例。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
