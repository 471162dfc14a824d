//! Item marks (序次语), the numbers with which items of a text begin: 一、 （一） 1. （1） ① 第一， ("first,")
//! 一是 ("the first is") 其一， ("one of them,") 首先， ("first of all,").
//!
//! A mark is at the beginning of a block or after punctuation. Its form decides its family; within
//! a family, width and punctuation are ignored (`（一）` and `(一)`, `1.` and `1、`). Forms: GB/T
//! 15834-2011 B.3.

mod company;
mod heads;
pub mod number;
mod reader;

use crate::document::Document;
use crate::document::block::BlockKind;
use crate::facts::Facts;
use crate::facts::numbering::marks::reader::Reader;
use crate::facts::tokens::{Token, TokenKind, Tokens, is_boundary};
use crate::text::span::Span;
use crate::words::{Words, mark};

/// Form of an item mark (序次语, the number with which an item begins). All marks of one series, such
/// as 一、 二、 三、, have the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Chinese numeral with the mark 、: 一、 ("1.")
    HanPause,
    /// Chinese numeral in brackets: （一） ("(1)")
    HanBracket,
    /// Arabic number: 1. 1、 1）
    Arabic,
    /// Arabic number in brackets: （1）, (1)
    ArabicBracket,
    /// Number and ring in one character: ① ⑴ ⒈ ㈠
    Enclosed,
    /// Ordinal: 第一， ("first,")
    Ordinal,
    /// Item of an agenda: 第一项， ("first item,")
    Agenda,
    /// Ordinal with a counted thing: 第一点， ("first point,"), 第二句话， ("second sentence,"), 第三个问题，
    /// ("third question,"). The variant holds the character after the numeral.
    Counted(char),
    /// Chinese numeral with a verb: 一是 ("the first is"), 一要 ("first, we must"), 一抓 ("first,
    /// tackle"). The variant holds the character after the numeral.
    Led(char),
    /// 其 ("of them") with a numeral: 其一， ("one of them,"), 其二， ("second,")
    Among,
    /// Word instead of a number: 首先， ("first,"), 其次， ("next,"), 再次， ("then,"), 最后， ("last,")
    Discourse,
    /// Chapter, section or article of a regulation: 第一章 ("Chapter 1"), 第三条 ("Article 3"). The
    /// variant holds the unit.
    Article(char),
    /// Article inserted after another one: 第十条之一 ("Article 10-1"). The variant holds the unit.
    Inserted(char),
    /// Part of a text: 第一部分 ("Part 1"), 第二篇 ("Text 2"), 第三讲 ("Lecture 3"). The variant holds the
    /// character after the numeral.
    Part(char),
    /// Word and number: 任务一： ("Task 1:"), 专栏2 ("Box 2"), Q3：, 例4 ("Example 4"). The variant holds
    /// the hash of the word.
    Label(u32),
    /// Decimal number: 1.2 1.2.3 A.0.1 1-1, and the 1 above such numbers. The variant holds the
    /// number of parts.
    Decimal(u8),
    /// Letter: A. a. ii. The variant holds the first letter of the alphabet: `A`, `a`, and `i` for
    /// small Roman numerals.
    Letter(char),
    /// Letter with a bracket: a) (a) (甲) (i). The variant holds the first letter of the alphabet, 甲
    /// for the heavenly stems.
    LetterBracket(char),
    /// Roman numeral: Ⅰ. II、
    Roman,
    /// One of the ten heavenly stems, used like a letter: 甲、 ("A.")
    Stem,
    /// Number of a source in a list of sources: `[1]`.
    Square,
}

impl Family {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::HanPause => "han-pause",
            Self::HanBracket => "han-bracket",
            Self::Arabic => "arabic",
            Self::ArabicBracket => "arabic-bracket",
            Self::Enclosed => "enclosed",
            Self::Ordinal => "ordinal",
            Self::Agenda => "agenda",
            Self::Counted(_) => "counted",
            Self::Led(_) => "led",
            Self::Among => "among",
            Self::Discourse => "discourse",
            Self::Article(_) => "article",
            Self::Inserted(_) => "inserted",
            Self::Part(_) => "part",
            Self::Label(_) => "label",
            Self::Decimal(_) => "decimal",
            Self::Letter(_) => "letter",
            Self::LetterBracket(_) => "letter-bracket",
            Self::Roman => "roman",
            Self::Stem => "stem",
            Self::Square => "square",
        }
    }

    /// True for forms that count as marks only if others of the same form are near. Such numbers
    /// also occur in running text (1.2万亿元, "1.2 trillion yuan"). A text may also cite a selection
    /// of them, so gaps in them are seldom errors.
    pub fn needs_company(self) -> bool {
        matches!(
            self,
            Self::Inserted(_)
                | Self::Part(_)
                | Self::Label(_)
                | Self::Decimal(_)
                | Self::Letter(_)
                | Self::LetterBracket(_)
                | Self::Roman
                | Self::Stem
                | Self::Square
        )
    }
}

