//! Place and time that the words of a sentence give for a figure, and if the figure is a part or an
//! aim.

use std::ops::Range;

use crate::text::chars::Codes;
use crate::text::fold::narrow;
use crate::text::numeral::is_numeral;
use crate::words::class::Class;
use crate::words::first_chars::FirstChars;
use crate::words::members::Members;
use crate::words::{Words, measure, time};

/// Maximum number of periods that are read in one sentence.
const MAX_PERIODS: usize = 6;
/// Units that make a number a period: year, month, day, quarter, months.
const UNITS: [&str; 5] = ["年", "月", "日", "季度", "个月"];

/// Classes of words that give the place and time of a figure: for the whole, for parts of it, for
/// periods, for the present, and for aims.
const CLASSES: [&Class; 5] = [&measure::ALL, &measure::AREA, &time::SPAN, &time::NOW, &measure::AIM];
/// First characters of the other words that are read: numbers, ordinals, and 其中 ("of these").
const OTHERS: &str = "0123456789０１２３４５６７８９〇零一二两三四五六七八九廿卅卌十百千万亿第其";

/// First characters of all words that [`Setting::read`] reads. Text that begins with another
/// character is skipped.
pub(super) fn heads(words: &Words) -> FirstChars {
    FirstChars::of(&CLASSES.map(|class| words.of(class)), OTHERS)
}

/// Place and time of a figure, without references to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnedSetting {
    /// Periods that its sentence names before the figure.
    pub periods: Vec<String>,
    /// Last place or part of the whole that its sentence names before the figure.
    pub place: Option<String>,
    /// True if the figure is the value of a part of the whole: 市本级 ("the city itself").
    pub is_area: bool,
    /// True if the figure follows 其中 ("of these").
    pub is_part: bool,
    /// True if the figure is an aim, not a result.
    pub is_aim: bool,
}

/// Place and time that a sentence gives up to a figure.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Setting<'t> {
    /// Periods that the sentence names, without the period of the whole text.
    periods: Vec<&'t str>,
    /// True if the sentence names the year of the whole text: 全年 ("the whole year"), 今年 ("this
    /// year").
    names_year: bool,
    /// Last place or part of the whole that is named.
    place: Option<&'t str>,
    /// True if this place is a part of the whole.
    is_area: bool,
    /// True if 其中 ("of these") precedes the figure.
    is_part: bool,
    /// True if an aim is named.
    is_aim: bool,
}

impl<'t> Setting<'t> {
    /// Adds the words for place and time in `range` of the text, the next words of the sentence.
    /// `heads` are the first characters of such words.
    pub(super) fn read(&mut self, text: &'t str, range: Range<usize>, words: &Words, heads: &FirstChars) {
        let Range { start, end } = range;
        let [all, area, span, now, aim] = CLASSES.map(|class| words.of(class));
        let mut next = start;
        for (from, to, code) in Codes::of(&text[start..end]) {
            let at = start + from;
            if at < next || !heads.may_begin_code(code) {
                continue;
            }
            let rest = &text[at..end];
            let mut length = to - from;
            if let Some(word) = begun(now, code, rest) {
                self.names_year |= word.contains('年');
                length = word.len();
            } else if let Some(period) = begins_period(code).then(|| period(rest)).flatten() {
                self.add(period);
                self.is_aim |= period.ends_with('年') && text[..at].ends_with('到');
                length = period.len();
            } else if let Some(word) = begun(all, code, rest) {
                // 全县 ("the whole county") and 我县 ("our county") are the same place; 公司 ("the
                // company") may be any.
                self.place = word
                    .strip_prefix(['全', '我', '本'])
                    .map_or(self.place, |_| Some(&rest[to - from..word.len()]));
                self.is_area &= !word.starts_with(['全', '我', '本']);
                length = word.len();
            } else if let Some(word) = begun(area, code, rest) {
                (self.place, self.is_area) = (Some(&rest[..word.len()]), true);
                length = word.len();
            } else if let Some(word) = begun(span, code, rest) {
                self.add(&rest[..word.len()]);
                length = word.len();
            } else if begun(aim, code, rest).is_some() {
                self.is_aim = true;
            } else if rest.starts_with("其中") {
                self.is_part = true;
            }
            next = at + length;
        }
    }

