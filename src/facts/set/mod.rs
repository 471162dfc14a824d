//! What a paper says that other papers of its set may say too, in a form in which it can be compared when its facts are gone.

pub mod annexes;
mod cells;
pub mod deadlines;
mod entities;
pub mod figures;
mod names;
pub mod occasion;
pub mod parts;
pub mod persons;
pub mod place;
pub mod scope;
pub mod statement;
pub mod titles;
pub mod venues;
pub mod wording;

use crate::facts::Facts;
use crate::facts::set::annexes::Annexes;
use crate::facts::set::cells::Cells;
use crate::facts::set::deadlines::SaidDate;
use crate::facts::set::figures::SaidFigure;
use crate::facts::set::occasion::Occasion;
use crate::facts::set::parts::Parts;
use crate::facts::set::persons::Person;
use crate::facts::set::titles::Name;
use crate::facts::set::venues::SaidVenue;
use crate::facts::set::wording::{Pair, Wording};
use crate::text::chars::is_stop;
use crate::text::span::Span;

/// What a paper says that others may say too.
#[derive(Clone, Debug, Default)]
pub struct Sayings {
    /// The year that it is of.
    pub year: Option<u32>,
    /// Figures with what they measure, in order.
    pub figures: Vec<SaidFigure>,
    /// Places and organisations below the one that it is of, by their first two characters.
    pub entities: Vec<Pair>,
    /// Those of the lines at its head.
    pub own_entities: Vec<Pair>,
    /// Days and months of what is done, in order.
    pub dates: Vec<SaidDate>,
    /// Where something is held, in order.
    pub venues: Vec<SaidVenue>,
    /// The meeting that it is of, and what it says of meetings.
    pub occasion: Occasion,
    /// Its annexes.
    pub annexes: Annexes,
    /// Points of speeches, and honours.
    pub parts: Parts,
    /// Persons with their posts.
    pub persons: Vec<Person>,
    /// Where names of persons stand in tables and lists, with a post or without.
    pub mentions: Vec<Span>,
    /// Where three characters stand that may be the name of a person by what is before and behind them.
    pub likely_names: Vec<Span>,
    /// Titles and names of organisations.
    pub names: Vec<Name>,
}

impl Facts<'_> {
    /// What the paper says that others of its set may say too.
    pub fn sayings(&self) -> Sayings {
        let year = scope::year_of(self);
        let cells = Cells::new(self);
        let mut sayings = Sayings {
            year,
            figures: figures::find(self, year, &cells),
            entities: entities::find(self, &cells),
            own_entities: head(self)
                .flat_map(|line| Wording::new(&[line.of(self.doc.text())], &[]).own().to_vec())
                .collect(),
            dates: deadlines::find(self, &cells),
            venues: venues::find(self),
            occasion: occasion::find(self),
            annexes: annexes::find(self),
            parts: parts::find(self),
            persons: persons::find(self),
            mentions: names::mentions(self),
            likely_names: names::likely(self),
            names: titles::find(self),
        };
        sayings.shrink();
        sayings
    }
}

impl Sayings {
    /// Gives back room that lists took in advance: those of all papers are kept until the last was read.
    fn shrink(&mut self) {
        self.figures.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.venues.shrink_to_fit();
        self.persons.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.likely_names.shrink_to_fit();
        self.names.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.own_entities.shrink_to_fit();
    }
}

/// Longest line of a title, in bytes.
const MAX_TITLE: usize = 180;
/// Lines at the top in which a title and its subtitle stand: ——在全县水利工作会议上的报告.
const TITLE_LINES: usize = 4;

/// The lines at the top that may be the title or its subtitle.
pub(super) fn head<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = Span> + 'f {
    let lines = facts.doc.blocks().iter().filter(|block| block.kind.is_running());
    let text = facts.doc.text();
    let is_title = move |span: &Span| span.len() <= MAX_TITLE && !span.of(text).ends_with(is_stop);
    lines.take(TITLE_LINES).map(|block| block.span).filter(is_title)
}
