//! Question marks in place of a name or a number: `投资?亿元` ("investment of ? hundred million yuan"),
//! `受理投诉？件` ("? complaints received"), `办结率？%` ("? % handled").

use crate::facts::placeholder::masks::conventions::Grade;
use crate::facts::placeholder::masks::conventions::run::Run;
use crate::text::chars::is_han;
use crate::words::{form, number, time};

impl Run<'_> {
    /// Grade of a run of question marks; `None` if they end a question or a sentence.
    pub(super) fn question(&self) -> Option<Grade> {
        let verb =
            self.words.of(&number::VERB).end_of(self.before).is_some_and(|verb| verb.chars().count() > 1)
                || self.words.of(&number::CUE).end_of(self.before).is_some();
        let date_cue = self.words.of(&time::DATE_CUE).end_of(self.before);
        let calls_for_day = date_cue.is_some_and(|cue| cue.chars().count() > 1) && self.place.precedes_date();
        if self.is_cell() || self.is_in_date() || calls_for_day && self.left.is_some_and(is_han) {
            return Some(Grade::Certain);
        }
        let is_unasked = self.left.is_some_and(is_han) && !self.asks();
        if is_unasked && (self.precedes_long_measure() || self.precedes_closing_unit()) {
            return Some(Grade::Certain);
        }
        if self.length > 1 && self.right.is_none() && self.place.follows_label() {
            return Some(Grade::Certain);
        }
        if self.length == 1 {
            let is_measured = self.place.precedes_measure()
                || self.words.of(&number::SCALE).start_of(self.behind).is_some()
                || self.place.unit().is_some_and(|unit| self.ends_behind(unit, "，。；、）"));
            return (verb && self.place.precedes_figure()).then_some(if is_measured {
                Grade::Certain
            } else {
                Grade::Likely
            });
        }
        if self.is_named_plainly() || self.counts() && verb {
            return Some(Grade::Certain);
        }
        if !is_unasked {
            return None;
        }
        if self.place.precedes_division() {
            return Some(Grade::Likely);
        }
        match (self.place.precedes_measure(), self.place.precedes_figure()) {
            (true, _) => Some(Grade::Certain),
            (false, true) => Some(Grade::Likely),
            (false, false) => None,
        }
    }

    /// True if the run follows a word that ends a question, such as 吗.
    pub(super) fn asks(&self) -> bool {
        self.words.of(&form::ASKING).end_of(self.before).is_some()
    }

    /// True if a unit of several characters follows, with which no sentence can begin: 公里 ("km"),
    /// 平方米 ("m²"), 万元 ("ten thousand yuan"). False for 万元户 ("rich household").
    fn precedes_long_measure(&self) -> bool {
        let unit = self.place.unit().filter(|unit| unit.chars().count() > 1 && self.place.precedes_measure());
        unit.is_some_and(|unit| {
            let rest = &self.behind[unit.len().min(self.behind.len())..];
            self.behind.starts_with(unit) && self.words.of(&number::BEHIND_RICH).start_of(rest).is_none()
        })
    }

    /// True if a unit follows with which no sentence can begin: `%`, one with 万 or 亿 (万人次, "ten
    /// thousand visits"), or one that ends its clause (受理投诉？件，, "? complaints received,"). 人
    /// ("people"), 天 ("days"), 年 ("years") and 家 ("companies") are excluded, as a clause may
    /// consist of them.
    fn precedes_closing_unit(&self) -> bool {
        let Some(unit) = self.place.unit().filter(|unit| self.behind.starts_with(unit)) else {
            return false;
        };
        let is_large = unit.starts_with(['万', '亿']) && unit.chars().count() > 1;
        let is_closed = self.ends_behind(unit, "，。；、）") && !matches!(unit, "人" | "天" | "年" | "家");
        is_large || unit.starts_with(['%', '％']) || is_closed
    }
}
