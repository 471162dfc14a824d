//! Statistics of listed values: 得分为9.2、9.5、9.4、9.1、9.8，去掉最高分和最低分，平均9.37分 ("marks 9.2, 9.5, …,
//! without the best and the worst on average 9.37"); 中位数 ("median"), 极差 ("range"), 平均 ("mean").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::slip::slip;
use crate::facts::figure::relations::{Operand, Relation, rounded_or_cut};
use crate::text::decimal::Decimal;
use crate::text::interval::Interval;
use crate::text::phrases::Phrases;
use crate::text::signs::Signs;
use crate::words::rules::figure::average::{self, MEANS, MEDIANS, RANGES, SUMS};

static DROPPED: Phrases = Phrases::of(&average::DROPPED);
static LIKE: Phrases = Phrases::of(&average::LIKE);

/// Minimum number of values in a list.
const MIN_VALUES: usize = 3;
/// Maximum number of values in a list.
const MAX_VALUES: usize = 40;
/// Number of figures after a list of values among which the statistics of the list are looked for.
const REACH: usize = 4;
/// Characters of words for a change. A figure after such a word is a change, not the statistic of a
/// list.
static CHANGES: Signs = Signs::of("降增升涨跌幅");
/// Number of characters before a figure that are searched for the name of its statistic.
const MAX_LEAD: usize = 12;
/// Number of decimals of a computed statistic beyond the printed ones.
const EXTRA_DECIMALS: u32 = 3;

/// Checks each mean, median, range and sum of a paragraph against the list of values before it.
pub(super) fn find<'w>(text: &'w str, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    let mut relations = Vec::new();
    let mut start = 0;
    while start + MIN_VALUES < list.len() {
        let mut end = start + 1;
        while end < list.len() && end - start < MAX_VALUES && is_next(text, &list[end - 1], &list[end]) {
            end += 1;
        }
        if end - start >= MIN_VALUES {
            let found = (end..list.len().min(end + REACH))
                .filter_map(|at| statistic(text, &list[start..end], &list[at]));
            relations.extend(found);
        }
        start = end;
    }
    relations
}

/// True if two figures are items of a list: 9.2、9.5.
fn is_next(text: &str, one: &Measure<'_>, next: &Measure<'_>) -> bool {
    let gap = text[one.quantity.span.end()..next.quantity.span.start()].trim();
    let is_sign = matches!(gap, "、" | "，" | "," | "和" | "及" | "与");
    let units = [one, next].map(|measure| measure.quantity.unit);
    is_sign
        && next.role == Role::Value
        && (units[0] == units[1] || units[0].is_empty() || units[1].is_empty())
        && !one.quantity.is_approximate
        && !next.quantity.is_approximate
}

/// Statistic of a list: mean, median and so on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Statistic {
    Mean,
    Median,
    Range,
    Sum,
}

/// Statistic that the words before a figure name; `None` if they name none.
fn named(text: &str, measure: &Measure<'_>) -> Option<Statistic> {
    let lead = measure.lead(text);
    let from = lead.char_indices().rev().take(MAX_LEAD).last().map_or(0, |(at, _)| at);
    let near = &lead[from..];
    let is = |words: &[&str]| words.iter().any(|word| near.contains(word));
    if is(&MEDIANS) {
        Some(Statistic::Median)
    } else if is(&RANGES) {
        Some(Statistic::Range)
    } else if is(&MEANS) {
        Some(Statistic::Mean)
    } else if is(&SUMS) {
        Some(Statistic::Sum)
    } else {
        None
    }
}

