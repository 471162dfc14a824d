//! Rule `previous/base`: reports a value of the year before that differs from last year's report:
//! 由上年的21680元增加到23310元 ("rose from 21680 yuan last year to 23310") if last year's report has 21860;
//! and a growth rate that does not follow from last year's value: 产量41.7万吨，增长3.1% ("output 417,000
//! t, up 3.1%").

use rustc_hash::FxHashMap;

use crate::check::{Context, Findings, PreviousCheck, Years};
use crate::checks::no_options;
use crate::checks::years::{BEFORE, passage, value};
use crate::facts::figure::changes::By;
use crate::facts::figure::measures::{Basis, Role};
use crate::facts::previous::comparison::figure;
use crate::facts::previous::slots::{Figure, Kind, Naming, Slot, When};
use crate::facts::previous::{Part, Sentence};
use crate::text::chars::is_longer;
use crate::text::decimal::Decimal;
use crate::text::span::Span;

/// Largest difference between the stated earlier value and the one in last year's report, in per
/// cent of the latter. If they differ more, they are values of two things.
const MAX_DISTANCE: u64 = 40;
/// Minimum number of characters that two names of the same figure share at their ends.
const MIN_END: usize = 5;

pub(in crate::checks) fn build(table: &toml::Table) -> Result<Box<dyn PreviousCheck>, String> {
    no_options(table)?;
    Ok(Box::new(Base))
}

struct Base;

impl PreviousCheck for Base {
    fn check(&self, cx: &Context<'_>, years: &Years<'_>, out: &mut Findings<'_>) {
        if years.comparison.apart != Some(1) {
            return;
        }
        let values = Values::new(years);
        for sentence in &years.comparison.new.sentences {
            if sentence.part == Part::Outlook {
                continue;
            }
            Sentences { cx, years, values: &values }.check(sentence, out);
        }
    }
}

/// The named values of last year's report.
struct Values<'c> {
    /// Values by full name and unit.
    named: FxHashMap<(&'c str, &'c str), Known<'c>>,
    /// Values by the end of their name and unit.
    ending: FxHashMap<(&'c str, &'c str), Known<'c>>,
}

/// The first value that the report gives for a name.
#[derive(Clone, Copy)]
struct Known<'c> {
    slot: &'c Slot,
    figure: &'c Figure,
    naming: &'c Naming,
    /// True if the report gives no other value for that name.
    is_one: bool,
}

impl<'c> Values<'c> {
    fn new(years: &Years<'c>) -> Self {
        let (mut named, mut ending) = (FxHashMap::default(), FxHashMap::default());
        let record = years.comparison.old;
        for clause in &record.clauses {
            if record.sentences[clause.sentence].part == Part::Outlook {
                continue;
            }
            for slot in &clause.slots {
                let Some((figure, naming)) = value(slot) else { continue };
                if !is_of_text(years, naming) || figure.quantity().is_approximate {
                    continue;
                }
                let known = Known { slot, figure, naming, is_one: true };
                let add = |to: &mut FxHashMap<(&'c str, &'c str), Known<'c>>, name: &'c str| {
                    let first = to.entry((name, figure.unit())).or_insert(known);
                    first.is_one &= first.figure.is_printed_as(figure);
                };
                add(&mut named, &naming.name);
                if let Some(end) = end_of(&naming.name) {
                    add(&mut ending, end);
                }
            }
        }
        Self { named, ending }
    }

    /// Returns the value of a name, if last year's report gives exactly one: under this name, or
    /// under a longer or shorter name with the same end.
    fn of(&self, naming: &Naming, unit: &str) -> Option<(&'c Slot, &'c Figure)> {
        let name = naming.name.as_str();
        let known = self.named.get(&(name, unit));
        let known = known.or_else(|| self.ending.get(&(end_of(name)?, unit)))?;
        let other = known.naming.name.as_str();
        let is_called = name.ends_with(other) || other.ends_with(name);
        let (here, there) = (&naming.scope, &known.naming.scope);
        let is_place = here.place == there.place || !here.is_area && !there.is_area;
        (known.is_one && is_called && is_place).then_some((known.slot, known.figure))
    }
}

/// Returns the last [`MIN_END`] characters of a name. `None` if it is shorter.
fn end_of(name: &str) -> Option<&str> {
    name.char_indices().rev().nth(MIN_END - 1).map(|(at, _)| &name[at..])
}

/// True if a value has a full name, is not a target, and covers the whole year of its report.
fn is_of_text(years: &Years<'_>, naming: &Naming) -> bool {
    let scope = &naming.scope;
    let is_year = |period: &String| {
        let year = period.strip_suffix('年').and_then(|year| year.parse::<u32>().ok());
        year.is_some_and(|year| years.comparison.is_advanced_year(year))
    };
    is_longer(&naming.name, 2) && !naming.is_aim && scope.periods.iter().all(is_year)
}

struct Sentences<'a, 'c, 'd> {
    cx: &'a Context<'d>,
    years: &'a Years<'c>,
    values: &'a Values<'c>,
}

