//! Patterns: kinds of leftover text, described by combinations of roles, with the place and the
//! share of known words that each needs. Leftover text addresses the reader of a page or the person
//! who ordered a text, and refers to itself as a text; each pattern is one way to do so.

use crate::facts::Facts;
use crate::facts::leftover::reading::Score;
use crate::facts::leftover::role::Role;
use crate::facts::leftover::units::{self, Form, HEAD, Unit};

/// A condition of a pattern: the text must have one of these roles, and the words of one of them
/// must have at least this weight.
pub type Need = (&'static [Role], u32);

/// Place of a unit in its document. A pattern is found only in units at one kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitPlace {
    /// Anywhere in the document.
    Anywhere,
    /// A line, a bracket, or a sentence at the beginning or end of the document.
    Open,
    /// A line or a bracket.
    Apart,
    /// A bracket.
    Bracket,
    /// A line, which is a whole block.
    Line,
    /// The beginning of a block at the beginning or end of the document: the whole block or its
    /// first sentence.
    Edge,
    /// A whole block at the beginning or end of the document.
    EdgeLine,
    /// The beginning of one of the first blocks of the document.
    First,
}

/// A pattern of leftover text, such as the offer of an assistant to change its text. It is
/// described by the roles of its words, by their weight and share, and by its place.
#[derive(Clone, Copy, Debug)]
pub struct LeftoverPattern {
    /// Conditions on the roles, all of which must be met.
    pub needs: &'static [Need],
    /// Roles that the text must not have.
    pub never: &'static [Role],
    /// Place at which the text must be.
    pub place: UnitPlace,
    /// Minimum weight of all words together, including the bonus for the place.
    pub weight: u32,
    /// Minimum share of known words, in percent.
    pub share: usize,
    /// Maximum number of letters and Chinese characters.
    pub most: usize,
    /// Minimum weight of the words for the pattern to be certain.
    pub certain: u32,
}

impl LeftoverPattern {
    /// Base for the definition of patterns: it has no conditions but a share of 85 % known words.
    pub const ANY: Self = Self {
        needs: &[],
        never: &[],
        place: UnitPlace::Anywhere,
        weight: 0,
        share: 85,
        most: usize::MAX,
        certain: u32::MAX,
    };

    /// Tests if a unit is this pattern. Returns `None` if it is not, `Some(true)` if the unit
    /// certainly does not belong to the document, and `Some(false)` if documents may also contain
    /// it.
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

/// True if the text meets the condition: the words of one of the roles have at least the weight
/// `least`. For the weight 1, the presence of a role is enough.
pub fn meets(score: &Score, (roles, least): Need) -> bool {
    match least {
        1 => score.has(roles),
        _ => roles.iter().any(|role| score.weight(*role) >= least),
    }
}

/// A unit (line, bracket or sentence) with the weights of its words and its place, to be tested for
/// patterns.
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

    fn is_in(&self, place: UnitPlace) -> bool {
        let form = self.unit.form;
        match place {
            UnitPlace::Anywhere => true,
            UnitPlace::Open => form != Form::Sentence || self.unit.is_at_edge,
            UnitPlace::Apart => form != Form::Sentence,
            UnitPlace::Bracket => form == Form::Bracket,
            UnitPlace::Line => form == Form::Line,
            UnitPlace::Edge => self.unit.is_at_edge && self.begins && form != Form::Bracket,
            UnitPlace::EdgeLine => self.unit.is_at_edge && form == Form::Line,
            UnitPlace::First => self.is_first && form != Form::Bracket,
        }
    }
}
