//! Increases and the resulting totals: 新增充电桩2.6万个，总数达到9.4万个 ("26,000 new charging posts, 94,000 in
//! all"); 普及率提高3.2个百分点、达到68.5% ("the rate rose by 3.2 points to 68.5 %"). An increase cannot exceed
//! the total.

use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation, are_alike};
use crate::text::chars::{is_blank, is_han};
use crate::words::dimension::Dimension;
use crate::words::{Words, change, measure, total};

/// Maximum number of bytes between an increase and the total. If they are farther apart, they are
/// not compared.
const MAX_GAP: usize = 75;
/// Words in the names of values that may be negative, so that an increase may exceed the resulting
/// value: 气温 ("temperature").
const SIGNED: [&str; 5] = ["贡献", "拉动", "气温", "温度", "涨幅"];

/// Checks the increases of one sentence against the totals beside them.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let reader = Reader { text, words };
    let pairs = list.windows(2).filter_map(|pair| {
        reader.increase_first(&pair[0], &pair[1]).or_else(|| reader.stock_first(&pair[0], &pair[1]))
    });
    pairs.collect()
}

/// True for amounts with the same unit, and for percentage points beside a percentage.
fn are_comparable(more: &Measure<'_>, stock: &Measure<'_>) -> bool {
    let (added, all) = (more.quantity, stock.quantity);
    let are_points = added.unit == "个百分点" && all.is_percentage();
    let is_amount = !added.is_rate() && !added.unit.is_empty() && are_alike(more, stock);
    are_points || is_amount
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
}

