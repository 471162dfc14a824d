//! Sayings: combinations of roles that are talk outside the document, with the place and the share
//! of known words that each needs. Talk speaks to the reader of a page or to the person who ordered
//! a text, and of itself as a text; each saying describes one way to do so.

use crate::facts::Facts;
use crate::facts::leftover::reading::Score;
use crate::facts::leftover::role::Role;
use crate::facts::leftover::units::{self, Form, HEAD, Unit};

/// Roles of which at least one must occur, and the minimum weight of its words.
pub type Need = (&'static [Role], u32);

/// Places in which a saying may occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere in the document.
    Anywhere,
    /// Not in a sentence in the middle of a document.
    Open,
    /// In a bracket, or as a line.
    Apart,
    /// In brackets.
    Bracket,
    /// As a line of its own.
    Line,
    /// As a line or at the beginning of one, at the head or the foot.
    Edge,
    /// As a line at the head or the foot.
    EdgeLine,
    /// At the beginning of one of the first blocks.
    First,
}

/// One kind of text that is not part of a document, described by the roles of its words.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// Roles that must all occur.
    pub needs: &'static [Need],
    /// Roles that must not occur.
    pub never: &'static [Role],
    /// Place in which it may occur.
    pub place: Place,
    /// Least weight of all words, including that of the place.
    pub weight: u32,
    /// Minimum share of known words, in percent.
    pub share: usize,
    /// Maximum number of letters and Chinese characters.
    pub most: usize,
    /// Least weight of the words for the saying to be certain.
    pub certain: u32,
}

impl Saying {
    /// A saying without needs, as a base for narrower ones.
    pub const ANY: Self = Self {
        needs: &[],
        never: &[],
        place: Place::Anywhere,
        weight: 0,
        share: 85,
        most: usize::MAX,
        certain: u32::MAX,
    };

    /// Returns whether a unit that is this saying is certain to be talk. `None` if it is not this
    /// saying.
    pub fn of(&self, heard: &Heard) -> Option<bool> {
        let score = &heard.score;
        let is_said = heard.is_in(self.place)
            && self.needs.iter().all(|need| meets(score, *need))
            && heard.total >= self.weight
            && score.share() + heard.unit.ease() >= self.share
            && score.characters() <= self.most
            && !score.has(self.never);
        is_said.then(|| score.total() >= self.certain)
    }
}

/// True if words of one of these roles have at least this weight. A weight of 1 is met by any
/// presence.
pub fn meets(score: &Score, (roles, least): Need) -> bool {
    match least {
        1 => score.has(roles),
        _ => roles.iter().any(|role| score.weight(*role) >= least),
    }
}

/// A unit with the score of its words.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// Roles and weights of the words in the unit.
    pub score: Score,
    /// Weight of its words and its place.
    pub total: u32,
    /// The line, bracket or sentence that is judged.
    pub unit: Unit,
    /// True if it begins its block.
    pub begins: bool,
    /// True if the block that contains the unit is one of the first.
    pub is_first: bool,
}

impl Heard {
    /// A unit with its score.
    pub fn new(facts: &Facts<'_>, unit: Unit, score: Score) -> Self {
        let block = facts.doc.block_at(unit.span.start());
        let begins = unit.span.start() == units::trimmed(facts, facts.doc.blocks()[block].span).start();
        let is_first = begins && block < HEAD;
        Self { score, total: score.total() + unit.bonus(), unit, begins, is_first }
    }

    fn is_in(&self, place: Place) -> bool {
        let form = self.unit.form;
        match place {
            Place::Anywhere => true,
            Place::Open => form != Form::Sentence || self.unit.is_at_edge,
            Place::Apart => form != Form::Sentence,
            Place::Bracket => form == Form::Bracket,
            Place::Line => form == Form::Line,
            Place::Edge => self.unit.is_at_edge && self.begins && form != Form::Bracket,
            Place::EdgeLine => self.unit.is_at_edge && form == Form::Line,
            Place::First => self.is_first && form != Form::Bracket,
        }
    }
}
