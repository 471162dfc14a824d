//! Printed lines: their width, the marks of items at their beginning, and the ends of sentences.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::readers::pdf_text::running::{EDGE, Running};
use crate::text::chars::{is_blank, is_closing, is_stop};

/// Minimum indent that begins a paragraph, in display cells beyond the margin of the page: one
/// Chinese character.
pub(in crate::readers) const INDENT: usize = 2;
/// Minimum number of blanks between two words that count as a gap between columns of a table.
const GAP: usize = 3;
/// Minimum number of lines on a page if its widest line is to be taken as the width of the text
/// area.
const MIN_TELLING_LINES: usize = 5;

/// One printed line of a page.
pub(in crate::readers) struct Line<'t> {
    /// Text of the line, without blanks at its ends.
    pub(in crate::readers) content: &'t str,
    /// Width of the blanks before the content, in display cells.
    pub(in crate::readers) indent: usize,
    /// Width of the whole line including the indent, in display cells.
    pub(in crate::readers) width: usize,
    /// True if wide gaps divide the line into columns, as in a table.
    pub(in crate::readers) is_tabular: bool,
}

impl<'t> Line<'t> {
    pub(in crate::readers) fn new(line: &'t str) -> Self {
        let line = line.trim_end_matches(is_blank);
        let content = line.trim_start_matches(is_blank);
        let indent = line[..line.len() - content.len()].width();
        let mut gap = 0;
        let is_tabular = content.chars().any(|c| {
            gap = match c {
                '\u{3000}' => gap + 2,
                c if is_blank(c) => gap + 1,
                _ => 0,
            };
            gap >= GAP
        });
        Self { content, indent, width: indent + content.width(), is_tabular }
    }

    /// True for a line with as much free space after it as before it, on a page of `width` cells.
    pub(super) fn is_centred(&self, width: usize) -> bool {
        self.indent >= INDENT && self.indent.abs_diff(width.saturating_sub(self.width)) <= 1
    }

    /// True for a line without content.
    pub(in crate::readers) fn is_blank(&self) -> bool {
        self.content.is_empty()
    }

    /// True if the line ends a sentence: 。 ： 。”
    pub(in crate::readers) fn ends_sentence(&self) -> bool {
        let bare = self.content.trim_end_matches(is_closing);
        bare.ends_with(|c| is_stop(c) || matches!(c, '：' | ':' | '．'))
    }
}

/// One page of a PDF, as printed lines.
pub(super) struct Page<'t> {
    pub(super) lines: Vec<Line<'t>>,
    /// Range of the indices of the text lines: page numbers and running heads and feet at the edges
    /// of the page are excluded.
    pub(super) text: Range<usize>,
    /// Width of the widest line without columns, in display cells.
    pub(super) width: usize,
    /// True if the page has at least [`MIN_TELLING_LINES`] lines, so that its widest line shows the
    /// width of the text area.
    pub(super) is_telling: bool,
    /// True if blank lines separate paragraphs on this page; false if a blank line follows each
    /// line, so that it has no meaning.
    pub(super) blanks_divide: bool,
    /// Indent of the leftmost line of the page, in display cells.
    margin: usize,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str, running: &Running) -> Self {
        let lines: Vec<Line<'t>> = text.lines().map(Line::new).collect();
        let full = || lines.iter().filter(|line| !line.is_blank());
        let width = full().filter(|line| !line.is_tabular).map(|line| line.width).max().unwrap_or(0);
        let is_number = |line: &&Line<'_>| is_page_number(line.content);
        let margin = full().filter(|line| !is_number(line)).map(|line| line.indent).min().unwrap_or(0);
        let gaps = lines.windows(2).filter(|pair| pair[0].is_blank() && !pair[1].is_blank()).count();
        let count = full().count();
        let blanks_divide = count < MIN_TELLING_LINES || gaps * 5 < count * 4;
        Self {
            text: text_of(&lines, running),
            width,
            is_telling: count >= MIN_TELLING_LINES,
            blanks_divide,
            margin,
            lines,
        }
    }

    /// True if `line` may continue the paragraph before it, as far as its layout shows: it has no
    /// columns, no item mark, and no indent. Of a centred line (`is_centred`) the indent does not
    /// count.
    pub(super) fn can_continue(&self, line: &Line<'_>, is_centred: bool) -> bool {
        let is_set_in = line.indent >= self.margin + INDENT && !is_centred;
        !line.is_tabular && !is_set_in && !begins_item(line.content)
    }
}

