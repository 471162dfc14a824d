//! Quantities: numbers with scale and unit: `1.2万亿元` (1.2 trillion yuan), `53例` ("53 cases"),
//! `三百二十人` ("320 people"), `约40吨` ("about 40 tons"). The scales are 万 (10⁴), 亿 (10⁸) and 万亿 (10¹²).

use crate::document::Document;
use crate::facts::Facts;
use crate::facts::tokens::{Token, TokenKind, Tokens};
use crate::text::chars::{after, is_blank, is_han};
use crate::text::decimal::Decimal;
use crate::text::fold::narrow;
use crate::text::interval::Interval;
use crate::text::numeral::{Sign, cardinal, is_numeral, sign};
use crate::text::signs::Signs;
use crate::text::span::Span;
use crate::words::class::Class;
use crate::words::dimension::Dimension;
use crate::words::first_chars::{FirstChars, LastChars};
use crate::words::members::Members;
use crate::words::units::Units;
use crate::words::{Words, number};

/// Words after a value that make it inexact: 左右 in 95%左右 ("about 95 %").
pub(in crate::facts::figure) const BEHIND: [&Class; 4] =
    [&number::AROUND, &number::OR_MORE, &number::OR_LESS, &number::WITHIN];
/// Units of dates and times after a number, which are not units of quantities.
static CALENDAR: Signs = Signs::of("月日号时点分");

/// Verbs after a ratio in which 分 means "share", not "minute": 按3:7分担 ("shared 3:7").
const SHARED: [&str; 4] = ["分担", "分摊", "分成", "分配"];
/// Unit for the marks of a test.
const MARK: &str = "分";
/// Units that are read only after a slash, not after a number: 秒 in 米/秒 ("m/s").
const DIVISORS: [&str; 5] = ["秒", "时", "日", "月", "升"];
/// Units of time that may follow 每 ("per") in a unit: 立方米每秒 ("cubic metres per second").
const EACH: [&str; 4] = ["秒", "小时", "分钟", "天"];

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity<'w> {
    /// Span of the number with its scale (万, 10⁴; 亿, 10⁸) and its unit.
    pub span: Span,
    /// Value in whole units: 12000 for 1.2万.
    pub value: Decimal,
    /// Number as printed, without its scale: 1.2 for 1.2万. Its last decimal shows the precision to
    /// which it was rounded.
    pub printed: Decimal,
    /// Exponent of the power of ten of the scale: 4 for 万, 8 for 亿, 12 for 万亿.
    pub scale: u32,
    /// Unit as printed, one of the known units; empty if none follows.
    pub unit: &'w str,
    /// Dimension of the unit, such as length; `None` if it has no unit.
    pub dimension: Option<Dimension>,
    /// True if a word marks the number as inexact: 约 ("about"), 多, 余 ("more than"), 左右 ("or so").
    pub is_approximate: bool,
}

impl Quantity<'_> {
    /// Number of significant digits, without trailing zeros that may come from rounding.
    pub fn digits(&self) -> usize {
        let shown = self.printed.to_string().replace('.', "");
        let shown = shown.trim_start_matches('0');
        if self.printed.has_decimals() { shown.len() } else { shown.trim_end_matches('0').len() }
    }

    /// Largest rounding error of the value, in whole units: half a unit of the last printed digit.
    /// 0 for a plain count, which is exact.
    pub fn rounding(&self) -> Decimal {
        if self.scale == 0 && !self.printed.has_decimals() {
            Decimal::integer(0)
        } else {
            self.printed.half_step().shifted(self.scale)
        }
    }

    /// Range of all values that may be printed like this. A rate is never exact.
    pub fn interval(&self) -> Interval {
        let margin =
            if self.is_rate() { self.printed.half_step().shifted(self.scale) } else { self.rounding() };
        Interval::around(self.value, margin)
    }

    /// True for a percentage or a factor (倍, "times"): a number for the ratio of two others.
    pub fn is_rate(&self) -> bool {
        self.dimension == Some(Dimension::Ratio)
    }

    /// True for a percentage.
    pub fn is_percentage(&self) -> bool {
        matches!(self.unit, "%" | "％")
    }

    /// True for a part of a date or a time: 2019年 (year), 3月 ("March"), 5日 (5th day).
    pub fn is_calendar(&self, text: &str) -> bool {
        let is_year = self.unit == "年" && self.scale == 0 && self.value >= Decimal::integer(1000);
        let behind = &text[self.span.end()..];
        is_year
            || (self.unit.is_empty()
                && self.scale == 0
                && behind.starts_with(|c| CALENDAR.contains(c))
                && !SHARED.iter().any(|verb| behind.starts_with(verb)))
    }

    /// Two quantities as numbers that can be compared: as printed if both have the same scale, else
    /// in whole units.
    pub fn comparable(a: Self, b: Self) -> (Decimal, Decimal) {
        if a.scale == b.scale { (a.printed, b.printed) } else { (a.value, b.value) }
    }

    /// The number with its scale: `1.2万`.
    pub fn scaled(&self) -> String {
        format!("{}{}", self.printed, scale_word(self.scale))
    }

    /// Formats a value in the scale and the unit of this quantity, with at least as many decimals:
    /// `570万元` ("5.7 million yuan").
    pub fn like(&self, value: Decimal) -> String {
        let decimals = if self.printed.has_decimals() { self.printed.decimals() } else { 0 };
        let one = Decimal::integer(10u64.pow(self.scale.min(18)));
        let exact = value.divided(one, self.scale + decimals).unwrap_or(value);
        let shown = exact.rounded(decimals.max(2)).shortened(decimals);
        format!("{shown}{}{}", scale_word(self.scale), self.unit)
    }

    /// The number with scale and unit, as printed.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }
}

