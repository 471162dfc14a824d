//! Finds values in a sentence that was reused from last year's report and that cannot be the same
//! in two years: running totals (累计), numbers of sessions, 连续6年 ("for 6 consecutive years"), 比2022年
//! ("compared with 2022"), 75周年 ("75th anniversary"). A figure, date or session number of a
//! sentence is called a slot; a pair is a slot of the new report with the slot at the same position
//! in the old one.

use crate::check::{Context, Years};
use crate::checks::years::{words_before, words_behind};
use crate::facts::figure::measures::Role;
use crate::facts::previous::comparison::{Pair, figure};
use crate::facts::previous::slots::Kind;
use crate::facts::previous::{Part, Sentence};
use crate::text::decimal::Decimal;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::members::Members;
use crate::words::{change, previous};

/// Unit "year", used for ordinals (第六年, "the sixth year") and for runs of years (连续6年, "for 6
/// consecutive years").
const YEARS: &str = "年";
/// Largest difference between a stated percentage and the one computed from its two values, in
/// hundredths of a percentage point.
const MAX_SHARE_ERROR: u64 = 50;

/// Maximum number of pairs before and after a slot in which another slot is searched. Bounds the
/// time for long lists.
const MAX_SLOTS: usize = 16;
/// Number of characters after a figure that are searched for a word such as 持平 ("unchanged").
const MAX_REMARK: usize = 16;
/// Number of characters before a figure that are searched for a word such as 仍为 ("is still").
const MAX_LEAD: usize = 4;

/// Reason why a slot that is the same in both reports must be an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// A running total that did not grow, although work of this year was added: 今年改造94公里，累计改造312公里
    /// ("renewed 94 km this year, 312 km in all").
    Total,
    /// The initial value of a change, which must equal the final value in last year's report:
    /// 由11.3%下降到9.8% ("fell from 11.3% to 9.8%").
    Start,
    /// The number of a session, although another session in the sentence increased (第三十二届, "the
    /// 32nd"), or a count of years: 连续6年 ("for 6 consecutive years"), 75周年 ("75th anniversary").
    Session,
    /// The year that last year's report compared with: 比2022年 ("compared with 2022").
    Compared,
    /// The whole in a percentage that does not match its two values: 造林3.4万亩，为任务2.9万亩的103%
    /// ("planted 34,000 mu, 103% of the target of 29,000 mu").
    Share,
}

/// A sentence that was reused from last year's report, with its pairs of old and new slots. A slot
/// is a figure, date or session number.
pub(super) struct Carried<'a, 'c, 'd> {
    pub(super) cx: &'a Context<'d>,
    pub(super) years: &'a Years<'c>,
    pub(super) sentence: &'a Sentence,
    pub(super) pairs: &'a [Pair<'a>],
}

impl<'d> Carried<'_, '_, 'd> {
    /// Returns the words of a class, including those added by the configuration.
    pub(super) fn words(&self, class: &'static Class) -> Members<'d> {
        self.cx.facts.words().of(class)
    }

    /// The text of the new report.
    pub(super) fn text(&self) -> &'d str {
        self.cx.doc.text()
    }

    /// Returns the text of the slot's clause before and after the slot, in the new report.
    pub(super) fn around(&self, pair: &Pair<'_>) -> (&'d str, &'d str) {
        let clause = self.years.comparison.new.clauses[pair.clause].span;
        (
            words_before(self.text(), clause.start(), pair.new.span.start()),
            words_behind(self.text(), pair.new.span.end(), clause.end()),
        )
    }

    /// True if the text states that a figure did not change: 河长2864名，与上年持平 ("2864 river wardens,
    /// the same as last year").
    pub(super) fn is_said_the_same(&self, pair: &Pair<'_>) -> bool {
        let (before, _) = self.around(pair);
        let behind = words_behind(self.text(), pair.new.span.end(), self.sentence.span.end());
        let end = behind.char_indices().nth(MAX_REMARK).map_or(behind.len(), |(at, _)| at);
        // Another figure has its own remark.
        let end = behind[..end].find(|c: char| c.is_ascii_digit()).unwrap_or(end);
        let start = before.char_indices().rev().nth(MAX_LEAD - 1).map_or(0, |(at, _)| at);
        let same = self.words(&previous::SAME);
        same.is_in(&behind[..end]) || same.is_in(&before[start..])
    }

