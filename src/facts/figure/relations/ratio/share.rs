//! Shares after the part: 共有320户，其中脱贫户80户，占25% ("320 households, 80 of them out of poverty, 25 %").
//! The whole may be in an earlier sentence of the paragraph.

use crate::facts::figure::measures::Role;
use crate::facts::figure::relations::ratio::VERBS;
use crate::facts::figure::relations::ratio::passage::Passage;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::Slip;
use crate::facts::figure::relations::{Relation, Verdict, is_value};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::words::{Words, measure, rate};

/// Number of figures before a rate, in the same sentence, that are searched for the whole.
const REACH: usize = 8;
/// Number of figures before a share, in all sentences of the paragraph, that are searched for the
/// whole.
const PARAGRAPH_REACH: usize = 24;
/// Maximum number of characters of the noun between a whole and 中 ("among"): 农户 in 320户农户中 ("among
/// the 320 farmers"). With a longer one, the figure is not the whole.
const MAX_NOUN: usize = 12;
/// Maximum number of characters of the noun after a part. After a longer text, the figures are not
/// compared.
const MAX_TAIL: usize = 10;
/// Minimum number of characters of the whole that a share names (耕地 in 占耕地面积的, "of the area of
/// fields") to find its figure by name in an earlier sentence.
const MIN_SHARED: usize = 2;

/// Checks each share of a paragraph against its part and its whole.
pub(super) fn find<'w>(passage: Passage<'_, 'w>) -> Vec<Relation<'w>> {
    let reader = Reader { passage };
    let mut relations = Vec::new();
    let mut last = None;
    for at in 2..passage.list.len() {
        let rate = &passage.list[at].quantity;
        let is_told = matches!(passage.list[at].role, Role::Value | Role::To(None));
        if !rate.is_percentage() || rate.is_approximate || !is_told {
            continue;
        }
        let Some((relation, whole)) = reader.share(at, last) else { continue };
        last = relation.holds.then_some((whole, at));
        relations.push(relation);
    }
    relations
}

struct Reader<'a, 'w> {
    passage: Passage<'a, 'w>,
}