/// Position of a mark in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkPlace {
    /// At the beginning of its block.
    Head,
    /// Inside its block, after punctuation.
    Inline,
}

/// One item mark in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Span of the mark with its punctuation: `（一）`, `一、`, `一是` ("the first is").
    pub span: Span,
    /// Span of its number without punctuation: `一`; of the word itself in 首先， ("first,").
    pub number: Span,
    /// Form of the mark.
    pub family: Family,
    /// Value of the number, from 1. It is 0 for a word such as 其次 ("next"), which says only that
    /// the item is not the first.
    pub ordinal: u32,
    /// Position of the mark in its block.
    pub place: MarkPlace,
    /// Index of the block that contains the mark.
    pub block: usize,
    /// Place of a number with several parts (1.2.3) below its parent (1.2). Only marks with the
    /// same parent form a series. Both hashes are 0 for other marks.
    pub path: Path,
}

/// Hashes of a number with several parts and of its parent, by which marks with the same parent are
/// found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// Hash of the parent (1.2 for 1.2.3); 0 if there is none.
    pub under: u64,
    /// Hash of the whole number (1.2.3), which is the parent of 1.2.3.1; 0 if the mark cannot be a
    /// parent.
    pub own: u64,
}

impl Mark {
    /// Text of the mark with another number: `（三）` for `（四）` and 3. The number is written in digits
    /// if its script does not have it.
    pub fn with_ordinal(&self, doc: &Document, ordinal: u32) -> String {
        let before = doc.slice(Span::new(self.span.start(), self.number.start()));
        let behind = doc.slice(Span::new(self.number.end(), self.span.end())).trim_end();
        let number = number::written_like(doc.slice(self.number), ordinal);
        format!("{before}{}{behind}", number.unwrap_or_else(|| ordinal.to_string()))
    }
}

impl Facts<'_> {
    /// All item marks of the document in text order: 一、 （一） 1. （1） ① 第一， 一是 首先， …
    pub fn marks(&self) -> &[Mark] {
        self.cells.marks.get_or_init(|| find(self.doc, self.tokens(), self.words()))
    }
}

/// Mark at the beginning of a block with this text: its family, its ordinal, and the byte after it.
/// `None` if there is none.
pub fn at_head(text: &str, words: &Words) -> Option<(Family, u32, usize)> {
    let found = Reader { text, things: words.of(&mark::THING), words }.read(0, true)?;
    Some((found.family, found.ordinal, found.end))
}

