//! Group of the figures of a paragraph that are about the same value: the value, an earlier one,
//! and the change between them.

use crate::facts::figure::changes::{By, Change, year};
use crate::facts::figure::measures::{Basis, Measure, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::text::chars::is_longer;
use crate::text::decimal::Decimal;
use crate::text::glance::Glance;
use crate::text::span::Span;
use crate::words::dimension::Dimension;

/// Maximum number of amounts and rates of change that are read for one value.
const MAX_BY: usize = 6;
/// Number of bytes before a value that are searched for its year.
const MAX_YEAR: usize = 180;

/// Figures about one value, collected while a paragraph is read: the value before the change
/// (`from`), the value after it (`to`), and the amounts and rates of the change (`by`).
#[derive(Default)]
pub(super) struct Group<'w> {
    from: Option<Measure<'w>>,
    to: Option<Measure<'w>>,
    by: Vec<Measure<'w>>,
    /// True if the change comes before the values: 增长25%，由80亿元增加到100亿元 ("grew by 25 %, from 8 to 10
    /// billion yuan").
    is_ahead: bool,
}

impl<'w> Group<'w> {
    /// Adds a figure to the group if it is about the same value. Returns false if it is not.
    pub(super) fn add(&mut self, text: &str, measure: &Measure<'w>) -> bool {
        let name = measure.name.of(text);
        let is_unnamed = name.is_empty() || matches!(measure.role, Role::By(_)) && self.is_called(text, name);
        let is_same_unit = |other: &Measure<'_>| other.quantity.unit == measure.quantity.unit;
        match measure.role {
            Role::From => {
                let is_first = self.from.is_none() && self.to.is_none();
                let is_next = is_first && (self.by.is_empty() || self.is_ahead && is_unnamed);
                if is_next {
                    self.from = Some(*measure);
                }
                is_next
            }
            Role::To(_) => {
                let is_result =
                    is_unnamed && self.to.is_none() && self.from.as_ref().is_some_and(is_same_unit);
                let is_first = self.from.is_none() && self.to.is_none() && self.by.is_empty();
                if is_result || is_first {
                    self.to = Some(*measure);
                }
                is_result || is_first
            }
            Role::Value => {
                let is_first = self.to.is_none() && self.by.is_empty();
                // 去年产值a，今年产值b ("last year's output a, this year's b")
                let is_next = is_first
                    && self.from.as_ref().is_none_or(|from| {
                        from.role == Role::Base && is_same_unit(from) && is_same_name(text, from, measure)
                    });
                if is_next {
                    self.to = Some(*measure);
                }
                is_next
            }
            Role::Base => {
                let is_base = self.from.is_none()
                    && self.by.is_empty()
                    && self.to.as_ref().is_none_or(|to| is_same_unit(to) && is_unnamed);
                if is_base {
                    self.from = Some(*measure);
                }
                is_base
            }
            Role::By(_) => {
                let is_said =
                    is_unnamed && (self.from.is_some() || self.to.is_some()) && self.by.len() < MAX_BY;
                self.is_ahead = !is_said && self.from.is_none() && self.to.is_none() && self.by.is_empty();
                if is_said || self.is_ahead {
                    self.by.push(*measure);
                }
                is_said || self.is_ahead
            }
            Role::Against => false,
        }
    }

    /// Creates the group of a still later value of the same thing, `measure`. Its earlier value is
    /// the resulting value of this group, or else `known`, the last value of the groups before.
    /// `None` if there is no such value with the unit of `measure`.
    pub(super) fn later(&self, known: Option<&Measure<'w>>, measure: &Measure<'w>) -> Option<Self> {
        let is_alike = |earlier: &&Measure<'w>| earlier.quantity.unit == measure.quantity.unit;
        let own = self.to.as_ref().filter(is_alike).filter(|_| self.from.is_none());
        let from = own.or_else(|| known.filter(is_alike).filter(|_| self.to.is_some()))?;
        Some(Self { from: Some(*from), to: Some(*measure), ..Self::default() })
    }

    /// True if the group has both the value before the change and the value after it.
    pub(super) fn has_both(&self) -> bool {
        self.from.is_some() && self.to.is_some()
    }

    /// True if `name` is the name of the value, possibly without its first words: 余额 ("balance")
    /// for 储蓄存款余额 ("balance of savings").
    pub(super) fn is_called(&self, text: &str, name: &str) -> bool {
        let value = self.to.or(self.from).map(|value| value.name.of(text));
        is_longer(name, 1) && value.is_some_and(|value| value.ends_with(name))
    }

