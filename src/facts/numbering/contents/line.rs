//! One line read as an entry of a table of contents, with a number, a title and a page:
//! `第二章　总则………12` ("Chapter 2 General provisions … 12"), `1.2 目的 …… 3` ("1.2 Purpose … 3").

use crate::facts::numbering::marks::{self, Family};
use crate::text::chars::is_blank;
use crate::text::fold::{comparable, narrow};
use crate::text::hash::{START, fnv};
use crate::text::numeral::{cardinal, is_numeral};
use crate::text::span::Span;
use crate::words::Words;

/// Maximum number of characters of the title of an entry. A longer line is not an entry.
const MAX_TITLE: usize = 60;
/// Maximum page number that is read after a single blank. Higher numbers there are years and
/// amounts.
const MAX_LOOSE_PAGE: u32 = 999;
/// Minimum number of leader dots if no page follows them. Fewer may be an ellipsis.
const MIN_LEADERS: usize = 3;
/// Maximum number of a chapter that is read. Higher ones are not numbers of chapters.
const MAX_ORDINAL: u64 = 1999;
/// Minimum number of letters of a title by which it is recognised without its number. Shorter
/// titles occur too often.
const MIN_TELLING: usize = 2;

/// Form of the numbers of entries. Entries of one list have the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// A number in the form of an item mark, with or without the punctuation: 一、 （一） 1. 第一章
    /// ("Chapter 1"), or 一 and 1 before a blank.
    Mark(Family),
    /// A Chinese ordinal with a noun, of which the first character is stored: 部 for 第一部分 ("Part
    /// 1"), 讲 for 第二讲 ("Lecture 2").
    Part(char),
    /// A decimal number such as 1.2.3, with the number of its parts: 3 here, at least 2.
    Decimal(usize),
}

/// The number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Span of the number with its punctuation: `（一）`, `第二章` ("Chapter 2"), `1.2`.
    pub span: Span,
    /// Form of the number.
    pub scheme: Scheme,
    /// Last part of the number: 3 in 1.2.3.
    pub ordinal: u32,
}

/// End of a line, as far as it shows that the line has a page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// No page number: a plain title.
    Plain,
    /// A number after a blank: `总则 12` ("General provisions 12"). It may be a page number or a part
    /// of the title.
    Loose(u32),
    /// Leader dots, a tab or a gap, and the page if it is in Arabic digits: `总则……12` ("General
    /// provisions … 12"), `前言……Ⅱ` ("Preface … II"), `总则…………`.
    Led(Option<u32>),
}

/// Kind of the text in a line, by its length and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// A title: short, without the end of a sentence.
    Title,
    /// A short sentence with a full stop.
    Closed,
    /// Running text.
    Text,
}

/// A block read as a possible entry of a table of contents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) number: Option<Number>,
    /// Span of the title without number and page. For running text, its first clause, which may be
    /// a heading.
    pub(super) title: Span,
    pub(super) ending: Ending,
    pub(super) flow: Flow,
    /// Hash of the number and the title, by which equal lines are found.
    pub(super) full: u64,
    /// Hash of the title without its number; `None` if the title is so short that it may recur by
    /// chance.
    pub(super) bare: Option<u64>,
}

impl Line {
    /// Reads the text of a block as an entry. `base` is the position of the block in the document.
    pub(super) fn read(text: &str, base: usize, words: &Words) -> Self {
        let (end, ending) = ending(text);
        let written = &text[..end];
        let stop = written.char_indices().take(MAX_TITLE + 1).find(|(_, c)| ends_sentence(*c));
        let is_long = written.char_indices().nth(MAX_TITLE).is_some();
        let number = number(written, words);
        let behind = number.map_or(0, |number| number.span.end());
        let is_open = written[behind..].ends_with(['，', ',', '、', '：', ':']);
        let flow = match stop {
            None if (is_long || is_open) && !ending.is_led() => Flow::Text,
            None => Flow::Title,
            Some((at, c)) if at + c.len_utf8() == written.len() => Flow::Closed,
            Some(_) if ending.is_led() && !is_long => Flow::Title,
            Some(_) => Flow::Text,
        };
        let clause = match flow {
            Flow::Title => written,
            Flow::Closed | Flow::Text => first_clause(written),
        };
        let rest = clause
            .get(behind..)
            .unwrap_or("")
            .trim_start_matches(|c| is_blank(c) || matches!(c, '、' | '：' | ':'));
        let start = base + clause.len().max(behind) - rest.len();
        let title = Span::new(start, start + rest.len());
        let shifted = |span: Span| Span::new(base + span.start(), base + span.end());
        let (bare, letters) = title_hash(rest);
        let full = number.map_or(START, |number| number_hash(written, number)) ^ bare.rotate_left(1);
        Self {
            number: number.map(|number| Number { span: shifted(number.span), ..number }),
            title,
            ending,
            flow,
            full,
            bare: (letters >= MIN_TELLING).then_some(bare),
        }
    }

