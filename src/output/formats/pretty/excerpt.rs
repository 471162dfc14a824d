//! Excerpts of a document's text for a terminal. Each row of an excerpt shows the text around one
//! or several marks, cut to the width of the terminal.

use miette::LabeledSpan;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::{Elsewhere, Passage};
use crate::document::Document;
use crate::output::control::one_line;
use crate::output::formats::pretty::label;
use crate::output::wrap::{self, taken};
use crate::text::span::Span;

/// A place in the document that an excerpt marks.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// Bytes of the view, the text in which lines and columns are counted.
    pub(super) span: Span,
    /// Text of the label below the mark; may be empty.
    pub(super) label: String,
    /// True for the place of the finding itself, false for a related place.
    pub(super) is_primary: bool,
}

/// A row of an excerpt: a line of the document, or the part of it that fits.
#[derive(Debug)]
pub(super) struct Row {
    /// Path of the document from which the row is, if that is not the checked document.
    pub(super) name: Option<String>,
    /// Range of the row in the excerpt's text.
    pub(super) span: Span,
    /// Length in bytes of the `…` at the beginning of the row; 0 if the line was not cut there.
    pub(super) cut: usize,
    /// Number of the line in the document, from 1.
    pub(super) line: usize,
    /// Column of the row's first character in the document's line, from 1, in characters.
    pub(super) column: usize,
}

/// The rows of text shown for a finding, and the marks in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The path of the checked document, which is shown above each row.
    pub(super) name: String,
    /// All rows, one per line.
    pub(super) text: String,
    /// The rows, in the order of `text`.
    pub(super) rows: Vec<Row>,
    marks: Vec<(Span, String, bool)>,
}

const CUT: &str = "…";
/// Number of display cells of `  ╭─[::]`, the frame in which miette (the library that draws
/// reports) writes a path, a line and a column.
const HEAD: usize = 8;
/// Minimum width to which a path is shortened, in display cells. A shorter path would say nothing,
/// so it may exceed the width of a narrow terminal.
const MIN_NAME: usize = 8;

impl Excerpt {
    /// Creates an excerpt with at most `max_rows` rows of at most `width` display cells around the
    /// places in `marked`. Also returns the number of places that got no row.
    pub(super) fn cut(
        doc: &Document,
        name: &str,
        mut marked: Vec<Marked>,
        width: usize,
        max_rows: usize,
    ) -> (Self, usize) {
        // One row is reserved for the finding itself, so that a full excerpt always contains it.
        let primary = marked.first().map_or(0, |mark| mark.span.start());
        marked.sort_by_key(|mark| (mark.span.start(), mark.span.end()));
        let mut excerpt =
            Self { name: name.to_owned(), text: String::new(), rows: Vec::new(), marks: Vec::new() };
        let mut left_out = 0;
        let mut rest = marked.as_slice();
        while let Some(first) = rest.first() {
            let window = Window::around(doc, first, width);
            let count = window.count_of(doc, rest, width);
            let has_room = excerpt.rows.len() + 1 < max_rows
                || (excerpt.rows.len() < max_rows && first.span.start() >= primary);
            if has_room {
                excerpt.push(doc, &window, &rest[..count], width);
            } else {
                left_out += count;
            }
            rest = &rest[count..];
        }
        (excerpt, left_out)
    }

    /// Replaces, in the paths above the rows, the characters that a terminal would obey.
    pub(super) fn tame(&mut self) {
        let names =
            std::iter::once(&mut self.name).chain(self.rows.iter_mut().filter_map(|row| row.name.as_mut()));
        for name in names {
            *name = one_line(name).into_owned();
        }
    }

