//! The number inside an item mark: its value, and how another number is written in the same script.

use crate::text::chars::is_blank;
use crate::text::fold::narrow;
use crate::text::numeral::{STEMS, cardinal, is_numeral, item, lookalike};

/// Sets of numbers that are single characters: the first character of each set and how many there
/// are.
const ENCLOSED: [(char, u32); 5] = [('①', 20), ('⑴', 20), ('⒈', 20), ('㈠', 10), ('❶', 10)];
/// Sets of circled numbers above 20: first character, first number, size.
const CIRCLED: [(char, u32, u32); 2] = [('㉑', 21, 15), ('㊱', 36, 15)];
/// Roman numerals that exist as single characters, from one on.
const ROMANS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Value of an enclosed character such as ① ⑴ ⒈ ㈠ ❶; `None` for others.
pub fn enclosed(c: char) -> Option<u32> {
    for (first, number, size) in CIRCLED {
        if (first as u32..first as u32 + size).contains(&(c as u32)) {
            return Some(c as u32 - first as u32 + number);
        }
    }
    let (first, _) = set_of(c)?;
    Some(c as u32 - first as u32 + 1)
}

/// The set of [`ENCLOSED`] to which `c` belongs; `None` for other characters.
fn set_of(c: char) -> Option<(char, u32)> {
    ENCLOSED.into_iter().find(|(first, size)| (*first as u32..*first as u32 + size).contains(&(c as u32)))
}

/// Writes `ordinal` in the script of `found`: 三 for 四 and 3, 11 for 12, ３ for ４, ③ for ④. `None` if
/// the script does not have this number.
pub fn written_like(found: &str, ordinal: u32) -> Option<String> {
    let c = found.chars().next()?;
    if let Some(written) = letters_like(found, ordinal) {
        return Some(written);
    }
    if CIRCLED.iter().any(|&(first, _, size)| (first as u32..first as u32 + size).contains(&(c as u32))) {
        let set = CIRCLED.into_iter().find(|&(_, number, size)| (number..number + size).contains(&ordinal));
        return match set {
            Some((first, number, _)) => char::from_u32(first as u32 + ordinal - number).map(String::from),
            None => written_like("①", ordinal),
        };
    }
    if let Some((first, size)) = set_of(c) {
        let code = first as u32 + ordinal.checked_sub(1).filter(|&offset| offset < size)?;
        return char::from_u32(code).map(String::from);
    }
    if is_han_number(c) {
        return Some(item(ordinal));
    }
    let digits = ordinal.to_string();
    let is_wide = ('０'..='９').contains(&c);
    narrow(c)
        .is_ascii_digit()
        .then(|| if is_wide { digits.chars().filter_map(widened).collect() } else { digits })
}

/// Writes `ordinal` as a letter, heavenly stem (甲乙丙) or Roman numeral, in the script of `found`.
fn letters_like(found: &str, ordinal: u32) -> Option<String> {
    let c = found.chars().next()?;
    let at = ordinal.checked_sub(1)?;
    if stem(c).is_some() {
        return STEMS.chars().nth(at as usize).map(String::from);
    }
    // A single ASCII letter (C, i) is a letter; a Roman sign (Ⅲ) has three bytes.
    if small_roman(found).is_some() && found.len() > 1 {
        return match c {
            'ⅰ'..='ⅻ' => char::from_u32('ⅰ' as u32 + at).filter(|_| at < 12).map(String::from),
            _ => ROMANS.get(at as usize).map(|written| written.to_ascii_lowercase()),
        };
    }
    if roman(found).is_some() && found.len() > 1 {
        return match c {
            'Ⅰ'..='Ⅻ' => char::from_u32('Ⅰ' as u32 + at).filter(|_| at < 12).map(String::from),
            _ => ROMANS.get(at as usize).map(|&written| written.to_owned()),
        };
    }
    let first = match narrow(c) {
        'A'..='Z' => 'A',
        'a'..='z' => 'a',
        _ => return None,
    };
    char::from_u32(first as u32 + at).filter(|_| at < 26).map(String::from)
}

/// Value of a single letter: 3 for `C` and `c`.
pub fn letter(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let c = narrow(chars.next()?).to_ascii_uppercase();
    (chars.next().is_none() && c.is_ascii_uppercase()).then(|| c as u32 - 'A' as u32 + 1)
}

