//! Item marks (序次语): 一、 （一） 1. （1） ① 第一， 一是 其一， 首先，
//!
//! A mark stands at the head of a block or behind punctuation; what it looks like decides its family, and within a
//! family width and punctuation do not count (`（一）` and `(一)`, `1.` and `1、`). Forms: GB/T 15834-2011 B.3.

use crate::document::Document;
use crate::facts::tokens::{Token, TokenKind, Tokens, is_boundary};
use crate::text::chars::{after, is_blank};
use crate::text::fold::narrow;
use crate::text::numeral::{cardinal, is_numeral, item};
use crate::text::span::Span;

/// Highest ordinal that is taken for an item number; beyond it stand years and quantities.
const MAX_ORDINAL: u64 = 199;

/// Kinds of marks; marks of one series are of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// 一、
    HanPause,
    /// （一）
    HanBracket,
    /// 1. 1、 1）
    Arabic,
    /// （1）
    ArabicBracket,
    /// ① ⑴ ⒈ ㈠
    Enclosed,
    /// 第一，
    Ordinal,
    /// 第一项， of an agenda
    Agenda,
    /// 一是 一要 一抓: the character behind the numeral.
    Led(char),
    /// 其一，
    Among,
    /// 首先， 其次， 再次， 最后，
    Discourse,
    /// 第一章 第三条: the unit. Parts of a regulation.
    Article(char),
}

/// Where a mark stands in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At its head.
    Head,
    /// Behind punctuation.
    Inline,
}

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The mark with its punctuation: `（一）`, `一、`, `一是`.
    pub span: Span,
    /// What it looks like.
    pub family: Family,
    /// Its number from 1; 0 where the word says only “next” (其次).
    pub ordinal: u32,
    /// Where it stands in its block.
    pub place: Place,
    /// Index of its block.
    pub block: usize,
}

/// The mark of the same shape as `found` with another number: (`（四）`, 3) → `（三）`. Used to say what was expected.
pub fn with_ordinal(found: &str, ordinal: u32) -> String {
    let is_number = |c: char| is_numeral(c) || c.is_ascii_digit() || ('０'..='９').contains(&c);
    let Some(start) = found.find(is_number) else { return ordinal.to_string() };
    let number = &found[start..];
    let end = start + number.find(|c| !is_number(c)).unwrap_or(number.len());
    let number =
        if after(found, start).is_some_and(is_numeral) { item(ordinal) } else { ordinal.to_string() };
    format!("{}{number}{}", &found[..start], found[end..].trim_end())
}

/// The number at the head of a block, in whatever shape: `三`, `3 `, `（3`, `第三`. `None` where there is none.
pub fn leading_number(text: &str) -> Option<u32> {
    let start = text.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '(' | '第' | '其'));
    let is_han = start.starts_with(is_numeral);
    let end = start.find(|c: char| if is_han { !is_numeral(c) } else { !narrow(c).is_ascii_digit() });
    let number = &start[..end.unwrap_or(start.len())];
    if is_han {
        cardinal(number).and_then(|value| u32::try_from(value).ok())
    } else {
        number.chars().map(narrow).collect::<String>().parse().ok()
    }
}

/// True where `mark` stands in `text` as a whole: no digit or numeral before it or behind it.
pub fn holds(text: &str, mark: &str) -> bool {
    let is_number = |c: char| is_numeral(c) || narrow(c).is_ascii_digit();
    text.match_indices(mark)
        .any(|(at, _)| !text[..at].ends_with(is_number) && !text[at + mark.len()..].starts_with(is_number))
}

/// All marks, in order.
pub fn find(doc: &Document, tokens: &Tokens) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (block, (at, tokens)) in doc.blocks().iter().zip(tokens.blocks()).enumerate() {
        let reader = Reader { text: &doc.text()[..at.span.end], block };
        marks.extend(reader.at(at.span.start, None));
        for token in tokens.iter().filter(|token| is_boundary(token.kind)) {
            let start = reader.skip_blanks(token.span().end);
            marks.extend(reader.at(start, Some(*token)));
        }
        // `（一）、` and `1.）` hold a boundary inside a mark already found.
        marks.dedup_by(|second, first| first.block == second.block && second.span.start < first.span.end);
    }
    marks
}

