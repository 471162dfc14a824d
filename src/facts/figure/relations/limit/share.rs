//! Rates of a part to its whole, which are at most 100 %: 参保率98.3% ("98.3 % insured");
//! 绿化覆盖率、绿地率分别达46.8%、43.5% ("46.8 % green cover, 43.5 % green space"); 贷款余额占全部的72%左右 ("loans make
//! up about 72 % of all").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::limit::is_next;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::{is_han, is_longer};
use crate::text::decimal::Decimal;
use crate::text::phrases::Phrases;
use crate::text::signs::Signs;
use crate::words::class::Class;
use crate::words::{Words, measure, number, rate};

/// Number of characters of a rate's name that are read.
const MAX_NAME: usize = 14;
/// Number of characters that are read of the whole of a share: 一般公共预算支出 ("budget expenses") in
/// 占一般公共预算支出.
const MAX_WHOLE: usize = 20;
/// Number of characters of the names before 分别 ("respectively") that are read.
const MAX_NAMES: usize = 60;
/// Adverbs between the name of a rate and its verb.
static ADVERBS: Signs = Signs::of("均都也约仍已就双各");
/// Value in per cent from which on a figure is not checked, because it is hardly meant as the rate
/// of a part.
const MAX_RATE: u64 = 1000;
/// Words for the economic output, which debts and trade may exceed.
static OUTPUTS: Phrases = Phrases::of(&["生产总值", "GDP"]);
/// Words between several names and their values ("respectively", "in this order").
const IN_ORDER: [&str; 2] = ["分别", "依次"];
/// Classes of words between the name of a rate and its value.
const VERBS: [&Class; 6] =
    [&measure::COPULA, &measure::KEEPING, &measure::OVER, &measure::UNDER, &number::ABOUT, &number::NEARLY];
/// Checks that each rate of a part in a sentence is at most 100 %.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words };
    let mut relations = Vec::new();
    let mut name: Option<&str> = None;
    for (at, measure) in list.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| list.get(before));
        // Only a percentage has a name of its own, so that most figures keep having none.
        if name.is_some() || measure.quantity.is_percentage() {
            let goes_on = before.is_some_and(|before| reader.goes_on(before, measure));
            name = if goes_on { name } else { reader.name(measure) };
        }
        let is_small = measure.quantity.value < Decimal::integer(MAX_RATE);
        if let Some(name) = name.filter(|_| is_small && measure.quantity.is_percentage()) {
            relations.push(relation(name, measure.quantity));
        }
    }
    relations
}

fn relation<'w>(name: &str, stated: Quantity<'w>) -> Relation<'w> {
    Relation {
        reading: FigureReading::Limit,
        stated,
        place: stated.span,
        operands: Vec::<Operand<'w>>::new(),
        is_unambiguous: true,
        holds: stated.value <= Decimal::integer(100),
        formula: name.to_owned(),
        computed: "100%".to_owned(),
    }
}

struct Reader<'t, 'a> {
    text: &'t str,
    words: &'a Words,
}

