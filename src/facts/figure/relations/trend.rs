//! Values of successive periods, compared with the trend that the text states:
//! 连续三年增长，2022年213家、2023年246家、2024年261家 ("grew for three years, 213 in 2022, 246 in 2023, 261 in
//! 2024").

use crate::facts::figure::measures::{Measure, Role, Way};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::{Operand, Relation};
use crate::text::chars::{Codes, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::signs::Signs;
use crate::words::class::Class;
use crate::words::{Words, change, measure, time};

/// Number of characters after 连续 ("in a row") within which the verb of the trend must begin: 增长
/// after 三年保持 in 连续三年保持增长 ("grew for three years in a row").
const MAX_VERB: usize = 8;
/// Maximum number of characters between two values of a series. With more between them, the series
/// ends.
const MAX_GAP: usize = 14;
/// Minimum number of values in a series.
const MIN_SERIES: usize = 3;
/// Maximum number of characters between a series and the verb after it: ，公司管理费用呈 (", the company's
/// costs show"). If they are farther apart, the verb is not about the series.
const MAX_BEHIND: usize = 14;
/// Maximum number of characters between the verb of the trend and the first value, without those of
/// a period and of words such as 分别为 ("are respectively"). With more between them, the values are
/// not those of the trend.
const MAX_BEFORE: usize = 4;
/// Units of the periods of a series: year, quarter, month, term.
const PERIODS: [&str; 4] = ["年", "季度", "月", "届"];
/// Words before values that are in the order of the periods before them.
const IN_ORDER: [&str; 3] = ["分别", "依次", "先后"];

/// Words for trends that seldom hold for each single period: 持续 ("continually"), 逐步 ("step by
/// step").
const LOOSE: [&str; 5] = ["持续", "不断", "逐步", "逐渐", "稳步"];
/// Characters around a period that do not belong to a name: 末 in 2021年末 ("end of 2021"), 从 in
/// 从2021年 ("from 2021").
static ENDS: Signs = Signs::of("末底初从由至");
/// Separators between values of a list.
const SEPARATORS: [&str; 5] = ["、", "，", "和", "及", "与"];

/// Words for a trend and their position in the text: 连续三年增长 ("grew for three years"). `way` is the
/// direction.
struct Trend {
    start: usize,
    end: usize,
    way: Way,
}

/// Checks the series of one sentence that are said to rise or to fall.
pub(super) fn find<'w>(text: &str, words: &Words, list: &[Measure<'w>]) -> Vec<Relation<'w>> {
    if list.len() < MIN_SERIES {
        return Vec::new();
    }
    let sentence = list[0].sentence;
    let trends = trends(sentence.of(text), sentence.start(), words);
    if trends.is_empty() {
        return Vec::new();
    }
    let is_next = |one: &Measure<'_>, next: &Measure<'_>| {
        let gap = &text[one.quantity.span.end()..next.quantity.span.start()];
        let is_near = !is_longer(gap, MAX_GAP) && !gap.contains(['；', ';']);
        let is_one_series = period(gap).is_some() || SEPARATORS.contains(&gap.trim());
        one.quantity.unit == next.quantity.unit && is_near && is_one_series
    };
    let series =
        list.chunk_by(is_next).filter(|series| series.len() >= MIN_SERIES && is_valued(text, series));
    series.filter_map(|series| judge(text, series, &trends, words)).collect()
}

/// True if all values are exact and are not changes themselves, as in 增速分别为5%、6% ("growth of 5 %
/// and 6 %").
fn is_valued(text: &str, series: &[Measure<'_>]) -> bool {
    let is_value = |measure: &Measure<'_>| {
        matches!(measure.role, Role::Value | Role::Base | Role::From | Role::To(_))
            && !measure.quantity.is_approximate
            && !measure.quantity.unit.is_empty()
    };
    let lead = series.first().map_or("", |first| &text[first.sentence.start()..first.quantity.span.start()]);
    let is_rate = series.iter().any(|measure| measure.quantity.is_rate());
    series.iter().all(is_value) && !(is_rate && lead.contains(['增', '升', '涨', '降', '减']))
}

/// Words for trends in a sentence. `start` is the position of the sentence.
fn trends(sentence: &str, start: usize, words: &Words) -> Vec<Trend> {
    let running = words.of(&time::RUNNING);
    let mut found = Vec::new();
    for (at, ..) in Codes::of(sentence).filter(|(_, _, code)| running.may_begin_code(*code)) {
        let Some(word) = running.start_of(&sentence[at..]) else { continue };
        let behind = &sentence[at + word.len()..];
        let near =
            behind.char_indices().take(MAX_VERB).take_while(|(_, c)| is_han(*c) || c.is_alphanumeric());
        let verb = near.into_iter().find_map(|(from, _)| {
            let way = |classes: [&'static Class; 2]| {
                classes.iter().find_map(|class| words.of(class).start_of(&behind[from..]))
            };
            let up = way([&change::UP, &measure::RISING]).map(|verb| (verb, Way::Up));
            let verb = up.or_else(|| way([&change::DOWN, &measure::FALLING]).map(|verb| (verb, Way::Down)));
            verb.map(|(verb, way)| (from + verb.len(), way))
        });
        if let Some((length, way)) = verb {
            let end = start + at + word.len() + length;
            found.push(Trend { start: start + at, end, way });
        }
    }
    found
}

