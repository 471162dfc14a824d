//! Quantities: numbers with scale and unit: `1.2万亿元`, `53例`, `三百二十人`, `约40吨`.

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{TokenKind, Tokens};
use crate::text::chars::{after, is_blank};
use crate::text::decimal::Decimal;
use crate::text::fold::narrow;
use crate::text::interval::Interval;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::words::dimension::Dimension;
use crate::words::units::Units;

/// A number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity<'w> {
    /// Number, scale and unit.
    pub span: Span,
    /// The value in whole units: 1.2万 is 12000.
    pub value: Decimal,
    /// The number as printed, without its scale; its decimals tell how far it was rounded.
    pub printed: Decimal,
    /// The power of ten that 万 and 亿 stand for.
    pub scale: u32,
    /// The unit as printed, a word of one of the classes of `unit`; empty if none follows.
    pub unit: &'w str,
    /// What the unit measures.
    pub dimension: Option<Dimension>,
    /// True where a word says that the number is not exact: 约, 多, 余, 左右.
    pub is_approximate: bool,
}

impl Quantity<'_> {
    /// How far the value may be off by rounding, in whole units. A plain count is exact.
    pub fn rounding(&self) -> Decimal {
        if self.scale == 0 && !self.printed.has_decimals() {
            Decimal::integer(0)
        } else {
            self.printed.half_step().shifted(self.scale)
        }
    }

    /// All values that may have been printed so. A rate is never exact.
    pub fn interval(&self) -> Interval {
        let margin =
            if self.is_rate() { self.printed.half_step().shifted(self.scale) } else { self.rounding() };
        Interval::around(self.value, margin)
    }

    /// A percentage, a factor: a number that says how two others are to each other.
    pub fn is_rate(&self) -> bool {
        self.dimension == Some(Dimension::Ratio)
    }

    /// A percentage.
    pub fn is_percentage(&self) -> bool {
        matches!(self.unit, "%" | "％")
    }

    /// Part of a date or a time: 2019年, 3月, 5日.
    pub fn is_calendar(&self, text: &str) -> bool {
        let is_year = self.unit == "年" && self.scale == 0 && self.value >= Decimal::integer(1000);
        is_year
            || (self.unit.is_empty()
                && self.scale == 0
                && text[self.span.end..].starts_with(['月', '日', '号', '时', '点', '分']))
    }

    /// Two quantities as numbers that can be compared: as printed if both have the same scale, else in whole units.
    pub fn comparable(a: Self, b: Self) -> (Decimal, Decimal) {
        if a.scale == b.scale { (a.printed, b.printed) } else { (a.value, b.value) }
    }

    /// The number with scale and unit, as printed.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Words before a number that make it inexact.
const BEFORE: [&str; 16] = [
    "大约", "约", "近", "超过", "超", "逾", "不足", "不到", "至少", "最多", "突破", "接近", "将近", "上",
    "数", "高达",
];

/// Words behind a number or a quantity that make it inexact.
const BEHIND: [&str; 8] = ["多", "余", "来", "几", "左右", "以上", "以下", "上下"];

impl<'d> Facts<'d> {
    /// Numbers with their units.
    pub fn quantities(&self) -> &[Quantity<'d>] {
        self.cells.quantities.get_or_init(|| find(self.doc, self.tokens(), &self.words().units()))
    }
}

/// All quantities, in order. A bare Han numeral counts only with a unit behind it.
pub fn find<'w>(doc: &Document, tokens: &Tokens, units: &Units<'w>) -> Vec<Quantity<'w>> {
    let mut quantities = Vec::new();
    for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
        let text = &doc.text()[..block.span.end];
        for token in tokens {
            let written = token.span().of(text);
            let number = match token.kind {
                TokenKind::Digits => Decimal::parse(&written.chars().map(narrow).collect::<String>()),
                TokenKind::Numeral if has_unit(&text[token.span().end..], units) => {
                    cardinal(written).map(Decimal::integer)
                }
                _ => None,
            };
            let before = &text[block.span.start..token.span().start];
            if let Some(number) = number
                && !before.ends_with('第')
            {
                quantities.push(measure(text, before, (token.span(), number), units));
            }
        }
    }
    quantities
}

/// A unit follows, perhaps behind 多 or 余: 三百余人.
fn has_unit(behind: &str, units: &Units<'_>) -> bool {
    let word = BEHIND[..4].iter().find(|word| behind.starts_with(**word));
    units.start_of(&behind[word.map_or(0, |word| word.len())..]).is_some()
}

/// Reads scale, unit and approximations around the number at `number`.
fn measure<'w>(
    text: &str,
    before: &str,
    (number, printed): (Span, Decimal),
    units: &Units<'w>,
) -> Quantity<'w> {
    let mut at = number.end;
    let before = before.trim_end_matches(is_blank);
    // The last characters of the words, to save comparing with each of them.
    let mut is_approximate = before.ends_with(|c| "约近过超逾足到少多破上数达".contains(c))
        && BEFORE.iter().any(|word| before.ends_with(word))
        // 数十人, 上百家; but 总数210人, 以上15人.
        && !(before.ends_with(['数', '上']) && text[number.start..].starts_with(|c| narrow(c).is_ascii_digit()));
    let mut scale = 0;
    loop {
        let rest = &text[at..];
        if let Some(word) = BEHIND[..4].iter().find(|word| rest.starts_with(**word)) {
            is_approximate = true;
            at += word.len();
        } else {
            match after(text, at) {
                Some(c @ ('万' | '亿')) => {
                    scale += if c == '万' { 4 } else { 8 };
                    at += c.len_utf8();
                }
                Some(' ') if scale == 0 && units.start_of(&rest[1..]).is_some() => at += 1,
                _ => break,
            }
        }
    }
    let found = units.start_of(&text[at..]);
    let unit = found.map_or("", |unit| unit.word);
    at += unit.len();
    is_approximate |= BEHIND.iter().any(|word| text[at..].starts_with(word));
    Quantity {
        span: Span::new(number.start, at),
        value: printed.shifted(scale),
        printed,
        scale,
        unit,
        dimension: found.map(|unit| unit.dimension),
        is_approximate,
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, find};
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn one(text: &str) -> Quantity<'static> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let found = find(&doc, &Tokens::lex(&doc), &NONE.units());
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0]
    }

    #[test]
    fn reads_number_scale_and_unit() {
        let cases = [
            ("确诊53例", "53", "例"),
            ("投资1.2万亿元", "1200000000000", "元"),
            ("投资1,250.5万元", "12505000", "元"),
            ("三百二十人", "320", "人"),
            ("增长9.6%", "9.6", "%"),
            ("下降3.6个百分点", "3.6", "个百分点"),
            ("共３０ 户", "30", "户"),
        ];
        for (text, value, unit) in cases {
            let quantity = one(text);
            assert_eq!((quantity.value.to_string().as_str(), quantity.unit), (value, unit), "{text}");
            assert!(!quantity.is_approximate, "{text}");
        }
    }

    #[test]
    fn knows_inexact_numbers() {
        assert!(!one("总数210人").is_approximate);
        for text in
            ["数十人", "约40吨", "近 200人", "40多万元", "1200余户", "50人左右", "超过3亿元", "300人以上"]
        {
            assert!(one(text).is_approximate, "{text}");
        }
    }
}