impl<'w> Reader<'_, 'w> {
    /// Indices of the figures that may be the whole of the share with index `at`, the nearest
    /// first. The part is the figure directly before the share; a whole counts the same things and
    /// is not smaller.
    fn wholes(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let list = self.passage.list;
        (at.saturating_sub(PARAGRAPH_REACH)..at - 1).rev().filter(move |&whole| {
            is_value(&list[whole])
                && self.passage.are_alike(whole, at - 1)
                && list[whole].quantity.value >= list[at - 1].quantity.value
        })
    }

    /// Compares the share with index `at` with its part, the figure before it, and with its whole:
    /// 共有A户，其中B户，占p% ("A households, B of them, p %"). Also returns the index of the whole. `last`
    /// contains the index of the whole of the previous share, and the index of that share.
    fn share(&self, at: usize, last: Option<(usize, usize)>) -> Option<(Relation<'w>, usize)> {
        let passage = self.passage;
        let part = &passage.list[at - 1];
        let object = share_of(passage.lead(at), part.name.of(passage.text), passage.words)?;
        let tail = passage.gap(at).split(['，', ',', '（', '(']).next().unwrap_or_default();
        let is_near = tail.chars().all(is_han) && !is_longer(tail, MAX_TAIL);
        if !is_value(part) || !is_near || !passage.are_together(at - 1, at) {
            return None;
        }
        if let Some(whole) = self.wholes(at).find(|&whole| passage.fits([at - 1, whole, at])) {
            let reading =
                if passage.are_together(whole, at) { FigureReading::Share } else { FigureReading::FarShare };
            let places = [at - 1, whole, at];
            return Some((passage.relation(reading, places, ["part", "whole"], Verdict::HOLDS)?, whole));
        }
        let found = self.near(at, object).map(|whole| (FigureReading::Share, whole));
        let found = found.or_else(|| self.smaller(at, object).map(|whole| (FigureReading::Share, whole)));
        let found =
            found.or_else(|| self.next_of_list(at, last).map(|whole| (FigureReading::ListShare, whole)));
        let found = found.or_else(|| self.far(at, object).map(|whole| (FigureReading::FarShare, whole)));
        let (reading, whole) = found.or_else(|| Some((FigureReading::Share, self.wholes(at).next()?)))?;
        let verdict = Verdict { holds: false, is_unambiguous: found.is_some() };
        let relation = passage.relation(reading, [at - 1, whole, at], ["part", "whole"], verdict)?;
        Some((relation, whole))
    }

    /// Index of the whole of a share in the same sentence; `None` if the words do not identify it.
    fn near(&self, at: usize, object: &str) -> Option<usize> {
        let passage = self.passage;
        let wholes = self.wholes(at).take_while(|&whole| whole + REACH >= at);
        wholes.filter(|&whole| passage.are_together(whole, at)).find(|&whole| {
            let between = passage.between(whole, at - 1);
            let is_done = || passage.words.of(&measure::DONE).start_of(passage.lead(at - 1)).is_some();
            let is_part = between.contains("其中") || is_among(between) || whole + 2 == at && is_done();
            is_part && self.is_whole(object, whole)
        })
    }

    /// Index of a whole that is smaller than its part: 签约2148人，其中老人2613人，占58.8% ("2148 signed, of
    /// these 2613 old people, 58.8 %").
    fn smaller(&self, at: usize, object: &str) -> Option<usize> {
        let passage = self.passage;
        let [part, rate] = [at - 1, at].map(|at| passage.list[at].quantity);
        let near = (at.saturating_sub(REACH)..at - 1).rev();
        let whole = near
            .filter(|&whole| is_value(&passage.list[whole]))
            .find(|&whole| passage.are_alike(whole, at - 1))?;
        let is_more = part.value > passage.list[whole].quantity.value && rate.value <= Decimal::integer(100);
        let is_part =
            passage.between(whole, at - 1).contains("其中") || passage.lead(at - 1).contains("其中");
        (is_more && is_part && self.is_whole(object, whole)).then_some(whole)
    }

    /// Index of the whole of the first share in a list, to which the later shares refer too:
    /// 高级41人，占25%；一级78人，占47.6% ("senior 41, 25 %; first grade 78, 47.6 %"). `None` if a similar
    /// figure is between them.
    fn next_of_list(&self, at: usize, last: Option<(usize, usize)>) -> Option<usize> {
        let passage = self.passage;
        let (whole, rate) = last?;
        let is_next = !(rate + 1..at - 1).any(|other| passage.are_alike(other, at - 1));
        let is_inner = passage.between(rate, at - 1).contains("其中");
        let is_of = self.wholes(at).any(|other| other == whole);
        (is_next && is_of && !is_inner).then_some(whole)
    }

    /// Index of the whole of a share in an earlier sentence. Tried in this order: a figure with the
    /// name of the whole, a figure for which the share has a typing error, the only figure that is
    /// possible, and a figure with a typing error.
    fn far(&self, at: usize, object: &str) -> Option<usize> {
        let passage = self.passage;
        if passage.words.of(&rate::WIDER).start_of(object).is_some() {
            return None;
        }
        let is_any = object.is_empty() || passage.words.of(&rate::CONTEXT).contains(object);
        let is_slip = |whole: usize| match passage.slip([at - 1, whole, at]) {
            Some(Slip::Moved) => is_any,
            found => found == Some(Slip::Swapped),
        };
        let is_named = |whole: usize| {
            let name = passage.list[whole].name.of(passage.text);
            let context = passage.words.of(&rate::CONTEXT).end_of(object).unwrap_or_default();
            let noun = &object[..object.len() - context.len()];
            let is_long = noun.chars().nth(MIN_SHARED - 1).is_some();
            let before = name.find(noun).map(|start| &name[..start]);
            is_long && before.is_some_and(|before| !is_longer(before, MIN_SHARED))
        };
        let named = self.wholes(at).find(|&whole| is_named(whole));
        named
            .or_else(|| self.wholes(at).find(|&whole| is_slip(whole)))
            .or_else(|| self.only(at).filter(|&whole| is_any || self.is_named(object, whole)))
            .or_else(|| self.wholes(at).find(|&whole| passage.is_other_slipped([at - 1, whole, at])))
    }

    /// Index of the only figure that may be the whole, if it is called a total or the share would
    /// be a typing error: 全校教师164人。高级教师41人，占26% ("164 teachers. 41 senior, 26 %").
    fn only(&self, at: usize) -> Option<usize> {
        let passage = self.passage;
        let mut wholes = self.wholes(at);
        let whole = wholes.next().filter(|_| wholes.next().is_none())?;
        let is_digit = passage.slip([at - 1, whole, at]).is_some();
        let is_total = passage.lead(whole).contains(['共', '总', '全']);
        (is_digit || is_total).then_some(whole)
    }

    /// True if the figure with index `whole` may be the whole that a share names in `object`: any
    /// figure if the share names none or only the total (占总数的, "of the total"), otherwise one with
    /// this name.
    fn is_whole(&self, object: &str, whole: usize) -> bool {
        let words = self.passage.words;
        let is_any = object.is_empty() || words.of(&rate::CONTEXT).contains(object);
        is_any || self.is_named(object, whole)
    }

    /// True if the name of a figure contains the stated whole of a share: 全乡耕地3.2万亩 ("32,000 mu of
    /// fields") for 耕地面积 ("area of fields"), but not 外国人5万人次 ("50,000 foreigners") for 入境外国人
    /// ("foreigners who entered").
    fn is_named(&self, object: &str, whole: usize) -> bool {
        let words = self.passage.words;
        let noun: String =
            self.passage.behind(whole).chars().take_while(|c| is_han(*c)).take(MAX_NOUN).collect();
        let named = format!("{}{noun}", self.passage.list[whole].name.of(self.passage.text));
        let is_wide = words.of(&rate::WIDER).start_of(object).is_some();
        let context = words.of(&rate::CONTEXT).end_of(object);
        let object = context.map_or(object, |word| &object[..object.len() - word.len()]);
        !is_wide && named.contains(object)
    }
}

