//! Amounts in a scale of one to a number: 比例尺1∶50000，图上6.4厘米，实地3.2千米 ("scale 1:50,000, 6.4 cm on
//! the map, 3.2 km on the ground"); 2000倍液，每15公斤水兑药7.5克 ("diluted 2000 times, 7.5 g per 15 kg of
//! water").

use crate::facts::figure::measures::Measure;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, Sized, sized};
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::words::Words;
use crate::words::dimension::Dimension;
use crate::words::rules::figure::product;

static SOLUTIONS: Phrases = Phrases::of(&product::SOLUTIONS);

/// Words after a number that make it a scale: 液 in 2000倍液 ("diluted 2000 times").
const TIMES: [&str; 4] = ["液", "稀释", "水溶液", "的稀释"];
/// Words of passages with a scale: 比例尺 ("scale"), 稀释 ("dilute").
static CUES: Phrases = Phrases::of(&["比例尺", "地形图", "稀释", "兑水", "兑药"]);
/// Signs between the numbers of a scale.
const SIGNS: [char; 4] = ['∶', ':', '：', '/'];
/// Number of figures after a scale that may be the amounts.
const REACH: usize = 4;
/// Smallest second number of a ratio that is read as a scale, such as 50000 in 1∶50000.
const MIN_SCALE: u64 = 50;
/// Maximum difference between a stated and a computed amount that counts as rounding, in per cent.
const ABOUT: u64 = 6;

/// Checks the amounts of a paragraph that are connected by a scale: 图上6.4厘米，实地3.2千米 ("6.4 cm on the
/// map, 3.2 km on the ground").
pub(super) fn find<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let least = Decimal::integer(MIN_SCALE);
    (0..list.len())
        .filter(|&at| list[at].quantity.value >= least)
        .filter(|&at| is_scale(text, list, at))
        .filter_map(|at| judge(text, words, list, at))
        .collect()
}

/// True if the figure is the number of a scale: the second of 1∶50000, the first of 2000倍液
/// ("diluted 2000 times").
fn is_scale(text: &str, list: &[Measure<'_>], at: usize) -> bool {
    let quantity = list[at].quantity;
    let behind = &text[quantity.span.end()..];
    let is_ratio = quantity.unit.is_empty()
        && text[..quantity.span.start()].strip_suffix(SIGNS).is_some_and(|before| {
            before.ends_with('1') && !before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit())
        });
    let is_times = quantity.unit == "倍" && TIMES.iter().any(|word| behind.starts_with(word));
    let sentence = list[at].sentence.of(text);
    is_times || is_ratio && CUES.is_in(sentence)
}

fn judge<'w>(text: &'w str, words: &Words, list: &[Measure<'w>], at: usize) -> Option<Relation<'w>> {
    let scale = list[at].quantity;
    let measured = |other: usize| -> Option<Sized<'w>> {
        let found = sized(text, words, &list[other])?;
        matches!(found.kind, Kind::Measured(Dimension::Length | Dimension::Mass | Dimension::Volume))
            .then_some(found)
    };
    let near: Vec<usize> =
        (at + 1..list.len().min(at + 1 + REACH)).filter(|&other| measured(other).is_some()).collect();
    let &[one, other, ..] = &near[..] else { return None };
    let [a, b] = [measured(one)?, measured(other)?];
    if a.kind != b.kind {
        return None;
    }
    let (small, large) = if a.value < b.value { (a, b) } else { (b, a) };
    let reckoned = small.interval.times(Interval::exact(scale.value))?;
    let exact = small.value.times(scale.value)?;
    let off = exact.distance(large.value).times(Decimal::integer(100))?;
    let holds = reckoned.meets(large.interval) || off <= large.value.times(Decimal::integer(ABOUT))?;
    let stated = list[other].quantity;
    let computed = if b.value > a.value {
        a.value.times(scale.value)?.divided(b.size, 4)?
    } else {
        a.value.divided(scale.value.times(b.size)?, 4)?
    };
    Some(Relation {
        reading: FigureReading::Scaled,
        stated,
        place: stated.span,
        operands: vec![Operand::new("each", list[one].quantity), Operand::new("number", scale)],
        holds,
        is_unambiguous: near.len() == 2,
        formula: format!(
            "{}{} {} {}",
            list[one].quantity.scaled(),
            list[one].quantity.unit,
            if b.value > a.value { '×' } else { '÷' },
            scale.scaled()
        ),
        computed: stated.like(computed.shortened(0)),
    })
}

