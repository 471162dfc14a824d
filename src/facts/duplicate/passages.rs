//! Classifies the repeated texts of a document: paragraphs, sentences, or a first line that
//! contains the beginning of the next text.
//!
//! Repetitions that are legitimate are left out: parts of sentences, rows of figures, laws,
//! attachments together with the text they belong to.

use std::ops::Range;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::duplicate::reasons::Repeated;
use crate::facts::duplicate::repeats::Repeat;
use crate::facts::kind::DocumentKind;
use crate::facts::numbering::marks::{Family, Mark, MarkPlace};
use crate::facts::numbering::pieces::{self, Piece, PieceKind};
use crate::facts::sentences::Sentences;
use crate::text::fingerprint::letter;
use crate::text::fold::comparable;
use crate::text::span::Span;

/// Divisor for the part of a paragraph or sentence that may be missing in its repeat: it counts as
/// repeated if at most one eighth of its bytes is missing.
const MAX_MISSING_SHARE: usize = 8;
/// Number of bytes at each end of a paragraph or sentence that may be missing in its repeat. They
/// are those of an item mark, a quotation mark or a full stop.
const MARGIN: usize = 12;
/// Maximum number of bytes of blank lines and indentation between a line ([`Passage::Teaser`]) and
/// the text that it repeats.
const MAX_BLANK: usize = 1000;
/// Minimum share of the pairs of neighbouring characters of the longer text that the other text
/// must contain too, in tenths.
const ALIKE: usize = 8;
/// Minimum number of letters of the first and the last paragraph of a repeated passage. Shorter
/// paragraphs at its ends, such as salutations and titles, do not belong to it.
const MIN_ANCHOR: usize = 20;
/// Minimum number of repeated letters in the articles of a regulation. Shorter repeats are normal
/// in the wording of laws.
const MIN_LAW: usize = 60;
/// Number of articles (第八条, "Article 8") before a place from which on it counts as part of a
/// regulation. A notice may quote one or two.
const FEW_ARTICLES: usize = 3;
/// Number of item marks before a place among which articles are searched, to bound the time.
const MAX_ITEMS: usize = 200;

/// A passage of the document that is repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Whole paragraphs that occur twice. The two occurrences may have different numbers of
    /// paragraphs.
    Blocks {
        /// Span of the first occurrence.
        first: Span,
        /// Indices of the blocks of the first occurrence. Empty if their number differs from that
        /// of the second.
        originals: Range<usize>,
        /// Indices of the blocks of the second occurrence.
        copies: Range<usize>,
    },
    /// Whole sentences within a paragraph.
    Sentences {
        /// First occurrence.
        first: Span,
        /// Second occurrence.
        second: Span,
    },
    /// Sentences, a line or a few lines that are repeated to the letter.
    Copy {
        /// First occurrence.
        first: Span,
        /// Second occurrence.
        second: Span,
        /// True if the repeated text is a whole paragraph.
        is_block: bool,
    },
    /// A line that repeats the beginning of the text below it and then breaks off. It was pasted as
    /// a title by mistake.
    Teaser {
        /// Span of the line.
        line: Span,
        /// Span of the text that the line repeats.
        text: Span,
    },
}

impl Passage {
    /// True if `span` is in the second occurrence of the passage. False for a [`Passage::Teaser`],
    /// of which the first occurrence is the error.
    pub(super) fn copies(&self, doc: &Document, span: Span) -> bool {
        match self {
            Self::Blocks { copies, .. } => copies.contains(&doc.block_at(span.start())),
            Self::Sentences { second, .. } | Self::Copy { second, .. } => second.overlaps(span),
            Self::Teaser { .. } => false,
        }
    }

    /// First byte of the second occurrence.
    pub(super) fn start(&self, doc: &Document) -> usize {
        match self {
            Self::Blocks { copies, .. } => doc.blocks()[copies.start].span.start(),
            Self::Sentences { second, .. } | Self::Copy { second, .. } => second.start(),
            Self::Teaser { text, .. } => text.start(),
        }
    }
}

/// Facts of a document from which repeated passages are found.
pub struct PassageInput<'a> {
    /// The document that is searched.
    pub doc: &'a Document,
    /// Sentences of the document.
    pub sentences: &'a Sentences,
    /// Item marks of the document.
    pub marks: &'a [Mark],
    /// Pieces of the document: attachments, collected texts, the table of contents.
    pub pieces: &'a [Piece],
    /// Kind of the document, if it is known.
    pub kind: Option<DocumentKind>,
}

/// Finds the repeated paragraphs, sentences and lines among `repeats`, in order.
pub fn find(input: &PassageInput<'_>, repeats: &[Repeat]) -> Vec<Passage> {
    repeats.iter().filter_map(|repeat| passage(input, *repeat)).collect()
}