    /// Adds a row for a place in another document, cut to `width` display cells around the place.
    pub(super) fn add(&mut self, other: &Elsewhere, label: &str, width: usize) {
        let Passage { location, excerpt, marked, .. } = &other.passage;
        if excerpt.is_empty() {
            return;
        }
        let (head, words, tail) = (&excerpt[..marked.start()], marked.of(excerpt), &excerpt[marked.end()..]);
        let (bare_head, bare_tail) = (head.trim_start_matches(CUT), tail.trim_end_matches(CUT));
        let room = width.saturating_sub(2 * CUT.width());
        let words = &words[..taken(words.chars(), room)];
        let side = (room - cells(words)) / 2;
        let from = bare_head.len()
            - taken(bare_head.chars().rev(), side.max(room - cells(words) - side.min(cells(bare_tail))));
        let shown_head = &bare_head[from..];
        let shown_tail = &bare_tail[..taken(bare_tail.chars(), room - cells(words) - cells(shown_head))];
        let cut = if shown_head.len() < head.len() { CUT } else { "" };
        let end = if shown_tail.len() < tail.len() { CUT } else { "" };
        let start = self.text.len();
        self.text.extend([cut, shown_head, words, shown_tail, end]);
        let row = Span::new(start, self.text.len());
        let place = start + cut.len() + shown_head.len();
        let column = location.start.column.saturating_sub(shown_head.chars().count()).max(1);
        let name = Some(other.path.to_string());
        self.rows.push(Row { name, span: row, cut: cut.len(), line: location.start.line, column });
        let label = label::fitted(label, cells(cut) + cells(shown_head) + cells(words).max(1) / 2, width);
        self.marks.push((Span::new(place, place + words.len()), label, false));
        self.text.push('\n');
    }

    /// Shortens the path so that `╭─[path:line:column]` fits into a terminal `width` cells wide.
    pub(super) fn shorten_name(&mut self, width: usize) {
        let digits = |number: usize| number.to_string().len();
        let place = |row: &Row| {
            let last_column = row.column + row.span.of(&self.text).chars().count();
            2 * digits(row.line) + digits(last_column)
        };
        let room = width.saturating_sub(HEAD + self.rows.iter().map(place).max().unwrap_or(0));
        let names =
            std::iter::once(&mut self.name).chain(self.rows.iter_mut().filter_map(|row| row.name.as_mut()));
        for name in names {
            *name = wrap::shortened_in_front(name, room.max(MIN_NAME)).into_owned();
        }
    }

    /// The marks in the excerpt, with their labels, in the form of miette.
    pub(super) fn labels(&self) -> Vec<LabeledSpan> {
        let label = |(span, text, is_primary): &(Span, String, bool)| {
            let text = (!text.is_empty()).then(|| text.clone());
            if *is_primary {
                LabeledSpan::new_primary_with_span(text, span.range())
            } else {
                LabeledSpan::new_with_span(text, span.range())
            }
        };
        self.marks.iter().map(label).collect()
    }

    fn push(&mut self, doc: &Document, window: &Window, marked: &[Marked], width: usize) {
        let start = self.text.len();
        let cut = if window.cut_before { CUT.len() } else { 0 };
        self.text.push_str(&CUT[..cut]);
        // A tab or another control character would break the alignment of the marks.
        let shown = window.span.of(doc.view());
        self.text.extend(shown.chars().map(|c| if c.is_control() { ' ' } else { c }));
        if window.cut_behind {
            self.text.push_str(CUT);
        }
        let at = doc.lines().locate(doc.view(), window.span.start());
        self.rows.push(Row {
            name: None,
            span: Span::new(start, self.text.len()),
            cut,
            line: at.line,
            column: at.column,
        });
        for mark in marked {
            let end = mark.span.end().min(window.span.end());
            let place = |byte: usize| start + cut + (byte - window.span.start());
            let span = Span::new(place(mark.span.start()), place(end));
            let label = label::fitted(&mark.label, window.middle(doc, mark.span), width);
            self.marks.push((span, label, mark.is_primary));
        }
        self.text.push('\n');
    }
}

/// The part of a line that one row shows.
struct Window {
    span: Span,
    cut_before: bool,
    cut_behind: bool,
}

impl Window {
    /// Chooses the part of the line that a row shows: as much as fits around `mark`, about a
    /// quarter of it before the mark, with room for the mark's label.
    fn around(doc: &Document, mark: &Marked, width: usize) -> Self {
        let view = doc.view();
        let line = doc.lines().line(mark.span.start());
        let range = doc.lines().line_range(view, line);
        let line = Span::new(range.start, range.end);
        let content = line.of(view);
        let farthest = label::farthest(&mark.label, width);
        if content.len() < width * 4 && cells(content) <= width {
            let whole = Self { span: line, cut_before: false, cut_behind: false };
            if whole.middle(doc, mark.span) <= farthest {
                return whole;
            }
        }
        let room = width - 2 * CUT.width();
        let before = &view[line.start()..mark.span.start().min(line.end())];
        let start = line.start() + before.len() - taken(before.chars().rev(), room / 4);
        let shown = &view[start..line.end()];
        let end = start + taken(shown.chars(), room);
        let cut = |start: usize| Self {
            span: Span::new(start, end),
            cut_before: start > line.start(),
            cut_behind: end < line.end(),
        };
        let window = cut(start);
        if window.cut_behind {
            return window;
        }
        // At the end of the line there is room for more before the mark, unless its label needs it.
        let spare = room - cells(shown);
        let spare = spare.min(farthest.saturating_sub(window.middle(doc, mark.span)));
        let more = &view[line.start()..start];
        cut(start - taken(more.chars().rev(), spare))
    }

