//! Places in which any sign is a mask: `3月～～日` ("March ~~"), `第——条` ("Article ——"), `定理??`
//! ("Theorem ??"), `于???前` ("before ???"), `联系人：◇◇◇` ("contact: ◇◇◇").

use crate::facts::placeholder::masks::conventions::run::Run;
use crate::facts::placeholder::masks::conventions::{Grade, MaskSign};
use crate::text::chars::{is_blank, is_han};
use crate::text::fold::narrow;
use crate::words::dummy;

impl Run<'_> {
    /// Grade of a place in which any sign is a mask: 3月～～日 ("March ~~"), 第——条 ("Article ——"), 定理??
    /// ("Theorem ??"), 于???前 ("before ???"). `None` for other places.
    pub(super) fn fixed(&self) -> Option<Grade> {
        if matches!(
            self.sign,
            MaskSign::Letter
                | MaskSign::Tail
                | MaskSign::Cross
                | MaskSign::Star
                | MaskSign::Line
                | MaskSign::Zero
        ) {
            return None;
        }
        let is_repeated = self.length > 1;
        if self.is_part_of_date() && (is_repeated || self.sign != MaskSign::Dash) {
            return Some(Grade::Certain);
        }
        // 第——条 ("Article ——") is certain; 第……条 may be a quotation with an omission.
        let is_ordinal = self.before.ends_with('第')
            && (self.place.precedes_figure()
                || self.words.of(&dummy::ORDINAL).start_of(self.behind).is_some());
        if is_ordinal && (is_repeated || matches!(self.sign, MaskSign::Shape(_))) {
            return Some(if self.sign == MaskSign::Ellipsis { Grade::Likely } else { Grade::Certain });
        }
        if !is_repeated {
            return None;
        }
        let ends_date = ["前", "之前", "以前", "起"].iter().any(|word| self.behind.starts_with(word));
        let is_deadline = self.before.ends_with('于')
            && !self.before.ends_with(['由', '终'])
            && ends_date
            && matches!(
                self.sign,
                MaskSign::Question | MaskSign::Shape(_) | MaskSign::Hash | MaskSign::Percent
            );
        let is_number = self.sign == MaskSign::Question && self.follows_reference();
        if is_deadline || is_number {
            return Some(Grade::Certain);
        }
        let is_counted = self.place.follows_label() && self.place.precedes_figure();
        if is_counted && !matches!(self.sign, MaskSign::Dash | MaskSign::Ellipsis) {
            return Some(Grade::Certain);
        }
        let is_plain_shape = matches!(self.sign, MaskSign::Shape(c) if !is_rating(c));
        let is_value = self.place.follows_label()
            && self.right.is_none_or(|c| is_blank(c) || matches!(c, '；' | '，' | '。'))
            && self.words.of(&dummy::RATING).end_of(self.before.trim_end_matches(['：', ':'])).is_none();
        (is_plain_shape && (self.is_cell() || is_value)).then_some(Grade::Certain)
    }

    /// True if the run is between two units of a date of which the first has its number: 3月～～日
    /// ("March ~~"), 2026年～～月.
    fn is_part_of_date(&self) -> bool {
        let is_digit = |c: char| narrow(c).is_ascii_digit();
        ["年月", "月日", "年日"].iter().any(|parts| {
            let mut parts = parts.chars();
            let (Some(head), Some(tail)) = (parts.next(), parts.next()) else { return false };
            let is_led =
                |rest: &str| rest.ends_with(is_digit) || self.words.of(&dummy::THIS).end_of(rest).is_some();
            self.before.strip_suffix(head).is_some_and(is_led) && self.behind.starts_with(tail)
        })
    }

    /// True if the run follows a word after which the number of a figure, a theorem or a source
    /// must come: 由定理??可知 ("by Theorem ??"), 见文献[?] ("see source [?]").
    fn follows_reference(&self) -> bool {
        let head = self.before.trim_end_matches(['[', '（', '(']);
        let is_bracketed = head.len() < self.before.len() && self.behind.starts_with([']', '）', ')']);
        let goes_on = self.right.is_some_and(|c| is_han(c) || matches!(c, '，' | '、' | '。' | '；'));
        self.words.of(&dummy::REFERENCE).end_of(head).is_some() && (goes_on || is_bracketed)
    }
}

/// True for shapes that are used in ratings: ★★★, ●●●○.
pub(super) fn is_rating(c: char) -> bool {
    matches!(c, '★' | '☆' | '●' | '▲' | '■' | '◆' | '█' | '▓' | '▇' | '⭐')
}
