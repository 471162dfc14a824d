//! Joins pieces of text on a page to lines, and lines to paragraphs. In Chinese typesetting a
//! paragraph begins with an indent of two characters, and its other lines are full and begin at the
//! margin.

use crate::document::block::{Aside, BlockKind};
use crate::readers::flow::{Flow, Opening};
use crate::readers::ofd::page::{Fragment, Piece};
use crate::text::span::Span;

/// Minimum width of a line that the next line may continue, as a share of the widest line's width.
const FULL: f64 = 0.9;
/// Maximum indent of a line that continues the line before, in widths of a character.
const INDENT: f64 = 1.5;

/// Writes the pages into the view, joining lines to paragraphs.
pub(super) struct Writer<'f> {
    pub(super) flow: &'f mut Flow,
    /// Index of the part that contains the page.
    pub(super) part: usize,
    /// Offset of the part's first byte in the concatenation of all parts.
    pub(super) base: usize,
    /// Number of paragraphs of the page written so far.
    pub(super) paragraphs: usize,
}

/// A printed line: its pieces of text, from left to right.
struct Line<'x> {
    pieces: Vec<Piece<'x>>,
}

impl Line<'_> {
    fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.x)
    }

    fn right(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.right).fold(f64::MIN, f64::max)
    }

    fn size(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.size).fold(0.0, f64::max)
    }

    fn characters(&self) -> impl DoubleEndedIterator<Item = char> {
        let all: Vec<char> = self.pieces.iter().flat_map(Piece::characters).collect();
        all.into_iter().filter(|c| !c.is_whitespace())
    }

    /// True for a page number: — 3 —, 第3页 共8页 ("page 3 of 8").
    fn is_page_number(&self) -> bool {
        let is_sign = |c: char| c.is_ascii_digit() || "０１２３４５６７８９-－–—―·/第页共".contains(c);
        self.characters().all(is_sign) && self.characters().any(char::is_numeric)
    }

    /// Left and right edge of the text area of a page.
    fn is_closed(&self) -> bool {
        let mut from_behind = self.characters().rev().skip_while(|c| "”’」』）)》".contains(*c));
        from_behind.next().is_some_and(|c| "。！？：；".contains(c))
    }
}

/// Left and right edge of the text on a page.
struct Edges {
    left: f64,
    right: f64,
}

impl Edges {
    /// True if `next` belongs to the same paragraph as the line before it, `line`.
    fn goes_on(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let is_full = line.right() - self.left >= FULL * (self.right - self.left);
        let is_indented = next.left() - self.left > INDENT * next.size();
        // Text of another size does not continue a paragraph.
        let is_alike = (line.size() - next.size()).abs() <= line.size() / 10.0;
        is_full && !line.is_closed() && !is_indented && is_alike
    }
}

impl Writer<'_> {
    /// Appends the text of a page as blocks of `kind`, then the text of its background layer.
    pub(super) fn page(&mut self, pieces: Vec<Piece<'_>>, kind: BlockKind) {
        let (behind, text) = pieces.into_iter().partition(|piece| piece.is_background);
        self.sheet(text, kind);
        self.sheet(behind, BlockKind::Aside(Aside::Other));
    }

    fn sheet(&mut self, pieces: Vec<Piece<'_>>, kind: BlockKind) {
        let lines = lines(pieces);
        let is_at_edge = |at: usize| at == 0 || at + 1 == lines.len();
        let is_beside: Vec<bool> =
            lines.iter().enumerate().map(|(at, line)| is_at_edge(at) && line.is_page_number()).collect();
        let printed =
            || lines.iter().zip(&is_beside).filter(|(_, is_beside)| !**is_beside).map(|(line, _)| line);
        let edges = Edges {
            left: printed().map(Line::left).fold(f64::MAX, f64::min),
            right: printed().map(Line::right).fold(f64::MIN, f64::max),
        };
        let mut end = self.base;
        for (at, line) in lines.iter().enumerate() {
            let before = at.checked_sub(1).filter(|before| !is_beside[at] && !is_beside[*before]);
            match before.map(|before| &lines[before]).filter(|before| edges.goes_on(before, line)) {
                Some(before) => self.join(before, line),
                None => {
                    self.begin(line, if is_beside[at] { BlockKind::Aside(Aside::Other) } else { kind }, end);
                }
            }
            end = self.line(line);
        }
        self.flow.end(end);
    }

    fn begin(&mut self, line: &Line<'_>, kind: BlockKind, end: usize) {
        self.flow.end(end);
        self.paragraphs += 1;
        let source = self.start(line);
        let (part, number) = (self.part, self.paragraphs);
        self.flow.begin(Opening { part, number, kind, label: None, source });
    }

    /// Joins two lines of a paragraph, with a blank only between Latin words.
    fn join(&mut self, before: &Line<'_>, line: &Line<'_>) {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_word(before.characters().next_back()) && is_word(line.characters().next()) {
            self.blank(self.start(line));
        }
    }

    /// Appends the characters of a line. Returns the end of its last character in the source.
    fn line(&mut self, line: &Line<'_>) -> usize {
        let mut end = self.base;
        let mut right = None;
        for piece in &line.pieces {
            if right.is_some_and(|right| piece.x - right > piece.size / 2.0) {
                self.blank(end);
            }
            right = Some(piece.right);
            for fragment in &piece.fragments {
                end = self.fragment(fragment);
            }
        }
        end
    }

    fn fragment(&mut self, fragment: &Fragment<'_>) -> usize {
        let moved = |span: &Span| Span::new(self.base + span.start(), self.base + span.end());
        match fragment {
            Fragment::Copy(characters, span) => {
                let span = moved(span);
                self.flow.copy(characters, span);
                span.end()
            }
            Fragment::Character(c, span) => {
                let span = moved(span);
                self.flow.replace(c.encode_utf8(&mut [0; 4]), span);
                span.end()
            }
        }
    }

    fn blank(&mut self, at: usize) {
        self.flow.replace(" ", Span::new(at, at));
    }

    fn start(&self, line: &Line<'_>) -> usize {
        let first = line.pieces.first().and_then(|piece| piece.fragments.first());
        let start = match first {
            Some(Fragment::Copy(_, span) | Fragment::Character(_, span)) => span.start(),
            None => 0,
        };
        self.base + start
    }
}

/// Sorts the pieces of a page into lines, from top to bottom.
fn lines(mut pieces: Vec<Piece<'_>>) -> Vec<Line<'_>> {
    pieces.retain(Piece::has_text);
    pieces.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at: Option<(f64, f64)> = None;
    for piece in pieces {
        match (lines.last_mut(), at) {
            (Some(line), Some((y, size))) if piece.y - y <= size.max(piece.size) / 2.0 => {
                line.pieces.push(piece);
            }
            _ => {
                at = Some((piece.y, piece.size));
                lines.push(Line { pieces: vec![piece] });
            }
        }
    }
    for line in &mut lines {
        line.pieces.sort_by(|one, other| one.x.total_cmp(&other.x));
        line.pieces.dedup_by(|next, piece| is_printed_twice(piece, next));
    }
    lines
}

/// True if `next` prints the text of `piece` again with a small offset, as some programs do for
/// bold type.
fn is_printed_twice(piece: &Piece<'_>, next: &Piece<'_>) -> bool {
    next.x - piece.x < piece.size / 4.0 && piece.characters().eq(next.characters())
}
