//! Compares the dates and places that two papers give for one event: 4月8日全县防汛综合演练 ("flood drill
//! of the county on 8 April"), 4月18日组织防汛综合演练 ("holds the flood drill on 18 April").

use rustc_hash::FxHashMap;

use crate::check::Paper;
use crate::facts::set::events::NamedEvent;
use crate::text::span::Span;

/// Number of characters at the end of an event's name that are used as a lookup key.
const KEY: usize = 6;
/// Maximum number of mentions of events stored per key. Later ones are not compared.
const MAX_LIKE: usize = 32;

/// A contradiction between two papers: different dates or different places of one event.
pub(super) struct EventConflict {
    /// Index of the later paper, and the span of the date or place in it.
    pub(super) place: (usize, Span),
    /// Index of the earlier paper, and the span of the other date or place in it.
    pub(super) first: (usize, Span),
}

/// Index of a paper, and a mention of an event in it.
type EventMention<'p> = (usize, &'p NamedEvent);

/// All pairs of mentions of the same event in two papers, the later paper first. A paper that gives
/// two dates for an event is left out, because it is about two events.
pub(super) struct Events<'p> {
    pairs: Vec<[EventMention<'p>; 2]>,
    years: Vec<Option<u32>>,
}

impl<'p> Events<'p> {
    pub(super) fn new(papers: &[Paper<'p>]) -> Self {
        let mut earlier: FxHashMap<&[char], Vec<EventMention<'_>>> = FxHashMap::default();
        let mut pairs = Vec::new();
        for (at, paper) in papers.iter().enumerate() {
            let events = &paper.facts.events;
            let is_only = |one: &NamedEvent| {
                events.iter().filter(|other| one.is_same(other)).all(|other| one.is_same_day(other))
            };
            let key = |one: &'p NamedEvent| &one.name[one.name.len() - KEY..];
            for one in events.iter().filter(|one| is_only(one)) {
                let others = earlier.get(key(one)).into_iter().flatten();
                pairs.extend(others.filter(|(_, other)| one.is_same(other)).map(|other| [(at, one), *other]));
            }
            for one in events.iter().filter(|one| is_only(one)) {
                let list = earlier.entry(key(one)).or_default();
                if list.len() < MAX_LIKE {
                    list.push((at, one));
                }
            }
        }
        Self { pairs, years: papers.iter().map(|paper| paper.facts.year).collect() }
    }

    /// Returns the pairs of mentions with different dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = EventConflict> {
        let wrong = self.pairs.iter().filter(|[(at, one), (other, two)]| {
            one.is_same_year(two, [self.years[*at], self.years[*other]]) && !one.is_same_day(two)
        });
        wrong.map(|[(at, one), (other, two)]| EventConflict {
            place: (*at, one.date_at),
            first: (*other, two.date_at),
        })
    }

    /// Returns the pairs of mentions with the same date and different places.
    pub(super) fn places(&self) -> impl Iterator<Item = EventConflict> {
        self.pairs.iter().filter_map(|[(at, one), (other, two)]| {
            let ((span, place), (first, second)) = (one.venue.as_ref()?, two.venue.as_ref()?);
            let is_one = one.is_same_year(two, [self.years[*at], self.years[*other]]) && one.is_same_day(two);
            (is_one && !place.may_be(second))
                .then_some(EventConflict { place: (*at, *span), first: (*other, *first) })
        })
    }
}
