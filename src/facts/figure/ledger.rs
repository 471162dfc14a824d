//! The ledger of a document lists all of its figures, each with the result of its checks: confirmed
//! by another figure, contradicted, or not compared.
//!
//! Auditors tick off each figure that they have checked. A figure without a tick was not compared
//! with any other, so the absence of a finding does not mean that it is right.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::figure::quantities::Quantity;
use crate::facts::figure::relations::Relation;
use crate::facts::figure::relations::reading::FigureReading;
use crate::text::numeral::is_numeral;
use crate::text::span::Span;

/// Readings that do not confirm a figure even if they hold: that a share is below 100 % compares it
/// with no other figure of the text, and row numbers are not figures.
const PROVE_NOTHING: [FigureReading; 3] =
    [FigureReading::Limit, FigureReading::Fall, FigureReading::TableSerial];
/// Maximum number of figures of a relation, and of relations of a figure, that are searched for a
/// relation with a formula for the same figures. It bounds the time.
const MAX_COMPARED: usize = 8;
/// Maximum number of levels of nested tables.
const MAX_NESTED: usize = 4;

/// Result of the checks of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tick {
    /// The figure is the stated figure of a wrong relation, or one of its operands and no other
    /// relation confirms it.
    Wrong,
    /// The figure is part of a relation that holds, and not the stated figure of a wrong one.
    Holds,
    /// No other figure was found to compare the figure with.
    Open,
}

/// A figure of a document, with the result of its checks.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Span of the figure with its unit.
    pub span: Span,
    /// Result of its checks.
    pub tick: Tick,
}

/// A sentence or a table with figures.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Span of the sentence or the table.
    pub span: Span,
    /// Index in [`Facts::tables`] if the passage is a table.
    pub table: Option<usize>,
    /// Figures of the passage, in text order.
    pub entries: Vec<Entry>,
    /// Indices in [`Ledger::relations`] of the relations whose stated figure is in the passage.
    pub relations: Vec<usize>,
}

/// All figures of a document, with the relations that were checked.
#[derive(Debug)]
pub struct Ledger<'f, 'd> {
    /// Sentences and tables with figures, in order.
    pub passages: Vec<Passage>,
    /// Relations in the order of their stated figures. Figures that were compared in several ways
    /// have only one relation.
    pub relations: Vec<&'f Relation<'d>>,
}

/// Numbers of relations and figures in a ledger, by result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Number of relations that hold.
    pub holding: usize,
    /// Number of relations that are wrong.
    pub wrong: usize,
    /// Number of figures that are part of a relation.
    pub judged: usize,
    /// Number of figures that are not part of any relation.
    pub open: usize,
}

impl Counts {
    /// Number of all relations that were checked.
    pub const fn relations(&self) -> usize {
        self.holding + self.wrong
    }

    /// Number of all figures.
    pub const fn figures(&self) -> usize {
        self.judged + self.open
    }

    /// Sum of the counts of two documents.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            holding: self.holding + other.holding,
            wrong: self.wrong + other.wrong,
            judged: self.judged + other.judged,
            open: self.open + other.open,
        }
    }
}

impl Ledger<'_, '_> {
    /// Counts the relations and figures of this ledger by result.
    pub fn counts(&self) -> Counts {
        let entries = || self.passages.iter().flat_map(|passage| &passage.entries);
        let open = entries().filter(|entry| entry.tick == Tick::Open).count();
        Counts { judged: entries().count() - open, open, ..of_relations(&self.relations) }
    }
}

