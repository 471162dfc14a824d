//! Differences stated beside the two values: 最高气温零下2℃，最低气温零下15℃，温差13℃ ("highest −2 °C, lowest −15
//! °C, a difference of 13 °C"); 计划5000吨，完成4860吨，欠产140吨 ("5000 t planned, 4860 t produced, 140 t
//! less").

use crate::facts::figure::measures::{Measure, Role};
use crate::facts::figure::relations::reading::FigureReading;
use crate::facts::figure::relations::sized::{Kind, kind_of};
use crate::facts::figure::relations::slip::{Slip, slip};
use crate::facts::figure::relations::{Operand, Relation, Verdict};
use crate::text::decimal::{Decimal, MINUS};
use crate::text::interval::Interval;
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::first_chars::LastChars;
use crate::words::{Words, measure};

/// Number of figures before a difference that are searched for the two values. The next figure is
/// searched too.
const REACH: usize = 4;
/// Maximum number of figures from the first value to the difference for which they count as a
/// direct sequence. One other figure may be between them: 两人 ("both persons").
const NEXT: usize = 3;
/// Maximum number of characters between a word for a difference and its figure.
const MAX_BEHIND: usize = 8;
/// Adjectives for the difference of two things: 大 in 大28岁 ("28 years older").
static COMPARED: Signs = Signs::of("大小长短轻重快慢贵早晚矮宽深");
/// Number of characters after a value that are searched for a word that marks it as the value to
/// compare with: 校纪录 ("the school's record").
const MAX_NOUN: usize = 5;
/// Signs and words before values below zero.
const NEGATIVE: [&str; 5] = ["-", "\u{2212}", "－", "零下", "负"];
/// Number of decimals of a computed difference beyond the printed ones.
const EXTRA_DECIMALS: u32 = 4;

/// Checks each difference that a sentence states beside its two values.
pub(super) fn find<'w>(
    (text, words, ends): (&'w str, &Words, &LastChars),
    list: &[Measure<'w>],
) -> Vec<Relation<'w>> {
    if list.len() < 3 {
        return Vec::new();
    }
    let reader = Reader { text, words, list, ends };
    (1..list.len()).filter_map(|at| reader.gap(at)).collect()
}

/// The greater of the two values, according to the word for the difference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Not given by the text: 相差 ("differ by").
    Either,
    /// The value that the text is about: 超产 ("surplus"), 高于 ("higher than").
    Above,
    /// The value with which it is compared: 欠产 ("shortfall"), 低于 ("lower than").
    Below,
    /// The first of two things that are compared, 父亲比儿子大 ("the father is older than the son"). The
    /// two values may be unrelated, so only a typing error is reported.
    Compared,
}

/// Classes of words for differences, with the side on which the other value is.
pub(super) const SIDES: [(&Class, Side); 3] =
    [(&measure::APART, Side::Either), (&measure::BEYOND, Side::Above), (&measure::SHORT, Side::Below)];

struct Reader<'a, 'w> {
    text: &'w str,
    words: &'a Words,
    list: &'a [Measure<'w>],
    /// Last characters of the words for a difference.
    ends: &'a LastChars,
}

/// A value in base units, with its sign.
#[derive(Clone, Copy)]
struct Signed {
    value: Decimal,
    interval: Interval,
}

/// A stated difference with the two values from which it is computed.
#[derive(Clone, Copy)]
struct StatedDifference {
    /// Index of the difference among the figures.
    at: usize,
    /// Size of its unit in base units.
    size: Decimal,
    /// Indices of the two values.
    pair: [usize; 2],
    /// First byte of the reported span.
    place: usize,
}