impl<'t> Reader<'t, '_> {
    /// True if a value has the same name as the previous one: 分别达46.8%、43.5% ("reach 46.8 % and
    /// 43.5 %"), 由45%提高到52% ("from 45 % to 52 %").
    fn goes_on(&self, before: &Measure<'_>, measure: &Measure<'_>) -> bool {
        let is_result = before.role == Role::From && matches!(measure.role, Role::To(_));
        is_result && measure.name.is_empty() || is_next(self.text, self.words, before, measure)
    }

    /// Name of the rate if the figure is the rate of a part to its whole; `None` otherwise.
    fn name(&self, measure: &Measure<'_>) -> Option<&'t str> {
        if !measure.quantity.is_percentage() {
            return None;
        }
        let lead = match measure.role {
            Role::Value if measure.verb.is_empty() => measure.lead(self.text),
            // 6岁儿童健康管理率达到92% ("health care of children of 6 reaches 92 %"): there is a number in
            // the name.
            Role::To(_) if measure.name.is_empty() => &self.text[measure.start..measure.verb.start()],
            Role::Value | Role::To(_) | Role::From => measure.name.of(self.text),
            _ => return None,
        };
        let (lead, is_in_order) = self.without_verbs(lead);
        if is_in_order && self.has_unbounded(measure) {
            return None;
        }
        // 国债总额36万亿元，占GDP的比重 ("debt of 36 trillion yuan, its share of GDP"): the previous clause
        // names the part.
        let is_output = OUTPUTS.is_in(lead);
        if is_output && self.words.of(&rate::OUTSIDE).is_in(self.before(measure)) {
            return None;
        }
        self.share(lead).or_else(|| self.rate(lead))
    }

    /// Last characters of the sentence before a figure.
    fn before(&self, measure: &Measure<'_>) -> &'t str {
        let before = &self.text[measure.sentence.start()..measure.quantity.span.start()];
        let from = before.char_indices().rev().take(MAX_NAMES).last().map_or(0, |(at, _)| at);
        &before[from..]
    }

    /// Returns `lead` without adverbs and verbs at its end. Also returns true if 分别 or 依次
    /// ("respectively") was among them, so that several values follow.
    fn without_verbs<'l>(&self, lead: &'l str) -> (&'l str, bool) {
        let (mut rest, mut is_in_order) = (lead, false);
        loop {
            let known = rest.len();
            rest = rest.trim_end_matches(|c: char| !is_han(c) || ADVERBS.contains(c));
            let verbs = VERBS.iter().filter_map(|class| self.words.of(class).end_of(rest));
            rest = &rest[..rest.len() - verbs.map(str::len).max().unwrap_or(0)];
            if let Some(before) = IN_ORDER.iter().find_map(|word| rest.strip_suffix(word)) {
                (rest, is_in_order) = (before, true);
            }
            if rest.len() == known {
                return (rest, is_in_order);
            }
        }
    }

    /// True if the names before 分别 ("respectively") include that of a rate that can exceed 100 %.
    /// The values are then not checked.
    fn has_unbounded(&self, measure: &Measure<'_>) -> bool {
        let names = self.before(measure).rsplit(['，', '；', '：', ',', ';']).next().unwrap_or_default();
        self.words.of(&rate::UNBOUNDED).is_in(names)
    }

    /// Name whose noun marks it as a rate: 企业参保率 ("rate of insured companies").
    fn rate<'l>(&self, lead: &'l str) -> Option<&'l str> {
        let noun = self.words.of(&rate::NOUN).end_of(lead)?;
        let from = lead.char_indices().rev().take(MAX_NAME).last().map_or(0, |(at, _)| at);
        let name = lead[from..].rsplit(|c| !is_han(c)).next().filter(|name| name.len() >= noun.len())?;
        let is_part = self.words.of(&rate::PART).end_of(lead).is_some();
        let is_bounded = if is_part {
            self.is_of_whole(&lead[from..], lead)
        } else {
            !self.words.of(&rate::UNBOUNDED).is_in(&lead[from..])
        };
        is_bounded.then_some(name)
    }

    /// True if a share of this whole can be at most 100 %. False for the economic output, which
    /// some things exceed (债务占生产总值, "debts make up … of the product"), and for a value that the
    /// part is only compared with.
    fn is_of_whole(&self, whole: &str, named: &str) -> bool {
        let is_output = OUTPUTS.is_in(whole);
        let is_outside = is_output && self.words.of(&rate::OUTSIDE).is_in(named);
        !(is_outside || self.words.of(&rate::COMPARED).is_in(whole))
    }

    /// Words for a share of something at the end of `lead`: 占全部贷款的 ("make up of all loans").
    fn share<'l>(&self, lead: &'l str) -> Option<&'l str> {
        let from = lead.char_indices().rev().take(MAX_WHOLE).last().map_or(0, |(at, _)| at);
        let at = from + lead[from..].rfind('占')?;
        let whole = &lead[at..];
        // 抢占 ("seize") and similar verbs do not state a share.
        let is_verb = is_longer(whole, 2) && !lead[..at].ends_with(['抢', '侵', '挤', '强', '独']);
        let is_bounded = self.is_of_whole(whole, &lead[from..]);
        (is_verb && is_bounded).then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn knows_rates_by_their_names() {
        let cases: [(&str, &[&str]); 12] = [
            ("村庄绿化率、道路硬化率分别达63.4%、114.2%。", &["114.2%"]),
            ("电商店主占返乡人员的132%左右。", &["132%"]),
            ("自来水普及率由78%提高到188%。", &["188%"]),
            ("机收率稳定在196%以上。", &["196%"]),
            ("设施农业产值占比突破152%。", &["152%"]),
            ("入户率、预算完成率分别达98%、104%。", &[]),
            ("供水保证率保持在100%左右，占上年同期的112%。", &[]),
            ("机收率提高到86%，产量增长120%。", &[]),
            ("进口占地区生产总值的132%，抢占市场的120%。", &[]),
            ("国债余额43万亿元，占GDP比重112.5%。", &[]),
            ("6岁以上儿童复检率达到192%，求助一次性答复率达到91%。", &["192%"]),
            ("绿化率为63%，税收、产值分别增长104%、132%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Limit]), expected, "{text}");
        }
    }
}