/// Counts relations and their figures by result.
fn of_relations(relations: &[&Relation<'_>]) -> Counts {
    let wrong = relations.iter().filter(|relation| relation.is_wrong()).count();
    Counts { holding: relations.len() - wrong, wrong, ..Counts::default() }
}

impl<'d> Facts<'d> {
    /// All figures of the document, each with the result of its checks. Dates, ordinals, figures
    /// without a unit outside tables, and small numbers in words, which are mostly names (一批, "a
    /// batch"), are listed only if a relation contains them.
    pub fn ledger(&self) -> Ledger<'_, 'd> {
        let relations = self.judged_relations();
        let ticks = ticks(&relations);
        let figures = self.figures(&relations, &ticks);
        let passages = self.passages_of(&figures, &ticks);
        let mut ledger = Ledger { passages, relations };
        ledger.place();
        ledger
    }

    /// Numbers of relations and figures by result, without building the passages of a ledger.
    pub fn ledger_counts(&self) -> Counts {
        let relations = self.judged_relations();
        let ticks = ticks(&relations);
        let figures = self.figures(&relations, &ticks);
        let judged = figures.iter().filter(|figure| ticks.contains_key(&key(**figure))).count();
        Counts { judged, open: figures.len() - judged, ..of_relations(&relations) }
    }

    /// Spans of all figures, in text order.
    fn figures(&self, relations: &[&Relation<'d>], ticks: &FxHashMap<u32, Tick>) -> Vec<Span> {
        let is_figure =
            |quantity: &&Quantity<'_>| ticks.contains_key(&key(quantity.span)) || self.is_counted(quantity);
        let told = self.quantities().iter().filter(is_figure).map(|quantity| quantity.span);
        let in_tables =
            self.sheets().iter().flat_map(|(_, sheet)| sheet.figures()).map(|figure| figure.quantity.span);
        let operands =
            relations.iter().flat_map(|relation| &relation.operands).map(|operand| operand.quantity.span);
        let stated = relations.iter().map(|relation| relation.stated.span);
        // Of two figures that begin at the same byte, the first is kept: the one of the text.
        let mut figures: Vec<Span> = told.chain(in_tables).chain(operands).chain(stated).collect();
        figures.sort_by_key(|figure| figure.start());
        figures.dedup_by_key(|figure| figure.start());
        if self.doc.blocks().iter().any(|block| block.kind == BlockKind::Hidden) {
            figures.retain(|figure| !self.is_hidden(*figure));
        }
        figures
    }

    /// Relations that hold or are wrong, in the order of their stated figures. If several relations
    /// have the same figures, only one of them is returned, preferably one that holds. A relation
    /// without a formula is left out if it holds and a relation with a formula contains all of its
    /// figures.
    fn judged_relations(&self) -> Vec<&Relation<'d>> {
        let is_judged = |relation: &&Relation<'_>| {
            relation.is_wrong() || relation.holds && !PROVE_NOTHING.contains(&relation.reading)
        };
        let judged = self.relations().iter().filter(is_judged);
        let mut judged: Vec<&Relation<'d>> =
            judged.filter(|relation| !self.is_hidden(relation.stated.span)).collect();
        judged.sort_by_key(|relation| (relation.stated.span, !relation.holds, relation.formula.is_empty()));
        let mut figures = FigureSets::default();
        judged.retain(|relation| figures.insert(&starts(relation)));
        // A relation without a formula (two values that rose as their verb says, a part below its
        // whole) proves nothing if the growth or share of the same figures was computed, even less
        // if that is wrong.
        let mut reckoned: Vec<(u32, usize)> = Vec::new();
        for (number, _) in judged.iter().enumerate().filter(|(_, relation)| !relation.formula.is_empty()) {
            reckoned.extend(figures.get(number).iter().take(MAX_COMPARED).map(|start| (*start, number)));
        }
        reckoned.sort_unstable();
        let mut numbers = 0..judged.len();
        judged.retain(|relation| {
            let own = numbers.next().map_or(&[][..], |number| figures.get(number));
            let first = own.first().copied().unwrap_or_default();
            let others = &reckoned[reckoned.partition_point(|(start, _)| *start < first)..];
            let mut others = others.iter().take_while(|(start, _)| *start == first).take(MAX_COMPARED);
            let is_within = |other: &[u32]| own.iter().all(|start| other.contains(start));
            !relation.formula.is_empty()
                || !relation.holds
                || !others.any(|(_, other)| is_within(figures.get(*other)))
        });
        judged
    }

    /// True for a figure that a relation could contain, so that the ledger lists it even if no
    /// relation does: it has a unit, is not a part of a date, and is not a single Chinese numeral
    /// (一批, "a batch").
    fn is_counted(&self, quantity: &Quantity<'_>) -> bool {
        let text = self.doc.text();
        let written = quantity.of(text);
        let is_name = || {
            let mut numerals = written.chars().map(is_numeral);
            numerals.next() == Some(true) && numerals.next() != Some(true)
        };
        !quantity.unit.is_empty() && !is_name() && !quantity.is_calendar(text)
    }

    fn is_hidden(&self, span: Span) -> bool {
        let block = self.doc.blocks().get(self.doc.block_at(span.start()));
        block.is_some_and(|block| block.kind == BlockKind::Hidden)
    }

    /// Groups the figures by the sentence or table that contains them.
    fn passages_of(&self, figures: &[Span], ticks: &FxHashMap<u32, Tick>) -> Vec<Passage> {
        let tables = self.places_of_sheets();
        let mut passages: Vec<Passage> = Vec::new();
        for &span in figures {
            let entry = Entry { span, tick: ticks.get(&key(span)).copied().unwrap_or(Tick::Open) };
            if let Some(last) = passages.last_mut().filter(|last| last.span.contains(span)) {
                last.entries.push(entry);
                continue;
            }
            let after = tables.partition_point(|(place, _)| place.start() <= span.start());
            let around = tables[after.saturating_sub(MAX_NESTED)..after].iter().rev();
            let table = around.copied().find(|(place, _)| place.contains(span));
            let place = table.map(|(place, _)| place).or_else(|| self.sentences().at(span.start()));
            passages.push(Passage {
                span: place.unwrap_or(span),
                table: table.map(|(_, table)| table),
                entries: vec![entry],
                relations: Vec::new(),
            });
        }
        passages
    }

    /// Spans of the tables that are read as figures, each with the index of its table, in text
    /// order.
    fn places_of_sheets(&self) -> Vec<(Span, usize)> {
        let place = |table: usize| self.tables()[table].place().map(|place| (place, table));
        let mut places: Vec<(Span, usize)> =
            self.sheets().iter().filter_map(|(table, _)| place(*table)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl<'f, 'd> Ledger<'f, 'd> {
    /// Relations that contain a figure as stated figure or operand.
    pub fn relations_of(&self, figure: Entry) -> impl Iterator<Item = &'f Relation<'d>> {
        let start = figure.span.start();
        let has = move |relation: &&&Relation<'_>| {
            let operands = relation.operands.iter().map(|operand| operand.quantity);
            operands.chain([relation.stated]).any(|quantity| quantity.span.start() == start)
        };
        self.relations.iter().filter(has).copied()
    }

    /// Assigns each relation to the passage that contains its stated figure.
    fn place(&mut self) {
        let mut of_figure: FxHashMap<usize, usize> = FxHashMap::default();
        for (at, passage) in self.passages.iter().enumerate() {
            of_figure.extend(passage.entries.iter().map(|entry| (entry.span.start(), at)));
        }
        for (number, relation) in self.relations.iter().enumerate() {
            if let Some(&at) = of_figure.get(&relation.stated.span.start()) {
                self.passages[at].relations.push(number);
            }
        }
    }
}

/// Collection of sets of figures, in which each set is stored once. A figure is represented by its
/// position. The positions of all sets are in one list, because a report of a hundred megabytes has
/// as many sets as relations.
#[derive(Default)]
struct FigureSets {
    starts: Vec<u32>,
    /// End of each set in the list `starts`.
    ends: Vec<u32>,
    /// Indices of the sets, by the hash of their figures.
    known: HashTable<u32>,
}

impl FigureSets {
    /// Adds a set of figures; returns false if it was already added.
    fn insert(&mut self, set: &[usize]) -> bool {
        let from = self.starts.len();
        self.starts.extend(set.iter().map(|start| *start as u32));
        let Self { starts, ends, known } = self;
        let get = |number: u32| nth_set(starts, ends, number as usize);
        let hash = |set: &[u32]| FxBuildHasher.hash_one(set);
        let set = &starts[from..];
        let hash_of = hash(set);
        let is_new = known.find(hash_of, |number| get(*number) == set).is_none();
        if is_new {
            known.insert_unique(hash_of, ends.len() as u32, |number| hash(get(*number)));
            ends.push(starts.len() as u32);
        } else {
            starts.truncate(from);
        }
        is_new
    }

    /// Figures of the set with this index.
    fn get(&self, number: usize) -> &[u32] {
        nth_set(&self.starts, &self.ends, number)
    }
}

/// Figures of the set with the index `number`. `starts` contains the figures of all sets, `ends`
/// the end of each set in it.
fn nth_set<'s>(starts: &'s [u32], ends: &[u32], number: usize) -> &'s [u32] {
    let from = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &starts[from..ends[number] as usize]
}