fn passage(input: &PassageInput<'_>, repeat: Repeat) -> Option<Passage> {
    if let Some(line) = teaser(input, repeat) {
        return Some(Passage::Teaser { line, text: repeat.second });
    }
    // The second occurrence is tested first: it is in the cache, while the first may be far away in
    // memory.
    let copies = covered(input.doc, repeat.second, MARGIN);
    let copied = if copies.is_empty() { Some(whole_sentences(input, repeat.second)?) } else { None };
    let is_law = is_article(input, repeat.second.start());
    if (is_law && copied.is_some()) || is_reproduced(input, repeat) || !is_alike(input, repeat) {
        return None;
    }
    let has_reason =
        |first: Span, second: Span| Repeated { doc: input.doc, kind: input.kind, first, second }.has_reason();
    if let Some(second) = copied {
        let recurs =
            Repeated { doc: input.doc, kind: input.kind, first: repeat.first, second }.recurs_elsewhere();
        if input.kind == Some(DocumentKind::Bulletin) || recurs || has_reason(repeat.first, repeat.second) {
            return None;
        }
        return is_begun(input, repeat, second).then_some(Passage::Sentences { first: repeat.first, second });
    }
    let originals = covered(input.doc, repeat.first, MARGIN);
    let is_paired = originals.len() == copies.len();
    let originals = if is_paired { originals } else { 0..0 };
    if is_law && !(is_paired && is_long_and_exact(input.doc, &originals, &copies)) {
        return None;
    }
    let blocks = input.doc.blocks();
    let first = match originals.is_empty() {
        true => repeat.first,
        false => blocks[originals.start].span.join(blocks[originals.end - 1].span),
    };
    let second = blocks[copies.start].span.join(blocks[copies.end - 1].span);
    (!has_reason(first, second)).then_some(Passage::Blocks { first, originals, copies })
}

/// Indices of the blocks that `span` covers. A block counts as covered if at most an eighth of it
/// or `margin` bytes are missing. Short blocks at both ends of `span` are left out.
pub fn covered(doc: &Document, span: Span, margin: usize) -> Range<usize> {
    let blocks = doc.blocks();
    let from = doc.block_at(span.start());
    let to = from + blocks[from..].partition_point(|block| block.span.start() < span.end());
    let is_anchor = |block: &usize| {
        let at = blocks[*block];
        at.kind.is_running()
            && is_whole(at.span, span, margin)
            && doc.slice(at.span).chars().filter_map(letter).nth(MIN_ANCHOR - 1).is_some()
    };
    let first = (from..to).find(is_anchor);
    let last = (from..to).rev().find(is_anchor);
    first.zip(last).map_or(0..0, |(first, last)| first..last + 1)
}

fn is_whole(unit: Span, span: Span, margin: usize) -> bool {
    let missing = span.start().saturating_sub(unit.start()) + unit.end().saturating_sub(span.end());
    missing <= (unit.len() / MAX_MISSING_SHARE).max(margin.min(unit.len() / 2))
}

/// Span of the sentences that `span` covers wholly, except for [`MARGIN`] bytes or an eighth of
/// each.
fn whole_sentences(input: &PassageInput<'_>, span: Span) -> Option<Span> {
    let sentences = input.sentences.all();
    let from = sentences.partition_point(|sentence| sentence.end() <= span.start());
    let inside = sentences[from..].iter().take_while(|sentence| sentence.start() < span.end());
    let mut whole = inside.filter(|sentence| is_whole(**sentence, span, MARGIN));
    let first = *whole.next()?;
    Some(first.join(whole.last().copied().unwrap_or(first)))
}

/// True if the first occurrence begins at the start of a sentence, as the second does. Else only a
/// part of a sentence was repeated.
fn is_begun(input: &PassageInput<'_>, repeat: Repeat, second: Span) -> bool {
    let skipped = second.start().saturating_sub(repeat.second.start());
    let start = input.doc.text().ceil_char_boundary((repeat.first.start() + skipped).min(repeat.first.end()));
    let sentence = input.sentences.at(start);
    sentence.is_some_and(|sentence| start - sentence.start() <= MARGIN || sentence.end() - start <= MARGIN)
}

