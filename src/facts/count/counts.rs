//! Counts: whole numbers followed by a classifier or a quoted term: 三点意见 ("three points"), 四个”口袋
//! ("'four' pockets"), 5项制度 ("5 systems"), 八个字 ("eight characters"). All rules about the length of
//! a list use them.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::fold::narrow;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::first_chars::LastChars;
use crate::words::{Words, count, number};

/// Maximum number that is read as a count of listed things. A greater number is an amount.
const MAX_COUNT: u64 = 99;

/// A number with a classifier after it: the 三 in 三点意见 ("three points").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Span of the number, without the classifier and noun.
    pub number: Span,
    /// Value of the number, at least 2. It is 1 only for persons before a colon (请假1人：, "1 on
    /// leave:").
    pub value: u64,
    /// Index of the block that contains the number.
    pub block: usize,
    /// Index of the number's token among the tokens of its block.
    pub token: usize,
    /// Span of the classifier after the number, one of the class `count/measure`; empty if none
    /// follows.
    pub(super) measure: Span,
}

impl Count {
    /// The classifier after the number, which nearly all readings of lists begin with.
    pub(super) fn measure<'t>(&self, text: &'t str) -> Option<&'t str> {
        (!self.measure.is_empty()).then(|| self.measure.of(text))
    }
}

impl Facts<'_> {
    /// All counts of the document in text order: 三点意见 ("three points").
    pub fn counts(&self) -> &[Count] {
        self.cells.counts.get_or_init(|| find(self.doc, self.tokens(), self.words()))
    }
}

/// Finds all counts in text order, without ordinals (第三条, "Article 3") and approximations (近四个,
/// "nearly four"; 三四个, "three or four"; 十余项, "more than ten").
pub fn find(doc: &Document, tokens: &Tokens, words: &Words) -> Vec<Count> {
    let vague = [&number::ABOUT, &number::NEARLY, &number::SEVERAL].map(|class| words.of(class));
    let vague_ends = LastChars::of(&vague);
    let classifiers = words.of(&count::COUNTED);
    let measures = words.of(&count::MEASURE);
    let mut counts = Vec::new();
    for (block, (at, tokens)) in doc.blocks().iter().zip(tokens.blocks()).enumerate() {
        let text = &doc.text()[..at.span.end()];
        let numbers = tokens.iter().enumerate();
        let numbers =
            numbers.filter(|(_, token)| matches!(token.kind, TokenKind::Digits | TokenKind::Numeral));
        for (index, token) in numbers {
            let number = token.span();
            let before = &text[at.span.start()..number.start()];
            // A quoted term may count anything: “四早” ("the 'four early'"). 有 ("there are") before
            // punctuation needs no classifier: 原因主要有三： ("there are three main reasons:").
            let behind = &text[number.end()..];
            let is_bare = || before.ends_with('有') && behind.starts_with(['：', '，', '。']);
            let is_counted = classifiers.start_of(behind).is_some() || before.ends_with('“') || is_bare();
            let is_vague = || {
                vague_ends.may_end(before)
                    && !before.ends_with("以上")
                    && vague.iter().any(|members| members.end_of(before).is_some())
            };
            if !is_counted || before.ends_with(['第', '.']) || is_vague() {
                continue;
            }
            let value = match token.kind {
                TokenKind::Digits if number.of(text).is_ascii() => number.of(text).parse().ok(),
                TokenKind::Digits => number.of(text).chars().map(narrow).collect::<String>().parse().ok(),
                _ => cardinal(number.of(text)),
            };
            // One person may be announced before a list of names: 请假1人：甲、乙 ("1 on leave: A, B").
            let least = if ["人：", "名：", "位："].iter().any(|word| behind.starts_with(word)) {
                1
            } else {
                2
            };
            if let Some(value) = value.filter(|value| (least..=MAX_COUNT).contains(value)) {
                let length = measures.start_of(behind).map_or(0, str::len);
                let measure = Span::new(number.end(), number.end() + length);
                counts.push(Count { number, value, block, token: index, measure });
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    #[test]
    fn keeps_whole_numbers_of_something() {
        let text = "讲三点意见，抓5项工作、十二个字；第三条、三四个、近两项、一个、2026年、3.5个、１０个。";
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let values: Vec<u64> =
            find(&doc, &Tokens::lex(&doc), &Words::new()).iter().map(|count| count.value).collect();
        assert_eq!(values, [3, 5, 12, 10]);
    }
}