    /// Hashes by which the same title is found elsewhere: with the number, and without it. There
    /// are none for running text without a first clause and for a page number alone.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        let is_telling =
            self.title.start() < self.title.end() || self.number.is_some() && self.flow != Flow::Text;
        [Some(self.full), self.bare].into_iter().flatten().filter(move |_| is_telling)
    }

    /// True for a page number without other text, which belongs to the line before.
    pub(super) fn is_page_alone(&self) -> bool {
        self.title.start() == self.title.end() && self.number.is_none() && self.ending != Ending::Plain
    }

    /// True if the line can be a heading: a title, or a short sentence.
    pub(super) fn is_heading(&self) -> bool {
        self.flow != Flow::Text
    }

    /// Page number, if it is in Arabic digits.
    pub(super) fn page(&self) -> Option<u32> {
        match self.ending {
            Ending::Plain => None,
            Ending::Loose(page) => Some(page),
            Ending::Led(page) => page,
        }
    }
}

impl Ending {
    pub(super) fn is_led(self) -> bool {
        matches!(self, Self::Led(_))
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';')
}

fn is_leader(c: char) -> bool {
    matches!(
        c,
        '.' | '．'
            | '…'
            | '⋯'
            | '‥'
            | '·'
            | '•'
            | '・'
            | '﹒'
            | '-'
            | '－'
            | '—'
            | '–'
            | '─'
            | '_'
            | '＿'
    )
}

/// First clause of running text, which may be a heading in the same line as its text: 一、提高认识 of
/// 一、提高认识。各级…… ("1. Raise awareness. All levels …"). Empty if no clause ends within the length of a
/// title.
fn first_clause(text: &str) -> &str {
    let near = text.char_indices().take(MAX_TITLE + 1);
    let end = near.filter(|(_, c)| ends_sentence(*c) || matches!(c, '：' | ':')).map(|(at, _)| at).next();
    &text[..end.unwrap_or(0)]
}

/// Byte after the title, and the evidence for a page number after it.
fn ending(text: &str) -> (usize, Ending) {
    let whole = text.trim_end_matches(is_blank);
    // `（12）`, `- 12 -`, `第12页` ("page 12").
    let unclosed =
        whole.trim_end_matches(|c| is_blank(c) || matches!(c, ')' | '）' | '-' | '－' | '—' | '页'));
    let is_bracketed = whole.ends_with([')', '）']);
    let is_roman = |c: char| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X' | '\u{2160}'..='\u{217B}');
    let before_digits = unclosed.trim_end_matches(|c| narrow(c).is_ascii_digit());
    let page: String = unclosed[before_digits.len()..].chars().map(narrow).collect();
    let before = if page.is_empty() { unclosed.trim_end_matches(is_roman) } else { before_digits };
    let has_page = before.len() < unclosed.len() && page.len() <= 4;
    let opened = match (is_bracketed, whole.ends_with('页')) {
        (true, _) => before.strip_suffix(['(', '（']),
        (false, true) => before.strip_suffix('第').or(Some(before)),
        (false, false) => Some(before),
    };
    let led = match opened.filter(|_| has_page) {
        Some(opened) => opened,
        None => whole,
    };
    let title = led.trim_end_matches(|c| is_leader(c) || is_blank(c));
    let gap = &led[title.len()..];
    let leaders = gap.chars().filter(|&c| is_leader(c)).count();
    let blanks = gap.chars().filter(|&c| is_blank(c)).count();
    if !has_page || opened.is_none() {
        let is_led = leaders >= MIN_LEADERS;
        return if is_led { (title.len(), Ending::Led(None)) } else { (whole.len(), Ending::Plain) };
    }
    let is_wide = gap.contains(['\t', '…', '⋯']) || leaders >= 2 || blanks >= 2;
    let page: Option<u32> = page.parse().ok();
    // `1.2` and `附件 2` ("Annex 2") do not end in a page number.
    let is_title = title.chars().filter(|&c| !is_blank(c)).nth(1).is_some()
        && !["附件", "附录", "附表", "附图"].contains(&title)
        || title.is_empty();
    let is_loose = blanks > 0 || is_bracketed || title.is_empty();
    match page {
        page if is_wide && is_title => (title.len(), Ending::Led(page)),
        Some(page) if is_loose && is_title && page <= MAX_LOOSE_PAGE => (title.len(), Ending::Loose(page)),
        _ => (whole.len(), Ending::Plain),
    }
}