/// Word for a power of ten: 万 for 4.
fn scale_word(power: u32) -> &'static str {
    match power {
        4 => "万",
        8 => "亿",
        12 => "万亿",
        _ => "",
    }
}

impl<'d> Facts<'d> {
    /// Quantities of the document: all numbers with their units, in text order.
    pub fn quantities(&self) -> &[Quantity<'d>] {
        self.cells.quantities.get_or_init(|| find(self.doc, self.tokens(), self.words()))
    }
}

/// Finds all quantities, in order. A bare Chinese numeral counts only if a unit follows.
pub fn find<'w>(doc: &'w Document, tokens: &Tokens, words: &'w Words) -> Vec<Quantity<'w>> {
    let reader = Reader::new(words);
    let mut quantities: Vec<Quantity<'w>> = Vec::new();
    for (block, tokens) in doc.blocks().iter().zip(tokens.blocks()) {
        let text = &doc.text()[..block.span.end()];
        let is_number = |token: &&Token| matches!(token.kind, TokenKind::Digits | TokenKind::Numeral);
        for token in tokens.iter().filter(is_number) {
            let written = token.span().of(text);
            let before = &text[block.span.start()..token.span().start()];
            let number = match token.kind {
                TokenKind::Digits if written.is_ascii() => Decimal::parse(written),
                TokenKind::Digits => Decimal::parse(&written.chars().map(narrow).collect::<String>()),
                TokenKind::Numeral if written == "百" => {
                    quantities.extend(reader.percentage(text, before, token.span()));
                    continue;
                }
                TokenKind::Numeral
                    if quantities.last().is_some_and(|last| last.span.contains(token.span())) =>
                {
                    None
                }
                TokenKind::Numeral if reader.has_unit(&text[token.span().end()..]) => cardinal(written)
                    .or_else(|| discount(written, &text[token.span().end()..]))
                    .map(Decimal::integer),
                _ => None,
            };
            if let Some(number) = number
                && !before.ends_with('第')
            {
                quantities.push(reader.measure(text, before, (token.span(), number)));
            }
        }
    }
    quantities
}

/// Percentage of a price after a discount: 85 for 八五折 (at 85% of the price).
fn discount(written: &str, behind: &str) -> Option<u64> {
    let digits = written
        .chars()
        .map(|c| if let Some(Sign::Digit(digit)) = sign(c) { Some(u64::from(digit)) } else { None });
    let digits: Vec<u64> = digits.collect::<Option<_>>()?;
    match digits[..] {
        [tens, ones] if behind.starts_with('折') => Some(tens * 10 + ones),
        _ => None,
    }
}