/// Range of the indices from the first text line to the last. Blank lines at the edges are
/// excluded, and so are a page number and running heads and feet there.
fn text_of(lines: &[Line<'_>], running: &Running) -> Range<usize> {
    let full: Vec<usize> = (0..lines.len()).filter(|index| !lines[*index].is_blank()).collect();
    let head = edge(full.iter(), lines, running);
    let foot = edge(full[head..].iter().rev(), lines, running);
    let full = &full[head..full.len() - foot];
    match (full.first(), full.last()) {
        (Some(first), Some(last)) => *first..last + 1,
        _ => 0..0,
    }
}

/// Number of lines at an edge of the page that are not text. `indices` are the lines of the page
/// that are not blank, in order from that edge. At most one line counts as a page number: a second
/// one like it is text, such as a column of figures.
fn edge<'i>(indices: impl Iterator<Item = &'i usize>, lines: &[Line<'_>], running: &Running) -> usize {
    let mut has_number = false;
    let is_edge = |index: &&usize| {
        let line = lines[**index].content;
        let is_number = !has_number && is_page_number(line);
        has_number |= is_number;
        is_number || running.key(line).is_some()
    };
    indices.take(EDGE).take_while(is_edge).count()
}

/// True for a mark of an item at the beginning of a line: 一、 （二） 3. 4） 第五条 ("Article 5") ⑥.
pub(in crate::readers) fn begins_item(text: &str) -> bool {
    let is_numeral = |c: char| "〇一二三四五六七八九十百".contains(c);
    let bare = text.strip_prefix(['（', '(']);
    let ordinal = text.strip_prefix('第');
    let number = bare.or(ordinal).unwrap_or(text);
    let rest = match number.trim_start_matches(is_numeral) {
        rest if rest.len() < number.len() => rest,
        _ => number.trim_start_matches(|c: char| c.is_ascii_digit()),
    };
    let has_number = rest.len() < number.len();
    let mut behind = rest.chars();
    let (first, second) = (behind.next(), behind.next());
    match first {
        _ if text.starts_with(|c| matches!(c, '①'..='⒛' | '㈠'..='㈩' | '㉑'..='㊿')) => true,
        _ if !has_number => false,
        Some('）' | ')') => true,
        _ if bare.is_some() => false,
        Some('章' | '条' | '节' | '编' | '款') => ordinal.is_some(),
        Some('部') => ordinal.is_some() && second == Some('分'),
        Some('、' | '．') => true,
        // 3.5万 is not a mark.
        Some('.') => !second.is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// True for a page number alone on its line: 3, - 3 -, —3—, 第3页 ("page 3"), 第 3 页 共 9 页 ("page 3 of
/// 9"), 3/9.
pub(super) fn is_page_number(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !is_blank(*c)).collect();
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '•' | '~' | '～');
    let inner = bare.trim_matches(is_dash);
    let is_count =
        |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let has_dashes = inner.len() < bare.len();
    let named = |text: &str, head: char| {
        text.strip_prefix(head).and_then(|rest| rest.strip_suffix('页')).is_some_and(is_count)
    };
    let in_two = || {
        let (page, all) = inner.split_once("页")?;
        let page = page.strip_prefix('第')?;
        let all = all.trim_start_matches([',', '，', '/', '、']);
        Some(is_count(page) && named(all, '共'))
    };
    // Four digits alone may be a year.
    is_count(inner) && (has_dashes || inner.len() < 4)
        || named(inner, '第')
        || in_two().unwrap_or(false)
        || inner.split_once('/').is_some_and(|(page, all)| is_count(page) && is_count(all))
}

#[cfg(test)]
mod tests {
    use super::{begins_item, is_page_number};

    #[test]
    fn knows_marks_and_numbers_of_pages() {
        for mark in [
            "一、抓好", "（十二）抓好", "(3)抓好", "3.抓好", "4．抓好", "5、抓好", "第六条 抓好", "⑦抓好",
            "8)抓好",
        ] {
            assert!(begins_item(mark), "{mark}");
        }
        for text in ["一是抓好", "3.5万元", "2026年", "（抓好", "第一时间", "十分重要", "第三部", "抓好"]
        {
            assert!(!begins_item(text), "{text}");
        }
        for number in ["3", "- 3 -", "—12—", "－ 3 －", "第3页", "第 3 页 共 9 页", "第3页，共12页", "3/9"]
        {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["", "--", "2026", "3月", "一", "第三页", "3人", "/"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