    /// Same place and time without references to the text.
    pub(super) fn scope(&self) -> OwnedSetting {
        OwnedSetting {
            periods: self.periods.iter().map(|&period| period.to_owned()).collect(),
            place: self.place.map(str::to_owned),
            is_area: self.is_area,
            is_part: self.is_part,
            is_aim: self.is_aim,
        }
    }

    fn add(&mut self, period: &'t str) {
        if self.periods.len() < MAX_PERIODS && !self.periods.contains(&period) {
            self.periods.push(period);
        }
    }

    /// True if a figure after these words may be a value of the whole place and period that the
    /// text is about, and not of a part or an aim.
    pub(super) fn is_of_text(&self) -> bool {
        !self.is_part && !self.is_aim && self.periods.len() < MAX_PERIODS
    }

    /// True if two figures may be for the same place and time. If one of them names no place or no
    /// period, that of the other may be meant.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let is_place = self.place == other.place || self.place.is_none() || other.place.is_none();
        is_place && (self.is_open_to(other) || other.is_open_to(self) || self.is_period_of(other))
    }

    /// True if both name the same place, or if one names no place and neither names a part of the
    /// whole.
    pub(super) fn is_place_of(&self, other: &Self) -> bool {
        let is_unsaid = self.place.is_none() || other.place.is_none();
        self.place == other.place || is_unsaid && !self.is_area && !other.is_area
    }

    /// True if this setting names no period and the other one only dates, so that both may be for
    /// the same time. If this one names the year of the text (全年, "the whole year"), the dates of
    /// the other must be years. 年初 ("beginning of the year") and 上年 ("last year") are other times.
    fn is_open_to(&self, other: &Self) -> bool {
        let is_number = |period: &str| period.starts_with(|c: char| c.is_ascii_digit() || is_numeral(c));
        let is_open = |period: &&str| is_number(period) && (!self.names_year || period.ends_with('年'));
        self.periods.is_empty() && other.periods.iter().all(is_open)
    }

    /// True if both name the same periods, or if neither names one.
    pub(super) fn is_period_of(&self, other: &Self) -> bool {
        self.periods.len() == other.periods.len() && self.periods.iter().all(|it| other.periods.contains(it))
    }
}

/// Word of a class with which `text` begins. `code` is the code point of its first character, which
/// was decoded already and rules out nearly all classes.
#[inline]
fn begun<'w>(class: Members<'w>, code: u32, text: &str) -> Option<&'w str> {
    if class.may_begin_code(code) { class.start_of(text) } else { None }
}

/// True for the code point of each character with which a period may begin.
fn begins_period(code: u32) -> bool {
    char::from_u32(code).is_some_and(|c| c == '第' || is_digit(c))
}

fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit() || is_numeral(c)
}

/// Period at the start of `text`: a number of years, months or days, a date, or an ordinal.
/// Examples are 2024年, 三季度 ("third quarter"), 1—5月 ("January to May"), 第二 ("second").
pub(in crate::facts) fn period(text: &str) -> Option<&str> {
    if let Some(ordinal) = text.strip_prefix('第') {
        let length = text.len() - ordinal.trim_start_matches(is_digit).len();
        return (length > '第'.len_utf8()).then(|| &text[..length]);
    }
    if !text.starts_with(is_digit) {
        return None;
    }
    let rest = text
        .trim_start_matches(|c: char| is_digit(c) || matches!(c, '-' | '—' | '–' | '－' | '~' | '～' | '至'));
    let number = text.len() - rest.len();
    let unit = UNITS.into_iter().find(|unit| rest.starts_with(unit))?;
    Some(&text[..number + unit.len()])
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, begins_period, period};

    #[test]
    fn a_period_begins_with_a_number_or_an_ordinal() {
        for c in '\0'..='\u{FFFF}' {
            let is_period = ["年", "三月"].iter().any(|rest| period(&format!("{c}{rest}")).is_some());
            assert!(!is_period || begins_period(u32::from(c)) && OTHERS.contains(c), "{c}");
        }
        assert_eq!(period("2024年末"), Some("2024年"));
    }
}
