//! L2: facts of a document, each parsed once and read by every check. Facts do not depend on rules.
//!
//! One pass (`skim`) reads the tokens and finds words and signs. All other facts are computed from
//! these when first requested. The modules directly in this folder are the base.
//! Each subfolder is a subject; the subjects may read each other only in this order: `date`,
//! `figure`, `placeholder`, `leftover`, `numbering`, `count`, `duplicate`, `naming`, `previous`,
//! `set`.
//!
//! To add a fact, add a file that computes it and its accessor on [`Facts`], and a cell in `Cells`.

pub mod blocks;
pub mod count;
pub mod date;
pub mod duplicate;
pub mod events;
pub mod figure;
pub mod inventory;
pub mod junctions;
pub mod kind;
pub mod leftover;
pub mod lexicon;
pub mod lists;
pub mod naming;
pub mod numbering;
pub mod placeholder;
pub mod previous;
pub mod rare;
pub mod sentences;
pub mod set;
pub mod skim;
pub mod tables;
pub mod title;
pub mod tokens;
pub mod vocabulary;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::facts::lexicon::Lexicon;
use crate::facts::vocabulary::Vocabulary;
use crate::text::fingerprint::Letters;
use crate::text::span::Span;
use crate::words::Words;

/// Number of bytes from which on a text counts as long: 8 MiB.
const LONG: usize = 8 << 20;

/// True if a text is so long that its facts do not all fit into memory at the same time.
pub fn is_long(text: &str) -> bool {
    text.len() >= LONG
}

/// All facts of one document, each computed at most once.
pub struct Facts<'d> {
    doc: &'d Document,
    lexicon: &'d Lexicon,
    vocabulary: &'d Vocabulary,
    cells: Cells<'d>,
}

impl<'d> Facts<'d> {
    /// Creates the facts without computing any. `lexicon` holds the words that the checks look up,
    /// `vocabulary` those of the user.
    pub fn new(doc: &'d Document, lexicon: &'d Lexicon, vocabulary: &'d Vocabulary) -> Self {
        Self { doc, lexicon, vocabulary, cells: Cells::default() }
    }

    /// Classes of words, including the words that the user added.
    pub fn words(&self) -> &'d Words {
        &self.vocabulary.words
    }

    /// Computes the facts that nearly every rule reads. Called before the rules are timed, so that
    /// the first rule is not charged for them.
    pub fn find_words(&self) {
        self.skim();
        self.sentences();
    }
}

/// The facts computed so far, one cell for each. A cell is filled by the accessor of its fact,
/// which is in the file of the fact.
#[derive(Default)]
struct Cells<'d> {
    abbreviations: OnceCell<Vec<naming::abbreviations::Abbreviation>>,
    allowed: OnceCell<Vec<Span>>,
    attachments: OnceCell<numbering::attachments::Attachments>,
    begun_late: OnceCell<FxHashSet<numbering::series::Siblings>>,
    blanks: OnceCell<Vec<placeholder::blanks::Blank>>,
    captions: OnceCell<Vec<numbering::captions::Caption>>,
    changes: OnceCell<Vec<figure::changes::Change<'d>>>,
    claims: OnceCell<Vec<count::claims::Claim>>,
    contents: OnceCell<numbering::contents::Contents>,
    counts: OnceCell<Vec<count::counts::Count>>,
    date_ranges: OnceCell<Vec<date::ranges::DateRange>>,
    date_relations: OnceCell<Vec<date::relations::Relation>>,
    dates: OnceCell<Vec<date::dates::DateMention>>,
    debris: OnceCell<Vec<placeholder::debris::Debris>>,
    fields: OnceCell<Vec<placeholder::fields::Field>>,
    gaps: OnceCell<Vec<placeholder::gaps::Gap>>,
    clocks: OnceCell<Vec<date::times::Clock>>,
    hour_ranges: OnceCell<Vec<date::hours::HourRange>>,
    kind: OnceCell<Option<kind::DocumentKind>>,
    letters: OnceCell<Letters>,
    lengths: OnceCell<Vec<date::lengths::LengthMention>>,
    list_items: OnceCell<Vec<lists::KnownItem>>,
    lunar_days: OnceCell<Vec<date::lunar_days::LunarMention>>,
    marks: OnceCell<Vec<numbering::marks::Mark>>,
    masks: OnceCell<Vec<placeholder::masks::Mask>>,
    measures: OnceCell<figure::measures::Measured<'d>>,
    mentions: OnceCell<count::mentions::Mentions>,
    misspelt_titles: OnceCell<Vec<naming::spelling::Misspelling>>,
    notes: OnceCell<Vec<Span>>,
    outline: OnceCell<Vec<numbering::outline::Entry>>,
    own_dates: OnceCell<Vec<date::own_date::OwnDate>>,
    passages: OnceCell<Vec<duplicate::passages::Passage>>,
    pasted_signs: OnceCell<Vec<Span>>,
    references: OnceCell<Vec<numbering::references::Reference>>,
    pieces: OnceCell<Vec<numbering::pieces::Piece>>,
    places: OnceCell<Vec<Option<(u32, u32)>>>,
    quantities: OnceCell<Vec<figure::quantities::Quantity<'d>>>,
    relations: OnceCell<Vec<figure::relations::Relation<'d>>>,
    repeats: OnceCell<Vec<duplicate::repeats::Repeat>>,
    resolved_dates: OnceCell<Vec<date::resolved::Resolved>>,
    short_lines: OnceCell<Vec<leftover::units::ShortLine>>,
    sentences: OnceCell<sentences::Sentences>,
    skim: OnceCell<skim::Skim>,
    series: OnceCell<Vec<numbering::series::Series>>,
    speaks_of_programs: OnceCell<bool>,
    sheets: OnceCell<Vec<(usize, figure::sheets::Sheet<'d>)>>,
    table_places: OnceCell<Vec<(Span, usize)>>,
    tables: OnceCell<Vec<tables::Table>>,
    times: OnceCell<Vec<date::times::TimeMention>>,
    values: OnceCell<Vec<Span>>,
    unnamed_places: OnceCell<Vec<Span>>,
}
