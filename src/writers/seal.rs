//! The line that a remark ends with, by which a later run knows it as its own: `核稿 · placeholder/mask · 7c1e4a`.
//!
//! The line is part of the words of the remark, for every program that keeps a comment keeps its words. Other places are less sure:
//!
//! - The author is the user's choice (`--author`), and Word replaces names and initials if personal information is removed.
//! - `w14:paraId` is optional: LibreOffice drops it, and Word writes a new one for a paragraph that was edited.
//! - Parts that a program does not know are lost when it saves the file.
//! - Hidden text of comments is a matter of formatting, which programs may drop.
//!
//! The line ends with a check value of all words before it. A comment that a person wrote into no longer has its value, and is
//! kept like any other comment of a person. White space does not count, for programs change it.

use crate::document::OPAQUE;
use crate::text::chars::is_blank;
use crate::text::hash::{START, fnv};

/// What the program is called in remarks, in Chinese and in English.
const NAMES: [&str; 2] = ["核稿", "hegao"];
/// Stands between name, rule and check value.
const DIVIDER: char = '·';
/// Hexadecimal digits of the check value.
const DIGITS: usize = 6;

/// The seal at the end of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seal {
    /// The rule that made the remark.
    pub(super) rule: String,
    /// Nobody changed the words since.
    pub(super) is_intact: bool,
}

/// The last line of a remark of `rule` that says `words`, in the name `name`.
pub(super) fn line(name: &str, rule: &str, words: &str) -> String {
    let value = value(rule, &significant(words), DIGITS);
    format!("{name} {DIVIDER} {rule} {DIVIDER} {value}")
}

/// The seal in the words of a comment; `None` if it has none, as comments of people.
pub(super) fn find(words: &str) -> Option<Seal> {
    let words = significant(words);
    let starts = NAMES.iter().filter_map(|name| {
        let start = words.rfind(&format!("{name}{DIVIDER}"))?;
        Some((start, start + name.len() + DIVIDER.len_utf8()))
    });
    let (start, behind) = starts.max()?;
    let (rule, found) = words[behind..].split_once(DIVIDER)?;
    if !is_rule(rule) {
        return None;
    }
    let is_intact = found == value(rule, &words[..start], DIGITS);
    Some(Seal { rule: rule.to_owned(), is_intact })
}

/// The check value of a remark, in hexadecimal digits.
pub(super) fn value(rule: &str, words: &str, digits: usize) -> String {
    let hash = [rule, "\n", words].iter().fold(START, |hash, piece| fnv(hash, piece.as_bytes()));
    digits_of(hash, digits)
}

/// The first `digits` hexadecimal digits of a hash.
pub(super) fn digits_of(hash: u64, digits: usize) -> String {
    // The low bits of FNV are worse mixed than the high ones.
    format!("{hash:016x}").chars().take(digits).collect()
}

/// True for `family/fault`.
pub(super) fn is_rule(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_whitespace());
    text.split_once('/').is_some_and(|(family, fault)| is_name(family) && is_name(fault))
}

/// The characters that every program keeps.
fn significant(text: &str) -> String {
    let is_lost = |c: &char| {
        c.is_whitespace() || c.is_control() || is_blank(*c) || matches!(*c, OPAQUE | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(|c| !is_lost(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::{find, line};

    #[test]
    fn a_remark_is_known_by_its_last_line_whatever_becomes_of_white_space() {
        let words = "必改：缺一个数字\n补上实际内容。\n";
        for name in ["核稿", "hegao"] {
            let text = words.to_owned() + &line(name, "placeholder/mask", words);
            let squeezed = text.replace('\n', "\u{a0} ");
            for text in [&text, &squeezed] {
                let seal = find(text).unwrap();
                assert!(seal.is_intact && seal.rule == "placeholder/mask", "{text}");
            }
        }
    }

    #[test]
    fn words_that_a_person_changed_or_added_are_no_longer_ours() {
        let words = "必改：缺一个数字";
        let text = format!("{words}\n{}", line("核稿", "placeholder/mask", words));
        for changed in [text.replace("数字", "数"), text.clone() + "\n已补", format!("科长：{text}")]
        {
            assert!(!find(&changed).unwrap().is_intact, "{changed}");
        }
        for foreign in ["请核稿", "核稿·", "核稿 · 甲 · 7c1e4a", ""] {
            assert_eq!(find(foreign), None, "{foreign}");
        }
    }
}
