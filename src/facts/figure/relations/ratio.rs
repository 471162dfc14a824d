//! Rates of two figures: 共有320户，其中脱贫户80户，占25%; 应到150人，实到142人，到会率94.7%.

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::{Operand, Reading, Relation, are_alike, is_value};
use crate::text::chars::is_han;
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::words::{Words, measure, rate};

/// Characters of verbs between the name of a rate and its value.
const VERBS: [char; 5] = ['为', '达', '是', '到', '了'];
/// Most figures before a rate that it may be of.
const REACH: usize = 8;
/// Longest noun between a whole and 中, in characters: 320户农户中.
const MAX_NOUN: usize = 12;
/// Longest noun behind a part, in characters.
const MAX_TAIL: usize = 10;

/// The rates of one sentence that are of two figures before them.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words, list };
    let rates = (2..list.len()).filter(|&at| {
        let rate = &list[at].quantity;
        let is_told = matches!(list[at].role, Role::Value | Role::To(None));
        rate.is_percentage() && !rate.is_approximate && is_told
    });
    let mut relations: Vec<Relation<'w>> = Vec::new();
    for at in rates {
        let Some(mut relation) = reader.share(at).or_else(|| reader.named(at)) else { continue };
        // 高级41人，占25%；一级78人，占47.6%: a list goes on about the whole of its first part.
        let goes_on = relations.last().is_some_and(|last| {
            last.reading == Reading::Share
                && relation.reading == Reading::Share
                && last.holds
                && relation.operands[1].quantity.span == last.operands[1].quantity.span
        });
        relation.is_strict |= goes_on;
        relations.push(relation);
    }
    relations
}

struct Reader<'a, 'w> {
    text: &'a str,
    words: &'a Words,
    list: &'a [Measure<'w>],
}