    /// Reads a doubling that is stated without a number: ，实现翻番 (", doubled").
    fn doubled(&self, text: &str) -> Option<Measure<'w>> {
        let to = self.to.filter(|_| self.from.is_some())?;
        let sentence = to.sentence;
        let rest = text[to.quantity.span.end()..sentence.end()].trim_start_matches(['，', ',']);
        let rest = rest.strip_prefix("实现").unwrap_or(rest);
        let at = sentence.end() - rest.len();
        let one = Decimal::integer(1);
        let quantity = Quantity {
            span: Span::new(at, at + "翻番".len()),
            value: one,
            printed: one,
            scale: 0,
            unit: "番",
            dimension: Some(Dimension::Ratio),
            is_approximate: false,
        };
        let name = Span::new(at, at);
        rest.starts_with("翻番").then_some(Measure {
            quantity,
            role: Role::By(Way::Up),
            name,
            basis: Basis::Unsaid,
            verb: name,
            sentence,
            start: at,
            depth: 0,
            signs: Glance::NONE,
        })
    }

    /// Change that the figures of the group describe; `None` if there are too few of them, or if a
    /// value is inexact. `known` is the last value of the groups before, which may be the value of
    /// the year before. It is replaced by the value of this group.
    pub(super) fn change(mut self, text: &str, known: &mut Option<Measure<'w>>) -> Option<Change<'w>> {
        if self.from.is_none() && self.to.is_none() {
            return None;
        }
        // Most groups are a single value without an earlier one.
        if self.from.is_none() && self.by.len() < 2 && known.is_none() {
            *known = self.to;
            return None;
        }
        let exact = |measure: &Measure<'w>| !measure.quantity.is_approximate;
        let doubled = self.doubled(text);
        self.by.extend(doubled);
        let last = *known;
        *known = self.to.or(last);
        let year_before = last.zip(self.to).filter(|(last, to)| is_year_before(text, last, to));
        let is_next_year = self.from.is_none() && year_before.is_some();
        if is_next_year {
            self.from = year_before.map(|(last, _)| last);
        }
        let is_told = self.from.is_some() && self.to.is_some()
            || (self.from.is_some() || self.to.is_some()) && self.by.len() > 1;
        let values = || self.from.iter().chain(&self.to);
        if !is_told || !values().all(exact) {
            return None;
        }
        // 翻两番多 ("more than doubled twice") is at least four times as much, so it can be compared.
        let is_exact = |measure: &&Measure<'w>| exact(measure) || measure.quantity.unit == "番";
        let by = self.by.iter().filter(is_exact).filter_map(|measure| match measure.role {
            Role::By(way) => Some(By {
                quantity: measure.quantity,
                way,
                basis: measure.basis,
                said: measure.verb.join(measure.quantity.span),
            }),
            _ => None,
        });
        let by: Vec<By<'w>> = by.collect();
        let start = values().chain(&self.by).map(|measure| measure.start).min()?;
        let end = values().chain(&self.by).map(|measure| measure.quantity.span.end()).max()?;
        let way = self.to.and_then(|to| if let Role::To(way) = to.role { way } else { None });
        let quantity = |measure: Option<Measure<'w>>| measure.map(|measure| measure.quantity);
        Some(Change {
            from: quantity(self.from),
            to: quantity(self.to),
            way,
            said: self.to.map_or(Span::new(start, end), |to| to.verb.join(to.quantity.span)),
            by,
            is_next_year,
            span: Span::new(start, end),
        })
    }
}

/// True if two values have the same name and unit, and years that follow each other.
fn is_year_before(text: &str, first: &Measure<'_>, second: &Measure<'_>) -> bool {
    let year = |measure: &Measure<'_>| {
        let end = measure.quantity.span.start();
        let start =
            text.ceil_char_boundary(end.saturating_sub(MAX_YEAR)).max(measure.sentence.start()).min(end);
        year(&text[start..end])
    };
    let [one, other] = [first, second].map(|measure| measure.name.of(text));
    let is_one_name =
        (one.ends_with(other) || other.ends_with(one)) && one.chars().count().min(other.chars().count()) > 2;
    let is_value = |measure: &Measure<'_>| matches!(measure.role, Role::Value);
    is_value(first)
        && is_value(second)
        && first.quantity.unit == second.quantity.unit
        && is_one_name
        && year(first).zip(year(second)).is_some_and(|(first, second)| first + 1 == second)
}

/// True if both values have the same name, apart from words for the time: 去年产值a，今年产值b ("last year's
/// output a, this year's output b").
fn is_same_name(text: &str, first: &Measure<'_>, second: &Measure<'_>) -> bool {
    let name = |measure: &Measure<'_>| {
        let name = measure.name.of(text);
        let name =
            ["去年", "上年", "今年", "本年"].iter().find_map(|time| name.strip_prefix(time)).unwrap_or(name);
        name.trim_start_matches(['的', '全']).to_owned()
    };
    let second = name(second);
    second.is_empty() || name(first) == second
}