    /// Returns the text of the slot's clause before the slot, in last year's report.
    pub(super) fn old_lead(&self, pair: &Pair<'_>) -> &str {
        let clause = self.years.comparison.old.clauses[pair.old_clause].span;
        words_before(self.years.previous.document.text(), clause.start(), pair.old.span.start())
    }

    /// Returns the pairs that are at most [`MAX_SLOTS`] before or after `pair`. The limit bounds
    /// the time, because a clause may contain any number of pairs and this is called for each.
    fn near(&self, pair: &Pair<'_>) -> &[Pair<'_>] {
        let at = self.pairs.partition_point(|other| other.new.span.start() < pair.new.span.start());
        &self.pairs[at.saturating_sub(MAX_SLOTS)..(at + MAX_SLOTS).min(self.pairs.len())]
    }

    /// True if the slot is about plans for the future in at least one of the two reports.
    pub(super) fn is_outlook(&self, pair: &Pair<'_>) -> bool {
        [self.sentence.part, self.years.comparison.old_part(pair)].contains(&Part::Outlook)
    }

    /// True if the slot is in the same part of both reports: about past work in both, or about
    /// plans in both.
    pub(super) fn is_same_part(&self, pair: &Pair<'_>) -> bool {
        self.sentence.part == self.years.comparison.old_part(pair)
    }

    /// True if the clause contains, before the slot, a year that is the same in both reports or has
    /// no counterpart. Then the slot may be about that past event: 2023年1月召开的三届二次职代会 ("the staff
    /// congress of January 2023").
    pub(super) fn has_year_before(&self, pair: &Pair<'_>) -> bool {
        let comparison = self.years.comparison;
        let slots = &comparison.new.clauses[pair.clause].slots;
        let at = slots.partition_point(|slot| slot.span.start() < pair.new.span.start());
        slots[at.saturating_sub(MAX_SLOTS)..at]
            .iter()
            .filter(|slot| matches!(slot.kind, Kind::When(when) if when.year.is_some()))
            .any(|slot| comparison.pair_of(pair.clause, slot).is_none_or(|year| year.is_same()))
    }

    /// Returns the reason why an unchanged slot must be an error, or `None` if it may be correct.
    pub(super) fn reason(&self, pair: &Pair<'_>) -> Option<Reason> {
        let clause = self.years.comparison.new.clauses[pair.clause].span;
        let before = words_before(self.cx.doc.text(), clause.start(), pair.new.span.start());
        match &pair.new.kind {
            Kind::Figure(_) if self.is_total(pair, before) => Some(Reason::Total),
            Kind::Figure(_) if self.is_start(pair) || self.is_old_base(pair) => Some(Reason::Start),
            Kind::Figure(_) if self.counts_years(pair, before) => Some(Reason::Session),
            Kind::Figure(_) if self.is_wrong_share(pair) => Some(Reason::Share),
            Kind::Session(..) if self.counts_on(pair) => Some(Reason::Session),
            Kind::When(when) if when.month.is_none() && self.is_compared(when.year, before) => {
                Some(Reason::Compared)
            }
            _ => None,
        }
    }