/// Stated whole of a share; empty if there is none: 耕地面积 for 占耕地面积的 ("of the area of fields"),
/// empty for 占 and 占比为 ("makes up"). The name of the part may precede it: 税收占比 ("share of taxes").
/// `None` for other words, and if something else is named.
pub(super) fn share_of<'t>(lead: &'t str, part: &str, words: &Words) -> Option<&'t str> {
    let lead = lead.trim_start_matches(['仅', '只', '共', '也', '各']);
    let lead = lead.trim_end_matches(VERBS);
    if words.of(&rate::SHARE).contains(lead) {
        return Some("");
    }
    if let Some(noun) = words.of(&rate::SHARE).end_of(lead) {
        let named = &lead[..lead.len() - noun.len()];
        if named.chars().count() > 1 && named.chars().all(|c| part.contains(c)) {
            return Some("");
        }
    }
    let object = lead.strip_prefix('占')?;
    let object =
        words.of(&rate::SHARE).end_of(object).map_or(object, |noun| &object[..object.len() - noun.len()]);
    let object = object.strip_suffix('的').unwrap_or(object);
    let is_noun = object.chars().all(is_han) && words.of(&measure::TARGET).end_of(object).is_none();
    is_noun.then_some(object)
}

/// True for words such as 农户中， ("among the farmers,"), so that the next figure is a part of the
/// previous one.
fn is_among(between: &str) -> bool {
    let noun: &str = between.split(['，', ',']).next().unwrap_or_default();
    let noun = noun.split_once("中有").map_or(noun, |(noun, _)| noun);
    let bare = noun.strip_suffix('中').or_else(|| between.split_once("中有").map(|(noun, _)| noun));
    bare.is_some_and(|bare| bare.chars().all(is_han) && !is_longer(bare, MAX_NOUN))
}
