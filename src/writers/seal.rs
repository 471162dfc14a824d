//! The seal of a remark: its last line, by which a later run recognizes that this program wrote the
//! remark: `核稿 · placeholder/mask · 7c1e4a` (name of the program, rule, check value).
//!
//! The line is part of the remark's text, because every program that keeps a comment keeps its
//! text. Other places are less reliable:
//!
//! - The author is chosen by the user (`--author`), and Word replaces names and initials if
//!   personal information is removed.
//! - `w14:paraId` is optional: LibreOffice drops it, and Word writes a new one for an edited
//!   paragraph.
//! - A program that does not know a part drops it when saving.
//! - Hidden text in comments is formatting, which programs may drop.
//!
//! The line ends with a check value of the text before it. If a person edits the comment, the value
//! no longer matches, and the comment is kept like any comment written by a person. White space is
//! not included, because programs change it.

use crate::document::OPAQUE;
use crate::text::chars::is_blank;
use crate::text::hash::{START, fnv};

/// Name of the program in remarks, in Chinese and in English.
const NAMES: [&str; 2] = ["核稿", "hegao"];
/// Sign between the name, the rule and the check value.
const DIVIDER: char = '·';
/// Number of hexadecimal digits of the check value, a short hash.
const DIGITS: usize = 6;

/// A seal that was found at the end of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seal {
    /// Id of the rule that made the remark.
    pub(super) rule: String,
    /// True if nobody has edited the words before the seal.
    pub(super) is_intact: bool,
}

/// Writes the seal of a remark: the program name `name`, the rule, and the check value of `words`.
pub(super) fn line(name: &str, rule: &str, words: &str) -> String {
    let value = value(rule, &significant(words), DIGITS);
    format!("{name} {DIVIDER} {rule} {DIVIDER} {value}")
}

/// Finds the seal in the text of a comment. `None` for comments written by people.
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

/// Computes the check value of a remark: the first `digits` hexadecimal digits of a hash over the
/// rule and the words.
pub(super) fn value(rule: &str, words: &str, digits: usize) -> String {
    let hash = [rule, "\n", words].iter().fold(START, |hash, piece| fnv(hash, piece.as_bytes()));
    digits_of(hash, digits)
}

/// The first `digits` hexadecimal digits of a hash.
pub(super) fn digits_of(hash: u64, digits: usize) -> String {
    // The low bits of FNV are mixed less well than the high ones.
    format!("{hash:016x}").chars().take(digits).collect()
}

/// True for rule ids of the form `family/fault`.
pub(super) fn is_rule(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_whitespace());
    text.split_once('/').is_some_and(|(family, fault)| is_name(family) && is_name(fault))
}

/// Returns the characters of `text` that every program keeps: white space, control characters and
/// placeholders are left out.
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