impl Reader<'_> {
    /// Compares an increase with the total after it: 新增充电桩2.6万个，总数达到9.4万个 ("26,000 new charging
    /// posts, 94,000 in all").
    fn increase_first<'w>(&self, more: &Measure<'w>, stock: &Measure<'w>) -> Option<Relation<'w>> {
        let is_more = || self.is_increase(more) || more.role == Role::Value && self.runs_on(more, stock);
        let is_told = are_comparable(more, stock) && self.is_total(more, stock) && is_more();
        is_told.then(|| self.judge(more, stock))
    }

    /// Compares a total with the increase after it: 充电桩达到9.4万个，比上年增加2.6万个 ("94,000 charging posts,
    /// 26,000 more than last year").
    fn stock_first<'w>(&self, stock: &Measure<'w>, more: &Measure<'w>) -> Option<Relation<'w>> {
        if more.role != Role::By(Way::Up) || !are_comparable(more, stock) {
            return None;
        }
        let gap = &self.text[stock.quantity.span.end()..more.quantity.span.start()];
        let is_value = matches!(stock.role, Role::Value | Role::To(None | Some(Way::Up)));
        let is_next = more.name.is_empty()
            && more.basis != Basis::Mean
            && gap.len() <= MAX_GAP
            && gap.starts_with(['、', '，', ',', '（', '(']);
        // 宽66厘米、高95厘米 ("66 cm wide, 95 cm high"): 高 ("high") alone is a dimension, not an increase.
        let verb = more.verb.of(self.text).trim_end_matches('了');
        let is_growth = more.basis != Basis::Unsaid || self.words.of(&change::UP).end_of(verb).is_some();
        // 2亿6千6百78万 ("266.78 million" in words): the figure is the last part of a number.
        let is_whole = !self.text[..stock.quantity.span.start()].ends_with(['千', '百', '万', '亿']);
        let is_counted = stock.quantity.dimension != Some(Dimension::Time) && is_growth && is_whole;
        // A profit may grow by more than its value, and so may a contribution to the growth of
        // another rate.
        let lead = &self.text[stock.sentence.start()..stock.quantity.span.start()];
        let from = lead.ceil_char_boundary(lead.len().saturating_sub(MAX_GAP));
        let is_signed = || {
            self.words.of(&measure::SIGNED).is_in(&lead[from..])
                || SIGNED.iter().any(|word| lead[from..].contains(word))
        };
        let is_told = is_value && is_next && is_counted;
        (is_told && !is_signed()).then(|| self.judge(more, stock))
    }

    fn judge<'w>(&self, more: &Measure<'w>, stock: &Measure<'w>) -> Relation<'w> {
        let (added, all) = (more.quantity, stock.quantity);
        Relation {
            reading: FigureReading::Stock,
            stated: all,
            place: all.span,
            operands: vec![Operand::new("part", added)],
            is_unambiguous: true,
            holds: added.interval().low <= all.interval().high,
            formula: more.lead(self.text).to_owned(),
            computed: added.of(self.text).to_owned(),
        }
    }

    /// True if a figure is an increase: 新增高新技术企业86家 ("86 new companies"), 提高3.2个百分点 ("raised by 3.2
    /// points").
    fn is_increase(&self, more: &Measure<'_>) -> bool {
        let name = more.name.of(self.text);
        // 累计新增 ("new in total"), 全年新认定 ("newly certified in the year")
        let is_new =
            || name.char_indices().any(|(at, _)| self.words.of(&change::NEW).start_of(&name[at..]).is_some());
        more.role == Role::By(Way::Up) || more.role == Role::Value && is_new()
    }

    /// True if the second figure is a running total that includes the first: 整治河道86公里、累计达到940公里
    /// ("86 km of rivers improved, 940 km in total").
    fn runs_on(&self, more: &Measure<'_>, stock: &Measure<'_>) -> bool {
        let gap = &self.text[more.quantity.span.end()..stock.quantity.span.start()];
        self.words.of(&total::RUNNING).is_in(gap)
    }

    /// True if the second figure (`stock`) is a total: its clause contains only a verb before it,
    /// perhaps after a word for a total, as in 、总量达 (", the total is").
    fn is_total(&self, more: &Measure<'_>, stock: &Measure<'_>) -> bool {
        let gap = &self.text[more.quantity.span.end()..stock.quantity.span.start()];
        if gap.len() > MAX_GAP {
            return false;
        }
        let noun = gap.trim_start_matches(is_han);
        let Some(lead) = noun.trim_start_matches(is_blank).strip_prefix(['、', '，', ',']) else {
            return false;
        };
        let verbs = [&measure::COPULA, &measure::OVER];
        let verb = verbs.iter().find_map(|class| self.words.of(class).end_of(lead));
        let name = verb.map_or(lead, |verb| &lead[..lead.len() - verb.len()]);
        let is_result = matches!(stock.role, Role::To(None | Some(Way::Up)));
        let name = if is_result { stock.name.of(self.text) } else { name };
        let is_said = verb.is_some() || is_result;
        is_said && (name.is_empty() || self.words.of(&total::STOCK).contains(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn holds_increases_against_what_they_came_to() {
        let cases: [(&str, &[&str]); 16] = [
            ("整治河道86公里、累计达到48公里。", &["48公里"]),
            ("整治河道86公里、累计达到940公里。", &[]),
            ("整治河道86公里、总里程达到48公里。", &[]),
            ("新增充电桩9.6万个，总数达到4.9万个。", &["4.9万个"]),
            ("累计净增个体工商户38万户、总量达3.8万户。", &["3.8万户"]),
            ("普及率提高32个百分点、达到28.5%。", &["28.5%"]),
            ("新培育龙头企业120家，总数突破86家。", &["86家"]),
            ("新增充电桩2.6万个，总数达到9.4万个。", &[]),
            ("新增就业12万人，达到困难群体就业3万人。", &[]),
            ("新增耕地120亩，建成温室36亩。", &[]),
            ("普及率提高3.2个百分点、达到68.5%。", &[]),
            ("产值增加20亿元，利润达到3亿元。", &[]),
            ("藏书12.6万册，比上年增加31.5万册。", &["12.6万册"]),
            ("净利润1.2亿元，比上年增加3.5亿元。", &[]),
            ("藏书12.6万册，比上年增加1.5万册。", &[]),
            ("窗宽66厘米、高95厘米。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Stock]), expected, "{text}");
        }
    }
}