/// Reads marks in one block; `text` ends where the block does.
struct Reader<'t> {
    text: &'t str,
    block: usize,
}

impl Reader<'_> {
    /// The mark that starts at `start`, behind `boundary` or at the head of the block.
    fn at(&self, start: usize, boundary: Option<Token>) -> Option<Mark> {
        let (family, ordinal, end) = self.read(start, boundary.is_none())?;
        let may_follow = boundary.is_none_or(|token| match family {
            Family::HanPause | Family::HanBracket | Family::Arabic | Family::ArabicBracket => {
                matches!(token.kind, TokenKind::Stop | TokenKind::Colon)
            }
            Family::Article(_) | Family::Agenda => false,
            Family::Enclosed | Family::Ordinal | Family::Led(_) | Family::Among | Family::Discourse => {
                token.kind != TokenKind::Pause
            }
        });
        let place = if boundary.is_some() { Place::Inline } else { Place::Head };
        may_follow.then(|| Mark { span: Span::new(start, end), family, ordinal, place, block: self.block })
    }

    fn skip_blanks(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.text.len();
        }
        let rest = &self.text[at..];
        at + (rest.len() - rest.trim_start_matches(is_blank).len())
    }

    /// Family, ordinal and end of the mark at `start`.
    fn read(&self, start: usize, at_head: bool) -> Option<(Family, u32, usize)> {
        let c = after(self.text, start)?;
        match c {
            '（' | '(' => self.bracketed(start + c.len_utf8()),
            '第' => self.counted(start + c.len_utf8()),
            '其' => self.among(start + c.len_utf8()).or_else(|| self.discourse(start)),
            '首' | '再' | '最' | '然' => self.discourse(start),
            '0'..='9' | '０'..='９' => self.arabic(start),
            _ if is_numeral(c) => self.han(start, at_head),
            _ => enclosed(c).map(|ordinal| (Family::Enclosed, ordinal, start + c.len_utf8())),
        }
    }

    /// The number at `start` and its end: Han numerals or digits.
    fn number(&self, start: usize) -> Option<(u32, usize, bool)> {
        let rest = &self.text[start..];
        let is_han = after(self.text, start).is_some_and(is_numeral);
        let length = rest
            .find(|c: char| if is_han { !is_numeral(c) } else { !narrow(c).is_ascii_digit() })
            .unwrap_or(rest.len());
        let number = &rest[..length];
        let value = if is_han {
            cardinal(number)?
        } else if number.len() <= 9 {
            number.chars().map(narrow).collect::<String>().parse().ok()?
        } else {
            return None;
        };
        let ordinal = (1..=MAX_ORDINAL).contains(&value).then_some(value as u32)?;
        Some((ordinal, start + length, is_han))
    }

    /// `（一）`, `(3)`; the brackets may differ in width.
    fn bracketed(&self, start: usize) -> Option<(Family, u32, usize)> {
        let (ordinal, end, is_han) = self.number(start)?;
        let close = after(self.text, end).filter(|c| matches!(c, '）' | ')'))?;
        let family = if is_han { Family::HanBracket } else { Family::ArabicBracket };
        Some((family, ordinal, end + close.len_utf8()))
    }

    /// `1.`, `1、`, `1）`; not `1.2` and not `2、3月`.
    fn arabic(&self, start: usize) -> Option<(Family, u32, usize)> {
        let (ordinal, end, _) = self.number(start)?;
        let mark = after(self.text, end).filter(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))?;
        let end = end + mark.len_utf8();
        let rest = &self.text[end..];
        let digits = rest.chars().take_while(|&c| narrow(c).is_ascii_digit()).count();
        // `2、3月份` goes on with a number, `2、2026年目标` with a year.
        let is_item = digits == 0 || (mark == '、' && digits >= 4);
        let is_version = matches!(mark, '.') && rest.starts_with(['x', 'X']);
        (is_item && !is_version).then_some((Family::Arabic, ordinal, end))
    }

    /// `一、`, `一是`, `一要`; not `一、二季度`, `一是一`, `一要素`.
    fn han(&self, start: usize, at_head: bool) -> Option<(Family, u32, usize)> {
        let (ordinal, number_end, _) = self.number(start)?;
        let lead = after(self.text, number_end)?;
        let end = number_end + lead.len_utf8();
        let next = after(self.text, end);
        match lead {
            '、' => next.is_none_or(|c| !is_numeral(c)).then_some((Family::HanPause, ordinal, end)),
            '.' | '．' if at_head => {
                next.is_none_or(|c| !narrow(c).is_ascii_digit()).then_some((Family::HanPause, ordinal, end))
            }
            '是' | '要' | '抓' | '看' | '靠' | '问' | '讲' | '学' | '查' | '防' | '促' | '补' | '保'
            | '建' | '推' | '强' | '在' | '为' => {
                let is_word = match lead {
                    '要' => next.is_some_and(|c| "素件务领点义职目闻".contains(c)),
                    '是' => next.is_some_and(|c| is_numeral(c) && self.text[start..].starts_with(c)),
                    _ => false,
                };
                (!is_word).then_some((Family::Led(lead), ordinal, end))
            }
            _ => None,
        }
    }

    /// `第一，`, `第二项`, `第三章`; not `第一时间`, `第一、第二产业`.
    fn counted(&self, start: usize) -> Option<(Family, u32, usize)> {
        let (ordinal, number_end, _) = self.number(start)?;
        let unit = after(self.text, number_end)?;
        let end = number_end + unit.len_utf8();
        let next = after(self.text, end);
        match unit {
            '，' | ',' | '：' | ':' => Some((Family::Ordinal, ordinal, end)),
            '、' => {
                next.is_none_or(|c| c != '第' && !is_numeral(c)).then_some((Family::Ordinal, ordinal, end))
            }
            '项' if next.is_some_and(|c| matches!(c, '，' | '：' | '议' | '、')) => {
                Some((Family::Agenda, ordinal, end))
            }
            '编' | '章' | '节' | '条' if next.is_none_or(is_blank) => {
                Some((Family::Article(unit), ordinal, end))
            }
            _ => None,
        }
    }

    /// `其一，`.
    fn among(&self, start: usize) -> Option<(Family, u32, usize)> {
        let (ordinal, end, is_han) = self.number(start)?;
        let mark = after(self.text, end).filter(|c| matches!(c, '，' | ',' | '：' | '、' | '是'))?;
        is_han.then_some((Family::Among, ordinal, end + mark.len_utf8()))
    }

    /// `首先，`, `其次，`.
    fn discourse(&self, start: usize) -> Option<(Family, u32, usize)> {
        let rest = &self.text[start..];
        let ordinal =
            ["首先", "其次", "再次", "最后", "然后"].iter().position(|word| rest.starts_with(word))?;
        let end = start + "首先".len();
        let mark = after(self.text, end).filter(|c| matches!(c, '，' | ',' | '、' | '：'))?;
        Some((Family::Discourse, u32::from(ordinal == 0), end + mark.len_utf8()))
    }
}

