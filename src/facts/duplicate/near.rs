//! Text that was pasted and then reworded, too short for fingerprints: the same figures in nearly
//! the same words.
//!
//! Each text is first summarised in a few bits ([`Summary`]). The words of two texts are read only
//! if their bits agree.

use std::collections::VecDeque;

use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::duplicate::clauses;
use crate::facts::duplicate::content::{self, Content};
use crate::facts::duplicate::copied::{Bodies, Copied};
use crate::facts::duplicate::passages::PassageInput;
use crate::text::chars::{Codes, is_han};
use crate::text::span::Span;
use crate::words::{Words, doubled};

/// Number of preceding paragraphs that each paragraph is compared with.
const REACH_PARAGRAPHS: usize = 3;
/// Number of preceding sentences that each sentence is compared with.
const REACH_SENTENCES: usize = 10;
/// Length of a compared sentence, in bytes.
const SENTENCE: std::ops::RangeInclusive<usize> = 36..=600;
/// Length of a compared paragraph, in bytes.
const PARAGRAPH: std::ops::RangeInclusive<usize> = 48..=600;
/// Minimum number of letters of the shorter of two texts, in tenths of the letters of the longer
/// one. If it has fewer, the texts are not compared.
const MIN_LENGTH: u32 = 6;
/// Minimum number of bits of [`Summary::bits`] that two texts have in common, in tenths of the bits
/// of the text with more. With fewer, their words are not compared.
const MIN_BITS: u32 = 7;
/// Factor of the polynomial hash of a text's digits.
const DIGIT: u32 = 31;
/// Maximum number of earlier texts with similar bits whose words are compared with those of a text,
/// to bound the time.
const MAX_READ: usize = 4;

/// Finds paragraphs and sentences that say nearly the same as one shortly before them.
///
/// The summary ([`Summary`]) of a paragraph is joined from those of its sentences, so that its
/// characters are read only once.
pub(super) fn find(facts: &Facts<'_>, input: &PassageInput<'_>) -> Vec<Copied> {
    let words = facts.words();
    let fillers = Fillers::of(words);
    let mut paragraphs = Search::of(input, words, Unit::Paragraph);
    let mut statements = Search::of(input, words, Unit::Sentence);
    let mut bodies = Bodies::of(input);
    let mut sentences = input.sentences.all().iter().copied().enumerate().peekable();
    let mut number = 0;
    for block in input.doc.blocks() {
        let is_paragraph = block.kind == BlockKind::Paragraph;
        let is_compared = is_paragraph && PARAGRAPH.contains(&block.span.len());
        let mut whole = Summary::default();
        while let Some((at, sentence)) = sentences.next_if(|(_, next)| next.start() < block.span.end()) {
            let is_sentence = SENTENCE.contains(&sentence.len()) && input.doc.slice(sentence).ends_with('。');
            if !is_sentence && !is_compared {
                continue;
            }
            let body = bodies.next(sentence);
            let text = input.doc.slice(body);
            let summary = Summary::of(text, &fillers);
            if is_sentence && text.starts_with(is_han) && summary.is_statement {
                statements.take(at, body, summary);
            }
            if is_compared {
                let mark = Span::new(sentence.start(), body.start()).of(input.doc.text());
                whole = whole.join(Summary::of(mark, &fillers)).join(summary);
            }
        }
        if is_compared {
            paragraphs.take(number, block.span, whole);
        }
        number += usize::from(is_paragraph);
    }
    let mut found = paragraphs.found;
    found.append(&mut statements.found);
    clauses::find(facts, input.sentences, &mut found);
    found
}

/// Kind of the texts that are compared with each other: paragraphs or sentences.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Paragraph,
    Sentence,
}

impl Unit {
    fn reach(self) -> usize {
        match self {
            Self::Paragraph => REACH_PARAGRAPHS,
            Self::Sentence => REACH_SENTENCES,
        }
    }
}

/// Summary of a text in a few bits. Two texts with different summaries need not be read again to be
/// compared.
#[derive(Clone, Copy)]
struct Summary {
    letters: u32,
    /// The set of letters, each hashed to one of 128 bits.
    bits: [u64; 2],
    /// Number of bits that are set in `bits`.
    set: u32,
    /// Hash of the digits.
    digits: u32,
    /// Power of [`DIGIT`] with the number of digits as exponent. It is needed to join the digits of
    /// two texts ([`Summary::join`]).
    factor: u32,
    /// False if the text has a quotation, a question, a label or a blank to fill in. Such texts are
    /// not compared.
    is_statement: bool,
}

impl Default for Summary {
    fn default() -> Self {
        Self { letters: 0, bits: [0; 2], set: 0, digits: 0, factor: 1, is_statement: true }
    }
}