impl Sentences<'_, '_, '_> {
    /// Compares the figures of one sentence with last year's report.
    fn check(&self, sentence: &Sentence, out: &mut Findings<'_>) {
        // The last value with its clause, and a change that comes before its value: 增长9.6%，达到2.23亿元
        // ("grew 9.6% to 223 million yuan").
        let mut last: Option<(usize, &Slot)> = None;
        let mut ahead: Option<&Slot> = None;
        let mut has_base = false;
        for at in sentence.clauses.clone() {
            for slot in &self.years.comparison.new.clauses[at].slots {
                let Some(naming) = figure(slot).and_then(|figure| figure.named.as_ref()) else { continue };
                match naming.role {
                    Role::Value | Role::To(_) => {
                        has_base &= matches!(naming.role, Role::To(_));
                        last = Some((at, slot));
                        if let Some(change) = ahead.take().filter(|_| !naming.is_own && !has_base) {
                            self.growth((at, slot), change, out);
                        }
                    }
                    Role::From | Role::Base => {
                        has_base = true;
                        self.base(at, (slot, naming), out);
                    }
                    Role::By(_) => {
                        let value = last.filter(|(_, value)| is_of(value, naming) && !has_base);
                        match value {
                            Some(value) => self.growth(value, slot, out),
                            None => ahead = Some(slot).filter(|_| naming.is_own),
                        }
                    }
                    Role::Against => {}
                }
            }
        }
    }

    /// Checks an earlier value that the sentence states: 由上年的a ("from a last year"), 比上年的a
    /// ("compared with a last year"), 由2024年的a ("from a in 2024").
    fn base(&self, clause: usize, (slot, naming): (&Slot, &Naming), out: &mut Findings<'_>) {
        let text = self.cx.doc.text();
        let lead = Span::new(naming.start, slot.span.start()).of(text);
        let slots = &self.years.comparison.new.clauses[clause].slots;
        let own = slots.partition_point(|other| other.span.start() < slot.span.start());
        let is_year = slots[own.saturating_sub(1)..own].iter().any(|other| {
            let Kind::When(When { year: Some(year), month: None, .. }) = other.kind else { return false };
            let is_near = other.span.start() >= naming.start && other.span.end() < slot.span.start();
            is_near && self.years.comparison.is_advanced_year(year)
        });
        let is_last_year = is_year || lead.contains("上年") || lead.contains("去年");
        let is_other = lead.contains(['月', '季', '半']);
        let Some(own) = figure(slot).filter(|_| !is_other) else { return };
        let Some((place, old)) = self.values.of(naming, own.unit()) else { return };
        let (one, other) = (own.quantity(), old.quantity());
        let is_bare = naming.role == Role::From && naming.scope.periods.is_empty();
        let is_base = is_last_year || is_bare && old.is_slip_of(own);
        let is_near = one.value.distance(other.value).times(Decimal::integer(100))
            <= other.value.times(Decimal::integer(MAX_DISTANCE));
        if is_base && is_near && !one.is_approximate && !one.interval().meets(other.interval()) {
            out.report(slot.span).arg("old", self.years.previous.document.slice(place.span)).elsewhere(
                BEFORE,
                &self.years.previous.path,
                passage(self.years, place),
            );
        }
    }

    /// Returns the value of last year's report that this value replaced in a reused sentence, or
    /// else the one with the same name.
    fn earlier(&self, (clause, slot): (usize, &Slot)) -> Option<(&Slot, &Figure)> {
        let (own, naming) = value(slot)?;
        let comparison = self.years.comparison;
        if let Some(pair) = comparison.pair_of(clause, slot)
            && let Some((old, _)) = value(pair.old)
            && comparison.is_frame_kept(clause)
            && comparison.old_part(&pair) == Part::Year
            && !old.quantity().is_approximate
        {
            return Some((pair.old, old));
        }
        self.values.of(naming, own.unit()).filter(|_| is_of_text(self.years, naming))
    }

    /// Checks that a value and its stated growth fit the value of last year's report. `slot` is the
    /// growth.
    fn growth(&self, value: (usize, &Slot), slot: &Slot, out: &mut Findings<'_>) {
        let (Some(to), Some(by)) = (figure(value.1), figure(slot)) else { return };
        let (Some(own), Some(naming)) = (to.named.as_ref(), by.named.as_ref()) else { return };
        let Some(way) = naming.change() else { return };
        let Some((place, from)) = self.earlier(value) else { return };
        let is_exact = !to.quantity().is_approximate && !by.quantity().is_approximate && !own.is_aim;
        if !is_exact || to.is_printed_as(from) || to.unit() != from.unit() {
            return;
        }
        let said = naming.verb.join(slot.span);
        let said = By { quantity: by.quantity(), way, basis: Basis::YearBefore, said };
        let text = self.cx.doc.text();
        let Some(relation) = to.change_since(text, own.start, (from, said)) else { return };
        if !relation.holds {
            out.report(slot.span)
                .variant("growth")
                .arg("old", self.years.previous.document.slice(place.span))
                .arg("new", self.cx.doc.slice(value.1.span))
                .arg("computed", relation.computed)
                .related("value", value.1.span)
                .elsewhere(BEFORE, &self.years.previous.path, passage(self.years, place));
        }
    }
}

/// True if a change belongs to a value: it has no name of its own, or the value's name ends with
/// its name.
fn is_of(value: &Slot, change: &Naming) -> bool {
    let named = figure(value).and_then(|figure| figure.named.as_ref());
    !change.is_own || named.is_some_and(|named| named.name.ends_with(&change.name))
}
