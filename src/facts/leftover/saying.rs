//! Sayings: kinds of leftover text, described by combinations of roles, with the place and the
//! share of known words that each needs. Leftover text addresses the reader of a page or the person
//! who ordered a text, and refers to itself as a text; each saying is one way to do so.

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
    /// In a bracket, or as a line of its own.
    Apart,
    /// In brackets.
    Bracket,
    /// As a line of its own.
    Line,
    /// As a line of its own or at the beginning of one, at the beginning or end of the document.
    Edge,
    /// As a line of its own at the beginning or end of the document.
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
    /// Minimum weight of all words together, including the bonus for the place.
    pub weight: u32,
    /// Minimum share of known words, in percent.
    pub share: usize,
    /// Maximum number of letters and Chinese characters.
    pub most: usize,
    /// Minimum weight of the words for the saying to be certain.
    pub certain: u32,
}

impl Saying {
    /// A saying that any text meets, as a base for narrower ones.
    pub const ANY: Self = Self {
        needs: &[],
        never: &[],
        place: Place::Anywhere,
        weight: 0,
        share: 85,
        most: usize::MAX,
        certain: u32::MAX,
    };

    /// Tests if a unit is this saying. Returns `None` if it is not, else true if it certainly does
    /// not belong to the document.
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

/// True if the words of one of these roles have at least this weight. A weight of 1 is met by the
/// presence of a role.
pub fn meets(score: &Score, (roles, least): Need) -> bool {
    match least {
        1 => score.has(roles),
        _ => roles.iter().any(|role| score.weight(*role) >= least),
    }
}

/// A unit (line, bracket or sentence) with the score of its words.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// Roles and weights of the words in the unit.
    pub score: Score,
    /// Weight of its words, plus the bonus for its place.
    pub total: u32,
    /// The line, bracket or sentence that is judged.
    pub unit: Unit,
    /// True if the unit is at the beginning of its block.
    pub begins: bool,
    /// True if the block that contains the unit is one of the first.
    pub is_first: bool,
}

impl Heard {
    /// Creates a unit with the score of its words.
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
