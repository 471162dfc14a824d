//! Slots that cannot be the same in the reports of two years, whatever else was changed: running totals, numbers of sessions that count
//! on with others, 连续6年, 比2022年, 75周年.

use crate::check::{Context, Years};
use crate::checks::years::words_before;
use crate::facts::figure::measures::Role;
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::Kind;
use crate::facts::previous::{Part, Sentence};
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::previous;

/// Why a slot cannot be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// What was done this year adds to all that was done: 今年改造94公里，累计改造312公里.
    Total,
    /// The value that something began with this year is that of the end of last year: 由11.3%下降到9.8%.
    Start,
    /// Another session of the sentence counts on: 第三十二届, 第三十六届. Or it counts years: 连续6年, 75周年.
    Session,
    /// The year that last year's report compares with: 比2022年.
    Compared,
}

/// A sentence with the slots that it was filled over.
pub(super) struct Carried<'a, 'c, 'd> {
    pub(super) cx: &'a Context<'d>,
    pub(super) years: &'a Years<'c>,
    pub(super) sentence: &'a Sentence,
    pub(super) pairs: &'a [Pair<'a>],
}

impl Carried<'_, '_, '_> {
    /// Why a slot that holds what it held before cannot be right. `None` if it may be.
    pub(super) fn reason(&self, pair: &Pair<'_>) -> Option<Reason> {
        let clause = self.years.comparison.new.clauses[pair.clause].span;
        let before = words_before(self.cx.doc.text(), clause.start(), pair.new.span.start());
        match &pair.new.kind {
            Kind::Figure(_) if self.is_total(pair, before) => Some(Reason::Total),
            Kind::Figure(_) if self.is_start(pair) => Some(Reason::Start),
            Kind::Figure(_) if self.counts_years(pair, before) => Some(Reason::Session),
            Kind::Session(..) if self.counts_on(pair) => Some(Reason::Session),
            Kind::When(when) if when.month.is_none() && self.is_compared(when.year, before) => {
                Some(Reason::Compared)
            }
            _ => None,
        }
    }

    fn is_outlook(&self, pair: &Pair<'_>) -> bool {
        [self.sentence.part, self.years.comparison.old_part(pair)].contains(&Part::Outlook)
    }

    /// True for a running total behind what was done in the year, in the same unit.
    fn is_total(&self, pair: &Pair<'_>, before: &str) -> bool {
        let Some(total) = figure(pair.new).filter(|_| !self.is_outlook(pair)) else { return false };
        if !self.cx.facts.words().of(&previous::RUNNING).is_in(before) {
            return false;
        }
        let is_added = |other: &&Pair<'_>| {
            let added = figure(other.new).map(|added| (added.unit(), added.quantity()));
            other.new.span.end() <= pair.new.span.start()
                && !other.is_same()
                && added.is_some_and(|(unit, added)| {
                    unit == total.unit()
                        && added.value > Decimal::integer(0)
                        && added.value < total.quantity().value
                })
        };
        self.pairs.iter().any(|other| is_added(&other))
    }

    /// True for the value that something began with, of which last year's report tells another one at its end.
    fn is_start(&self, pair: &Pair<'_>) -> bool {
        let role = |pair: &Pair<'_>| figure(pair.new)?.named.as_ref().map(|naming| naming.role);
        // The pairs of a sentence are in the order of their places.
        let next = self.pairs.partition_point(|next| next.new.span.start() <= pair.new.span.start());
        let next = self.pairs.get(next);
        let Some(end) = next.filter(|next| next.clause == pair.clause || next.clause == pair.clause + 1)
        else {
            return false;
        };
        let is_end = matches!(role(end), Some(Role::To(_))) && !end.is_same();
        let (Some(start), Some(last)) = (figure(pair.new), figure(end.old)) else { return false };
        let (start, last) = (start.quantity(), last.quantity());
        role(pair) == Some(Role::From)
            && is_end
            && start.unit == last.unit
            && start.value != last.value
            && !self.is_outlook(pair)
    }

    /// True for a number of years that each year adds one to.
    fn counts_years(&self, pair: &Pair<'_>, before: &str) -> bool {
        let Some(count) = figure(pair.new) else { return false };
        let behind = &self.cx.doc.text()[pair.new.span.end()..];
        let is_part = self.sentence.part == self.years.comparison.old_part(pair);
        let is_running = before.ends_with("连续") && count.unit() == "年" && !behind.starts_with('以');
        // A jubilee that was prepared last year is over in the plans of this one.
        is_part && (is_running || count.unit() == "周年")
    }

    /// True if the number of another session of the sentence was raised.
    fn counts_on(&self, pair: &Pair<'_>) -> bool {
        let Kind::Session(_, unit) = pair.new.kind else { return false };
        let is_raised = |other: &Pair<'_>| matches!((&other.new.kind, &other.old.kind), (Kind::Session(new, own), Kind::Session(old, _)) if new > old && *own == unit);
        // 三届二次: the number of meetings within a term counts on alone.
        let is_of_term = |other: &Pair<'_>| {
            let between = Span::new(
                other.new.span.end().min(pair.new.span.end()),
                other.new.span.start().max(pair.new.span.start()),
            );
            between.len() <= "届第".len() && other.new.span != pair.new.span
        };
        self.pairs.iter().any(|other| is_raised(other) && !is_of_term(other))
    }

    /// True for the year before that of last year's report, behind 比.
    fn is_compared(&self, year: Option<u32>, before: &str) -> bool {
        let is_before_last = year.is_some_and(|year| self.years.comparison.old.year == Some(year + 1));
        let is_moved = self.pairs.iter().any(|pair| !pair.is_same());
        is_before_last && is_moved && before.ends_with(['比', '较'])
    }
}
