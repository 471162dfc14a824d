//! Single parts of a total: 新修公路639公里，其中高速370公里 ("639 km of new roads, of these 370 km motorways").
//! A part cannot exceed its whole.

use crate::document::OPAQUE;
use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sum::parts::{Link, MAX_EARLIER};
use crate::facts::figure::relations::sum::{Reader, Sum};
use crate::facts::figure::relations::{Relation, are_alike};

pub(super) fn find<'w>(reader: &Reader<'_, 'w>) -> Vec<Relation<'w>> {
    (1..reader.list.len()).filter_map(|part| reader.within(part)).collect()
}

impl<'w> Reader<'_, 'w> {
    /// Relation of a total with one part of it, the figure with index `part`. 其中 ("of these") must
    /// lead from the total to the part, and no other part may follow.
    fn within(&self, part: usize) -> Option<Relation<'w>> {
        let is_amount = |at: usize| {
            let Measure { role, quantity, .. } = self.list[at];
            matches!(role, Role::Value | Role::To(_))
                && !quantity.is_rate()
                && !matches!(quantity.unit, "" | "度" | "期")
        };
        let one = &self.list[part];
        // All words that lead to a single part contain this character, after the farthest figure
        // that may be its whole.
        let is_led = || {
            let farthest = self.list[part.saturating_sub(MAX_EARLIER)].quantity.span.end();
            self.text[farthest.min(one.quantity.span.start())..one.quantity.span.start()].contains('中')
        };
        if !is_amount(part) || !is_led() {
            return None;
        }
        let whole = self.whole(part).or_else(|| part.checked_sub(1).filter(|&before| is_amount(before)))?;
        let total = &self.list[whole];
        // 在建的8个园区中，新开的项目有70个 ("in the 8 parks, 70 new projects"): only a figure that follows
        // directly is a part.
        let link = self.link(whole, part)?;
        let is_linked = match link {
            Link::Within => true,
            Link::Among => self
                .gap(part)
                .strip_suffix('有')
                .is_some_and(|gap| gap.trim_end_matches(['已', '共', '仅', '就', '，']).ends_with('中')),
            Link::Bracket | Link::List | Link::Colon => false,
        };
        // The lists are read last: in a row of a thousand figures, each figure begins a list of all
        // that follow.
        if total.sentence != one.sentence
            || !are_alike(total, one)
            || !is_linked
            || self.is_no_part(part)
            || !self.lists(part).is_empty()
        {
            return None;
        }
        let between = &self.text[total.quantity.span.end()..one.start];
        // 3家及以上 ("3 or more"): a threshold has no parts. After a formula the figure may belong to
        // the formula.
        if between.trim_start_matches(['及', '或', '含']).starts_with('以') || between.contains(OPAQUE) {
            return None;
        }
        let holds = one.quantity.interval().low <= total.quantity.interval().high;
        // 6个大项，其中71个小项 ("6 sports, of these 71 events") are two kinds of things. 每千人6.6次 ("6.6
        // times per 1000 people") is not a number of events, and 超300万 ("more than 3 million") may
        // be any larger number.
        let (whose, own) = (self.tail(whole), self.tail(part));
        let is_other = link == Link::Within && !whose.is_empty() && !own.is_empty() && whose != own;
        let is_vague = total.quantity.is_approximate || self.lead(whole).contains('每') || is_other;
        // 乘客68名和机组4名，其中外籍15名 ("68 passengers and 4 crew, of these 15 foreigners"): the part may
        // belong to another figure, or to all of them.
        let has_other = || {
            let mut before = (0..whole).rev().take_while(|&at| self.list[at].sentence == total.sentence);
            before.any(|at| are_alike(&self.list[at], one))
        };
        if !holds && (is_vague || has_other()) {
            return None;
        }
        let relation = Sum { total, parts: vec![one] }.relation(FigureReading::Parts, (holds, true));
        // There is no calculation to show.
        Some(Relation { formula: String::new(), ..relation })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn a_part_is_no_more_than_its_whole() {
        let cases: [(&str, &[&str]); 18] = [
            ("新修公路630公里，其中高速730公里。", &["630公里"]),
            ("新修公路630公里、其中高速370公里。", &[]),
            ("新设网点24个，其中新建34个示范网点。", &["24个"]),
            ("开展抽检2.3万次，其中检测残留近9万次。", &["2.3万次"]),
            ("开展抽检超2.3万次，其中检测残留2.32万次。", &[]),
            ("设有6个大项，其中71个小项。", &[]),
            ("在建的8个园区中，今年新开的项目有70个。", &[]),
            ("在建的8个园区中，新开的数据中心近70个。", &[]),
            ("参加6个大项中71个小项的比赛。", &[]),
            ("抽检量为每千人6.6次，其中蔬菜5万次。", &[]),
            ("三地接待观众超300万人次，其中甲省652万人次。", &[]),
            ("机上有乘客68名和机组4名，其中外籍15名。", &[]),
            ("获3家及以上机构推荐的股票中，其中26家上涨。", &[]),
            ("57项测评点中有62项为优。", &["57项"]),
            ("新修公路630公里，其中高速累计达到730公里。", &[]),
            ("新修公路630公里，其中高速730万元。", &[]),
            ("植树造林近30万亩，其中经济林29.6万亩。", &[]),
            ("产值增长6.3%，其中轻工业增长9.6%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Parts]), expected, "{text}");
        }
    }
}
