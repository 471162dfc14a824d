//! Units of a document that are tested as a whole for leftover text: the bracket, the line and the
//! sentence around a word.

use crate::document::block::{Block, BlockKind};
use crate::facts::Facts;
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Number of bytes before and after a word that are searched for the ends of its bracket or
/// sentence.
const REACH: usize = 240;
/// Maximum number of bytes of a line that is tested as a whole. Of a longer line, only the
/// sentences and brackets are tested.
const MAX_LINE: usize = 300;
/// Number of blocks that count as the head of a document.
pub const HEAD: usize = 4;
/// Number of blocks that count as the foot of a document.
const FOOT: usize = 5;

/// Shape of a unit, the piece of text that is tested as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A bracket with its content: （…）, 【…】.
    Bracket,
    /// A whole block.
    Line,
    /// A sentence within a longer block.
    Sentence,
}

/// A unit: a part of a document that is tested as a whole for leftover text. It is a line, a
/// bracket or a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Span of the unit.
    pub span: Span,
    /// Shape of the unit.
    pub form: Form,
    /// True if the unit is in the first or last blocks of the document.
    pub is_at_edge: bool,
    /// True if the unit is outside of the document proper: before the line that addresses the
    /// reader, or after the last line.
    pub is_beyond: bool,
}

/// Number of percentage points by which the share of known words may be lower if the unit is
/// outside of the document proper.
const EASE_OUTSIDE: usize = 25;

impl Unit {
    /// Weight that is added to that of the words for the place of the unit. It is higher for lines
    /// and brackets, at the beginning and end of the document, and outside of the document proper.
    pub fn bonus(self) -> u32 {
        u32::from(self.form != Form::Sentence)
            + u32::from(self.form == Form::Line && self.is_at_edge)
            + u32::from(self.is_beyond)
    }

    /// Number of percentage points by which the share of known words may be lower for this unit:
    /// more than 0 only outside of the document proper.
    pub fn ease(self) -> usize {
        if self.is_beyond { EASE_OUTSIDE } else { 0 }
    }
}

/// Units that contain `word`, from the innermost to the outermost.
pub fn around(facts: &Facts<'_>, word: Span) -> impl Iterator<Item = Unit> {
    let at = facts.doc.block_at(word.start());
    let block = facts.doc.blocks()[at];
    let is_at_edge = is_edge(facts, at);
    let whole = trimmed(facts, block.span);
    let bracket = bracket(facts, block.span, word).filter(|span| *span != whole);
    let line = (whole.len() <= MAX_LINE).then_some(whole);
    let sentence = facts.sentences().at(word.start()).map(|sentence| {
        let text = facts.doc.text();
        // Words that are close together in a long sentence share a window, so that time is linear.
        let cell = word.start() - word.start() % REACH;
        let start = text.floor_char_boundary(cell.saturating_sub(REACH / 2)).max(sentence.start());
        let end = text
            .ceil_char_boundary((cell + REACH * 3 / 2).min(text.len()))
            .min(sentence.end())
            .max(word.end());
        trimmed(facts, Span::new(start, end))
    });
    let sentence = sentence.filter(|span| Some(*span) != line);
    let unit =
        move |span: Option<Span>, form| span.map(|span| Unit { span, form, is_at_edge, is_beyond: false });
    [unit(bracket, Form::Bracket), unit(sentence, Form::Sentence), unit(line, Form::Line)]
        .into_iter()
        .flatten()
}

/// True for the first and last blocks of a document.
pub fn is_edge(facts: &Facts<'_>, block: usize) -> bool {
    block < HEAD || block + FOOT >= facts.doc.blocks().len()
}

/// Blocks of running text that are short enough for a line of a web page, with their indices.
pub fn short_lines<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f Block)> {
    let blocks = facts.doc.blocks().iter().enumerate();
    blocks.filter(|(_, block)| is_short(block))
}

/// A short line without the blanks at its ends. Many readers look at the beginning of each line, so
/// the lines are cut once.
#[derive(Clone, Copy, Debug)]
pub struct ShortLine {
    /// Index of the block.
    pub at: usize,
    /// Kind of the block.
    pub kind: BlockKind,
    /// Span of the line.
    pub span: Span,
}

impl Facts<'_> {
    /// Blocks of running text that are short enough for a line of a web page, without the blanks at
    /// their ends.
    pub fn short_lines(&self) -> &[ShortLine] {
        self.cells.short_lines.get_or_init(|| {
            let lines = short_lines(self);
            lines
                .map(|(at, block)| ShortLine { at, kind: block.kind, span: trimmed(self, block.span) })
                .collect()
        })
    }
}

/// Short lines among the first and last blocks of a document, with their indices.
pub fn edge_lines<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f Block)> {
    let blocks = facts.doc.blocks();
    let foot = blocks.len().saturating_sub(FOOT).max(HEAD);
    let numbers = (0..HEAD.min(blocks.len())).chain(foot..blocks.len());
    numbers.map(|at| (at, &blocks[at])).filter(|(_, block)| is_short(block))
}

