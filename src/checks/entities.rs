//! The place or organisation that a figure belongs to, if it is below the one that issues the
//! papers: a figure of 东浦区 is not one of the whole city.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::Paper;
use crate::facts::set::entities::Occurrences;
use crate::facts::set::wording::{Pair, Wording};

/// The places and organisations named in the words of a figure. Boxed, because most figures name
/// none and a set has many figures.
pub(super) struct NamedEntities(Option<Box<Named>>);

struct Named {
    /// Those in its own clause.
    own: Vec<Pair>,
    /// Those before it in its sentence, or above it.
    near: Vec<Pair>,
}

impl NamedEntities {
    /// Selects those of `entities` that are among the words of a figure.
    pub(super) fn new(wording: &Wording, entities: &FxHashSet<Pair>) -> Self {
        let named = |pairs: &[Pair]| pairs.iter().copied().filter(|pair| entities.contains(pair)).collect();
        let (own, near): (Vec<Pair>, Vec<Pair>) = (named(wording.own()), named(wording.near()));
        Self((!own.is_empty() || !near.is_empty()).then(|| Box::new(Named { own, near })))
    }

    /// Those of its own clause.
    fn own(&self) -> &[Pair] {
        self.0.as_ref().map_or(&[], |named| &named.own)
    }

    fn all(&self) -> impl Iterator<Item = &Pair> {
        self.0.iter().flat_map(|named| named.own.iter().chain(&named.near))
    }

    /// True if both figures name the same place or organisation, or neither names one.
    pub(super) fn is_one(&self, other: &Self) -> bool {
        let mut all = self.all().peekable();
        all.peek().is_none() && other.all().next().is_none()
            || all.any(|pair| other.all().any(|other| pair == other))
    }

    /// True if the clause of one figure names places and organisations, and the other figure names
    /// none of them.
    pub(super) fn is_other(&self, other: &Self) -> bool {
        let is_known = |one: &Self, other: &Self| {
            one.own().is_empty() || one.own().iter().any(|pair| other.all().any(|other| pair == other))
        };
        (self.0.is_some() || other.0.is_some()) && (!is_known(self, other) || !is_known(other, self))
    }
}

/// The places and organisations named in the papers, without those in their titles.
pub(super) fn entities(papers: &[Paper<'_>]) -> FxHashSet<Pair> {
    let mut occurrences: FxHashMap<Pair, Occurrences> = FxHashMap::default();
    for &(pair, told) in papers.iter().flat_map(|paper| &paper.sayings.entities) {
        let known = occurrences.entry(pair).or_default();
        *known = known.with(told);
    }
    let names = occurrences.into_iter().filter(|(_, occurrences)| occurrences.is_name());
    let mut entities: FxHashSet<Pair> = names.map(|(pair, _)| pair).collect();
    for pair in papers.iter().flat_map(|paper| &paper.sayings.own_entities) {
        entities.remove(pair);
    }
    entities
}