/// Checks amounts of a solution: 0.9%的生理盐水，一次500毫升，约含氯化钠4.5克 ("0.9 % saline, 500 ml, contains about
/// 4.5 g of salt"). One gram of a solution is taken as one millilitre.
pub(super) fn solutions<'w>(text: &'w str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    if list.len() < 3 || !list.iter().any(|measure| measure.quantity.is_percentage()) {
        return Vec::new();
    }
    // 一次 ("one time") is a figure as well, and is skipped.
    let is_amount = |measure: &&Measure<'w>| {
        let is_measured =
            sized(text, words, measure).is_some_and(|found| matches!(found.kind, Kind::Measured(_)));
        measure.quantity.is_percentage() || is_measured
    };
    let amounts: Vec<Measure<'w>> = list.iter().filter(is_amount).copied().collect();
    amounts.windows(3).filter_map(|three| solution(text, words, three)).collect()
}

fn solution<'w>(text: &'w str, words: &Words, three: &[Measure<'w>]) -> Option<Relation<'w>> {
    let [share, volume, mass] = three else { return None };
    let behind = &text[share.quantity.span.end()..volume.quantity.span.start()];
    let is_solution =
        share.quantity.is_percentage() && share.sentence == mass.sentence && SOLUTIONS.is_in(behind);
    let [of, dissolved] = [volume, mass].map(|measure| sized(text, words, measure));
    let (of, dissolved) = of.zip(dissolved).filter(|_| is_solution)?;
    let size = match of.kind {
        kind if kind == dissolved.kind => Decimal::integer(1),
        Kind::Measured(Dimension::Volume) => Decimal::integer(1000),
        Kind::Measured(Dimension::Mass) => Decimal::integer(1),
        _ => return None,
    };
    if dissolved.kind != Kind::Measured(Dimension::Mass) && dissolved.kind != of.kind {
        return None;
    }
    let reckoned = of.value.times(size)?.times(share.quantity.value)?.hundredths();
    let off = reckoned.distance(dissolved.value).times(Decimal::integer(100))?;
    let (a, b) = (volume.quantity, share.quantity);
    Some(Relation {
        reading: FigureReading::Scaled,
        stated: mass.quantity,
        place: mass.quantity.span,
        operands: vec![Operand::new("each", a), Operand::new("number", b)],
        holds: off <= reckoned.times(Decimal::integer(ABOUT))?,
        is_unambiguous: true,
        formula: format!("{}{} × {}%", a.scaled(), a.unit, b.printed),
        computed: mass.quantity.like(reckoned.divided(dissolved.size, 3)?.shortened(0)),
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_by_scales() {
        let cases: [(&str, &[&str]); 6] = [
            ("在1∶25000的地形图上，量得两地的图上距离为4.8厘米，实地距离约为12千米。", &["12千米"]),
            // A change is no distance.
            (
                "在1∶25000的地形图上，两地的图上距离为4.8厘米，比初测增加0.2厘米，实地距离为12千米。",
                &["12千米"],
            ),
            ("选用某药剂1000倍液喷雾，即每15公斤水兑药150克。", &["150克"]),
            ("用5%的葡萄糖注射液，一次200毫升，含葡萄糖100克。", &["100克"]),
            ("在1∶25000的地形图上，量得两地的图上距离为4.8厘米，实地距离约为1.2千米。", &[]),
            (
                "选用某药剂1000倍液喷雾，即每15公斤水兑药15克；用5%的葡萄糖注射液，一次200毫升，含葡萄糖10克。",
                &[],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Scaled]), expected, "{text}");
        }
    }
}