/// True for running text that is short enough for a line of a web page.
fn is_short(block: &Block) -> bool {
    block.span.len() <= MAX_LINE && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
}

/// Returns the span without blanks at its ends.
pub fn trimmed(facts: &Facts<'_>, span: Span) -> Span {
    let text = facts.doc.slice(span);
    if !text.starts_with(is_blank) && !text.ends_with(is_blank) {
        return span;
    }
    let start = span.start() + text.len() - text.trim_start_matches(is_blank).len();
    Span::new(start, start + text.trim_matches(is_blank).len())
}

/// Span of the innermost bracket around `word` within its block, including the bracket signs.
fn bracket(facts: &Facts<'_>, block: Span, word: Span) -> Option<Span> {
    let text = facts.doc.text();
    let from = text.floor_char_boundary(word.start().saturating_sub(REACH)).max(block.start());
    let to = text.floor_char_boundary((word.end() + REACH).min(text.len())).min(block.end());
    let mut depth = 0;
    let open = text[from..word.start()].char_indices().rev().find(|(_, c)| match bracket_sign(*c) {
        Some(Side::Close) => {
            depth += 1;
            false
        }
        Some(Side::Open) if depth > 0 => {
            depth -= 1;
            false
        }
        Some(Side::Open) => true,
        None => false,
    })?;
    let start = from + open.0;
    let mut depth = 0;
    let close = text[word.start()..to].char_indices().find(|(_, c)| match bracket_sign(*c) {
        Some(Side::Open) => {
            depth += 1;
            false
        }
        Some(Side::Close) if depth > 0 => {
            depth -= 1;
            false
        }
        Some(Side::Close) => true,
        None => false,
    })?;
    Some(Span::new(start, word.start() + close.0 + close.1.len_utf8()))
}

enum Side {
    Open,
    Close,
}

/// Side of a bracket sign: opening or closing. `None` for other characters; quotation marks and 《》
/// do not count.
fn bracket_sign(c: char) -> Option<Side> {
    match c {
        '（' | '(' | '【' | '[' | '［' | '〔' | '{' => Some(Side::Open),
        '）' | ')' | '】' | ']' | '］' | '〕' | '}' => Some(Side::Close),
        _ => None,
    }
}

/// Text within the brackets `(…)` of `text`. `None` if there are none, or if they are empty.
pub fn inside(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| matches!(bracket_sign(*c), Some(Side::Open)))?;
    let last = text.chars().next_back().filter(|c| matches!(bracket_sign(*c), Some(Side::Close)))?;
    (text.len() > first.len_utf8() + last.len_utf8())
        .then(|| &text[first.len_utf8()..text.len() - last.len_utf8()])
}

/// Spans of all brackets of a block that do not contain another bracket, of at most `REACH`
/// bytes, including their signs.
pub fn brackets<'f>(facts: &'f Facts<'_>, block: usize) -> impl Iterator<Item = Span> + 'f {
    use crate::facts::tokens::TokenKind;
    let text = facts.doc.text();
    let mut open: Option<usize> = None;
    facts.tokens().in_block(block).iter().filter_map(move |token| {
        let span = token.span();
        match token.kind {
            TokenKind::Open if span.of(text).starts_with(|c| bracket_sign(c).is_some()) => {
                open = Some(span.start());
                None
            }
            TokenKind::Close if span.of(text).starts_with(|c| bracket_sign(c).is_some()) => open
                .take()
                .filter(|start| span.end() - start <= REACH)
                .map(|start| Span::new(start, span.end())),
            _ => None,
        }
    })
}

/// True if `word` is in quotation marks that do not enclose the whole unit.
pub fn is_quoted(facts: &Facts<'_>, unit: Span, word: Span) -> bool {
    let text = facts.doc.text();
    let block = facts.doc.blocks()[facts.doc.block_at(word.start())].span;
    let start = text.floor_char_boundary(word.start().saturating_sub(REACH)).max(block.start());
    let end = text.floor_char_boundary((word.end() + REACH).min(text.len())).min(block.end()).max(word.end());
    let before = &text[start..word.start()];
    let is_open = before.matches(['“', '「']).count() > before.matches(['”', '」']).count();
    let is_all = text[unit.start()..].starts_with(['“', '「']) && unit.start() == block.start();
    is_open && !is_all && text[word.end()..end].contains(['”', '」'])
}

/// True if the span overlaps a note that a drafter left (待核, "to be checked"). Such a note is a
/// blank to fill in, not leftover text.
pub fn is_note(facts: &Facts<'_>, span: Span) -> bool {
    let notes = facts.notes();
    let next = notes.partition_point(|note| note.end() <= span.start());
    notes.get(next).is_some_and(|note| note.overlaps(span))
}
