//! One value for each name: 小麦、玉米、大豆分别增长4.1%、3.3%、5.2% ("wheat, maize and soy grew by 4.1, 3.3 and
//! 5.2 %"). If there is one value too many or too few, all later ones belong to the wrong name.

use crate::facts::Facts;
use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::facts::figure::respective::{MIN_NAMES, Respective, WORDS};
use crate::text::glance::Glance;
use crate::text::phrases::Phrases;
use crate::text::span::Span;

static IN_ORDER: Phrases = Phrases::of(&WORDS);
const FIRST: Glance = Glance::of_first_chars(&WORDS);

/// Checks the numbers of values in the lists of one sentence against the numbers of names before
/// them.
pub(super) fn find<'d>(facts: &Facts<'d>, list: &[Measure<'d>]) -> Vec<Relation<'d>> {
    let text = facts.doc.text();
    let words = list.iter().filter_map(|measure| {
        let lead = measure.lead(text);
        if !measure.signs.meets(FIRST) || !IN_ORDER.is_in(lead) {
            return None;
        }
        let (at, word) = WORDS.iter().filter_map(|word| Some((lead.rfind(word)?, word))).max()?;
        Some(Span::new(measure.start + at, measure.start + at + word.len()))
    });
    words.filter_map(|word| each(facts, word)).collect()
}

fn each<'d>(facts: &Facts<'d>, word: Span) -> Option<Relation<'d>> {
    let Respective { names, counts, values, holds, is_flat } = facts.respective(word)?;
    let (first, others) = values.split_first()?;
    let listed: Vec<&str> = names.items.iter().map(|item| item.of(facts.doc.text())).collect();
    (*counts.end() >= MIN_NAMES as u64 && !names.is_open && is_flat).then(|| Relation {
        reading: FigureReading::Each,
        stated: *first,
        place: word,
        operands: others.iter().map(|value| Operand::new("value", *value)).collect(),
        is_unambiguous: true,
        holds,
        formula: listed.join("、"),
        computed: counts.start().to_string(),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn counts_names_and_values() {
        let cases: [(&str, &[&str]); 19] = [
            ("小麦、玉米、大豆分别增长4.1%、3.3%。", &["4.1%"]),
            ("铁路、公路货运量分别为32万吨、86万吨、4万吨。", &["32万吨"]),
            ("小麦、玉米分别增长4.1%左右、3.3%以上。", &[]),
            ("小麦、玉米的面积、产量分别为3万亩、2万亩、9万亩、8万亩。", &[]),
            ("服装、家具等消费品、药品分别增长4.1%、3.3%。", &[]),
            ("城镇、农村用水的水厂、管网分别有6处、9处。", &[]),
            ("32个商场、超市客流量、销售额分别增长4.1%、3.3%。", &[]),
            ("城乡居民收入分别增长4.1%、3.3%。", &[]),
            ("城乡居民收入分别增长4.1%、3.3%、5.2%。", &["4.1%"]),
            ("签约项目数和合同额分别增长4.1%、3.3%、5.2%。", &["4.1%"]),
            ("甲、乙、丙列前三位，项目数和合同额分别为4.1%、3.3%、5.2%。", &[]),
            ("签约项目数和合同额分别增长4.1%、3.3%。", &[]),
            ("客运量、货运量分别达到320万人次、86万吨。", &[]),
            ("客运量、货运量、车次分别达到320万人次、86万吨。", &["320万人次"]),
            ("水利、电网投资分别比“十二五”时期增长19.5%、41.2%。", &[]),
            ("甲厂和乙厂三个季度分别盈利3万元、4万元、6万元。", &[]),
            ("接待国内游客41万人次、境外游客3万人次，分别增长4.1%、3.3%。", &[]),
            ("接待国内游客41万人次、境外游客3万人次，分别增长4.1%、3.3%、5.2%。", &["4.1%"]),
            ("一二三产增加值分别增长3.5%、6.1%、5.2%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Each]), expected, "{text}");
        }
    }
}