/// Compares the series with the word for a trend next to it.
fn judge<'w>(text: &str, series: &[Measure<'w>], trends: &[Trend], words: &Words) -> Option<Relation<'w>> {
    let (first, last) = (series.first()?, series.last()?);
    let is_before = |trend: &&Trend| {
        trend.end <= first.quantity.span.start()
            && !text[trend.end..first.quantity.span.start()].contains(['；', ';'])
            && bare(&text[trend.end..first.quantity.span.start()], words) <= MAX_BEFORE
    };
    let is_behind = |trend: &&Trend| {
        let between = text.get(last.quantity.span.end()..trend.start);
        between.is_some_and(|gap| !is_longer(gap, MAX_BEHIND) && !gap.contains(['；', ';']))
    };
    let trend = trends.iter().find(is_before).or_else(|| trends.iter().find(is_behind))?;
    // 持续增加 ("kept increasing") may describe a stock to which the values of the quarters are added.
    let is_loose = LOOSE.iter().any(|word| text[trend.start..].starts_with(word));
    let is_yearly =
        || text[..last.quantity.span.start()].rfind('年').is_some_and(|at| at > first.sentence.start());
    let is_ordered = (are_ordered(text, series) || is_list(text, series)) && (!is_loose || is_yearly());
    let broken = series.windows(2).find(|pair| {
        let (one, next) = (pair[0].quantity.interval(), pair[1].quantity.interval());
        match trend.way {
            Way::Up => next.high < one.low,
            Way::Down => one.high < next.low,
        }
    });
    let pair = broken.or_else(|| series.windows(2).last())?;
    let word = text[trend.start..trend.end].to_owned();
    Some(Relation {
        reading: FigureReading::Trend,
        stated: pair[1].quantity,
        place: pair[1].quantity.span,
        operands: vec![Operand::new("before", pair[0].quantity)],
        is_unambiguous: is_ordered,
        holds: broken.is_none(),
        formula: word,
        computed: pair[0].quantity.of(text).to_owned(),
    })
}

/// Number of characters in the text `gap` before a value, without those of a period, of punctuation
/// and of a verb: 0 for ：2021年末为 (": at the end of 2021").
fn bare(gap: &str, words: &Words) -> usize {
    let is_period = |c: &char| !is_han(*c) || is_numeral(*c) || PERIODS.iter().any(|unit| unit.contains(*c));
    let lead = words.of(&measure::COPULA).end_of(gap).map_or(gap, |verb| &gap[..gap.len() - verb.len()]);
    let lead = IN_ORDER.iter().find_map(|word| lead.strip_suffix(word)).unwrap_or(lead);
    lead.chars().filter(|c| !is_period(c) && !ENDS.contains(*c)).count()
}

/// True if each value follows its period, and the periods ascend: 2022年213家、2023年246家 ("213 in
/// 2022, 246 in 2023").
fn are_ordered(text: &str, series: &[Measure<'_>]) -> bool {
    let mut start = series.first().map_or(0, |first| first.sentence.start());
    let mut last: Option<(u64, &str)> = None;
    for measure in series {
        let period = period(&text[start..measure.quantity.span.start()]);
        let Some((number, unit)) = period else { return false };
        if last.is_some_and(|(before, same)| same != unit || number <= before) {
            return false;
        }
        (last, start) = (Some((number, unit)), measure.quantity.span.end());
    }
    true
}

/// Last period in `words`, as its number and unit: 3 and 季度 for 三季度 ("third quarter").
fn period(words: &str) -> Option<(u64, &'static str)> {
    let (at, unit) = PERIODS.into_iter().filter_map(|unit| Some((words.rfind(unit)?, unit))).max()?;
    let before = &words[..at];
    let digits = before.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    let number = &before[digits.len()..];
    if number.is_empty() {
        let rest = before.trim_end_matches(is_numeral);
        return cardinal(&before[rest.len()..]).map(|number| (number, unit));
    }
    number.chars().map(narrow).collect::<String>().parse().ok().map(|number| (number, unit))
}

/// True if the values are in the order of the periods before them: 近三年分别为12家、15家和18家 ("12, 15 and
/// 18 in the last three years").
fn is_list(text: &str, series: &[Measure<'_>]) -> bool {
    let lead = series.first().map_or("", |first| first.lead(text));
    let gaps =
        series.windows(2).map(|pair| &text[pair[0].quantity.span.end()..pair[1].quantity.span.start()]);
    IN_ORDER.iter().any(|word| lead.contains(word))
        && gaps.into_iter().all(|gap| SEPARATORS.contains(&gap.trim()))
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    const READINGS: [FigureReading; 1] = [FigureReading::Trend];

    #[test]
    fn holds_values_against_the_trend() {
        let cases: [(&str, &[&str]); 5] = [
            ("订单连续三年增长，2022年213份、2023年246份、2024年238份。", &["238份"]),
            ("近三年投诉分别为62件、58件和71件，呈逐年下降趋势。", &["71件"]),
            ("订单连续三年增长，2022年213份、2023年246份、2024年261份。", &[]),
            ("订单连续三年增长，学校12所、医院8所、电站3所。", &[]),
            ("收入连续三年增长，增速2022年为8%、2023年为6%、2024年为5%。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &READINGS), expected, "{text}");
        }
    }
}
