//! Sayings: which roles of words make talk beside a document where they come together, in what place, and how much of the
//! words must be known. A text that speaks to the reader of a page or to the person who ordered it, of itself as a text,
//! stands outside of what the document is about; each saying is one way to do so.

use crate::facts::Facts;
use crate::facts::leftover::reading::Score;
use crate::facts::leftover::role::Role;
use crate::facts::leftover::units::{self, Form, HEAD, Unit};

/// Some of these roles, with words of at least this weight.
pub type Need = (&'static [Role], u32);

/// Where a saying is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere.
    Anywhere,
    /// Not in a sentence in the middle of a document.
    Open,
    /// In a bracket, or as a line.
    Apart,
    /// In a bracket.
    Bracket,
    /// As a line.
    Line,
    /// As a line or at the beginning of one, at the head or the foot.
    Edge,
    /// As a line at the head or the foot.
    EdgeLine,
    /// At the beginning of one of the first blocks.
    First,
}

/// One kind of talk.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// What must come together.
    pub needs: &'static [Need],
    /// What must not be there.
    pub never: &'static [Role],
    /// Where it is heard.
    pub place: Place,
    /// Least weight of all words, with that of the place.
    pub weight: u32,
    /// Least share of known words, in percent.
    pub share: usize,
    /// Most characters.
    pub most: usize,
    /// Weight of the words from which it is certain.
    pub certain: u32,
}

impl Saying {
    /// A saying without conditions, to be made narrower.
    pub const ANY: Self = Self {
        needs: &[],
        never: &[],
        place: Place::Anywhere,
        weight: 0,
        share: 85,
        most: usize::MAX,
        certain: u32::MAX,
    };

    /// Whether a unit says this, and if so whether that is certain.
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

/// True if words of these roles weigh as much.
pub fn meets(score: &Score, (roles, least): Need) -> bool {
    match least {
        1 => score.has(roles),
        _ => roles.iter().any(|role| score.weight(*role) >= least),
    }
}

/// What was heard in a unit.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// Its words.
    pub score: Score,
    /// Their weight, with that of the place.
    pub total: u32,
    /// Where it is.
    pub unit: Unit,
    /// True if it begins its block.
    pub begins: bool,
    /// True if its block is one of the first.
    pub is_first: bool,
}

impl Heard {
    /// What a score says in a unit.
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
