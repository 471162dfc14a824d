//! Places and organisations that a figure belongs to, below the one that issued the papers. Used to
//! keep apart a figure of a district (东浦区, "Dongpu district") and one of the whole city.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::facts::set::entities::Occurrences;
use crate::facts::set::wording::{Pair, Wording};

/// Places and organisations named in the words of a figure, as pairs of adjacent characters. Boxed,
/// because most figures name none and a set has many figures.
pub(super) struct NamedEntities(Option<Box<Named>>);

struct Named {
    /// Names in the figure's own clause.
    own: Vec<Pair>,
    /// Names before the figure in its sentence, or in the headings above it.
    near: Vec<Pair>,
}

impl NamedEntities {
    /// Keeps the pairs of characters in the figure's words that belong to a name in `entities`.
    pub(super) fn new(wording: &Wording, entities: &FxHashSet<Pair>) -> Self {
        let named = |pairs: &[Pair]| pairs.iter().copied().filter(|pair| entities.contains(pair)).collect();
        let (own, near): (Vec<Pair>, Vec<Pair>) = (named(wording.own()), named(wording.near()));
        Self((!own.is_empty() || !near.is_empty()).then(|| Box::new(Named { own, near })))
    }

    /// Returns the names in the figure's own clause.
    fn own(&self) -> &[Pair] {
        self.0.as_ref().map_or(&[], |named| &named.own)
    }

    /// True if the figure's own clause names a place or an organisation.
    pub(super) fn has_own(&self) -> bool {
        !self.own().is_empty()
    }

    fn all(&self) -> impl Iterator<Item = &Pair> {
        self.0.iter().flat_map(|named| named.own.iter().chain(&named.near))
    }

    /// True if both figures have a place or organisation in common, or neither has any.
    pub(super) fn is_one(&self, other: &Self) -> bool {
        self.all().next().is_none() && other.all().next().is_none() || self.meets(other)
    }

    /// True if both figures have a place or organisation in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.all().any(|pair| other.all().any(|other| pair == other))
    }

    /// True if the clause of one figure names places or organisations, and the other figure has
    /// none of these in its words.
    pub(super) fn is_other(&self, other: &Self) -> bool {
        let is_known = |one: &Self, other: &Self| {
            one.own().is_empty() || one.own().iter().any(|pair| other.all().any(|other| pair == other))
        };
        (self.0.is_some() || other.0.is_some()) && (!is_known(self, other) || !is_known(other, self))
    }
}

/// Returns the places and organisations named in the papers, as pairs of characters. Left out are
/// pairs that also occur as ordinary words, and the papers' own issuers.
pub(super) fn entities(papers: &[Paper<'_>]) -> FxHashSet<Pair> {
    let mut occurrences: FxHashMap<Pair, Occurrences> = FxHashMap::default();
    for &(pair, counted) in papers.iter().flat_map(|paper| &paper.facts.entities) {
        let known = occurrences.entry(pair).or_default();
        *known = known.with(counted);
    }
    let names = occurrences.into_iter().filter(|(_, occurrences)| occurrences.is_name());
    let mut entities: FxHashSet<Pair> = names.map(|(pair, _)| pair).collect();
    for pair in papers.iter().flat_map(|paper| &paper.facts.own_entities) {
        entities.remove(pair);
    }
    entities
}
