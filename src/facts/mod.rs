//! L2: what a document says, parsed once and read by every check. Facts know nothing of rules.
//!
//! One pass of the lexer makes tokens, one of the lexicon finds words; all other facts are put together from these, each
//! when first asked for.

pub mod attachments;
pub mod blanks;
pub mod blocks;
pub mod calendar;
pub mod captions;
pub mod changes;
pub mod contents;
pub mod counts;
pub mod dates;
pub mod figures;
pub mod lexicon;
pub mod lists;
pub mod lunar_days;
pub mod marks;
pub mod masks;
pub mod mentions;
pub mod names;
pub mod outline;
pub mod own_date;
pub mod passages;
pub mod pieces;
pub mod quantities;
pub mod repeats;
pub mod sentences;
pub mod series;
pub mod sketch;
pub mod tables;
pub mod terms;
pub mod times;
pub mod title;
pub mod tokens;
pub mod vocabulary;

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::facts::attachments::Attachments;
use crate::facts::blanks::Blank;
use crate::facts::captions::Caption;
use crate::facts::changes::Change;
use crate::facts::contents::Contents;
use crate::facts::counts::Count;
use crate::facts::dates::DateMention;
use crate::facts::figures::Figures;
use crate::facts::lexicon::{Lexicon, LiteralId, Occurrences};
use crate::facts::lunar_days::LunarMention;
use crate::facts::marks::Mark;
use crate::facts::masks::Mask;
use crate::facts::mentions::Mentions;
use crate::facts::outline::Entry;
use crate::facts::own_date::OwnDate;
use crate::facts::passages::Passage;
use crate::facts::pieces::Piece;
use crate::facts::quantities::Quantity;
use crate::facts::repeats::Repeat;
use crate::facts::sentences::Sentences;
use crate::facts::series::{Series, Siblings};
use crate::facts::sketch::Sketch;
use crate::facts::tables::Table;
use crate::facts::times::TimeMention;
use crate::facts::tokens::Tokens;
use crate::facts::vocabulary::Vocabulary;
use crate::text::chars::is_blank;
use crate::text::fingerprint::{Fingerprint, winnow};
use crate::text::span::Span;

/// All facts of one document, each computed at most once.
pub struct Facts<'d> {
    doc: &'d Document,
    lexicon: &'d Lexicon,
    vocabulary: &'d Vocabulary,
    allowed: OnceCell<Vec<Span>>,
    tokens: OnceCell<Tokens>,
    occurrences: OnceCell<Occurrences>,
    sentences: OnceCell<Sentences>,
    contents: OnceCell<Contents>,
    pieces: OnceCell<Vec<Piece>>,
    marks: OnceCell<Vec<Mark>>,
    series: OnceCell<Vec<Series>>,
    begun_late: OnceCell<FxHashSet<Siblings>>,
    places: OnceCell<Vec<Option<(u32, u32)>>>,
    outline: OnceCell<Vec<Entry>>,
    mentions: OnceCell<Mentions>,
    masks: OnceCell<Vec<Mask>>,
    blanks: OnceCell<Vec<Blank>>,
    dates: OnceCell<Vec<DateMention>>,
    own_dates: OnceCell<Vec<OwnDate>>,
    times: OnceCell<Vec<TimeMention>>,
    lunar_days: OnceCell<Vec<LunarMention>>,
    quantities: OnceCell<Vec<Quantity>>,
    fingerprints: OnceCell<Vec<Fingerprint>>,
    repeats: OnceCell<Vec<Repeat>>,
    passages: OnceCell<Vec<Passage>>,
    tables: OnceCell<Vec<Table>>,
    figures: OnceCell<Vec<Figures>>,
    changes: OnceCell<Vec<Change>>,
    counts: OnceCell<Vec<Count>>,
    attachments: OnceCell<Attachments>,
    captions: OnceCell<Vec<Caption>>,
}

impl<'d> Facts<'d> {
    /// Nothing is computed yet; `lexicon` holds the words that the checks will ask for, `vocabulary` those of the user.
    pub fn new(doc: &'d Document, lexicon: &'d Lexicon, vocabulary: &'d Vocabulary) -> Self {
        Self {
            doc,
            lexicon,
            vocabulary,
            allowed: OnceCell::new(),
            tokens: OnceCell::new(),
            occurrences: OnceCell::new(),
            sentences: OnceCell::new(),
            contents: OnceCell::new(),
            pieces: OnceCell::new(),
            marks: OnceCell::new(),
            series: OnceCell::new(),
            begun_late: OnceCell::new(),
            places: OnceCell::new(),
            outline: OnceCell::new(),
            mentions: OnceCell::new(),
            masks: OnceCell::new(),
            blanks: OnceCell::new(),
            dates: OnceCell::new(),
            own_dates: OnceCell::new(),
            times: OnceCell::new(),
            lunar_days: OnceCell::new(),
            quantities: OnceCell::new(),
            fingerprints: OnceCell::new(),
            repeats: OnceCell::new(),
            passages: OnceCell::new(),
            tables: OnceCell::new(),
            figures: OnceCell::new(),
            changes: OnceCell::new(),
            counts: OnceCell::new(),
            attachments: OnceCell::new(),
            captions: OnceCell::new(),
        }
    }

