//! Chinese numerals: parses 二十一 (21), 一百零五 (105), 廿三 (23), 二〇二六 (2026), and writes numerals of list
//! items.

use crate::text::decimal::Decimal;
use crate::text::fold::narrow;

/// The digits 0 to 9.
const DIGITS: &str = "零一二三四五六七八九";
/// The ten heavenly stems 甲乙丙…, characters that number lists (like A, B, C) and years.
pub const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
/// The twelve earthly branches 子丑寅…, characters that number years and hours together with the
/// stems.
pub const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
/// Maximum number of characters of a numeral that is parsed. Longer strings are not numbers in
/// prose.
const MAX_CHARS: usize = 24;

/// Meaning of one character of a Chinese numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A digit: 〇 to 九, and 两 (2).
    Digit(u8),
    /// A multiple of ten written as one character: 廿 20, 卅 30, 卌 40.
    Tens(u8),
    /// A unit that multiplies the digit before it: 十 (10), 百 (100), 千 (1000).
    Unit(u64),
    /// A unit that multiplies everything before it: 万 (10,000), 亿 (100,000,000).
    Section(u64),
}

/// Returns the meaning of a character in a Chinese numeral; `None` if it is not used in numerals.
pub fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' => Sign::Digit(0),
        '一' => Sign::Digit(1),
        '二' | '两' => Sign::Digit(2),
        '三' => Sign::Digit(3),
        '四' => Sign::Digit(4),
        '五' => Sign::Digit(5),
        '六' => Sign::Digit(6),
        '七' => Sign::Digit(7),
        '八' => Sign::Digit(8),
        '九' => Sign::Digit(9),
        '廿' => Sign::Tens(20),
        '卅' => Sign::Tens(30),
        '卌' => Sign::Tens(40),
        '十' => Sign::Unit(10),
        '百' => Sign::Unit(100),
        '千' => Sign::Unit(1_000),
        '万' => Sign::Section(10_000),
        '亿' => Sign::Section(100_000_000),
        _ => return None,
    })
}

/// Returns the numeral that a similar character was written for: the radicals ⼀ ⼆ ⼋ ⼗ in text
/// extracted from PDFs (U+2F00 …), and the kana ー ニ ハ that some typefaces and OCR programs produce.
/// `None` for any other character.
pub fn lookalike(c: char) -> Option<char> {
    Some(match c {
        '\u{2F00}' | '\u{31D0}' | '\u{30FC}' => '一',
        '\u{2F06}' | '\u{30CB}' => '二',
        '\u{2F0B}' | '\u{30CF}' => '八',
        '\u{2F17}' => '十',
        _ => return None,
    })
}

/// True for a character used in Chinese numerals.
pub fn is_numeral(c: char) -> bool {
    sign(c).is_some()
}

/// Parses a whole string as a cardinal number: `二十一` 21, `一百零五` 105, `十` 10, `两千` 2000, `廿三` 23.
///
/// `None` if it is not one well-formed number: adjacent digits (`七八`, an approximation), a unit out
/// of order, an empty or overlong string.
pub fn cardinal(numeral: &str) -> Option<u64> {
    if numeral.is_empty() || numeral.len() > MAX_CHARS * 3 {
        return None;
    }
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    let (mut last_unit, mut last_section) = (u64::MAX, u64::MAX);
    for c in numeral.chars() {
        match sign(c)? {
            Sign::Digit(0) => {
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(0);
            }
            Sign::Digit(value) => {
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(u64::from(value));
            }
            Sign::Tens(value) => {
                if digit.is_some() || last_unit <= 10 {
                    return None;
                }
                section += u64::from(value);
                last_unit = 10;
            }
            Sign::Unit(unit) => {
                if unit >= last_unit {
                    return None;
                }
                let times = match digit.take() {
                    None | Some(0) if unit == 10 => 1,
                    None | Some(0) => return None,
                    Some(value) => value,
                };
                section += times * unit;
                last_unit = unit;
            }
            Sign::Section(unit) => {
                section += digit.take().unwrap_or(0);
                if unit == 100_000_000 && total > 0 && last_section == 10_000 {
                    total = (total + section).checked_mul(unit)?;
                } else {
                    if unit >= last_section || section == 0 {
                        return None;
                    }
                    total = total.checked_add(section.checked_mul(unit)?)?;
                }
                section = 0;
                last_unit = u64::MAX;
                last_section = unit;
            }
        }
    }
    total.checked_add(section + digit.unwrap_or(0))
}

/// Parses a string of digits, as in years: `二〇二六` 2026, `二○一三` 2013. At most nine digits.
pub fn positional(numeral: &str) -> Option<u64> {
    let mut value = 0;
    let mut count = 0;
    for c in numeral.chars() {
        let digit = match c {
            '○' | '◯' | 'Ｏ' => 0,
            c => match sign(c)? {
                Sign::Digit(digit) => u64::from(digit),
                _ => return None,
            },
        };
        value = value * 10 + digit;
        count += 1;
    }
    (1..=9).contains(&count).then_some(value)
}