impl<'a, 'w> Reader<'a, 'w> {
    /// The words between a figure and the one before it.
    fn gap(&self, at: usize) -> &'a str {
        &self.text[self.list[at - 1].quantity.span.end..self.list[at].quantity.span.start]
    }

    /// The words of the clause before a figure.
    fn lead(&self, at: usize) -> &'a str {
        &self.text[self.list[at].start..self.list[at].quantity.span.start]
    }

    /// The figures before a rate that the one directly before it may be a part of, the nearest first.
    fn wholes(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let part = &self.list[at - 1];
        (at.saturating_sub(REACH)..at - 1).rev().filter(move |&whole| {
            let whole = &self.list[whole];
            is_value(whole) && are_alike(whole, part) && whole.quantity.value >= part.quantity.value
        })
    }

    /// 共有A户，其中B户，占p%.
    fn share(&self, at: usize) -> Option<Relation<'w>> {
        let part = &self.list[at - 1];
        let object = share_of(self.lead(at), part.name.of(self.text), self.words)?;
        let tail = self.gap(at).split(['，', ',', '（', '(']).next().unwrap_or_default();
        let is_near = tail.chars().all(is_han) && tail.chars().nth(MAX_TAIL).is_none();
        if !is_value(part) || !is_near {
            return None;
        }
        let mut strict = None;
        let mut holds = false;
        let mut first = None;
        for whole in self.wholes(at) {
            first = first.or(Some(whole));
            holds |= self.fits(at - 1, whole, at);
            let between = &self.text[self.list[whole].quantity.span.end..part.quantity.span.start];
            let is_done = || self.words.of(&measure::DONE).start_of(self.lead(at - 1)).is_some();
            let is_part = between.contains("其中") || is_among(between) || whole + 2 == at && is_done();
            if strict.is_none() && is_part && self.is_whole(object, whole) {
                strict = Some(whole);
            }
        }
        let whole = strict.or(first)?;
        let whole = if holds {
            self.wholes(at).find(|&whole| self.fits(at - 1, whole, at)).unwrap_or(whole)
        } else {
            whole
        };
        self.relation(Reading::Share, [at - 1, whole, at], ["part", "whole"], (holds, strict.is_some()))
    }

    /// True if what a share is said to be of is a figure: 占总数的, or the noun of the figure.
    fn is_whole(&self, object: &str, whole: usize) -> bool {
        if object.is_empty() || self.words.of(&rate::CONTEXT).contains(object) {
            return true;
        }
        let behind = &self.text[self.list[whole].quantity.span.end..];
        let noun: String = behind.chars().take_while(|c| is_han(*c)).take(MAX_NOUN).collect();
        let named = format!("{}{noun}", self.list[whole].name.of(self.text));
        let is_wide = self.words.of(&rate::WIDER).start_of(object).is_some();
        // 耕地面积 is told of 全乡耕地3.2万亩, 入境外国人 not of 外国人5万人次.
        let context = self.words.of(&rate::CONTEXT).end_of(object);
        let object = context.map_or(object, |word| &object[..object.len() - word.len()]);
        !is_wide && named.contains(object)
    }

    /// 应到A人，实到B人，到会率p%: the part is called as the rate is; 任务A，完成B，完成率p%.
    fn named(&self, at: usize) -> Option<Relation<'w>> {
        let (whole, part) = (&self.list[at - 2], &self.list[at - 1]);
        let are_two = is_value(whole) && is_value(part) && are_alike(whole, part);
        let name = self.lead(at).trim_end_matches(VERBS);
        let kind = name.strip_suffix('率')?;
        let is_one_clause = self.gap(at).matches(['，', ',', '（', '(']).count() == 1
            && self.gap(at - 1).matches(['，', ',']).count() == 1;
        if !are_two || !is_one_clause || !name.chars().all(is_han) {
            return None;
        }
        let lead = self.lead(at - 1);
        let said = kind.chars().rev().take(2).any(|c| lead.contains(c));
        let is_due = self.words.of(&rate::DUE).is_in(self.lead(at - 2));
        let is_other = self.words.of(&rate::OTHER).is_in(name);
        let is_strict = said && is_due && !is_other && part.quantity.value <= whole.quantity.value;
        let holds = self.fits(at - 1, at - 2, at);
        self.relation(Reading::Rate, [at - 1, at - 2, at], ["part", "whole"], (holds, is_strict))
    }

    /// True if a rate may be that of two figures.
    fn fits(&self, part: usize, whole: usize, rate: usize) -> bool {
        let [part, whole, rate] = [part, whole, rate].map(|at| self.list[at].quantity);
        let step = rate.printed.half_step();
        let said = Interval::around(rate.value, step.plus(step)).times(whole.interval());
        let reckoned = Interval::exact(Decimal::integer(100)).times(part.interval());
        said.zip(reckoned).is_none_or(|(said, reckoned)| said.meets(reckoned))
    }

    fn relation(
        &self,
        reading: Reading,
        places: [usize; 3],
        labels: [&'static str; 2],
        (holds, is_strict): (bool, bool),
    ) -> Option<Relation<'w>> {
        let [part, whole, stated] = places.map(|at| self.list[at].quantity);
        let (a, b) = Quantity::comparable(part, whole);
        let computed = a.times(Decimal::integer(100))?.divided(b, stated.printed.decimals().max(1))?;
        Some(Relation {
            reading,
            stated,
            operands: vec![Operand::new(labels[0], part), Operand::new(labels[1], whole)],
            holds,
            is_strict,
            formula: format!("{a} ÷ {b}"),
            computed: format!("{computed}%"),
        })
    }
}

/// What a share is said to be of, empty if it is not said: 占耕地面积的, 占, 占比为. The part may be named before it: 税收占比.
/// `None` for other words, and if something else is named.
fn share_of<'t>(lead: &'t str, part: &str, words: &Words) -> Option<&'t str> {
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

/// 农户中，: the figure behind is some of the one before.
fn is_among(between: &str) -> bool {
    let noun: &str = between.split(['，', ',']).next().unwrap_or_default();
    let noun = noun.split_once("中有").map_or(noun, |(noun, _)| noun);
    let bare = noun.strip_suffix('中').or_else(|| between.split_once("中有").map(|(noun, _)| noun));
    bare.is_some_and(|bare| bare.chars().all(is_han) && bare.chars().nth(MAX_NOUN).is_none())
}