/// Reader of quantities: the classes of words around a number that give its unit or make it
/// inexact.
struct Reader<'w> {
    units: Units<'w>,
    /// Words before a number that make it inexact.
    before: [Members<'w>; 6],
    /// Last characters of the words in `before` and `before_numeral`.
    ends: LastChars,
    /// Same as `before`, but only before a Chinese numeral: 数十人 ("dozens of people"), not 总数210人
    /// ("210 people in all").
    before_numeral: Members<'w>,
    /// Words between a number and its scale or unit that make it inexact.
    inside: [Members<'w>; 2],
    /// First characters of the words in `inside`.
    odd: FirstChars,
    /// Words that begin with 分, in which it is not the unit "mark": 分别 ("respectively").
    no_mark: Members<'w>,
    /// Words that end like one that makes a number inexact: 签约 ("sign").
    no_about: Members<'w>,
    /// Words after a quantity that make it inexact.
    behind: [Members<'w>; 4],
    /// First characters of the words in `behind`.
    tails: FirstChars,
}

impl<'w> Reader<'w> {
    fn new(words: &'w Words) -> Self {
        let before = [
            &number::ABOUT,
            &number::NEARLY,
            &number::ABOVE,
            &number::AT_LEAST,
            &number::AT_MOST,
            &number::REACHING,
        ];
        let before = before.map(|class| words.of(class));
        let before_numeral = words.of(&number::SEVERAL);
        let [one, two, three, four, five, six] = before;
        let inside = [&number::ODD, &number::OR_SO].map(|class| words.of(class));
        let behind = BEHIND.map(|class| words.of(class));
        Self {
            units: words.units(),
            ends: LastChars::of(&[one, two, three, four, five, six, before_numeral]),
            odd: FirstChars::of(&inside, ""),
            tails: FirstChars::of(&behind, ""),
            no_mark: words.of(&number::NO_MARK),
            no_about: words.of(&number::NO_ABOUT),
            before,
            before_numeral,
            inside,
            behind,
        }
    }

    /// True if a unit follows, perhaps after 多 or 余 ("more than") and a power of ten: 三百余人 ("more
    /// than 300 people"), 四千六百多万元 ("more than 46 million yuan").
    fn has_unit(&self, behind: &str) -> bool {
        let word = self.odd_start(behind).unwrap_or_default();
        let rest = &behind[word.len()..];
        let rest = if word.is_empty() { rest } else { rest.trim_start_matches(['万', '亿']) };
        self.units.start_of(rest).is_some()
    }

    /// Word with which `text` starts and that makes the number before it inexact: 余 in 1200余户
    /// ("more than 1200 households").
    fn odd_start(&self, text: &str) -> Option<&'w str> {
        if !self.odd.may_begin_text(text) {
            return None;
        }
        self.inside.iter().find_map(|members| members.start_of(text))
    }

    /// True if `text`, the words after a quantity, makes it inexact.
    fn is_inexact_behind(&self, text: &str) -> bool {
        self.tails.may_begin_text(text) && self.behind.iter().any(|members| members.start_of(text).is_some())
    }

    /// Reads scale, unit and words of approximation around the number at `number`.
    fn measure(&self, text: &'w str, before: &str, (number, printed): (Span, Decimal)) -> Quantity<'w> {
        let mut at = number.end();
        let before = before.trim_end_matches(is_blank);
        let is_written_out = || !text[number.start()..].starts_with(|c| narrow(c).is_ascii_digit());
        let mut is_approximate = self.ends.may_end(before)
            && self.no_about.end_of(before).is_none()
            && (self.before.iter().any(|members| members.end_of(before).is_some())
                || self.before_numeral.end_of(before).is_some() && is_written_out());
        let mut scale = 0;
        loop {
            let rest = &text[at..];
            if let Some(word) = self.odd_start(rest) {
                is_approximate = true;
                at += word.len();
            } else {
                match after(text, at) {
                    Some(c @ ('万' | '亿')) => {
                        scale += if c == '万' { 4 } else { 8 };
                        at += c.len_utf8();
                    }
                    Some(' ') if scale == 0 && self.units.start_of(&rest[1..]).is_some() => at += 1,
                    _ => break,
                }
            }
        }
        let found = self.units.start_of(&text[at..]);
        let is_mark = found.is_none() && self.is_mark(before, &text[at..]);
        let length = found.map_or(if is_mark { MARK.len() } else { 0 }, |unit| unit.word.len());
        let per = found.filter(|unit| unit.dimension != Dimension::Ratio);
        let length = per.map_or(length, |_| length + self.per(&text[at + length..]));
        let unit = &text[at..at + length];
        at += length;
        let behind = &text[at..];
        // 40次余震 ("40 aftershocks"): 余 begins a noun.
        let is_odd = self
            .odd_start(behind)
            .is_some_and(|word| !(word == "余" && after(behind, word.len()).is_some_and(is_han)));
        // 二百元五角 ("200 yuan and 5 jiao"): the value continues after the unit.
        let goes_on = unit == "元" && behind.starts_with(is_numeral);
        is_approximate |= is_odd || goes_on || self.is_inexact_behind(behind);
        Quantity {
            span: Span::new(number.start(), at),
            value: printed.shifted(scale),
            printed,
            scale,
            unit,
            dimension: found.map(|unit| unit.dimension).or(is_mark.then_some(Dimension::Count)),
            is_approximate,
        }
    }

    /// True if 分 after a number counts marks: 94.3分 ("94.3 marks"). After 时 and 点 ("o'clock") it is
    /// a minute, and it may begin a word such as 分别 ("respectively").
    fn is_mark(&self, before: &str, behind: &str) -> bool {
        let is_minute = || before.ends_with(['时', '点', '度', ':', '：']) && !before.ends_with("平时");
        behind.starts_with(MARK) && self.no_mark.start_of(behind).is_none() && !is_minute()
    }

    /// Length in bytes of the divisor of a unit: /秒 in 立方米|/秒 ("m³/s"), 每小时 in 公里|每小时 ("km per
    /// hour"); 0 if there is none.
    fn per(&self, behind: &str) -> usize {
        if let Some(divisor) = behind.strip_prefix('每') {
            let unit = EACH.into_iter().find(|unit| divisor.starts_with(unit));
            return unit.map_or(0, |unit| "每".len() + unit.len());
        }
        let Some(divisor) = behind.strip_prefix(['/', '／']) else { return 0 };
        let unit = self.units.start_of(divisor).map(|unit| unit.word);
        let unit = unit.or_else(|| DIVISORS.into_iter().find(|unit| divisor.starts_with(unit)));
        unit.map_or(0, |unit| behind.len() - divisor.len() + unit.len())
    }

    /// Reads a percentage in words, 百分之十一点一 ("11.1 per cent"). `hundred` is the span of its first
    /// character.
    fn percentage(&self, text: &'w str, before: &str, hundred: Span) -> Option<Quantity<'w>> {
        let written = text[hundred.end()..].strip_prefix("分之")?;
        let whole = &written[..written.find(|c| !is_numeral(c)).unwrap_or(written.len())];
        let digits = written[whole.len()..].strip_prefix('点').unwrap_or_default();
        let digits = &digits[..digits.find(|c| !is_numeral(c)).unwrap_or(digits.len())];
        let mut number = cardinal(whole)?.to_string();
        let mut end = text.len() - written.len() + whole.len();
        let digit =
            |c| if let Some(Sign::Digit(digit)) = sign(c) { Some(char::from(b'0' + digit)) } else { None };
        if let Some(decimals) =
            digits.chars().map(digit).collect::<Option<String>>().filter(|it| !it.is_empty())
        {
            number = format!("{number}.{decimals}");
            end += "点".len() + digits.len();
        }
        let printed = Decimal::parse(&number)?;
        let around = self.measure(&text[..end], before, (Span::new(hundred.start(), end), printed));
        let is_approximate = around.is_approximate || self.is_inexact_behind(&text[end..]);
        Some(Quantity { unit: "%", dimension: Some(Dimension::Ratio), is_approximate, ..around })
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, find};
    use crate::document::Document;
    use crate::document::source::Source;
    use crate::facts::tokens::Tokens;
    use crate::readers;
    use crate::words::Words;

    static NONE: Words = Words::new();

    fn one(text: &str) -> Quantity<'static> {
        let doc = readers::read(&Source { name: "a.txt".into(), bytes: text.into() }).unwrap();
        let doc: &'static Document = Box::leak(Box::new(doc));
        let found = find(doc, &Tokens::lex(doc), &NONE);
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
            ("增长百分之十一点一", "11.1", "%"),
            ("占百分之六十", "60", "%"),
            ("平均车速35公里/小时", "35", "公里/小时"),
            ("流量1860立方米每秒", "1860", "立方米每秒"),
            ("平均得分94.3分", "94.3", "分"),
            ("平时92分", "92", "分"),
            ("打八五折", "85", "折"),
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
        assert!(!one("现场签约36个").is_approximate && !one("节约40万元").is_approximate);
        for text in [
            "数十人", "约40吨", "近 200人", "40多万元", "1200余户", "50人左右", "超过3亿元", "300人以上",
            "几十人", "不少于50人",
        ] {
            assert!(one(text).is_approximate, "{text}");
        }
    }
}
