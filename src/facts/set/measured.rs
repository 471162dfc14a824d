//! Figures in prose that another paper may contain too: those with a unit, values of an index,
//! ages, counted days, and lengths of time that were measured or cut.

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::before;
use crate::words::dimension::Dimension;
use crate::words::{Words, set};

/// Minimum number of digits of a length of time that is compared.
const MIN_DAYS: usize = 4;
/// Verbs between the name of an index and its value: 为 in 指数为112.3 ("the index is 112.3").
const COPULAS: [char; 5] = ['为', '是', '达', '到', '了'];

/// First characters behind an age that make it a limit or a range: 以上 ("and above"), 及以上, 至65岁 ("to
/// 65").
const AGE_LIMITS: [char; 8] = ['以', '及', '至', '到', '-', '—', '～', '~'];

/// True for a figure with a unit, and for the value of an index. Of lengths of time, only some are
/// compared.
pub(super) fn is_measured(measure: &Measure<'_>, text: &str, words: &Words) -> bool {
    if measure.quantity.unit.is_empty() {
        return is_index(measure, text, words);
    }
    // PM2.5年均值 ("the year's mean of PM2.5")
    let is_in_word = before(text, measure.quantity.span.start()).is_some_and(|c| c.is_ascii_alphabetic());
    !is_in_word
        && (!is_short_time(measure.quantity)
            || is_duration(measure, text, words)
            || is_count_of_days(measure, text, words)
            || is_age(measure, text))
}

/// True for a number without a unit that is the value of an index: 满意度得分94.6 ("satisfaction 94.6
/// points").
fn is_index(measure: &Measure<'_>, text: &str, words: &Words) -> bool {
    let Quantity { printed, scale, .. } = measure.quantity;
    let name = measure.name.of(text).trim_end_matches(COPULAS);
    scale == 0
        && printed.has_decimals()
        && matches!(measure.role, Role::Value | Role::To(_))
        && words.of(&set::INDEX).end_of(name).is_some()
}

/// True for a length of time that was measured or cut: 办理时间压缩到45分钟 ("handled in 45 minutes").
/// Others, such as deadlines, are not compared.
fn is_duration(measure: &Measure<'_>, text: &str, words: &Words) -> bool {
    let lead = measure.lead(text);
    words.of(&set::DURATION).is_in(lead) && (matches!(measure.role, Role::To(_)) || lead.contains("平均"))
}

/// True for a number of days or hours that were counted: 优良天数312天 ("312 days with good air").
fn is_count_of_days(measure: &Measure<'_>, text: &str, words: &Words) -> bool {
    let name = measure.name.of(text).trim_end_matches(COPULAS);
    words.of(&set::COUNT_OF_DAYS).end_of(name).is_some() && matches!(measure.role, Role::Value | Role::To(_))
}

/// True for the age of a person: 78岁的退休教师 ("a retired teacher of 78"), but not 60岁以上老人 ("people
/// above 60").
fn is_age(measure: &Measure<'_>, text: &str) -> bool {
    let Quantity { unit, span, .. } = measure.quantity;
    unit == "岁" && !text[span.end()..].starts_with(AGE_LIMITS)
}

/// True for a short time. Only a mean, such as 平均住院日6.7天 ("average stay 6.7 days"), and a
/// long time are compared: 连续安全生产4217天 ("4217 days without an accident").
fn is_short_time(quantity: Quantity<'_>) -> bool {
    quantity.dimension == Some(Dimension::Time)
        && !quantity.printed.has_decimals()
        && quantity.digits() < MIN_DAYS
}