impl<'w> Reader<'_, 'w> {
    fn gap(&self, at: usize) -> Option<Relation<'w>> {
        let stated = &self.list[at];
        let (side, place) = self.side(at)?;
        if stated.quantity.is_approximate {
            return None;
        }
        // A loss is below zero, so its difference from a profit is the sum of both.
        let from = at.saturating_sub(REACH);
        if (from..at).any(|other| self.list[other].lead(self.text).contains('亏')) {
            return None;
        }
        let (kind, size) = self.kind(at)?;
        let said = self.signed(at, size)?;
        let others: Vec<usize> = (at.saturating_sub(REACH)..self.list.len().min(at + 2))
            .filter(|&other| {
                other != at && self.is_value(other) && self.kind(other).is_some_and(|it| it.0 == kind)
            })
            .collect();
        let pairs = others
            .iter()
            .enumerate()
            .flat_map(|(nth, &one)| others[nth + 1..].iter().map(move |&other| [one, other]));
        let pairs: Vec<[usize; 2]> = pairs.collect();
        let mut held = None;
        for &[one, other] in &pairs {
            let (Some(a), Some(b)) = (self.value(one), self.value(other)) else { continue };
            let (more, less) = if a.value > b.value { (a, b) } else { (b, a) };
            if more.interval.minus(less.interval).meets(said.interval) {
                held = Some([one, other]);
                break;
            }
        }
        if let Some(pair) = held {
            let is_on_wrong_side = self.is_on_wrong_side(pair, at, side);
            let reading = if is_on_wrong_side { FigureReading::GapSide } else { FigureReading::Gap };
            let verdict = Verdict { holds: !is_on_wrong_side, is_unambiguous: true };
            return self.relation(StatedDifference { at, size, pair, place }, reading, verdict);
        }
        let &[pair] = &pairs[..] else { return None };
        let [a, b] = [self.value(pair[0])?, self.value(pair[1])?];
        let off = a.value.distance(b.value);
        let scale = Decimal::integer(10u64.pow(stated.quantity.scale.min(18)));
        let reckoned =
            off.divided(size.times(scale)?, stated.quantity.printed.decimals() + EXTRA_DECIMALS)?;
        let found = slip(stated.quantity.printed, reckoned);
        // A figure such as 两人 ("both persons") may come between them.
        let is_next = pair[1] < at && at - pair[0] <= NEXT;
        let is_unambiguous =
            is_next && (side == Side::Either || found.is_some()) || found.is_some_and(Slip::is_rare);
        let place = stated.quantity.span.start();
        let verdict = Verdict { holds: false, is_unambiguous };
        self.relation(StatedDifference { at, size, pair, place }, FigureReading::Gap, verdict)
    }

    /// Reads the word for a difference before the figure with index `at`. Returns the value that it
    /// makes the greater one, and the byte at which the word begins. `None` if there is no such
    /// word.
    fn side(&self, at: usize) -> Option<(Side, usize)> {
        let measure = &self.list[at];
        let lead = measure.lead(self.text);
        // 父亲比儿子大28岁 ("the father is 28 years older than the son")
        let compared = lead.trim_end_matches(['了', '约']);
        if measure.lead_has(self.text, '比') && compared.ends_with(|c| COMPARED.contains(c)) {
            return Some((Side::Compared, measure.quantity.span.start()));
        }
        let ends = lead.char_indices().rev().take(MAX_BEHIND).map(|(start, c)| start + c.len_utf8());
        for end in ends {
            if !self.ends.may_end(&lead[..end]) || lead[end..].contains(['到', '至']) {
                continue;
            }
            for (class, side) in SIDES {
                if let Some(word) = self.words.of(class).end_of(&lead[..end]) {
                    return Some((side, measure.start + end - word.len()));
                }
            }
        }
        None
    }

    fn is_value(&self, at: usize) -> bool {
        let measure = &self.list[at];
        let is_told = matches!(measure.role, Role::Value | Role::To(_) | Role::Base | Role::From)
            || measure.role == Role::Against && self.is_negative(at);
        is_told && !measure.quantity.is_approximate && self.side(at).is_none()
    }

    fn is_negative(&self, at: usize) -> bool {
        let lead = self.list[at].lead(self.text);
        NEGATIVE.iter().any(|sign| lead.ends_with(sign))
    }

    fn kind(&self, at: usize) -> Option<(Kind<'w>, Decimal)> {
        let quantity = self.list[at].quantity;
        let unit =
            if quantity.is_percentage() || quantity.unit == "个百分点" { "%" } else { quantity.unit };
        let (kind, size) = kind_of(self.words, unit)?;
        Some(if quantity.unit == "个百分点" {
            (Kind::Counted("%"), Decimal::integer(1))
        } else {
            (kind, size)
        })
    }

    fn value(&self, at: usize) -> Option<Signed> {
        self.signed(at, self.kind(at)?.1)
    }

    fn signed(&self, at: usize, size: Decimal) -> Option<Signed> {
        let quantity = self.list[at].quantity;
        let value = quantity.value.times(size)?;
        let margin = (quantity.interval().high.minus(quantity.value)).times(size)?;
        let none = Decimal::integer(0);
        let value = if self.is_negative(at) { none.minus(value) } else { value };
        Some(Signed { value, interval: Interval::around(value, margin) })
    }

    /// True if the word for the difference makes the smaller value the greater one:
    /// 计划5000吨，完成4860吨，超产140吨 ("5000 t planned, 4860 t produced, 140 t more").
    fn is_on_wrong_side(&self, pair: [usize; 2], at: usize, side: Side) -> bool {
        let is_base = |value: usize| {
            let lead = self.list[value].lead(self.text);
            // 6.87米校纪录 ("the school's record of 6.87 m")
            let behind = &self.text[self.list[value].quantity.span.end()..];
            let end = behind.char_indices().nth(MAX_NOUN).map_or(behind.len(), |(at, _)| at);
            let noun = behind[..end].split(['，', '。', '；', '、']).next().unwrap_or_default();
            self.words.of(&measure::STANDARD).is_in(lead) || self.words.of(&measure::STANDARD).is_in(noun)
        };
        let bases = pair.map(is_base);
        let (own, base) = match bases {
            [true, false] => (pair[1], pair[0]),
            [false, true] => (pair[0], pair[1]),
            _ => return false,
        };
        if own > at {
            return false;
        }
        let (Some(own), Some(base)) = (self.value(own), self.value(base)) else { return false };
        match side {
            Side::Either | Side::Compared => false,
            Side::Above => own.value < base.value,
            Side::Below => own.value > base.value,
        }
    }

    fn relation(
        &self,
        difference: StatedDifference,
        reading: FigureReading,
        verdict: Verdict,
    ) -> Option<Relation<'w>> {
        let StatedDifference { at, size, pair, place } = difference;
        let stated = self.list[at].quantity;
        let [a, b] = [self.value(pair[0])?, self.value(pair[1])?];
        let (more, less) = if a.value > b.value { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        let [more, less] = [more, less].map(|at| self.list[at].quantity);
        let computed = a.value.distance(b.value).divided(size, EXTRA_DECIMALS)?.shortened(0);
        let sign = if reading == FigureReading::GapSide { '>' } else { MINUS };
        let span = Span::new(place, stated.span.end());
        Some(Relation {
            reading,
            stated,
            place: span,
            operands: vec![Operand::new("whole", more), Operand::new("part", less)],
            holds: verdict.holds,
            is_unambiguous: verdict.is_unambiguous,
            formula: format!("{}{} {sign} {}{}", more.scaled(), more.unit, less.scaled(), less.unit),
            computed: stated.like(computed),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::figure::relations::reading::FigureReading;
    use crate::facts::figure::relations::tests::wrong;

    #[test]
    fn reckons_how_far_values_are_apart() {
        let cases: [(&str, &[&str]); 6] = [
            ("最高气温零下3℃，最低气温零下14℃，温差达17℃。", &["17℃"]),
            ("冠军成绩为2小时31分40秒，亚军成绩为2小时32分21秒，两人仅差51秒。", &["51秒"]),
            ("全年水泥产量计划6200吨，实际完成5980吨，超产220吨。", &["220吨"]),
            ("他跳出6.42米，把保持多年的6.47米校纪录提高了5厘米。", &["5厘米"]),
            ("最高气温零下3℃，最低气温零下14℃，温差达11℃。", &[]),
            ("全年水泥产量计划6200吨，实际完成5980吨，欠产220吨。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrong(text, &[FigureReading::Gap, FigureReading::GapSide]), expected, "{text}");
        }
    }
}
