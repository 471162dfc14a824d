//! Captions of figures and tables at the beginning of a short block: 图1 … ("Figure 1 …"), 表2-3 …
//! ("Table 2-3 …"), and the numbers of formulas.

use crate::document::{Document, OPAQUE};
use crate::facts::Facts;
use crate::text::chars::{after, is_blank, is_han, is_longer};
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;

/// Maximum number of characters of a caption. A longer line is running text.
const MAX_CAPTION: usize = 60;
/// Maximum number of bytes of the number of a caption: `12-34`. A longer number is not read.
const MAX_NUMBER: usize = 12;

/// Maximum number of characters of a line with a formula. A longer line is running text.
const MAX_FORMULA: usize = 120;
/// The kind of a [`Caption`] that is the number of a formula.
pub const FORMULA: char = '式';

/// A caption of a figure or a table: 图1-2 人口分布 ("Figure 1-2 Distribution of population").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// Kind of the captioned thing, by the character before the number: 图 (figure), 表 (table) or 式
    /// (formula).
    pub kind: char,
    /// Text before the last part of the number: `2-` in 表2-3 ("Table 2-3"), `A.` in 图A.1 ("Figure
    /// A.1"); empty if the number has only one part.
    pub prefix: String,
    /// True if the number is a Chinese numeral: 图一 ("Figure 1").
    pub is_han: bool,
    /// Last part of the number: 2 in 图1-2 ("Figure 1-2").
    pub ordinal: u32,
    /// Span of the kind with the number; for a formula, of the number with its brackets.
    pub span: Span,
}

impl Facts<'_> {
    /// Captions of the document in text order, without those that a list of figures repeats.
    pub fn captions(&self) -> &[Caption] {
        self.cells.captions.get_or_init(|| {
            let mut captions = find(self.doc);
            let is_listed =
                |caption: &Caption| self.contents().holds(self.doc.block_at(caption.span.start()));
            captions.retain(|caption| !is_listed(caption));
            captions
        })
    }
}

/// Reads the number of a caption at the start of `text`: its prefix, its last part and its length
/// in bytes, `("2-", 3, 3)` for `2-3`. `None` if there is no number.
pub fn number(text: &str) -> Option<(String, u32, usize)> {
    let is_part = |c: char| {
        narrow(c).is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | '–' | '－' | '.' | '．')
    };
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(['.', '．', '-']);
    if written.len() > MAX_NUMBER {
        return None;
    }
    let folded: String =
        written.chars().map(|c| if matches!(c, '–' | '－') { '-' } else { narrow(c) }).collect();
    let last = folded.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let ordinal = folded[last..].parse().ok().filter(|ordinal| (1..1000).contains(ordinal))?;
    Some((folded[..last].to_owned(), ordinal, written.len()))
}

/// Finds all captions, in text order.
pub fn find(doc: &Document) -> Vec<Caption> {
    let captions = doc.blocks().iter().filter_map(|block| {
        // The picture, or a formula that indents the line, may come before.
        let text = doc.slice(block.span).trim_start_matches(|c| c == OPAQUE || is_blank(c));
        let start = block.span.end() - text.len();
        let kind = after(text, 0).filter(|c| matches!(c, '图' | '表'))?;
        let rest = text[kind.len_utf8()..].trim_start_matches(is_blank);
        let (prefix, ordinal, length) = number(rest).or_else(|| han_number(rest))?;
        let end = text.len() - rest.len() + length;
        // 图1为… ("Figure 1 is …"), 表2和表3 … ("Tables 2 and 3 …") refer to a caption.
        let next = after(text, end);
        let is_caption = next
            .is_none_or(|c| is_blank(c) || matches!(c, '：' | ':' | '.' | '．') || is_title(c))
            && !is_longer(text, MAX_CAPTION)
            && !text.ends_with(['。', '；', '，', ';', ',']);
        let span = Span::new(start, start + end);
        let is_han = span.of(doc.text()).ends_with(is_numeral);
        is_caption.then_some(Caption { kind, prefix, is_han, ordinal, span })
    });
    let mut found: Vec<Caption> = captions.collect();
    let formulas = formulas(doc);
    if !formulas.is_empty() {
        found.extend(formulas);
        found.sort_by_key(|caption| caption.span);
    }
    found
}

/// Reads the Chinese numeral of 图一 ("Figure 1") if a blank, a colon or the end follows: 图一乐 ("for
/// fun") and 表一家 are other words.
fn han_number(text: &str) -> Option<(String, u32, usize)> {
    let length = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    let ordinal = cardinal(&text[..length]).filter(|ordinal| (1..100).contains(ordinal))?;
    let is_set_off = after(text, length).is_none_or(|c| is_blank(c) || matches!(c, '：' | ':'));
    is_set_off.then_some((String::new(), ordinal as u32, length))
}

/// Finds formulas with a number at the end of their line: `v＝s/t　　（3）`.
fn formulas(doc: &Document) -> Vec<Caption> {
    let found = doc.blocks().iter().filter_map(|block| {
        let text = doc.slice(block.span);
        let closed = text.strip_suffix(['）', ')'])?;
        let near = closed.char_indices().rev().take(MAX_NUMBER);
        let (open, sign) = near.into_iter().find(|(_, c)| matches!(c, '（' | '('))?;
        let written = &closed[open + sign.len_utf8()..];
        let (prefix, ordinal, _) = number(written).filter(|(_, _, length)| *length == written.len())?;
        let before = &closed[..open];
        let is_set_off = before.ends_with(|c: char| is_blank(c) || matches!(c, '…' | '.' | '·'));
        let is_formula = before.contains(['＝', '=', '≤', '≥', '≈', '\u{FFFC}'])
            && !before.contains(['。', '；', '，'])
            && !is_longer(text, MAX_FORMULA);
        let span = Span::new(block.span.start() + open, block.span.end());
        (is_set_off && is_formula).then_some(Caption { kind: FORMULA, prefix, is_han: false, ordinal, span })
    });
    found.collect()
}

/// True for a Han character that may begin the title of a caption directly after the number,
/// without a blank. False for 为 ("is"), 所 and others, with which a sentence about the figure goes
/// on (图1所示, "as Figure 1 shows").
fn is_title(c: char) -> bool {
    is_han(c)
        && !matches!(
            c,
            '为' | '是'
                | '示'
                | '显'
                | '中'
                | '所'
                | '和'
                | '与'
                | '及'
                | '的'
                | '给'
                | '列'
                | '反'
                | '说'
                | '表'
                | '即'
                | '可'
                | '将'
                | '把'
        )
}

#[cfg(test)]
mod tests {
    use super::{find, number};
    use crate::document::source::Source;
    use crate::readers;

    #[test]
    fn reads_schemes_of_numbers() {
        for (text, expected) in
            [("3 ", ("", 3, 1)), ("2-3 ", ("2-", 3, 3)), ("A.1", ("A.", 1, 3)), ("12．", ("", 12, 2))]
        {
            let (prefix, ordinal, length) = number(text).unwrap();
            assert_eq!((prefix.as_str(), ordinal, length), expected, "{text}");
        }
        assert_eq!(number("一"), None);
    }

    #[test]
    fn a_sentence_about_a_figure_is_no_caption() {
        let text = "图1 产量走势\n图2为去年数据\n表1显示，产量上升。\n表 2-1 分县情况\n图表制作说明";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let spans: Vec<&str> = find(&doc).iter().map(|caption| caption.span.of(doc.text())).collect();
        assert_eq!(spans, ["图1", "表 2-1"]);
    }
}