    /// True if the slot is an unchanged running total next to a changed result of this year in the
    /// same unit: 累计1386件，其中今年264件 ("1386 cases in all, 264 of them this year"). `before` is the
    /// text of the clause before the slot.
    fn is_total(&self, pair: &Pair<'_>, before: &str) -> bool {
        let Some(total) = figure(pair.new).filter(|_| !self.is_outlook(pair)) else { return false };
        if !self.cx.facts.words().of(&previous::RUNNING).is_in(before) {
            return false;
        }
        let is_added = |other: &&Pair<'_>| {
            let added = figure(other.new).map(|added| (added.unit(), added.quantity()));
            // A part named after the total: 累计1386件，其中今年264件 ("1386 cases in all, 264 of them this
            // year").
            let is_of_year = || self.words(&previous::YEAR).is_in(self.around(other).0);
            let is_part = added.is_some_and(|(unit, added)| {
                unit == total.unit()
                    && added.value > Decimal::integer(0)
                    && added.value < total.quantity().value
            });
            is_part && !other.is_same() && (other.new.span.end() <= pair.new.span.start() || is_of_year())
        };
        self.near(pair).iter().any(|other| is_added(&other))
    }

    /// True if the slot is the initial value of a change (由A下降到B, "fell from A to B"), and differs
    /// from the final value in last year's report.
    fn is_start(&self, pair: &Pair<'_>) -> bool {
        let role = |pair: &Pair<'_>| figure(pair.new)?.named.as_ref().map(|naming| naming.role);
        // Lengths of time have no role such as "initial value", so the words before decide:
        // 由上年的63天缩短至52天 ("shortened from last year's 63 days to 52").
        let (before, _) = self.around(pair);
        let is_of_last_year =
            ["上年的", "去年的", "上年末的", "去年底的"].iter().any(|lead| before.ends_with(lead));
        // Pairs of a sentence are sorted by place.
        let next = self.pairs.partition_point(|next| next.new.span.start() <= pair.new.span.start());
        let next = self.pairs.get(next);
        let Some(end) = next.filter(|next| next.clause == pair.clause || next.clause == pair.clause + 1)
        else {
            return false;
        };
        let is_end = (matches!(role(end), Some(Role::To(_))) || is_of_last_year) && !end.is_same();
        let (Some(start), Some(last)) = (figure(pair.new), figure(end.old)) else { return false };
        let (start, last) = (start.quantity(), last.quantity());
        let is_by = matches!(role(end), Some(Role::By(_)));
        (role(pair) == Some(Role::From) || is_of_last_year && !is_by)
            && is_end
            && start.unit == last.unit
            && start.value != last.value
            && !self.is_outlook(pair)
    }

    /// True if the slot is last year's value after this year's one, and differs from the value in
    /// last year's report: 达到194.7万千瓦，较上年的174.5万千瓦 ("reached 1,947 MW, compared with 1,745 MW the
    /// year before").
    fn is_old_base(&self, pair: &Pair<'_>) -> bool {
        let Some(base) = figure(pair.new).filter(|_| !self.is_outlook(pair)) else { return false };
        let (before, _) = self.around(pair);
        let is_base = ["上年", "去年"].iter().any(|year| {
            let Some(at) = before.rfind(year) else { return false };
            before[..at].ends_with(['比', '较']) && !before[at..].contains(|c: char| c.is_ascii_digit())
        });
        let at = self.pairs.partition_point(|other| other.new.span.start() < pair.new.span.start());
        let Some(value) = at.checked_sub(1).map(|at| &self.pairs[at]) else { return false };
        let Some(earlier) = figure(value.old).filter(|_| is_base && !value.is_same()) else { return false };
        let is_near = value.clause == pair.clause || value.clause + 1 == pair.clause;
        // 较上年下降0.3天 ("0.3 days less than last year") is a change and not last year's value.
        let is_change =
            [&change::UP, &change::DOWN].iter().any(|way| self.words(way).end_of(before).is_some());
        is_near
            && !is_change
            && earlier.unit() == base.unit()
            && earlier.quantity().value != base.quantity().value
    }

    /// True if the slot is an unchanged rate of change that contradicts the values of both reports:
    /// 时长11.4天，同比压减18.3% ("11.4 days, 18.3% fewer than last year"). Only for values without a name,
    /// such as durations; rule `previous/base` compares the others.
    pub(super) fn is_unfit_rate(&self, pair: &Pair<'_>) -> bool {
        let Some(rate) = figure(pair.new).filter(|rate| rate.quantity().is_percentage()) else {
            return false;
        };
        let (before, _) = self.around(pair);
        let is_change = ["同比", "上年", "去年"].iter().any(|word| before.contains(word));
        let at = self.pairs.partition_point(|other| other.new.span.start() < pair.new.span.start());
        let Some(value) = at.checked_sub(1).map(|at| &self.pairs[at]) else { return false };
        let (Some(new), Some(old)) = (figure(value.new), figure(value.old)) else { return false };
        let is_near = value.clause == pair.clause || value.clause + 1 == pair.clause;
        if !is_change || !is_near || new.named.is_some() || value.is_same() || new.unit() != old.unit() {
            return false;
        }
        let (new, old) = (new.quantity(), old.quantity());
        let change = new.value.distance(old.value).times(Decimal::integer(100));
        let (Some(told), Some(change)) = (rate.quantity().value.times(old.value), change) else {
            return false;
        };
        !new.is_approximate && !old.is_approximate && told.distance(change) > old.value
    }

    /// True if the slot is a number of years that must increase by one each year: 连续6年 ("for 6
    /// consecutive years"), 75周年 ("75th anniversary").
    fn counts_years(&self, pair: &Pair<'_>, before: &str) -> bool {
        let Some(count) = figure(pair.new) else { return false };
        let behind = &self.cx.doc.text()[pair.new.span.end()..];
        let is_ordinal = before.ends_with('第') && count.unit() == YEARS;
        let is_running = before.trim_end_matches('第').ends_with("连续") && count.unit() == YEARS;
        let is_counted = (is_running || is_ordinal) && !behind.starts_with('以');
        // 自2016年起连续9年 ("for 9 consecutive years since 2016"): the first year stays, the number of
        // years grows.
        let is_open = is_running && ["自", "从", "起", "以来"].iter().any(|word| before.contains(word));
        // An anniversary that was being prepared last year may be over, so the parts of the reports
        // must agree.
        self.is_same_part(pair)
            && (is_open || !self.has_year_before(pair))
            && (is_counted || count.unit() == "周年")
    }

    /// True if the slot is the whole of a percentage that contradicts the percentage and the value
    /// before it: 造林3.4万亩，为任务2.9万亩的103% ("34,000 mu, 103% of the target of 29,000 mu").
    fn is_wrong_share(&self, pair: &Pair<'_>) -> bool {
        let Some(whole) = figure(pair.new).filter(|_| !self.is_outlook(pair)) else { return false };
        let (_, behind) = self.around(pair);
        let at = self.pairs.partition_point(|other| other.new.span.start() < pair.new.span.start());
        let (Some(part), Some(share)) = (at.checked_sub(1).map(|at| &self.pairs[at]), self.pairs.get(at + 1))
        else {
            return false;
        };
        let is_share =
            behind.starts_with('的') && share.new.span.start() == pair.new.span.end() + '的'.len_utf8();
        let (Some(value), Some(rate)) = (figure(part.new), figure(share.new)) else { return false };
        if !is_share || part.is_same() || share.is_same() || value.unit() != whole.unit() {
            return false;
        }
        let (value, rate, whole) = (value.quantity(), rate.quantity(), whole.quantity());
        let hundred = Decimal::integer(100);
        let (Some(told), Some(real)) = (rate.value.times(whole.value), value.value.times(hundred)) else {
            return false;
        };
        let most = whole.value.times(Decimal::integer(MAX_SHARE_ERROR).hundredths());
        rate.is_rate() && most.is_some_and(|most| told.distance(real) > most)
    }

    /// True if the number of another session with the same unit in the sentence increased, so that
    /// this one should have increased too.
    fn counts_on(&self, pair: &Pair<'_>) -> bool {
        let Kind::Session(_, unit) = pair.new.kind else { return false };
        let is_raised = |other: &Pair<'_>| matches!((&other.new.kind, &other.old.kind), (Kind::Session(new, own), Kind::Session(old, _)) if new > old && *own == unit);
        // 三届二次 ("third term, second session"): the number of meetings within a term increases
        // independently of the term.
        let is_of_term = |other: &Pair<'_>| {
            let between = Span::new(
                other.new.span.end().min(pair.new.span.end()),
                other.new.span.start().max(pair.new.span.start()),
            );
            between.len() <= "届第".len() && other.new.span != pair.new.span
        };
        // 第五次会议 ("fifth meeting") alone may be in any year; 五届三次会议 ("third session of the fifth
        // term") is one per year.
        let is_counted = unit != '次' || self.is_behind_term(pair);
        is_counted
            && !self.has_year_before(pair)
            && self.near(pair).iter().any(|other| is_raised(other) && !is_of_term(other))
    }

    /// True if the previous slot is the number of a term, 届: 五届|三次 ("third session of the fifth
    /// term").
    fn is_behind_term(&self, pair: &Pair<'_>) -> bool {
        let slots = &self.years.comparison.new.clauses[pair.clause].slots;
        let at = slots.partition_point(|slot| slot.span.start() < pair.new.span.start());
        let before = at.checked_sub(1).map(|at| &slots[at].kind);
        matches!(before, Some(Kind::Session(_, '届')))
    }

    /// True if the slot is the year before last year's report, after 比 or 较 ("compared with"). In
    /// the new report, this year should have been advanced by one.
    fn is_compared(&self, year: Option<u32>, before: &str) -> bool {
        let is_before_last = year.is_some_and(|year| self.years.comparison.old.year == Some(year + 1));
        let is_moved = self.pairs.iter().any(|pair| !pair.is_same());
        is_before_last && is_moved && before.ends_with(['比', '较'])
    }
}