/// Value of a Roman numeral: 4 for `Ⅳ` and `IV`.
pub fn roman(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    if let 'Ⅰ'..='Ⅻ' = c {
        return (text.len() == c.len_utf8()).then(|| c as u32 - 'Ⅰ' as u32 + 1);
    }
    ROMANS.iter().position(|&written| written == text).map(|at| at as u32 + 1)
}

/// Value of a Roman numeral in small letters: 4 for `ⅳ` and `iv`.
pub fn small_roman(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    if let 'ⅰ'..='ⅻ' = c {
        return (text.len() == c.len_utf8()).then(|| c as u32 - 'ⅰ' as u32 + 1);
    }
    let is_small = text.bytes().all(|byte| byte.is_ascii_lowercase());
    ROMANS.iter().position(|&written| is_small && written.eq_ignore_ascii_case(text)).map(|at| at as u32 + 1)
}

/// Number of a heavenly stem: 1 for 甲, 2 for 乙.
pub fn stem(c: char) -> Option<u32> {
    STEMS.chars().position(|stem| stem == c).map(|at| at as u32 + 1)
}

fn widened(digit: char) -> Option<char> {
    char::from_u32(digit as u32 + 0xFEE0)
}

/// True for a Chinese numeral, or a character that is used instead of one in a mark.
pub fn is_han_number(c: char) -> bool {
    is_numeral(c) || lookalike(c).is_some()
}

/// Number at the beginning of a block, in any form: 3 for `三`, `3 `, `（3` and `第三`. `None` if there
/// is none.
pub fn leading(text: &str) -> Option<u32> {
    let start = text.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '(' | '第' | '其'));
    behind(start, 0).0
}

/// Number after the blanks at byte `start` of `text`, and the byte after the number. If there is no
/// number, `None` and `start`.
pub fn behind(text: &str, start: usize) -> (Option<u32>, usize) {
    let rest = text[start..].trim_start_matches(is_blank);
    let at = text.len() - rest.len();
    let is_han = rest.starts_with(is_numeral);
    let end = rest.find(|c: char| if is_han { !is_numeral(c) } else { !narrow(c).is_ascii_digit() });
    let written = &rest[..end.unwrap_or(rest.len())];
    let number = if is_han {
        cardinal(written).and_then(|number| u32::try_from(number).ok())
    } else {
        written.chars().map(narrow).collect::<String>().parse().ok()
    };
    match number {
        Some(number) => (Some(number), at + written.len()),
        None => (None, start),
    }
}

/// True if `text` contains `mark` as a whole number, with no digit or numeral directly before or
/// after it: `2` is in 第2条, not in 第12条.
pub fn holds(text: &str, mark: &str) -> bool {
    let is_number = |c: char| is_numeral(c) || narrow(c).is_ascii_digit();
    text.match_indices(mark)
        .any(|(at, _)| !text[..at].ends_with(is_number) && !text[at + mark.len()..].starts_with(is_number))
}

#[cfg(test)]
mod tests {
    use super::{enclosed, holds, leading, written_like};

    #[test]
    fn writes_another_number_in_the_same_script() {
        let cases = [
            ("四", 3, "三"),
            ("12", 11, "11"),
            ("４", 3, "３"),
            ("④", 3, "③"),
            ("㈣", 3, "㈢"),
            ("ー", 2, "二"),
            // A single letter that may be Roman is a letter.
            ("C", 4, "D"),
            ("i", 2, "b"),
            ("Ⅲ", 2, "Ⅱ"),
            ("ⅲ", 4, "ⅳ"),
            ("III", 4, "IV"),
        ];
        for (found, ordinal, written) in cases {
            assert_eq!(written_like(found, ordinal).as_deref(), Some(written), "{found}");
        }
        assert_eq!(written_like("㈣", 11), None);
        assert_eq!((enclosed('⑳'), enclosed('㈩'), enclosed('一')), (Some(20), Some(10), None));
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
            assert_eq!(leading(text), number, "{text}");
        }
        assert!(holds("记者摄第三，改革", "第三，"));
        assert!(!holds("增长3.5%", "3."));
    }
}
