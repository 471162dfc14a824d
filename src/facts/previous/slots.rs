//! Slots: what another year puts other values into: figures, dates, numbers of sessions (第七届, 八次全会).

use crate::facts::Facts;
use crate::facts::figure::changes::By;
use crate::facts::figure::measures::{Basis, Role, Way};
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::change::since;
use crate::facts::figure::relations::slip::is_slip;
use crate::facts::figure::relations::told::named;
use crate::facts::figure::relations::told::setting::OwnedSetting;
use crate::facts::tokens::TokenKind;
use crate::text::numeral::whole;
use crate::text::span::Span;

/// Words behind the number of a session without 第: 八次|全会.
const SESSIONS: [&str; 5] = ["全会", "全体会议", "会议", "党代会", "代表大会"];

/// A place of a clause that another year may fill otherwise.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Where it stands.
    pub span: Span,
    /// The byte of its sign in the frame.
    pub at: usize,
    /// What stands there.
    pub kind: Kind,
}

/// What stands in a slot.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A number with what it counts.
    Figure(Box<Figure>),
    /// A date, or a part of one.
    When(When),
    /// The number of a session, and the unit behind it, 届 or 次.
    Session(u32, char),
}

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The year.
    pub year: Option<u32>,
    /// The month.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
}

/// A figure, apart from its text.
#[derive(Clone, Debug)]
pub struct Figure {
    quantity: Quantity<'static>,
    unit: String,
    /// What the words before it say of it; `None` for lengths of time and bare numbers.
    pub named: Option<Naming>,
}

/// What the words before a figure say of it.
#[derive(Clone, Debug)]
pub struct Naming {
    /// What it measures, without words of time, doing and the whole.
    pub name: String,
    /// True if its own words give the name, and not those of a figure before it.
    pub is_own: bool,
    /// Whether it is a value, an earlier one or a change.
    pub role: Role,
    /// What a change is compared with.
    pub basis: Basis,
    /// The verb that gives the role.
    pub verb: Span,
    /// Start of the words that were read.
    pub start: usize,
    /// Of which place and time it is.
    pub scope: OwnedSetting,
    /// True if its clause speaks of an aim before it.
    pub is_aim: bool,
}

impl Naming {
    /// The direction of a change against the year before, or against what is not said.
    pub fn change(&self) -> Option<Way> {
        match (self.role, self.basis) {
            (Role::By(way), Basis::Unsaid | Basis::YearBefore) => Some(way),
            _ => None,
        }
    }
}

impl Figure {
    /// The figure as a quantity.
    pub fn quantity(&self) -> Quantity<'_> {
        Quantity { unit: &self.unit, ..self.quantity }
    }

    /// The unit as printed.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// True if `other` comes of this figure by a slip: two digits swapped, a point moved, one digit other.
    pub fn is_slip_of(&self, other: &Self) -> bool {
        let (one, other) = (self.quantity(), other.quantity());
        one.scale == other.scale && is_slip(other.printed, one.printed)
    }

    /// What `text` says of the change from the value `from` of the year before to this one. `start` is where the words for this one
    /// begin. `None` if the rate is not that of the two values.
    pub fn change_since<'f>(
        &'f self,
        text: &str,
        start: usize,
        (from, by): (&'f Self, By<'f>),
    ) -> Option<Relation<'f>> {
        since(text, start, (from.quantity(), self.quantity()), by)
    }

    /// True if two figures are printed alike, to the digit.
    pub fn is_printed_as(&self, other: &Self) -> bool {
        let (one, other) = (self.quantity(), other.quantity());
        one.printed == other.printed
            && one.printed.decimals() == other.printed.decimals()
            && one.scale == other.scale
            && one.unit == other.unit
    }
}

/// All slots of a document, in order; none overlaps another. Their places in frames are not known yet.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Slot> {
    let slot = |span, kind| Slot { span, at: 0, kind };
    let mut slots: Vec<Slot> = sessions(facts)
        .into_iter()
        .map(|(span, number, unit)| slot(span, Kind::Session(number, unit)))
        .collect();
    for date in facts.dates().iter().filter(|date| !date.is_masked()) {
        let when = When { year: date.known_year(), month: date.known_month(), day: date.known_day() };
        slots.push(slot(date.span, Kind::When(when)));
    }
    let named = named(facts.doc.text(), facts.words(), facts.measures());
    let mut names = named.into_iter().peekable();
    for quantity in facts.quantities() {
        while names.next_if(|named| named.measure.quantity.span.start() < quantity.span.start()).is_some() {}
        let known = names.next_if(|named| named.measure.quantity.span.start() == quantity.span.start());
        // A list has the unit of its last figure.
        let quantity = known.as_ref().map_or(*quantity, |known| known.measure.quantity);
        let naming = known.map(|known| Naming {
            name: known.name,
            is_own: known.is_own,
            role: known.measure.role,
            basis: known.measure.basis,
            verb: known.measure.verb,
            start: known.measure.start,
            scope: known.scope,
            is_aim: false,
        });
        let unit = quantity.unit.to_owned();
        let quantity = Quantity { unit: "", ..quantity };
        slots.push(slot(quantity.span, Kind::Figure(Box::new(Figure { quantity, unit, named: naming }))));
    }
    // Of two that overlap the first kind wins: 八次 of 八次全会 is no count.
    let rank = |slot: &Slot| match slot.kind {
        Kind::Session(..) => 0,
        Kind::When(_) => 1,
        Kind::Figure(_) => 2,
    };
    slots.sort_by_key(|slot| (slot.span.start(), rank(slot)));
    let mut end = 0;
    slots.retain(|slot| {
        let is_free = slot.span.start() >= end;
        end = if is_free { slot.span.end() } else { end };
        is_free
    });
    slots
}

/// Numbers of sessions: 第|七|届, |十四|届, |八|次全会.
fn sessions(facts: &Facts<'_>) -> Vec<(Span, u32, char)> {
    let text = facts.doc.text();
    let mut sessions = Vec::new();
    for token in facts.tokens().blocks().flatten() {
        if !matches!(token.kind, TokenKind::Digits | TokenKind::Numeral) {
            continue;
        }
        let span = token.span();
        let (before, behind) = (&text[..span.start()], &text[span.end()..]);
        let is_ordinal = before.ends_with('第');
        let unit = match behind.chars().next() {
            Some('届') => '届',
            Some('次') if is_ordinal => '次',
            Some('次') => {
                let rest = &behind['次'.len_utf8()..];
                let is_session = before.ends_with('届') && SESSIONS.iter().any(|word| rest.starts_with(word));
                if !is_session {
                    continue;
                }
                '次'
            }
            Some('中') if before.ends_with('届') && behind.starts_with("中全会") => '次',
            _ => continue,
        };
        if let Some(number) = whole(span.of(text)) {
            sessions.push((span, number, unit));
        }
    }
    sessions
}