/// Finds all marks, in text order.
pub fn find(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<Mark> {
    let things = words.of(&mark::THING);
    let mut marks = Vec::new();
    let mut spaced = Vec::new();
    for (block, (at, tokens)) in doc.blocks().iter().zip(tokens.blocks()).enumerate() {
        let reader = Reader { text: &doc.text()[..at.span.end()], things, words };
        let mut end = at.span.start();
        let head = mark_at(&reader, block, at.span.start(), None).or_else(|| {
            heads::read(&reader, at.span.start()).map(|found| found.mark(block, at.span.start()))
        });
        let boundaries = tokens.iter().filter(|token| is_boundary(token.kind));
        let inline = boundaries.filter_map(|token| {
            mark_at(&reader, block, reader.skip_blanks(token.span().end()), Some(*token))
        });
        if let Some(found) = head.as_ref().and_then(|mark| heads::spaced(&reader, mark)) {
            spaced.push((marks.len(), found.mark(block, at.span.start())));
        }
        for mark in head.into_iter().chain(inline) {
            // `（一）、` and `1.）` contain punctuation inside a mark that was already found.
            if mark.span.start() >= end {
                end = mark.span.end();
                marks.push(mark);
            }
        }
    }
    company::prefer(&mut marks, spaced);
    company::pass_over(doc, &mut marks);
    let is_heading = |block: usize| matches!(doc.blocks()[block].kind, BlockKind::Heading(_));
    company::keep(&mut marks, is_heading);
    marks
}

/// Reads the mark at byte `start`. `boundary` is the punctuation before it; `None` at the beginning
/// of the block.
fn mark_at(reader: &Reader<'_>, block: usize, start: usize, boundary: Option<Token>) -> Option<Mark> {
    let found = match boundary {
        // 步骤一：…；步骤二：… ("Step 1: …; Step 2: …")
        Some(token) if token.kind == TokenKind::Stop => {
            reader.read(start, false).or_else(|| heads::inline(reader, start))?
        }
        _ => reader.read(start, boundary.is_none())?,
    };
    let may_follow = boundary.is_none_or(|token| match found.family {
        Family::HanPause
        | Family::HanBracket
        | Family::Arabic
        | Family::ArabicBracket
        | Family::Agenda
        | Family::Counted(_) => {
            matches!(token.kind, TokenKind::Stop | TokenKind::Colon)
        }
        Family::Article(_) => false,
        Family::Enclosed | Family::Ordinal | Family::Led(_) | Family::Among | Family::Discourse => {
            token.kind != TokenKind::Pause
        }
        Family::Label(_) => token.kind == TokenKind::Stop,
        _ => false,
    });
    let place = if boundary.is_some() { MarkPlace::Inline } else { MarkPlace::Head };
    may_follow.then(|| Mark { place, ..found.mark(block, start) })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    fn marks(text: &str) -> Vec<(String, u32)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc), &Words::new());
        found.iter().map(|mark| (doc.slice(mark.span).to_owned(), mark.ordinal)).collect()
    }

    fn one(text: &str) -> (String, u32) {
        let found = marks(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn reads_every_family_at_the_head() {
        let cases = [
            ("一、形势", "一、", 1),
            ("十二、形势", "十二、", 12),
            ("（三）措施", "（三）", 3),
            ("(3）措施", "(3）", 3),
            ("1.目标", "1.", 1),
            ("12、目标", "12、", 12),
            ("3）目标", "3）", 3),
            ("②目标", "②", 2),
            ("第二，要快", "第二，", 2),
            ("一是快", "一是", 1),
            ("三要快", "三要", 3),
            ("二抓落实", "二抓", 2),
            ("其一，快", "其一，", 1),
            ("首先，快", "首先，", 1),
            ("第三条 凡", "第三条", 3),
            ("第一项议程", "第一项", 1),
            ("第二句话，感谢", "第二句话", 2),
            ("第三个问题：落实", "第三个问题", 3),
        ];
        for (text, mark, ordinal) in cases {
            assert_eq!(one(text), (mark.to_owned(), ordinal), "{text}");
        }
    }

    #[test]
    fn reads_marks_behind_punctuation() {
        assert_eq!(marks("做到：一是快；二是准，三是稳。").len(), 3);
        assert_eq!(marks("要求如下：（一）快。（二）准。").len(), 2);
        assert_eq!(marks("“快”一是“准”").len(), 1);
    }

    #[test]
    fn passes_over_what_only_looks_like_one() {
        for text in [
            "一、二季度增长", "2、3月份", "1.2万亿元", "第一时间到场", "第一、第二产业", "一要素",
            "统一要求", "说一是一，二是二", "按照“四个一要求”", "（2020）", "第三条线", "3.15活动",
            "七、八年级", "第一步兵连", "第二点零时", "第三方面军",
        ] {
            assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
        }
    }

    #[test]
    fn knows_heads_by_their_company() {
        let cases: [(&str, &[&str]); 14] = [
            ("1.1 甲\n1.2 乙", &["1.1", "1.2"]),
            ("1 甲\n1.1 子\n1.2 丑\n2 乙\n2.1 寅", &["1", "1.1", "1.2", "2", "2.1"]),
            ("A.0.1 甲\nA.0.2 乙", &["A.0.1", "A.0.2"]),
            ("3-1 甲\n3-2 乙", &["3-1", "3-2"]),
            ("第一部分 甲\n第二部分 乙", &["第一部分", "第二部分"]),
            ("任务一：甲\n任务二：乙", &["任务一：", "任务二："]),
            ("专栏 1 甲\n专栏 2 乙", &["专栏 1", "专栏 2"]),
            ("步骤1：甲；步骤2：乙。", &["步骤1：", "步骤2："]),
            ("A. 甲\nB. 乙", &["A.", "B."]),
            ("a）甲\nb）乙", &["a）", "b）"]),
            ("(i) 甲\n(ii) 乙", &["(i)", "(ii)"]),
            ("甲、子\n乙、丑", &["甲、", "乙、"]),
            ("[1] 甲著\n[2] 乙著", &["[1]", "[2]"]),
            ("第八条之一 甲\n第八条之二 乙", &["第八条之一", "第八条之二"]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = marks(text).into_iter().map(|(mark, _)| mark).collect();
            assert_eq!(found, expected, "{text}");
        }
        for text in ["1.2 甲", "任务一：甲", "A. 甲", "甲、乙类库房", "1.2万元\n3.4万元", "第一部分 甲"]
        {
            assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
        }
    }

    #[test]
    fn reads_what_stands_for_a_numeral() {
        for (text, ordinal) in
            [("⼀、形势", 1), ("ニ、形势", 2), ("⼗⼀、形势", 11), ("(-)形势", 1), ("（廿一）形势", 21)]
        {
            assert_eq!(one(text).1, ordinal, "{text}");
        }
    }

    #[test]
    fn says_another_number_in_the_same_shape() {
        let cases = [
            ("（四）措施", 3, "（三）"),
            ("12.措施", 11, "11."),
            ("五要快", 4, "四要"),
            ("第十，快", 9, "第九，"),
            ("④快", 3, "③"),
        ];
        for (text, ordinal, expected) in cases {
            let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
            let mark = find(&doc, &Tokens::lex(&doc), &Words::new())[0];
            assert_eq!(mark.with_ordinal(&doc, ordinal), expected, "{text}");
        }
    }
}