    /// Numbers, numerals, possible masks, words and punctuation, block by block.
    pub fn tokens(&self) -> &Tokens {
        self.tokens.get_or_init(|| Tokens::lex(self.doc))
    }

    /// Where a word of the lexicon stands, in order.
    pub fn occurrences(&self, literal: LiteralId) -> &[Span] {
        self.occurrences.get_or_init(|| self.lexicon.find(self.doc)).of(literal)
    }

    /// Computes what nearly every rule asks for, so that none of them is charged with it.
    pub fn find_words(&self) {
        self.occurrences.get_or_init(|| self.lexicon.find(self.doc));
        self.sentences();
    }

    /// Sentences, ended by 。！？ or the end of a block.
    pub fn sentences(&self) -> &Sentences {
        self.sentences.get_or_init(|| Sentences::split(self.doc, self.tokens()))
    }

    /// The title.
    pub fn title(&self) -> Option<Span> {
        title::find(self.doc)
    }

    /// Tables of contents and what they list.
    pub fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| contents::find(self.doc))
    }

    /// Speeches bound into one file, attachments and other parts that number for themselves.
    pub fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| pieces::find(self.doc, self.contents()))
    }

    /// Item marks: 一、 （一） 1. （1） ① 第一， 一是 首先， …
    pub fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| marks::find(self.doc, self.tokens()))
    }

    /// Runs of marks that belong together, as understood by the scope model.
    pub fn series(&self) -> &[Series] {
        self.series.get_or_init(|| series::build(self.doc, self.marks(), self.pieces()))
    }

    /// True where this series, or one beside it, does not begin with 1.
    pub fn begins_late(&self, series: &Series) -> bool {
        let late = self.begun_late.get_or_init(|| series::begun_late(self.series()));
        late.contains(&series.siblings())
    }

    /// The series that the mark with this index is a member of, and its place among the members.
    pub fn place_of(&self, mark: usize) -> Option<(&Series, usize)> {
        let (series, at) = self.places()[mark]?;
        Some((&self.series()[series as usize], at as usize))
    }

    fn places(&self) -> &[Option<(u32, u32)>] {
        self.places.get_or_init(|| series::places(self.series(), self.marks().len()))
    }

    /// Numbers that stand for items without being their marks: 见第四部分, 以上四点, 目录.
    pub fn mentions(&self) -> &Mentions {
        let place_of = |mark| self.place_of(mark);
        self.mentions.get_or_init(|| mentions::find(self.doc, self.marks(), self.counts(), place_of))
    }

    /// Parts, headings and items, each under what holds it.
    pub fn outline(&self) -> &[Entry] {
        self.outline.get_or_init(|| outline::build(&self.outline_parts()))
    }

    /// For each series, the mark of the item it stands under.
    pub fn holders(&self) -> Vec<Option<usize>> {
        outline::holders(&self.outline_parts())
    }

    fn outline_parts(&self) -> outline::Parts<'_> {
        outline::Parts {
            doc: self.doc,
            tokens: self.tokens(),
            sentences: self.sentences(),
            marks: self.marks(),
            series: self.series(),
            places: self.places(),
            pieces: self.pieces(),
        }
    }

    /// True where `span` touches a form of words that the user allows: `X企业` in a case study.
    pub fn is_allowed(&self, span: Span) -> bool {
        let allowed = self.allowed.get_or_init(|| self.vocabulary.allowed_in(self.doc));
        allowed.iter().any(|allowed| allowed.overlaps(span))
    }

    /// Runs of `X`, `×`, `*` …, and the user's own words for them, that stand for something not filled in.
    pub fn masks(&self) -> &[Mask] {
        self.masks.get_or_init(|| {
            let mut masks = masks::find(self.doc, self.tokens());
            masks.extend(self.vocabulary.masks_in(self.doc));
            masks.retain(|mask| !self.is_allowed(mask.span));
            masks.sort_by_key(|mask| mask.span);
            masks.dedup_by(|second, first| first.span.overlaps(second.span));
            masks
        })
    }

    /// True where a fixed term with a number (八项规定) begins at `byte`.
    pub fn is_term(&self, byte: usize) -> bool {
        terms::begins(&self.doc.text()[byte..], &self.vocabulary.terms)
    }

    /// Masks as a reader counts them: dates, document numbers and lists are one each.
    pub fn blanks(&self) -> &[Blank] {
        self.blanks.get_or_init(|| blanks::find(self.doc, self.masks(), self.dates()))
    }

    /// Dates with their parts, known or masked.
    pub fn dates(&self) -> &[DateMention] {
        self.dates.get_or_init(|| dates::find(self.doc, self.tokens()))
    }

    /// The date that ends at `byte`, blanks passed over.
    pub fn date_before(&self, byte: usize) -> Option<&DateMention> {
        let end = self.doc.text()[..byte].trim_end_matches(is_blank).len();
        let next = self.dates().partition_point(|date| date.span.end <= byte);
        self.dates()[..next].last().filter(|date| date.span.end == end)
    }

    /// The date that begins at `byte`, blanks passed over.
    pub fn date_behind(&self, byte: usize) -> Option<&DateMention> {
        let rest = &self.doc.text()[byte..];
        let start = byte + (rest.len() - rest.trim_start_matches(is_blank).len());
        let next = self.dates().partition_point(|date| date.span.start < start);
        self.dates().get(next).filter(|date| date.span.start == start)
    }

    /// Numbers with their units.
    pub fn quantities(&self) -> &[Quantity] {
        self.quantities.get_or_init(|| quantities::find(self.doc, self.tokens()))
    }

    /// Fingerprints of the running text, without cells of tables and contents.
    pub fn fingerprints(&self) -> &[Fingerprint] {
        self.fingerprints.get_or_init(|| {
            let contents = self.contents();
            let blocks = self.doc.blocks().iter().enumerate();
            let read = blocks.filter(|(index, block)| block.kind.is_running() && !contents.holds(*index));
            winnow(self.doc.text(), read.map(|(_, block)| block.span))
        })
    }

    /// What the document is compared with others by, when all else is done.
    pub fn into_sketch(self) -> Sketch {
        self.fingerprints();
        Sketch::new(self.doc, self.fingerprints.into_inner().unwrap_or_default())
    }

    /// Where the text stands twice, whatever it is.
    pub fn repeats(&self) -> &[Repeat] {
        self.repeats.get_or_init(|| repeats::find(self.doc.text(), self.fingerprints()))
    }

    /// Paragraphs and sentences that stand twice, and lines that anticipate the text.
    pub fn passages(&self) -> &[Passage] {
        self.passages.get_or_init(|| {
            let parts = passages::Parts {
                doc: self.doc,
                sentences: self.sentences(),
                marks: self.marks(),
                pieces: self.pieces(),
            };
            passages::find(&parts, self.repeats())
        })
    }

    /// The note that lists attachments, and the attachments.
    pub fn attachments(&self) -> &Attachments {
        self.attachments.get_or_init(|| attachments::find(self.doc, self.marks(), self.pieces()))
    }

    /// Captions of figures and tables, without those that contents list.
    pub fn captions(&self) -> &[Caption] {
        self.captions.get_or_init(|| {
            let mut captions = captions::find(self.doc);
            let is_listed = |caption: &Caption| self.contents().holds(self.doc.block_at(caption.span.start));
            captions.retain(|caption| !is_listed(caption));
            captions
        })
    }

    /// Tables without empty cells.
    pub fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| tables::find(self.doc))
    }

    /// Sentences with figures that can be reckoned with.
    pub fn figures(&self) -> &[Figures] {
        self.figures.get_or_init(|| figures::find(self.doc, self.sentences(), self.quantities()))
    }

    /// Values that became others: 由a增至b，增长p%.
    pub fn changes(&self) -> &[Change] {
        self.changes.get_or_init(|| changes::find(self.doc, self.figures()))
    }

    /// Whole numbers of something: 三点意见.
    pub fn counts(&self) -> &[Count] {
        self.counts.get_or_init(|| counts::find(self.doc, self.tokens()))
    }

    /// The dates the document gives itself, in its front matter, at its end or under its title; the first is its own.
    pub fn own_dates(&self) -> &[OwnDate] {
        self.own_dates.get_or_init(|| own_date::find(self.doc, self.dates()))
    }

    /// Times of day.
    pub fn times(&self) -> &[TimeMention] {
        self.times.get_or_init(|| times::find(self.doc, self.tokens(), self.dates()))
    }

    /// Days of the lunar calendar.
    pub fn lunar_days(&self) -> &[LunarMention] {
        self.lunar_days.get_or_init(|| lunar_days::find(self.doc, self.tokens()))
    }
}
