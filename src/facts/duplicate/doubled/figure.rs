//! Figures and units that are typed twice in a row: 2023年2023年 ("the year 2023" twice), 4亿美元亿美元
//! ("400 million dollars", the unit twice).

use crate::facts::duplicate::doubled::Pair;
use crate::text::chars::{is_han, is_longer};
use crate::text::numeral::is_numeral;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::{Words, doubled};

/// Maximum number of characters of a repeated figure with its unit. Longer repetitions are not of
/// figures.
const MAX_FIGURE: usize = 24;

/// Minimum number of digits of a number with a one-character unit that is typed twice. Shorter ones
/// may be intended: 3人3人一组 ("in groups of 3").
const MIN_DIGITS: usize = 3;
/// Minimum number of digits of a telephone number or a date that is repeated after a comma.
const MIN_NUMBER: usize = 5;
/// Minimum number of digits of a whole number that was typed twice before its unit: 1200 in
/// 12001200份 ("1200 copies").
const MIN_BARE: usize = 4;
/// "Per cent of", which comes before the number of a percentage: 百分之十 ("10 per cent").
const SHARE: &str = "百分之";

/// True if a figure that is typed twice is a slip. With a classifier it may be intended: 两个两个 ("two
/// by two"), 3人3人一组 ("in groups of 3 people").
pub(super) fn is_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '，');
    let word = unit.rsplit(is_number).next().unwrap_or(unit);
    if word.is_empty() && is_bare_slip(pair) {
        return true;
    }
    !is_longer(unit, MAX_FIGURE)
        && unit.contains(|c: char| !is_number(c))
        && !pair.before().ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
        && !pair.is_row()
        && (pair.words.of(&doubled::CALENDAR).contains(word)
            || is_measure(word, pair.words)
            || is_unit(word, pair.words) && is_long(unit, word))
}

/// True for a number that is typed twice before its unit: 12001200余份 ("more than 1200 copies"),
/// 86.586.5万元 ("86.5 ten thousand yuan").
fn is_bare_slip(pair: &Pair<'_>) -> bool {
    let (unit, behind) = (pair.unit(), pair.behind());
    let is_decimal = unit
        .split_once('.')
        .is_some_and(|(whole, part)| [whole, part].iter().all(|digits| is_digits(digits)));
    let is_rounded = pair.words.of(&doubled::ROUNDED).start_of(behind).is_some();
    let is_counted = || {
        pair.words.units().start_of(behind.trim_start_matches(is_numeral)).is_some()
            || pair.words.of(&doubled::CALENDAR).start_of(behind).is_some()
    };
    let is_whole = |fewest: usize| unit.len() >= fewest && is_digits(unit) && !unit.starts_with('0');
    !pair.before().ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '№' | '号'))
        && !pair.is_row()
        && (is_rounded && (is_decimal || is_whole(MIN_DIGITS))
            || is_counted() && (is_decimal || is_whole(MIN_BARE)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit())
}

/// True for a date, time limit or share in Chinese numerals that is typed twice: 十日十日内 ("within ten
/// days"), 三月五日三月五日 ("5 March"), 百分之十百分之十 ("10 per cent").
pub(super) fn is_chinese_term(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    let is_number = |text: &str| !text.is_empty() && text.chars().all(is_numeral);
    let is_share = unit.strip_prefix(SHARE).is_some_and(is_number);
    let is_day = || {
        let parts = unit.strip_suffix('日').and_then(|day| day.split_once('月'));
        parts.is_some_and(|(month, day)| is_number(month) && is_number(day))
    };
    let is_term = || {
        let word = unit.trim_start_matches(is_numeral);
        let is_time = pair.words.of(&doubled::CALENDAR).contains(word)
            || pair
                .words
                .units()
                .start_of(word)
                .is_some_and(|found| found.word == word && found.dimension == Dimension::Time);
        word.len() < unit.len()
            && is_time
            && pair.words.of(&doubled::ONE_BY_ONE).start_of(unit).is_none()
            && pair.words.of(&doubled::LIMIT).start_of(pair.behind()).is_some()
    };
    !pair.is_row() && (is_share || is_day() || is_term())
}

/// True if a figure has at least [`MIN_DIGITS`] digits or a unit of two or more characters: 200人次
/// ("200 visits"), but not 3人 ("3 people").
fn is_long(unit: &str, word: &str) -> bool {
    !word.is_empty() && (unit.len() - word.len() >= MIN_DIGITS || word.chars().count() > 1)
}

/// True for a telephone number or a date that is repeated after a comma by mistake.
pub(super) fn is_joined_slip(pair: &Pair<'_>) -> bool {
    let unit = pair.unit();
    unit.chars().filter(char::is_ascii_digit).count() >= MIN_NUMBER
        && !is_longer(unit, MAX_FIGURE)
        && unit.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '年' | '月' | '日' | '—'))
        && !pair.before().ends_with(char::is_alphanumeric)
        && !pair.behind().starts_with(char::is_alphanumeric)
}

/// Maximum number of characters between two equal dates of one clause.
const MAX_BETWEEN: usize = 24;

/// Span of the second occurrence of a date with its limit word in one clause: 6月30日前 in
/// 6月30日前请各单位于6月30日前 ("before 30 June all units are asked, before 30 June").
pub(super) fn date_again(pair: &Pair<'_>) -> Option<Span> {
    let (month, day) = pair.unit().strip_suffix('日')?.split_once('月')?;
    let month = month.trim_start_matches(|c: char| !c.is_ascii_digit());
    let between = pair.between();
    let limit = |text| pair.words.of(&doubled::LIMIT).start_of(text);
    limit(between)?;
    let end = pair.second.end() + limit(pair.behind())?.len();
    let is_slip = is_digits(month)
        && is_digits(day)
        && !pair.before().ends_with(|c: char| c.is_ascii_digit())
        && !is_longer(between, MAX_BETWEEN)
        && between.chars().all(is_han);
    is_slip.then(|| Span::new(pair.second.start(), end))
}

/// True if a digit is directly before the first occurrence, so that the repeated text may be the
/// unit of this number.
pub(super) fn is_behind_number(pair: &Pair<'_>) -> bool {
    pair.before().ends_with(|c: char| c.is_ascii_digit())
}

/// True if the text is a unit, with or without a power of ten before it: 元 ("yuan"), 万元 ("ten
/// thousand yuan").
pub(super) fn is_unit(unit: &str, words: &Words) -> bool {
    let base = unit.trim_start_matches(is_numeral);
    words.units().start_of(base).is_some_and(|found| found.word == base)
}

fn is_measure(word: &str, words: &Words) -> bool {
    let base = word.trim_start_matches(is_numeral);
    let unit = words.units().start_of(base).filter(|found| found.word == base);
    unit.is_some_and(|unit| unit.dimension != Dimension::Count || base.len() < word.len())
}

/// True for a year in Chinese numerals: 二〇二三年 ("the year 2023").
pub(super) fn is_chinese_year(unit: &str) -> bool {
    let year = unit.strip_suffix('年').unwrap_or_default();
    year.contains('〇') && year.chars().all(is_numeral)
}