/// Reads the number at the beginning of a line.
fn number(text: &str, words: &Words) -> Option<Number> {
    decimal(text)
        .or_else(|| {
            let (family, ordinal, end) = marks::at_head(text, words)?;
            Some(Number { span: Span::new(0, end), scheme: Scheme::Mark(family), ordinal })
        })
        .or_else(|| chapter(text))
        .or_else(|| spaced(text))
}

/// Reads a number with points at the start of `text`: `1.2`, `1.2.3`.
fn decimal(text: &str) -> Option<Number> {
    let end = text.find(|c| !(narrow(c).is_ascii_digit() || matches!(c, '.' | '．'))).unwrap_or(text.len());
    let written = text[..end].trim_end_matches(['.', '．']);
    let numbers = || written.split(['.', '．']);
    let levels = numbers().count();
    let is_whole = numbers().all(|number| (1..=3).contains(&number.chars().count()));
    let last: String = numbers().next_back()?.chars().map(narrow).collect();
    let ordinal = last.parse().ok()?;
    let (span, scheme) = (Span::new(0, end), Scheme::Decimal(levels));
    (levels > 1 && is_whole).then_some(Number { span, scheme, ordinal })
}

/// Reads a Chinese ordinal with its noun: `第一部分` ("Part 1"), `第二讲` ("Lecture 2"), `第三章总则` ("Chapter
/// 3 General provisions"), `第 1 章`.
fn chapter(text: &str) -> Option<Number> {
    let rest = text.strip_prefix('第')?.trim_start_matches(is_blank);
    let (ordinal, length) = leading_number(rest)?;
    let behind = rest[length..].trim_start_matches(is_blank);
    let unit = behind.chars().next()?;
    let thing = ["部分", "单元"].into_iter().find(|thing| behind.starts_with(thing));
    let scheme = match unit {
        '编' | '章' | '节' | '条' => Scheme::Mark(Family::Article(unit)),
        '篇' | '讲' | '辑' | '卷' | '课' | '回' | '册' => Scheme::Part(unit),
        _ if thing.is_some() => Scheme::Part(unit),
        _ => return None,
    };
    let end = text.len() - behind.len() + thing.map_or(unit.len_utf8(), str::len);
    Some(Number { span: Span::new(0, end), scheme, ordinal })
}

/// Reads a number followed by a blank at the start of `text`: `1 范围` ("1 Scope"), `一　总则` ("1
/// General provisions").
fn spaced(text: &str) -> Option<Number> {
    let (ordinal, length) = leading_number(text)?;
    let family = if text.starts_with(is_numeral) { Family::HanPause } else { Family::Arabic };
    let is_spaced = text[length..].starts_with(is_blank);
    is_spaced.then_some(Number { span: Span::new(0, length), scheme: Scheme::Mark(family), ordinal })
}

/// Value of the Chinese or Arabic number at the start of `text`, and its length in bytes. `None` if
/// there is none, or if it is too high.
fn leading_number(text: &str) -> Option<(u32, usize)> {
    let is_han = text.starts_with(is_numeral);
    let is_part = |c: char| if is_han { is_numeral(c) } else { narrow(c).is_ascii_digit() };
    let written = &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    let value = if is_han {
        cardinal(written)?
    } else {
        written.chars().map(narrow).take(5).collect::<String>().parse().ok()?
    };
    (1..=MAX_ORDINAL).contains(&value).then_some((value as u32, written.len()))
}

