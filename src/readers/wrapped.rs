//! Text whose paragraphs were wrapped at one width, as in mails and copies of pages: a line break
//! does not end the paragraph.
//!
//! A line continues in the next one if it is full and does not end a sentence, and if the next line
//! begins neither with an indent nor with the mark of an item (一、 3. ①). A text counts as wrapped
//! only if no line is wider than a page, and if most lines that could continue are full.

use std::ops::RangeInclusive;

use memchr::memchr_iter;

use crate::document::block::BlockKind;
use crate::readers::builder::Builder;
use crate::readers::pdf_text::lines::{INDENT, Line, begins_item};
use crate::text::chars::is_blank;
use crate::text::span::Span;

/// Maximum number of bytes of a line of a wrapped text: sixty Chinese characters and an indent.
/// With a longer line, the text is not wrapped.
const MAX_BYTES: usize = 200;
/// Range in which the width of the widest line of a wrapped text must be, in display cells: a
/// Chinese character takes two, a Latin letter one.
const PAGE: RangeInclusive<usize> = 40..=130;
/// Maximum number of display cells by which a full line may be shorter than the widest line. The
/// next character may have no room, and it also takes a sign with it that may not begin a line,
/// such as ，.
const SLACK: usize = 4;
/// Minimum number of lines that continue in the next one for a text to count as wrapped.
const MIN_WRAPPED: usize = 4;

/// Builds a document in which the lines of each paragraph are joined; `None` if the text is not
/// wrapped.
pub(super) fn read(view: &str) -> Option<Builder> {
    let Wrapped { spans, lines, goes_on } = Wrapped::of(view)?;
    let mut builder = Builder::new(view.len());
    for (at, span) in spans.iter().enumerate() {
        if !lines[at].is_blank() {
            let line = span.of(view);
            let indent = line.len() - line.trim_start_matches(is_blank).len();
            let skipped = if builder.open(BlockKind::Paragraph) { 0 } else { indent };
            // Latin words stay separate.
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let before = at.checked_sub(1).and_then(|at| lines[at].content.chars().next_back());
            if continues(at, &goes_on) && is_word(before) && is_word(lines[at].content.chars().next()) {
                let gap = span.start() + indent;
                builder.replace(" ", Span::new(gap.min(spans[at - 1].end()), gap));
            }
            let end = span.start() + line.trim_end_matches(is_blank).len();
            builder.copy(view, Span::new(span.start() + skipped, end));
        }
        if !goes_on[at] {
            builder.close();
        }
    }
    Some(builder)
}

/// Byte offsets of the line ends inside paragraphs of a wrapped text; empty for a text that is not
/// wrapped.
pub(super) fn breaks(view: &str) -> Vec<usize> {
    let Some(Wrapped { spans, goes_on, .. }) = Wrapped::of(view) else { return Vec::new() };
    spans.iter().zip(goes_on).filter(|(_, goes_on)| *goes_on).map(|(span, _)| span.end()).collect()
}

/// The lines of a wrapped text.
struct Wrapped<'t> {
    spans: Vec<Span>,
    lines: Vec<Line<'t>>,
    /// For each line, true if its paragraph continues in the next line.
    goes_on: Vec<bool>,
}

impl<'t> Wrapped<'t> {
    /// Splits the text into lines; `None` if the text is not wrapped.
    fn of(view: &'t str) -> Option<Self> {
        let spans = spans(view)?;
        let lines: Vec<Line<'_>> = spans.iter().map(|span| Line::new(span.of(view))).collect();
        let width = lines.iter().filter(|line| !line.is_tabular).map(|line| line.width).max()?;
        if !PAGE.contains(&width) {
            return None;
        }
        let goes_on: Vec<bool> = (0..lines.len())
            .map(|at| lines.get(at + 1).is_some_and(|next| goes_on(&lines[at], next, width)))
            .collect();
        is_wrapped(&lines, &goes_on).then_some(Self { spans, lines, goes_on })
    }
}

/// True if the line with index `at` continues the paragraph of the line before it, according to
/// `goes_on`.
fn continues(at: usize, goes_on: &[bool]) -> bool {
    at > 0 && goes_on[at - 1]
}

/// Spans of the lines; `None` if one is longer than [`MAX_BYTES`].
fn spans(text: &str) -> Option<Vec<Span>> {
    let mut spans = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end - start > MAX_BYTES {
            return None;
        }
        spans.push(Span::new(start, end));
        start = end + 1;
    }
    Some(spans)
}

/// True if the paragraph of `line` continues in `next`: `line` is full and does not end a sentence,
/// and `next` begins no item and no paragraph. `width` is the width of the widest line.
fn goes_on(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    could_go_on(line, next) && line.width + SLACK >= width
}

fn could_go_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let is_set =
        |line: &Line<'_>| line.content.starts_with(['#', '-', '*', '|', '•', '·', '>', '【', '—', '=']);
    !line.is_blank()
        && !next.is_blank()
        && !line.is_tabular
        && !next.is_tabular
        && !line.ends_sentence()
        && next.indent < INDENT
        && !begins_item(next.content)
        && !is_set(line)
        && !is_set(next)
}

/// True if the text counts as wrapped: at least [`MIN_WRAPPED`] lines and a quarter of all lines
/// continue, and so do four fifths of the lines that end neither a sentence nor a list entry. The
/// others are mostly titles and list entries, which have all widths.
fn is_wrapped(lines: &[Line<'_>], goes_on: &[bool]) -> bool {
    let wrapped = goes_on.iter().filter(|&&goes_on| goes_on).count();
    let could = lines.windows(2).filter(|pair| could_go_on(&pair[0], &pair[1])).count();
    let full = lines.iter().filter(|line| !line.is_blank()).count();
    wrapped >= MIN_WRAPPED && wrapped * 5 >= could * 4 && wrapped * 4 >= full
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::readers;

    fn read(text: &str) -> Document {
        readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap()
    }

    fn blocks(text: &str) -> Vec<String> {
        let doc = read(text);
        doc.blocks().iter().map(|block| doc.slice(block.span).to_owned()).collect()
    }

    const TEXT: &str = "通村公路养护办法\n\n　　今年以来，各村先后修通了通组公路，安装了路灯，清理\n了河道，\
                        群众出行方便多了，但是养护的人手一直没有落实下来，\n雨季一到就有塌方。\n　　一、各村要明确专人，每周巡查\
                        一次，发现塌方当天上报，不\n得拖延，不得瞒报。\n　　二、养护经费由乡财政统一列支，专款专用，年底向群众公开\n账目，接受监督。\n";

    #[test]
    fn lines_of_one_width_are_joined() {
        let blocks = blocks(TEXT);
        assert_eq!(blocks.len(), 4, "{blocks:?}");
        assert!(
            blocks[1].contains("清理了河道")
                && blocks[2].starts_with("一、各村")
                && blocks[3].ends_with("监督。")
        );
    }

    #[test]
    fn places_lead_back_to_the_lines() {
        let doc = read(TEXT);
        let at = doc.text().find("专款专用").unwrap();
        let start = doc.locate(crate::text::span::Span::new(at, at + 12)).start;
        assert_eq!(start.line, 8);
    }

    #[test]
    fn lists_and_drafts_stay_as_they_are() {
        let list = "参会单位\n教育局\n水利局\n农业农村局\n交通运输局\n自然资源局\n";
        assert_eq!(blocks(list).len(), 6);
        let draft = format!("{}\n第二段没有句号\n第三段\n", "各村要明确专人每周巡查".repeat(12));
        assert_eq!(blocks(&draft).len(), 3);
    }
}