/// True for a character used in amounts in capital numerals, as on cheques: 壹仟零伍元整 (1005 yuan).
pub fn is_formal(c: char) -> bool {
    capital(c).is_some() || matches!(c, '元' | '圆' | '角' | '分' | '整' | '正')
}

/// Returns the plain numeral for a capital one (一 for 壹), including 万, 亿 and zeros.
fn capital(c: char) -> Option<char> {
    Some(match c {
        '零' | '〇' => '零',
        '壹' => '一',
        '贰' | '貳' => '二',
        '叁' | '参' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        '万' | '萬' => '万',
        '亿' | '億' => '亿',
        _ => return None,
    })
}

/// Parses an amount in capital numerals. Returns yuan with two decimals: 1005.20 for 壹仟零伍元贰角整.
/// `None` if it is malformed or does not contain 元 ("yuan").
pub fn formal(written: &str) -> Option<Decimal> {
    let (yuan, rest) = written.split_once(['元', '圆'])?;
    let plain: Option<String> = yuan.chars().map(capital).collect();
    let mut fen = cardinal(&plain?)?.checked_mul(100)?;
    let mut digit = 0;
    for c in rest.chars() {
        match c {
            '角' => fen += std::mem::take(&mut digit) * 10,
            '分' => fen += std::mem::take(&mut digit),
            '整' | '正' => {}
            _ => digit = cardinal(&capital(c)?.to_string())?,
        }
    }
    (digit == 0).then(|| Decimal::integer(fen).hundredths())
}

/// Parses a whole string as a number in digits (ASCII or full-width) or Chinese numerals: `2026`,
/// `１２`, `二十一` (21).
pub fn whole(written: &str) -> Option<u32> {
    digits(written).or_else(|| u32::try_from(cardinal(written)?).ok())
}

/// Parses a whole string of ASCII or full-width digits, with an optional leading plus sign.
fn digits(written: &str) -> Option<u32> {
    if written.is_ascii() {
        return written.parse().ok();
    }
    // Quick exit, mostly for Han numerals.
    if written.chars().next().is_none_or(|first| narrow(first) == first && !first.is_ascii()) {
        return None;
    }
    written.chars().map(narrow).collect::<String>().parse().ok()
}

/// Returns the numeral of list item `n`: 一 for 1, 十一 for 11, 二十 for 20, 一百零一 for 101. Numbers from
/// 1000 on are returned in digits.
pub fn item(n: u32) -> String {
    let digit = |d: u32| DIGITS.chars().nth((d % 10) as usize).unwrap_or_default();
    let ones = |n: u32| if n.is_multiple_of(10) { String::new() } else { digit(n).to_string() };
    match n {
        0..10 => digit(n).to_string(),
        10..20 => format!("十{}", ones(n)),
        20..100 => format!("{}十{}", digit(n / 10), ones(n)),
        100..1000 => {
            let rest = match n % 100 {
                0 => String::new(),
                below @ 1..10 => format!("零{}", digit(below)),
                teen @ 10..20 => format!("一{}", item(teen)),
                tens => item(tens),
            };
            format!("{}百{rest}", digit(n / 100))
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{cardinal, formal, item, positional};

    #[test]
    fn reads_cardinals() {
        let cases = [
            ("一", 1),
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("二十一", 21),
            ("九十九", 99),
            ("一百", 100),
            ("一百零一", 101),
            ("一百一十", 110),
            ("一百零五", 105),
            ("两千", 2000),
            ("两千零八", 2008),
            ("三千五百", 3500),
            ("一万二千", 12_000),
            ("三亿", 300_000_000),
            ("一万亿", 1_000_000_000_000),
            ("廿三", 23),
            ("一千二百亿", 120_000_000_000),
            ("十万", 100_000),
            ("零", 0),
        ];
        for (numeral, value) in cases {
            assert_eq!(cardinal(numeral), Some(value), "{numeral}");
        }
    }

    #[test]
    fn refuses_what_is_not_one_number() {
        for numeral in ["", "七八", "三五十", "百", "十百", "二〇二六", "一十十", "人", "万"]
        {
            assert_eq!(cardinal(numeral), None, "{numeral}");
        }
    }

    #[test]
    fn reads_years_digit_by_digit() {
        assert_eq!(positional("二〇二六"), Some(2026));
        assert_eq!(positional("二○一三"), Some(2013));
        assert_eq!(positional("二十"), None);
    }

    #[test]
    fn reads_amounts_in_capitals() {
        let cases = [
            ("壹仟零伍元整", Some("1005.00")),
            ("伍万零壹佰贰拾叁元整", Some("50123.00")),
            ("柒拾陆万圆正", Some("760000.00")),
            ("叁佰元贰角伍分", Some("300.25")),
            ("叁佰", None),
            ("万元", None),
        ];
        for (written, value) in cases {
            assert_eq!(formal(written).map(|value| value.to_string()).as_deref(), value, "{written}");
        }
    }

    #[test]
    fn item_numerals_read_back() {
        for n in 1..1000 {
            assert_eq!(cardinal(&item(n)), Some(u64::from(n)), "{}", item(n));
        }
    }
}