/// The number of an enclosed character: ① ⑴ ⒈ ㈠ ❶.
fn enclosed(c: char) -> Option<u32> {
    let code = c as u32;
    Some(match c {
        '①'..='⑳' => code - '①' as u32 + 1,
        '⑴'..='⒇' => code - '⑴' as u32 + 1,
        '⒈'..='⒛' => code - '⒈' as u32 + 1,
        '㈠'..='㈩' => code - '㈠' as u32 + 1,
        '❶'..='❿' => code - '❶' as u32 + 1,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{find, holds, leading_number, with_ordinal};
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    fn marks(text: &str) -> Vec<(String, u32)> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc));
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
            "七、八年级",
        ] {
            assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
        }
    }

    #[test]
    fn knows_numbers_that_are_no_marks() {
        let cases = [
            ("三 总则", Some(3)),
            ("3 总则", Some(3)),
            ("（3 总则", Some(3)),
            ("第三步", Some(3)),
            ("总则", None),
        ];
        for (text, number) in cases {
            assert_eq!(leading_number(text), number, "{text}");
        }
        assert!(holds("记者摄第三，改革", "第三，"));
        assert!(!holds("增长3.5%", "3."));
    }

    #[test]
    fn says_the_expected_mark_in_the_same_shape() {
        assert_eq!(with_ordinal("（四）", 3), "（三）");
        assert_eq!(with_ordinal("12.", 11), "11.");
        assert_eq!(with_ordinal("五要", 4), "四要");
        assert_eq!(with_ordinal("第十，", 9), "第九，");
    }
}