/// Positions of the figures of a relation, in ascending order.
fn starts(relation: &Relation<'_>) -> Vec<usize> {
    let operands = relation.operands.iter().map(|operand| operand.quantity.span.start());
    let mut starts: Vec<usize> = operands.chain([relation.stated.span.start()]).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Key under which the result of a figure is stored: the byte at which the figure begins.
fn key(figure: Span) -> u32 {
    figure.start() as u32
}

/// Results for the figures of all relations, by their positions. The stated figure of a wrong
/// relation is wrong even if another relation holds. The other figures of a wrong relation are
/// wrong too, unless another relation confirms them.
fn ticks(relations: &[&Relation<'_>]) -> FxHashMap<u32, Tick> {
    let mut ticks: FxHashMap<u32, Tick> = FxHashMap::default();
    for relation in relations.iter().filter(|relation| relation.holds) {
        ticks.extend(starts(relation).into_iter().map(|start| (start as u32, Tick::Holds)));
    }
    for relation in relations.iter().filter(|relation| !relation.holds) {
        for start in starts(relation) {
            ticks.entry(start as u32).or_insert(Tick::Wrong);
        }
        ticks.insert(key(relation.stated.span), Tick::Wrong);
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::FigureSets;
    use crate::document::source::Source;
    use crate::facts::Facts;
    use crate::facts::lexicon::LexiconBuilder;
    use crate::facts::vocabulary::Vocabulary;
    use crate::readers;

    #[test]
    fn a_verb_proves_nothing_beside_the_rate_of_the_same_figures() {
        let holding = |text: &str| {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let (lexicon, vocabulary) = (LexiconBuilder::default().build(), Vocabulary::default());
            Facts::new(&doc, &lexicon, &vocabulary).ledger_counts().holding
        };
        assert_eq!(holding("投诉由80件下降到60件。"), 1);
        assert_eq!(holding("投诉由80件下降到60件，下降25%。"), 1);
    }

    #[test]
    fn each_set_of_figures_is_kept_once() {
        let mut figures = FigureSets::default();
        let sets: Vec<Vec<usize>> =
            (0..500).map(|at| (0..=at % 5).map(|step| at / 5 + step * 7).collect()).collect();
        assert!(sets.iter().all(|set| figures.insert(set)));
        assert!(sets.iter().all(|set| !figures.insert(set)));
        for (number, set) in sets.iter().enumerate() {
            assert!(figures.get(number).iter().map(|start| *start as usize).eq(set.iter().copied()));
        }
    }
}