    /// Number of places in `marked`, counted from the first on, that this window can show. Each
    /// further place must be in it completely, begin at or after the end of the previous one, and
    /// have room for its label.
    fn count_of(&self, doc: &Document, marked: &[Marked], width: usize) -> usize {
        let mut end = 0;
        let is_drawn = |mark: &&Marked| {
            let is_apart = mark.span.start() >= end;
            // An empty span is drawn one cell wide.
            end = mark.span.end().max(mark.span.start() + 1);
            let has_room = self.middle(doc, mark.span) <= label::farthest(&mark.label, width);
            is_apart && self.shows(doc, mark.span) && has_room
        };
        marked.iter().take_while(is_drawn).count().max(1)
    }

    /// The display cell at the middle of `mark`, counted from the start of the row. Its label is
    /// drawn below this cell.
    fn middle(&self, doc: &Document, mark: Span) -> usize {
        let view = doc.view();
        let end = mark.end().clamp(self.span.start(), self.span.end());
        let start = mark.start().clamp(self.span.start(), end);
        let cut = if self.cut_before { CUT.width() } else { 0 };
        let before = cut + cells(&view[self.span.start()..start]);
        before + cells(&view[start..end]).max(1) / 2
    }

    /// True if `mark` begins in the window and ends in it, or continues beyond the end of the line.
    fn shows(&self, doc: &Document, mark: Span) -> bool {
        let line_end = doc.lines().line_range(doc.view(), doc.lines().line(mark.start())).end;
        self.span.start() <= mark.start()
            && mark.start() < self.span.end()
            && mark.end().min(line_end) <= self.span.end()
    }
}

/// Width of `text` in display cells as miette counts them, character by character; a control
/// character is shown as a blank.
fn cells(text: &str) -> usize {
    text.chars().map(|c| if c == '\u{FE0F}' { 1 } else { c.width().unwrap_or(1) }).sum()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Excerpt, Marked};
    use crate::document::source::Source;
    use crate::readers;
    use crate::text::span::Span;

    fn cut(text: &str, words: &[&str], width: usize, rows: usize) -> (Vec<String>, Vec<String>, usize) {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let marked = words.iter().map(|word| {
            let start = text.find(word).unwrap();
            Marked { span: Span::new(start, start + word.len()), label: String::new(), is_primary: true }
        });
        let (excerpt, left_out) = Excerpt::cut(&doc, "a.txt", marked.collect(), width, rows);
        let rows = excerpt.rows.iter().map(|row| row.span.of(&excerpt.text).to_owned()).collect();
        let marks = excerpt.marks.iter().map(|(span, ..)| span.of(&excerpt.text).to_owned()).collect();
        (rows, marks, left_out)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (rows, marks, _) = cut("完成投资XX亿元。", &["XX"], 40, 8);
        assert_eq!((rows, marks), (vec!["完成投资XX亿元。".to_owned()], vec!["XX".to_owned()]));
    }

    #[test]
    fn a_long_line_is_cut_to_the_width_around_each_mark() {
        let text = "前".repeat(300) + "XX" + &"中".repeat(300) + "YY" + &"后".repeat(300) + "ZZ";
        let (rows, marks, _) = cut(&text, &["XX", "YY", "ZZ"], 40, 8);
        assert_eq!(marks, ["XX", "YY", "ZZ"]);
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| row.width() <= 40), "{rows:?}");
        assert!(rows[0].starts_with('…') && rows[0].ends_with('…') && rows[2].ends_with("ZZ"));
    }

    #[test]
    fn marks_near_each_other_share_a_row() {
        let text = "前".repeat(100) + "XX、YY" + &"后".repeat(100);
        assert_eq!(cut(&text, &["XX", "YY"], 40, 8).0.len(), 1);
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let text = ["AA", "BB", "CC", "DD"].map(|mark| mark.to_owned() + &"字".repeat(60)).concat();
        let (rows, _, left_out) = cut(&text, &["AA", "BB", "CC", "DD"], 30, 2);
        assert_eq!((rows.len(), left_out), (2, 2));
    }
}