impl Summary {
    fn of(text: &str, fillers: &Fillers) -> Self {
        let mut summary = Self::default();
        for (_, _, code) in Codes::of(text) {
            let is_letter = match place(code) {
                Some(place) => !fillers.holds(place),
                None => summary.add_other(code),
            };
            if is_letter {
                summary.letters += 1;
                let bit = code.wrapping_mul(0x9E37_79B1) >> 25;
                summary.bits[bit as usize / 64] |= 1 << (bit % 64);
            }
        }
        summary.set = count(summary.bits);
        summary
    }

    /// Adds a character that is no common Han character. Returns true if it is a rare one, which is
    /// a letter too.
    fn add_other(&mut self, code: u32) -> bool {
        if (u32::from('0')..=u32::from('9')).contains(&code) {
            self.digits = self.digits.wrapping_mul(DIGIT).wrapping_add(code);
            self.factor = self.factor.wrapping_mul(DIGIT);
        }
        self.is_statement &= !is_no_statement(code);
        char::from_u32(code).is_some_and(is_han)
    }

    /// Summary of two consecutive texts, as if they were one text.
    fn join(self, next: Self) -> Self {
        let bits = [self.bits[0] | next.bits[0], self.bits[1] | next.bits[1]];
        Self {
            letters: self.letters + next.letters,
            bits,
            set: count(bits),
            digits: self.digits.wrapping_mul(next.factor).wrapping_add(next.digits),
            factor: self.factor.wrapping_mul(next.factor),
            is_statement: self.is_statement && next.is_statement,
        }
    }

    /// True if the words of two texts must be compared. The tests are in the order of their cost,
    /// because each text has many others before it.
    fn may_restate(&self, other: &Self) -> bool {
        let agree = |one: u32, other: u32, tenths: u32| one.min(other) * 10 >= one.max(other) * tenths;
        let shared = || count([self.bits[0] & other.bits[0], self.bits[1] & other.bits[1]]);
        self.digits == other.digits
            && agree(self.letters, other.letters, MIN_LENGTH)
            && agree(self.set, other.set, MIN_BITS)
            && agree(shared(), self.set.max(other.set), MIN_BITS)
    }
}

fn count([one, other]: [u64; 2]) -> u32 {
    one.count_ones() + other.count_ones()
}

/// Set of single characters that are dropped before texts are compared, as they carry little
/// meaning.
struct Fillers([u64; BLOCK / 64]);

impl Fillers {
    fn of(words: &Words) -> Self {
        let mut bits = [0; BLOCK / 64];
        for word in words.of(&doubled::FILLER).iter() {
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next())
                && let Some(place) = place(u32::from(c))
            {
                bits[place / 64] |= 1 << (place % 64);
            }
        }
        Self(bits)
    }

    #[inline]
    fn holds(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }
}

/// Number of common Han characters, counted from U+4E00: a multiple of 64.
const BLOCK: usize = 0x5200;

/// Index of a character in [`Fillers`]: its distance from U+4E00. `None` if it is not a common Han
/// character.
#[inline]
fn place(code: u32) -> Option<usize> {
    let at = code.wrapping_sub(0x4E00) as usize;
    (at < BLOCK).then_some(at)
}

/// True for characters of a quotation, a question, a label or a form.
fn is_no_statement(code: u32) -> bool {
    char::from_u32(code).is_some_and(|c| matches!(c, '：' | '“' | '「' | '？' | '_' | '×'))
}

/// An earlier text with which later ones are compared: its span, its summary, and its words once
/// they were read.
struct EarlierText {
    at: usize,
    span: Span,
    summary: Summary,
    content: Option<Content>,
}

/// Comparison of consecutive texts of one kind with the few before them.
struct Search<'a> {
    input: &'a PassageInput<'a>,
    reader: content::Reader<'a>,
    unit: Unit,
    known: VecDeque<EarlierText>,
    found: Vec<Copied>,
}

impl<'a> Search<'a> {
    fn of(input: &'a PassageInput<'a>, words: &'a Words, unit: Unit) -> Self {
        let reader = content::Reader::of(words);
        Self { input, reader, unit, known: VecDeque::new(), found: Vec::new() }
    }

    /// Compares the text with number `at` with the earlier texts, and adds it to them for those
    /// that follow.
    fn take(&mut self, at: usize, span: Span, summary: Summary) {
        let Self { input, reader, unit, known, found } = self;
        while known.front().is_some_and(|first| at - first.at > unit.reach()) {
            known.pop_front();
        }
        let is_block = *unit == Unit::Paragraph;
        let read = |span: Span| reader.content(input.doc.slice(span));
        let mut content = None;
        let mut similar =
            known.iter_mut().rev().filter(|first| first.summary.may_restate(&summary)).take(MAX_READ);
        let first = similar.find_map(|first| {
            let content = content.get_or_insert_with(|| read(span));
            let said = first.content.get_or_insert_with(|| read(first.span));
            said.restates(content, is_block).then_some(first.span)
        });
        found.extend(first.map(|first| Copied { first, second: span, is_block }));
        known.push_back(EarlierText { at, span, summary, content });
    }
}