/// Hash of the letters of a title, and their number. Blanks and punctuation are ignored.
fn title_hash(title: &str) -> (u64, usize) {
    let title = title.trim_end_matches(|c| is_blank(c) || ends_sentence(c) || matches!(c, '：' | ':'));
    let mut bytes = [0; 4];
    title
        .chars()
        .filter_map(comparable)
        .fold((START, 0), |(hash, letters), c| (fnv(hash, c.encode_utf8(&mut bytes).as_bytes()), letters + 1))
}

/// Key of a number for a hash table: equal for entries with the same number in the same form.
/// `text` is the number as written.
pub(super) fn number_key(text: &str, number: Number) -> u64 {
    number_hash(text, Number { span: Span::new(0, text.len()), ..number })
}

/// Hash of a number, without its punctuation.
fn number_hash(text: &str, number: Number) -> u64 {
    match number.scheme {
        Scheme::Decimal(_) => {
            let digits = number.span.of(text).trim_end_matches(['.', '．']).chars().map(narrow);
            fnv(START, digits.map(|c| if c == '．' { '.' } else { c }).collect::<String>().as_bytes())
        }
        scheme => fnv(START, format!("{scheme:?}{}", number.ordinal).as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Flow, Line};
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn line(text: &str) -> Line {
        Line::read(text, 0, &NONE)
    }

    fn read(text: &str) -> (&str, &str, Ending) {
        let line = line(text);
        let number = line.number.map_or("", |number| number.span.of(text));
        (number, line.title.of(text), line.ending)
    }

    #[test]
    fn reads_number_title_and_page() {
        let cases = [
            ("第一章　总则………………1", "第一章", "总则", Ending::Led(Some(1))),
            ("第 2 章　执行 8", "第 2 章", "执行", Ending::Loose(8)),
            ("第一章总则 12", "第一章", "总则", Ending::Loose(12)),
            ("1.2\t目的\t3", "1.2", "目的", Ending::Led(Some(3))),
            ("1\t绪论\t3", "1", "绪论", Ending::Led(Some(3))),
            ("一、形势与任务 ...... 4", "一、", "形势与任务", Ending::Led(Some(4))),
            ("（二）主要措施——————（15）", "（二）", "主要措施", Ending::Led(Some(15))),
            ("在动员会上的讲话（15）", "", "在动员会上的讲话", Ending::Loose(15)),
            ("第三部分：保障　　　第７页", "第三部分", "保障", Ending::Led(Some(7))),
            ("前言………Ⅱ", "", "前言", Ending::Led(None)),
            ("前言…………", "", "前言", Ending::Led(None)),
            ("附件 2", "", "附件 2", Ending::Plain),
            ("表2-3", "", "表2-3", Ending::Plain),
            ("迈向 2035", "", "迈向 2035", Ending::Plain),
            ("1.2", "1.2", "", Ending::Plain),
            ("……12", "", "", Ending::Led(Some(12))),
            ("12", "", "", Ending::Loose(12)),
            ("三、附则", "三、", "附则", Ending::Plain),
        ];
        for (text, number, title, ending) in cases {
            assert_eq!(read(text), (number, title, ending), "{text}");
        }
    }

    #[test]
    fn tells_titles_from_running_text() {
        let cases = [
            ("一、提高认识，狠抓落实", Flow::Title),
            ("一、提高认识。", Flow::Closed),
            ("2、", Flow::Title),
            ("关于农业，关于林业，……12", Flow::Title),
            ("一、提高认识。各级要重视", Flow::Text),
            ("现将有关情况报告如下：", Flow::Text),
            ("什么是效率？怎样提高？……3", Flow::Title),
        ];
        for (text, flow) in cases {
            assert_eq!(line(text).flow, flow, "{text}");
        }
        assert_eq!(line(&"长".repeat(61)).flow, Flow::Text);
    }

    #[test]
    fn a_heading_is_alike_whatever_its_width_blanks_and_punctuation() {
        let same = [
            ("第一章　总 则……1", "第1章 总则"),
            ("1、目的\t2", "１．目的"),
            ("1\t目的\t2", "1. 目的"),
            ("一、提高认识", "一、提高认识。各级要把思想统一起来。"),
        ];
        for (entry, heading) in same {
            assert_eq!(line(entry).full, line(heading).full, "{entry}");
        }
        let (entry, heading) = (line("三、保障措施"), line("二、保障措施"));
        assert!(entry.full != heading.full && entry.bare == heading.bare && entry.bare.is_some());
        assert_eq!(line("一、甲").bare, None);
    }
}
