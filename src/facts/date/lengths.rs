//! Lengths of time in the text: 三年 ("three years"), 5天 ("5 days"), 2小时30分 ("2 hours 30 minutes").

use memchr::memmem;

use crate::facts::Facts;
use crate::facts::date::length::{Length, is_formal, may_follow_number};
use crate::facts::tokens::{Token, TokenKind};
use crate::text::numeral::is_numeral;
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Maximum length of a written length of time, in bytes.
const MAX_LENGTH: usize = 60;
/// Characters before a number that make it something other than an exact length: 第3天 ("day 3"), 约3天
/// ("about 3 days"), 近3年 ("nearly 3 years").
const NOT_BEFORE: [char; 5] = ['第', '约', '近', '超', '.'];

/// Characters before 半 ("half") that form another word with it: 上半年 ("first half of the year"), 大半年
/// ("most of a year").
static PART: Signs = Signs::of("上下大多个前后小");

/// A length of time with its position in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthMention {
    /// Span from the number to the last unit.
    pub span: Span,
    /// The length.
    pub length: Length,
}

impl Facts<'_> {
    /// Exact lengths of time of the document, in text order.
    pub fn lengths(&self) -> &[LengthMention] {
        self.cells.lengths.get_or_init(|| find(self))
    }
}

fn find(facts: &Facts<'_>) -> Vec<LengthMention> {
    let text = facts.doc.text();
    let dates = facts.dates();
    let numbers = facts.tokens().numbers().filter(|token| may_begin(text, token));
    let numbers = numbers.map(|token| token.span().start());
    let mut starts: Vec<usize> = numbers.chain(starts_without_token(text)).collect();
    starts.sort_unstable();
    let mut lengths: Vec<LengthMention> = Vec::new();
    let mut next = 0;
    for start in starts {
        if start < next || text[..start].ends_with(NOT_BEFORE) {
            continue;
        }
        let window = &text[start..text.floor_char_boundary((start + MAX_LENGTH).min(text.len()))];
        let Some(length) = Length::at(window).filter(|length| length.skipped == 0) else { continue };
        let end = start + length.bytes;
        // 5日 in 3月5日 (5 March) is part of a date.
        let at = dates.partition_point(|date| date.span.end() <= start);
        if dates.get(at).is_some_and(|date| date.span.start() < end) {
            continue;
        }
        next = end;
        lengths.push(LengthMention { span: Span::new(start, end), length });
    }
    lengths
}

/// Fast test: returns false if no length of time begins with the token.
fn may_begin(text: &str, token: &Token) -> bool {
    let behind = || &text[token.span().end()..];
    match token.kind {
        TokenKind::Digits => may_follow_number(behind()),
        // Some rare numerals are not part of the token.
        TokenKind::Numeral => may_follow_number(behind().trim_start_matches(is_numeral)),
        _ => false,
    }
}

/// Byte offsets at which a length of time may begin although no token does: before 半 ("half", 半小时,
/// "half an hour") and before a capital numeral (叁年, "three years").
fn starts_without_token(text: &str) -> impl Iterator<Item = usize> {
    let halves =
        memmem::find_iter(text.as_bytes(), "半").filter(|&at| !text[..at].ends_with(|c| PART.contains(c)));
    let years = memmem::find_iter(text.as_bytes(), "年");
    let formal = years.filter_map(|at| {
        let last = text[..at].chars().next_back().filter(|&c| is_formal(c))?;
        let start = at - last.len_utf8();
        (!text[..start].ends_with(is_formal)).then_some(start)
    });
    halves.chain(formal)
}

#[cfg(test)]
mod tests {
    use super::may_begin;
    use crate::document::source::Source;
    use crate::facts::date::length::Length;
    use crate::facts::tokens::Tokens;
    use crate::readers;

    #[test]
    fn numbers_that_cannot_begin_a_length_begin_none() {
        let numbers = [
            "3", "１２", "1,250", "3.5", "三", "二○", "三百零五", "零", "两", "十\u{2F06}", "3万", "〇三",
            "壹", "廿三",
        ];
        let units = [
            "年", "个月", "周", "天", "日", "个工作日", "小时", "分", "个甲子", "世纪", "半", "人", "，", "",
            "时",
        ];
        let mut text = String::new();
        for number in numbers {
            for unit in units {
                units.iter().for_each(|more| text += &format!("共{number}{unit}三{more}\n"));
            }
        }
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let (mut lengths, mut passed) = (0, 0);
        for token in Tokens::lex(&doc).numbers() {
            let length = Length::at(&doc.text()[token.span().start()..]);
            let is_length = length.is_some_and(|length| length.skipped == 0);
            assert!(
                !is_length || may_begin(doc.text(), token),
                "{}",
                &doc.text()[token.span().start()..][..9]
            );
            (lengths, passed) =
                (lengths + usize::from(is_length), passed + usize::from(may_begin(doc.text(), token)));
        }
        assert!(lengths > 500 && passed < 2 * lengths, "{lengths} {passed}");
    }
}
