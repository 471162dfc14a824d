//! Numbers in the forms that lists show: 一 壹 甲 ① ⑴ IV d. 甲 is the first of the ten signs 甲乙丙…,
//! which are used like letters. The names of the forms are those of Office Open XML (ECMA-376-1,
//! 17.18.59).

use crate::text::numeral::{BRANCHES, STEMS, item};

/// Writes `number` in the form called `format`. If the form is unknown or does not reach that
/// number, in digits.
pub(super) fn written(number: u32, format: &str) -> String {
    let one_of = |signs: &str| signs.chars().nth(number.wrapping_sub(1) as usize).map(String::from);
    let run = |first: u32, last: u32, base: u32| {
        let within = (first..=last).contains(&number);
        within.then(|| char::from_u32(base + number - first).map(String::from)).flatten()
    };
    let sign = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => Some(item(number)),
        "chineseLegalSimplified" => Some(capital(&item(number))),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digit_by_digit(number))
        }
        "ideographTraditional" => one_of(STEMS),
        "ideographZodiac" => one_of(BRANCHES),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            run(1, 20, 0x2460).or_else(|| run(21, 35, 0x3251)).or_else(|| run(36, 50, 0x32b1))
        }
        "decimalEnclosedParen" => run(1, 20, 0x2474),
        "decimalEnclosedFullstop" => run(1, 20, 0x2488),
        "ideographEnclosedCircle" => run(1, 10, 0x3280),
        "ideographParenthesized" => run(1, 10, 0x3220),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        "decimalZero" => Some(format!("{number:02}")),
        "upperLetter" => Some(letters(number, b'A')),
        "lowerLetter" => Some(letters(number, b'a')),
        "upperRoman" => Some(roman(number)),
        "lowerRoman" => Some(roman(number).to_lowercase()),
        "numberInDash" => Some(format!("- {number} -")),
        _ => None,
    };
    sign.filter(|sign| !sign.is_empty()).unwrap_or_else(|| number.to_string())
}

/// The label of a list item, followed by the divider before its text: a space, or nothing if
/// full-width punctuation ends the label (一、). `suffix` is the kind of divider in Office Open XML;
/// `nothing` means none.
pub(super) fn divided(label: &str, suffix: &str) -> String {
    let label = label.replace(['\n', '\r'], " ");
    let is_wide = label.ends_with(['、', '）', '．', '，', '：', '】', '〕', '。']);
    if suffix == "nothing" || is_wide { label } else { label + " " }
}

/// Converts a Chinese numeral to the characters used for amounts on cheques, which are hard to
/// alter: 二十一 → 贰拾壹 (both 21).
fn capital(numeral: &str) -> String {
    let capital = |c| match c {
        '一' => '壹',
        '二' => '贰',
        '三' => '叁',
        '四' => '肆',
        '五' => '伍',
        '六' => '陆',
        '七' => '柒',
        '八' => '捌',
        '九' => '玖',
        '十' => '拾',
        '百' => '佰',
        other => other,
    };
    numeral.chars().map(capital).collect()
}

/// Writes a number digit by digit in Chinese: 21 → 二一, 10 → 一〇.
fn digit_by_digit(number: u32) -> String {
    let digits = number.to_string();
    digits.bytes().filter_map(|digit| "〇一二三四五六七八九".chars().nth(usize::from(digit - b'0'))).collect()
}

fn full_width(number: u32) -> String {
    number.to_string().bytes().filter_map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0'))).collect()
}

/// Writes a number as letters, as Word counts: a … z, aa, bb ….
fn letters(number: u32, first: u8) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(first + (index % 26) as u8);
    letter.to_string().repeat((index / 26 + 1).min(30) as usize)
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut written = String::new();
    if number < 4000 {
        for (value, sign) in SIGNS {
            while number >= value {
                written += sign;
                number -= value;
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{divided, written};

    #[test]
    fn a_label_is_divided_from_the_text_and_stays_in_its_line() {
        let cases = [
            ("1.", "tab", "1. "),
            ("一、", "tab", "一、"),
            ("（1）", "nothing", "（1）"),
            ("第1\n\r章", "space", "第1  章 "),
        ];
        for (label, suffix, expected) in cases {
            assert_eq!(divided(label, suffix), expected);
        }
    }

    #[test]
    fn writes_every_format() {
        for (format, expected) in [
            ("chineseCountingThousand", ["一", "十", "二十一"]),
            ("chineseLegalSimplified", ["壹", "拾", "贰拾壹"]),
            ("ideographDigital", ["一", "一〇", "二一"]),
            ("ideographTraditional", ["甲", "癸", "21"]),
            ("decimalEnclosedCircle", ["①", "⑩", "㉑"]),
            ("decimalEnclosedParen", ["⑴", "⑽", "21"]),
            ("ideographEnclosedCircle", ["㊀", "㊉", "21"]),
            ("decimalFullWidth", ["１", "１０", "２１"]),
            ("decimalZero", ["01", "10", "21"]),
            ("upperLetter", ["A", "J", "U"]),
            ("lowerRoman", ["i", "x", "xxi"]),
            ("somethingNew", ["1", "10", "21"]),
        ] {
            assert_eq!([1, 10, 21].map(|number| written(number, format)), expected, "{format}");
        }
        assert_eq!(written(28, "lowerLetter"), "bb");
    }
}