/// Returns the span of a line that breaks off and is followed by the text it contains:
/// 在全县大会上的讲话同志们：今天我们召开…… ("Speech at the county's assembly Comrades: today we hold …").
fn teaser(input: &PassageInput<'_>, repeat: Repeat) -> Option<Span> {
    // The line may be only a little longer than the repeated text.
    if repeat.second.start().saturating_sub(repeat.first.end()) > repeat.first.len() + MAX_BLANK {
        return None;
    }
    let blocks = input.doc.blocks();
    let block = input.doc.block_at(repeat.first.start());
    // A heading, an item and a page of code may begin like their text.
    if blocks[block].kind != BlockKind::Paragraph || input.kind == Some(DocumentKind::Manual) {
        return None;
    }
    let line = blocks[block].span;
    let text = input.doc.slice(line);
    let next = blocks.get(block + 1)?.span;
    let is_next = repeat.second.start() >= next.start() && repeat.second.start() - next.start() <= MARGIN;
    let breaks_off = text.ends_with('…')
        || text.ends_with("..")
        || (!text.ends_with(['。', '！', '？', '：', '；', '”', '）']) && repeat.second.end() > next.end());
    (is_next && breaks_off && is_whole(line, repeat.first, MARGIN)).then_some(line)
}

/// True if the repetition is to be expected: an attachment repeats the text, or the text after the
/// table of contents repeats a cover or a summary.
pub(super) fn is_reproduced(input: &PassageInput<'_>, repeat: Repeat) -> bool {
    if input.pieces.is_empty() {
        return false;
    }
    let piece = |span: Span| pieces::of_block(input.pieces, input.doc.block_at(span.start()));
    let (first, second) = (piece(repeat.first), piece(repeat.second));
    let is_apart =
        |piece: Option<usize>| piece.is_some_and(|piece| input.pieces[piece].kind != PieceKind::Collected);
    let before = input.pieces.partition_point(|piece| piece.head.start() <= repeat.second.start());
    let is_behind_contents = before
        .checked_sub(1)
        .map(|before| input.pieces[before])
        .is_some_and(|piece| piece.kind == PieceKind::Contents && repeat.first.start() < piece.head.start());
    is_behind_contents || first != second && (is_apart(first) || is_apart(second))
}

/// True if `byte` is in a regulation, after at least three articles (第八条, "Article 8"). Articles
/// describe similar cases in the same words.
fn is_article(input: &PassageInput<'_>, byte: usize) -> bool {
    let before = input.marks.partition_point(|mark| mark.span.start() <= byte);
    let piece = |byte: usize| pieces::of_block(input.pieces, input.doc.block_at(byte));
    let near = input.marks[..before].iter().rev().take(MAX_ITEMS);
    let articles = near.filter(|mark| mark.family == Family::Article('条') && mark.place == MarkPlace::Head);
    articles.filter(|mark| piece(mark.span.start()) == piece(byte)).take(FEW_ARTICLES).count() == FEW_ARTICLES
}

fn is_long_and_exact(doc: &Document, originals: &Range<usize>, copies: &Range<usize>) -> bool {
    let letters = |block: usize| doc.slice(doc.blocks()[block].span).chars().filter_map(letter);
    let all: usize = copies.clone().map(|block| letters(block).count()).sum();
    all >= MIN_LAW && originals.clone().zip(copies.clone()).all(|(a, b)| letters(a).eq(letters(b)))
}

/// True if both texts are nearly the same, and do not consist mostly of digits and masks (`x`) as
/// the rows of a report do.
fn is_alike(input: &PassageInput<'_>, repeat: Repeat) -> bool {
    let folded = |span: Span, limit: usize| -> Vec<char> {
        input.doc.slice(span).chars().filter_map(comparable).take(limit).collect()
    };
    let first = folded(repeat.first, usize::MAX);
    // If a line is repeated many times in a row, the second occurrence is all lines but the first:
    // only its beginning and end are compared with the line.
    let is_row = repeat.second.len() > 2 * repeat.first.len();
    let second = folded(repeat.second, if is_row { first.len() } else { usize::MAX });
    let blanks = second.iter().filter(|c| **c == 'x' || c.is_ascii_digit()).count();
    let is_same = |other: &[char]| {
        let longer = first.len().max(other.len());
        first == other || shared_pairs(&first, other) * 10 >= longer.saturating_sub(1) * ALIKE
    };
    let ends_alike = || {
        let end = input.doc.slice(repeat.second).chars().rev().filter_map(comparable).take(first.len());
        let mut end: Vec<char> = end.collect();
        end.reverse();
        is_same(&end)
    };
    blanks * 5 <= second.len() * 3 && is_same(&second) && (!is_row || ends_alike())
}

/// Number of pairs of neighbouring characters that both texts contain.
pub(super) fn shared_pairs(first: &[char], second: &[char]) -> usize {
    let pairs = |text: &[char]| {
        let mut pairs: Vec<(char, char)> = text.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (first, second) = (pairs(first), pairs(second));
    let mut rest = second.iter().peekable();
    let shared = first.iter().filter(|pair| {
        while rest.next_if(|other| other < pair).is_some() {}
        rest.next_if_eq(pair).is_some()
    });
    shared.count()
}