fn statistic<'w>(text: &'w str, values: &[Measure<'w>], stated: &Measure<'w>) -> Option<Relation<'w>> {
    let kind = named(text, stated)?;
    if stated.lead(text).contains(|c| CHANGES.contains(c)) {
        return None;
    }
    let last = values.last()?.quantity;
    let is_alike =
        stated.quantity.unit == last.unit || last.unit.is_empty() || stated.quantity.unit.is_empty();
    let scale = last.scale;
    if !is_alike
        || stated.quantity.scale != scale
        || values.iter().any(|value| value.quantity.scale != scale)
        || stated.role != Role::Value && !matches!(stated.role, Role::To(None))
    {
        return None;
    }
    let mut sorted: Vec<Decimal> = values.iter().map(|value| value.quantity.printed).collect();
    sorted.sort();
    let printed = stated.quantity.printed;
    let before = &text[text.floor_char_boundary(values.first()?.sentence.start().saturating_sub(200))
        ..stated.quantity.span.end()];
    let is_dropped = DROPPED.is_in(before) && sorted.len() > 2;
    // The figure may be truncated instead of rounded.
    let step = printed.half_step();
    let said = rounded_or_cut(printed, step);
    let decimals = printed.decimals() + EXTRA_DECIMALS;
    let passage = &text[values.first()?.sentence.start()..stated.sentence.end()];
    let list = Sorted { values: &sorted, is_dropped, is_plain: LIKE.is_in(passage) };
    let (reckoned, is_unambiguous) = list.statistic(kind, printed)?;
    let exact = Interval::around(
        reckoned,
        Decimal::integer(1).divided(Decimal::integer(10u64.pow(decimals)), decimals)?,
    );
    let holds = said.meets(exact);
    let is_sum = kind == Statistic::Mean && {
        let sum = sorted.iter().copied().fold(Decimal::integer(0), Decimal::plus);
        said.meets(Interval::exact(sum))
    };
    let operand = |value: &Measure<'w>| Operand::new("value", value.quantity);
    Some(Relation {
        reading: FigureReading::Listed,
        stated: stated.quantity,
        place: stated.quantity.span,
        operands: values.iter().map(operand).collect(),
        holds: holds || is_sum,
        is_unambiguous,
        formula: shown(kind, values),
        computed: Quantity { scale: 0, ..stated.quantity }.like(reckoned.rounded(printed.decimals().max(1))),
    })
}

/// Values of a list in ascending order.
struct Sorted<'a> {
    values: &'a [Decimal],
    /// True if the mean leaves out the smallest and the greatest value: 去掉最高分和最低分 ("without the
    /// best and the worst mark").
    is_dropped: bool,
    /// True if the passage says that the mean is that of all values.
    is_plain: bool,
}

impl Sorted<'_> {
    /// Computes a statistic of the values, with more decimals than `printed`, the figure in the
    /// text. Also returns true if `printed` must be this statistic, so that a different number is
    /// an error.
    fn statistic(&self, kind: Statistic, printed: Decimal) -> Option<(Decimal, bool)> {
        let (least, greatest) = (*self.values.first()?, *self.values.last()?);
        let said = rounded_or_cut(printed, printed.half_step());
        let decimals = printed.decimals() + EXTRA_DECIMALS;
        Some(match kind {
            Statistic::Median => {
                let middle = self.values.len() / 2;
                let two = self.values[middle].plus(self.values[(self.values.len() - 1) / 2]);
                (two.divided(Decimal::integer(2), decimals)?, true)
            }
            Statistic::Sum => {
                let sum = self.values.iter().copied().fold(Decimal::integer(0), Decimal::plus);
                (sum, slip(printed, sum).is_some())
            }
            Statistic::Range => (greatest.minus(least), true),
            Statistic::Mean => {
                let used = if self.is_dropped { &self.values[1..self.values.len() - 1] } else { self.values };
                let sum = used.iter().copied().fold(Decimal::integer(0), Decimal::plus);
                let mean = sum.divided(Decimal::integer(used.len() as u64), decimals)?;
                let is_outside = said.high < least || said.low > greatest;
                let is_plain = self.is_dropped || self.is_plain;
                (mean, is_outside || is_plain)
            }
        })
    }
}

/// Name of the statistic with its values, as shown in a message.
fn shown(kind: Statistic, values: &[Measure<'_>]) -> String {
    let listed: Vec<String> = values.iter().map(|value| value.quantity.printed.to_string()).collect();
    let name = match kind {
        Statistic::Mean => "平均",
        Statistic::Median => "中位数",
        Statistic::Range => "极差",
        Statistic::Sum => "合计",
    };
    format!("{name}（{}）", listed.join("、"))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_statistics_of_lists() {
        let cases: [(&str, &[&str]); 5] = [
            ("七人的成绩分别为31、28、35、30、29、33、34，中位数是30，极差是7。", &["30"]),
            (
                "五名评委打分，去掉一个最高分和一个最低分。甲队得分为8.6、8.9、9.0、8.7、9.4，最后得分8.95分。",
                &["8.95分"],
            ),
            ("三天最低气温依次为4℃、2℃、3℃，平均6℃。", &["6℃"]),
            ("七人的成绩分别为31、28、35、30、29、33、34，中位数是31，极差是7。", &[]),
            (
                "五名评委打分，去掉一个最高分和一个最低分。甲队得分为8.6、8.9、9.0、8.7、9.4，最后得分8.87分。",
                &[],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Listed]), expected, "{text}");
        }
    }
}
